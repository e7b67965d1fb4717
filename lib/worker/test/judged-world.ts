import { db } from "#lib/server/db.ts";
import { makeTestWorld } from "./generation-world.ts";

/** Words of what the built-in generator writes here, and of nothing else in a question. */
const TEXT = / text begins\n([\s\S]*)\n#\w+ text ends/;

export function textIn(question: string): string {
  return TEXT.exec(question)?.[1] ?? "";
}

/** What a judge answers, as it should unless told otherwise. */
export function said(given: object = {}): string {
  return JSON.stringify({ reason: "It is clear.", score: 4, label: "refund", confidence: 0.9, ...given });
}

/** A project whose runs are judged by an endpoint; the built-in generator writes unless one is given. For tests. */
export async function makeJudgedWorld(options: { judgeUrl: string; endpointUrl?: string }) {
  const { judgeUrl, ...generator } = options;
  const world = await makeTestWorld(generator);
  const judge = await db().endpoint.create({
    data: {
      ownerId: world.userId,
      name: "judge",
      baseUrl: judgeUrl,
      model: "judge-model",
      inputPrice: 1_000_000,
      outputPrice: 1_000_000,
    },
  });
  const rubric = "5: said as a customer would.";
  const start: typeof world.start = (count, concurrency = 4, given = {}) =>
    world.start(count, concurrency, { judge: { endpointId: judge.id, rubric }, ...given });
  return { ...world, judge, rubric, start };
}
