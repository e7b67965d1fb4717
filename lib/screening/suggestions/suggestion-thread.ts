/**
 * The thread that finds suggested labels, so that no page waits for it; it lives for one walk through a project. Node
 * runs this file as it is, by type stripping, like the threads of the screening engine.
 */
import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { serveCalls } from "#lib/screening/engine/serve-calls.ts";
import type { TextVectors } from "#lib/screening/screening.ts";
import { learnMeans, type NearestMean, suggestLabels } from "#lib/screening/suggestions/nearest-mean.ts";
import type { EmbeddedTexts, SuggestionCalls } from "#lib/screening/suggestions/suggestion-messages.ts";

let learnt: NearestMean | null = null;

function vectorsOf({ texts, vectors }: EmbeddedTexts): TextVectors {
  return vectors ?? { dimensions: embedder.dimensions, vectors: embed(texts) };
}

serveCalls<SuggestionCalls>(
  {
    async learn({ labels, labelCount, ...support }) {
      learnt = learnMeans({ ...vectorsOf(support), labels, labelCount });
      return learnt !== null;
    },
    async suggest(asked) {
      if (!learnt) throw new Error("nothing has been learnt that labels could be suggested by");
      return suggestLabels(learnt, vectorsOf(asked));
    },
  },
  async () => {},
);
