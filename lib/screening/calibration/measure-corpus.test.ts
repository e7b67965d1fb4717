import { expect, it } from "vitest";
import { plantedKinds } from "#lib/core/planted/planted-leaks.ts";
import { exactKey, words } from "#lib/core/text.ts";
import type { Match } from "../screening.ts";
import { calibrationResult } from "./calibration.ts";
import { type LabelledRow, type MeasuredCorpus, measureCorpus } from "./measure-corpus.ts";

const DAYS = ["today", "tomorrow", "yesterday"];
const sentences = (count: number, about: string, labels = 2): LabelledRow[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${about}-${n}`,
    text: `please tell me how the ${about} number ${n} of my friend ${n * 7} is doing ${DAYS[n % 3]}`,
    labelId: `label-${n % labels}`,
  }));

/** Compares by shared words; what it was asked is kept. */
function world(given: Partial<MeasuredCorpus> = {}) {
  const test = given.test ?? sentences(30, "parcel");
  const asked: { texts: string[]; leaveOut: (string | null)[] }[] = [];
  const told: number[] = [];
  const corpus: MeasuredCorpus = {
    test,
    support: [],
    knownCopies: 0,
    seed: 1,
    async probe(texts, leaveOut) {
      asked.push({ texts, leaveOut });
      return texts.map((text, place): Match => {
        const own = new Set(words(text));
        const shares = test
          .filter(({ id }) => id !== leaveOut[place])
          .map((row) => ({ row, share: words(row.text).filter((word) => own.has(word)).length / own.size }))
          .sort((a, b) => b.share - a.share);
        const exact = test.some(
          ({ id, text: other }) => id !== leaveOut[place] && exactKey(other) === exactKey(text),
        );
        const overlap = Math.min(1, shares[0]?.share ?? 0);
        return {
          against: "test",
          matchId: shares[0]?.row.id ?? "",
          probability: overlap,
          evidence: "overlap",
          scores: { exact: exact ? 1 : 0, wordEdit: 0, containment: 0, overlap, template: 0, cosine: -0.2 },
          spans: [],
        };
      });
    },
    paraphrase: async () => null,
    async progress(share) {
      told.push(share);
    },
    ...given,
  };
  return { corpus, asked, told };
}

it("measures support examples against the test set, copies apart", async () => {
  const test = sentences(30, "parcel");
  const support = [
    ...sentences(20, "card"),
    { id: "copy", text: `${test[3]?.text.toUpperCase()}!`, labelId: "x" },
  ];
  const { corpus, asked } = world({ test, support, knownCopies: 2 });
  const result = await measureCorpus(corpus);
  expect(result.natural).toMatchObject({ source: "support", rows: 23, copies: 3 });
  expect(result.natural.labels).toHaveLength(20);
  expect(result.natural.scores.combined).toHaveLength(20);
  expect(new Set(result.natural.scores.cosine)).toEqual(new Set([0]));
  expect(asked.flatMap(({ leaveOut }) => leaveOut).every((id) => id === null)).toBe(true);
  expect(calibrationResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
});

it("without support examples compares each test row with the others", async () => {
  const { corpus, asked } = world();
  const result = await measureCorpus(corpus);
  expect(result.natural).toMatchObject({ source: "test", rows: 30, copies: 0 });
  const [first] = asked;
  const ids = new Map(corpus.test.map(({ id, text }) => [text, id]));
  expect(first?.leaveOut).toEqual(first?.texts.map((text) => ids.get(text)));
});

it("plants every kind in the same rows, none of which it says as it is", async () => {
  const { corpus, asked } = world();
  const result = await measureCorpus(corpus);
  const leaks = asked.slice(1).flatMap(({ texts }) => texts);
  expect(leaks).toHaveLength(30 * plantedKinds.length);
  for (const { text } of corpus.test) expect(leaks).not.toContain(text);
  for (const kind of plantedKinds) {
    expect(result.planted[kind].tried).toBe(30);
    expect(result.planted[kind].scores.combined).toHaveLength(30);
  }
  expect(new Set(result.planted.case.scores.exact)).toEqual(new Set([1_000]));
});

it("counts the rows that are too short for a kind", async () => {
  const { corpus } = world({ test: [...sentences(4, "parcel"), { id: "one", text: "hello", labelId: "x" }] });
  const { planted } = await measureCorpus(corpus);
  expect(planted.embedded).toMatchObject({ tried: 5 });
  expect(planted.embedded.scores.combined).toHaveLength(4);
  expect(planted.case.scores.combined).toHaveLength(5);
});

it("measures the paraphrases that could be had, of 100 rows, after all else", async () => {
  const given: string[][] = [];
  const { corpus, asked, told } = world({
    test: sentences(120, "parcel"),
    async paraphrase(texts, tell) {
      given.push(texts);
      expect(asked.length).toBeGreaterThan(plantedKinds.length);
      await tell(texts.length);
      return {
        model: "writer",
        made: texts.slice(1).map((text) => `${text} then`),
        leftOut: [{ reason: "same", count: 1 }],
      };
    },
  });
  const { paraphrased } = await measureCorpus(corpus);
  expect(new Set(given[0]).size).toBe(100);
  expect(paraphrased).toMatchObject({ tried: 100, model: "writer", leftOut: [{ reason: "same", count: 1 }] });
  expect(paraphrased?.scores.combined).toHaveLength(99);
  expect(asked.at(-1)?.leaveOut).toEqual(new Array(99).fill(null));
  expect(told.at(-1)).toBe(1);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect((await measureCorpus(corpus)).paraphrased).toEqual(paraphrased);
  expect(given[1]).toEqual(given[0]);
});

it("draws 2,000 and 500, the same at the same seed, and tells how far it is", async () => {
  const given = { test: sentences(700, "parcel"), support: sentences(2_500, "card"), probe: nothingAlike };
  const { corpus, told } = world(given);
  const result = await measureCorpus(corpus);
  expect(result.natural.labels).toHaveLength(2_000);
  expect(result.natural.rows).toBe(2_500);
  expect(result.planted.typo.tried).toBe(500);
  expect(told.at(-1)).toBe(1);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(await measureCorpus(world(given).corpus)).toEqual(result);
});

it("stops where it is told to", async () => {
  const { corpus, asked } = world({
    progress: async () => {
      throw new Error("enough");
    },
  });
  await expect(measureCorpus(corpus)).rejects.toThrow("enough");
  expect(asked).toHaveLength(1);
});

async function nothingAlike(texts: string[]): Promise<Match[]> {
  const scores = { exact: 0, wordEdit: 0, containment: 0, overlap: 0, template: 0, cosine: 0 };
  return texts.map(() => ({
    against: "test",
    matchId: "",
    probability: 0,
    evidence: "overlap",
    scores,
    spans: [],
  }));
}
