import "server-only";
import { consented } from "#lib/server/llm/egress.ts";
import { connectEmbeddings, type EmbeddingOutcome } from "#lib/server/llm/embeddings.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import { inTurn, tokensIn } from "#lib/server/llm/pace/in-turn.ts";
import { paceOf } from "#lib/server/llm/pace/paces.ts";
import { type Sleep, tryAgain } from "#lib/server/llm/try-again.ts";
import { EmbedderError } from "./embedder-error.ts";
import { type Embedder, endpointEmbedderId } from "./embedders.ts";
import { unitVectors } from "./unit-vectors.ts";

/** What of a server's own words is shown. */
const SHOWN = 200;

/**
 * An OpenAI-compatible `/embeddings`. Asked for one batch after the other; passing failures are asked again.
 * @param known.dimensions of the vectors that are stored already; null where none is
 * @param known.confirm throws where the texts may not be sent; asked before they are, each time
 */
export function endpointEmbedder(
  endpoint: LlmEndpoint,
  known: { dimensions: number | null; confirm: () => Promise<void>; sleep?: Sleep; timeoutMs?: number },
): Embedder {
  const client = connectEmbeddings(endpoint, consented, known.timeoutMs);
  let { dimensions } = known;
  return {
    id: endpointEmbedderId(endpoint),
    get dimensions() {
      return dimensions;
    },
    async embed(texts, signal) {
      const patience = known.sleep ? { signal, sleep: known.sleep } : { signal };
      const seat = paceOf(endpoint).join(1);
      const turn = { tokens: tokensIn(texts), signal };
      const inItsTurn = () =>
        inTurn(seat, turn, async () => {
          await known.confirm();
          return client.embed(texts, signal);
        });
      const { outcome } = await tryAgain(inItsTurn, patience).finally(seat.leave);
      if (outcome.kind !== "vectors") throw failureOf(outcome);
      const unit = unitVectors(outcome.vectors, { count: texts.length, dimensions });
      if ("fault" in unit) throw new EmbedderError(unit.fault, unit.values);
      ({ dimensions } = unit);
      return unit.vectors;
    },
  };
}

function failureOf({ code, detail }: Exclude<EmbeddingOutcome, { kind: "vectors" }>): EmbedderError {
  return new EmbedderError(code, { detail: detail.slice(0, SHOWN) });
}
