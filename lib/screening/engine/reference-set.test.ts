import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plant, plantedKinds } from "#lib/core/planted/planted-leaks.ts";
import { type Random, random } from "#lib/core/random.ts";
import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { compareRows, type PairScores } from "#lib/screening/detectors/compare.ts";
import { Corpus } from "#lib/screening/detectors/corpus.ts";
import { dot } from "#lib/screening/engine/best-match.ts";
import { ReferenceSet } from "#lib/screening/engine/reference-set.ts";
import type { Match, TextVectors } from "#lib/screening/screening.ts";

const openings = [
  "How do I",
  "I want to",
  "Please help me to",
  "Why can I not",
  "Where can I",
  "Is it possible to",
  "What happens if I",
];
const verbs = [
  "cancel",
  "activate",
  "replace",
  "track",
  "verify",
  "block",
  "dispute",
  "top up",
  "close",
  "order",
];
const objects = [
  "my card",
  "the transfer to Spain",
  "a direct debit of 20 euros",
  "my savings account",
  "the second payment",
  "a refund for the hotel",
  "my PIN",
  "the exchange of dollars",
  "a virtual card",
];
const endings = [
  "",
  "today",
  "without the app",
  "before Friday",
  "from abroad",
  "in two steps",
  "if I lost my phone",
];

/** Sentences that differ in one to four places, as those of one project do, and some of a few words. */
function rowsOf(stream: Random): string[] {
  const texts = new Set([
    "Card lost",
    "PIN blocked?",
    "我想取消我的信用卡",
    "我的卡片在哪里",
    "Где моя новая карта?",
  ]);
  while (texts.size < 400) {
    texts.add(
      [openings, verbs, objects, endings]
        .map((part) => stream.pick(part))
        .join(" ")
        .trim(),
    );
  }
  return [...texts];
}

const rows = rowsOf(random("rows"));
const references = rows.map((text, i) => ({ id: `t${i}`, text }));
const corpus = new Corpus();
for (const row of rows) corpus.add(row);
const profiles = rows.map((row) => corpus.profile(row));

function vectorsOf(texts: readonly string[]): TextVectors {
  return { dimensions: embedder.dimensions, vectors: embed(texts) };
}

/** As another embedder might see texts: their length, their first letter, and what everything has. */
function foreignOf(texts: readonly string[]): TextVectors {
  const vectors = texts.flatMap((text) => {
    const values = [1, text.length / 20, text.charCodeAt(0) / 100];
    return values.map((value) => value / Math.hypot(...values));
  });
  return { dimensions: 3, vectors: Float32Array.from(vectors) };
}

/** What a row stands out from are the rows compared, a few or all: so much its probability may differ. */
const standingDiffers = 0.15;

/** The most probable rows, and the highest cosine, by comparing with every row but one. */
function bruteForce(text: string, of: (texts: readonly string[]) => TextVectors, except = -1) {
  const builtIn = cosinesOf(text, vectorsOf);
  const others = profiles.flatMap((row, i) =>
    i === except ? [] : [{ row, cosine: builtIn[i] as number, i }],
  );
  const compared = compareRows(corpus.profile(text), others);
  const cosines = cosinesOf(text, of).filter((_, row) => row !== except);
  const probability = Math.max(...compared.map((each) => each.probability));
  const isAsLikely = (at: number) =>
    (compared[at] as PairScores).probability >= probability - standingDiffers;
  const rowIds = others.filter((_, at) => isAsLikely(at)).map(({ i }) => `t${i}`);
  return { probability, rowIds, cosine: Math.max(...cosines) };
}

function cosinesOf(text: string, of: (texts: readonly string[]) => TextVectors): number[] {
  const own = of([text]);
  const all = of(rows);
  return rows.map((_, row) =>
    Math.min(1, dot(own.vectors, 0, all.vectors, row * own.dimensions, own.dimensions)),
  );
}

/** Which of many innocent rows is the least innocent, nobody asks. */
function isSame(match: Match, best: ReturnType<typeof bruteForce>): boolean {
  if (best.probability < 0.5) return true;
  const difference = Math.abs(match.probability - best.probability);
  return best.rowIds.includes(match.matchId) && difference < standingDiffers;
}

/**
 * Rows of so few words as these, all of one grammar, share their rarest words with dozens of others: of a changed row in
 * a longer text the index may then name others first.
 */
const mostMissed = 0.03;

let set: ReferenceSet;
let foreignSet: ReferenceSet;
beforeAll(async () => {
  set = await ReferenceSet.create("test", references, corpus);
  foreignSet = await ReferenceSet.create("test", references, corpus, { foreign: foreignOf(rows) });
});
afterAll(async () => {
  await set.release();
  await foreignSet.release();
});

function compare(texts: string[], options: { foreign?: boolean; leaveOut?: (string | null)[] } = {}) {
  return (options.foreign ? foreignSet : set).compare({
    profiles: texts.map((text) => corpus.profile(text)),
    vectors: embed(texts),
    ...(options.foreign ? { foreign: foreignOf(texts) } : {}),
    ...(options.leaveOut ? { leaveOut: options.leaveOut } : {}),
  });
}

describe("what is found without comparing every pair is what comparing every pair finds", () => {
  test.each(plantedKinds)("for planted leaks: %s", async (kind) => {
    const stream = random(kind);
    const planted = rows
      .map((row, i) => plant(kind, row, rows, stream.fork(i)))
      .filter((text) => text !== null)
      .slice(0, 80);
    expect(planted.length).toBeGreaterThan(20);
    const matches = await compare(planted);
    const missed: string[] = [];
    for (const [i, text] of planted.entries()) {
      const best = bruteForce(text, vectorsOf);
      const match = matches[i] as Match;
      expect(match.scores.cosine).toBeCloseTo(best.cosine, 5);
      if (!isSame(match, best)) missed.push(text);
    }
    expect(missed.length / planted.length, missed.join("; ")).toBeLessThan(mostMissed);
  });

  test("with the vectors of another embedder, whose cosine then counts", async () => {
    const stream = random("foreign");
    const texts = rows.map((row, i) => plant("typo", row, rows, stream.fork(i)) ?? row).slice(0, 60);
    const matches = await compare(texts, { foreign: true });
    for (const [i, text] of texts.entries()) {
      const best = bruteForce(text, foreignOf);
      expect(matches[i]?.scores.cosine).toBeCloseTo(best.cosine, 5);
    }
  });

  test("with the row at the text's own place left out", async () => {
    const texts = rows.slice(0, 100);
    const matches = await compare(texts, { leaveOut: references.slice(0, 100).map(({ id }) => id) });
    const missed: string[] = [];
    for (const [i, text] of texts.entries()) {
      const best = bruteForce(text, vectorsOf, i);
      const match = matches[i] as Match;
      expect(match.matchId).not.toBe(`t${i}`);
      expect(match.scores.exact).toBe(0);
      expect(match.scores.cosine).toBeCloseTo(best.cosine, 5);
      if (!isSame(match, best)) missed.push(text);
    }
    expect(missed.length / texts.length, missed.join("; ")).toBeLessThan(mostMissed);
  });
});

test("without rows nothing is like anything", async () => {
  const empty = await ReferenceSet.create("support", [], corpus);
  expect(
    await empty.compare({ profiles: [corpus.profile("card lost")], vectors: embed(["card lost"]) }),
  ).toEqual([null]);
  await empty.release();
});

test("refuses vectors that are not one for each row", async () => {
  const foreign = foreignOf(rows.slice(1));
  await expect(ReferenceSet.create("test", references, corpus, { foreign })).rejects.toThrow(RangeError);
});
