/**
 * How long it takes to screen exemplars against a test set and each other: the whole cascade through the real
 * thread, and its nearest-neighbour part alone, beside a plain loop over the same vectors.
 *
 * `node bench/screening.ts --exemplars 10000 --test 3080 --json`
 */
import { parseArgs } from "node:util";
import { type Random, random } from "#lib/core/random.ts";
import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { NearestIndex } from "#lib/screening/engine/nearest.ts";
import { screeningEngine } from "#lib/screening/engine/screening-engine.ts";
import { defaultThresholds, judge, type ScreenedText } from "#lib/screening/screening.ts";

const { dimensions } = embedder;
/** Pairs of the loop: enough for a quarter of a second. */
const loopPairs = 500_000;
/** Exemplars arrive in batches of a run's shard. */
const batch = 2_000;

const syllables =
  "ba ce di fo gu la me ni po ru sa te vi xo zu bra cle dri flo gru sta tre pli nor kes mun".split(" ");

/** A vocabulary of made-up words, the first ones much more frequent than the last (Zipf's law). */
function makeWords(stream: Random): { words: string[]; weights: number[] } {
  const words = new Set<string>();
  while (words.size < 4_000) {
    const length = 1 + stream.int(3);
    words.add(Array.from({ length }, () => stream.pick(syllables)).join(""));
  }
  return { words: [...words], weights: Array.from({ length: words.size }, (_, rank) => 1 / (rank + 8)) };
}

/**
 * Sentences of 5 to 18 words; one in five repeats an earlier one with a few words changed, as generators do.
 */
function makeTexts(count: number, seed: string): string[] {
  const vocabulary = makeWords(random("words"));
  // A table to draw from in one step: weighted() walks the whole list.
  const table = Array.from({ length: 1 << 14 }, (_, i) =>
    random("table").fork(i).weighted(vocabulary.words, vocabulary.weights),
  );
  const stream = random(seed);
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    if (i > 0 && stream.int(5) === 0) {
      const words = stream.pick(texts).split(" ");
      for (let change = stream.int(4); change > 0; change--)
        words[stream.int(words.length)] = stream.pick(table);
      texts.push(words.join(" "));
    } else texts.push(Array.from({ length: 5 + stream.int(14) }, () => stream.pick(table)).join(" "));
  }
  return texts;
}

async function timeCascade(
  exemplars: ScreenedText[],
  test: string[],
): Promise<{ seconds: number; flagged: number }> {
  const engine = screeningEngine();
  const start = performance.now();
  await engine.load({
    projectId: "bench",
    corpusKey: "bench",
    test: test.map((text, i) => ({ id: `test ${i}`, text })),
    support: [],
    exemplars: [],
  });
  let flagged = 0;
  for (let from = 0; from < exemplars.length; from += batch) {
    const results = await engine.screen("bench", exemplars.slice(from, from + batch));
    for (const { scores } of results) if (judge(scores, defaultThresholds).length > 0) flagged += 1;
  }
  const seconds = (performance.now() - start) / 1000;
  await engine.close();
  return { seconds, flagged };
}

/** The shortest of three, so that a neighbour on the machine does not count. */
async function shortest(measure: () => Promise<void> | void): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    await measure();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

async function timeNearest(queries: Float32Array, references: Float32Array): Promise<number> {
  const index = NearestIndex.create(references, dimensions);
  return shortest(async () => {
    await index.query(queries, 1);
  });
}

/** Seconds a pair of the loop that one would write first, over the first rows of both. */
async function timeLoop(queries: Float32Array, references: Float32Array): Promise<number> {
  const columns = Math.min(references.length / dimensions, 1_000);
  const rows = Math.min(queries.length / dimensions, Math.ceil(loopPairs / columns));
  let checksum = 0;
  const seconds = await shortest(() => {
    for (let query = 0; query < rows; query++) {
      let best = -Infinity;
      for (let reference = 0; reference < columns; reference++) {
        let score = 0;
        const a = query * dimensions;
        const b = reference * dimensions;
        for (let i = 0; i < dimensions; i++)
          score += (queries[a + i] as number) * (references[b + i] as number);
        if (score > best) best = score;
      }
      checksum += best;
    }
  });
  if (!Number.isFinite(checksum)) throw new Error("the loop found nothing");
  return seconds / (rows * columns);
}

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      exemplars: { type: "string", default: "10000" },
      test: { type: "string", default: "3080" },
    },
  });
  const exemplarCount = count(values.exemplars);
  const testCount = count(values.test);
  const test = makeTexts(testCount, "test");
  const texts = makeTexts(exemplarCount, "exemplars");
  const exemplars = texts.map((text, i) => ({ id: `exemplar ${i}`, number: i + 1, text }));
  console.log(`${exemplarCount} exemplars against ${testCount} test rows and each other`);

  const { seconds, flagged } = await timeCascade(exemplars, test);
  console.log(
    `whole cascade       ${seconds.toFixed(2)} s, ${Math.round(exemplarCount / seconds)} exemplars/s`,
  );

  const embedStart = performance.now();
  const queries = embed(texts);
  const embedSeconds = (performance.now() - embedStart) / 1000;
  const references = embed(test);
  const nearestSeconds = await timeNearest(queries, references);
  const pairs = exemplarCount * testCount;
  const gflops = (2 * dimensions * pairs) / nearestSeconds / 1e9;
  console.log(`nearest test row    ${nearestSeconds.toFixed(3)} s, ${gflops.toFixed(0)} GFLOP/s`);

  const loopSeconds = (await timeLoop(queries, references)) * pairs;
  const ratio = loopSeconds / nearestSeconds;
  console.log(
    `plain loop          ${loopSeconds.toFixed(1)} s for the same pairs: ${ratio.toFixed(0)} times as long`,
  );
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(`peak memory         ${peakMb.toFixed(0)} MB; ${flagged} exemplars with a finding`);

  return {
    seconds: round(seconds),
    exemplars_per_second: Math.round(exemplarCount / seconds),
    gflops: round(gflops),
    ratio_to_loop: round(ratio),
    exemplars: exemplarCount,
    test: testCount,
    nn_seconds: round(nearestSeconds),
    embed_seconds: round(embedSeconds),
    loop_seconds: round(loopSeconds),
    peak_rss_mb: Math.round(peakMb),
    flagged,
  };
}

function count(option: string): number {
  const value = Number(option);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`not a number of texts: ${option}`);
  return value;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
