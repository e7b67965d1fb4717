/**
 * How long it takes to screen exemplars against a test set: the nearest-neighbour part alone, beside OpenBLAS,
 * usearch and a plain loop over the same vectors, and the whole cascade through the real threads.
 *
 * `npm run bench screening -- --exemplars 100000 --test 10000 --json`, with `--texts FILE.csv` for other texts,
 * `--usearch FOLDER` where usearch is installed elsewhere, `--no-duplicates` to leave the exemplars' search among
 * themselves out.
 */
import { parseArgs } from "node:util";
import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { NearestIndex } from "#lib/screening/engine/nearest.ts";
import { compareWithLoop } from "./screening/agreement.ts";
import { breakDown, timeCascade, timeWithDuplicates } from "./screening/cascade.ts";
import { compileSgemm, loadUsearch, timeLoop, timeUsearch } from "./screening/peers.ts";
import { benchTexts } from "./screening/texts.ts";

const { dimensions } = embedder;
const k = 5;
/** The machine is shared: of repeated measures the best counts, and the peers take turns with the engine. */
const repeats = 3;
/** Queries of one measure beside the peers, whose measures take less than a second too. */
const blockQueries = 10_000;
const agreementRows = 1_000;

type Figure = number | null;

async function measureNearest(
  queries: Float32Array,
  references: Float32Array,
  usearchFolder: string | undefined,
) {
  const index = await NearestIndex.create(references, dimensions);
  const sgemm = await compileSgemm(references.length / dimensions, dimensions);
  const usearch = await loadUsearch(usearchFolder);
  const count = queries.length / dimensions;
  const pairs = count * index.rows;
  // Seconds for all queries: `nearest` as measured in one go, `block` at the pace of the best block.
  const best = { nearest: Infinity, block: Infinity, sgemm: 0, usearch: Infinity, loop: Infinity };
  for (let repeat = 0; repeat < repeats; repeat++) {
    if (sgemm.value) best.sgemm = Math.max(best.sgemm, await sgemm.value.measure());
    let total = 0;
    for (let from = 0; from < count; from += blockQueries) {
      const block = queries.subarray(from * dimensions, (from + blockQueries) * dimensions);
      const start = performance.now();
      await index.query(block, k);
      const seconds = (performance.now() - start) / 1000;
      total += seconds;
      best.block = Math.min(best.block, (seconds * queries.length) / block.length);
    }
    best.nearest = Math.min(best.nearest, total);
    if (usearch.value) {
      const perQuery = timeUsearch(usearch.value, queries, references, dimensions, k);
      best.usearch = Math.min(best.usearch, perQuery * count);
    }
    best.loop = Math.min(best.loop, timeLoop(queries, references, dimensions) * pairs);
  }
  const found = await index.query(queries, k);
  const agreement = compareWithLoop(found, queries, references, dimensions, agreementRows);
  await index.release();
  await sgemm.value?.remove();
  const reasons: Record<string, string> = {};
  if (sgemm.value === null) reasons["sgemm_gflops, ratio_to_sgemm"] = sgemm.reason;
  if (usearch.value === null) reasons.ratio_to_usearch = usearch.reason;
  const gflops = (2e-9 * dimensions * pairs) / best.block;
  return {
    gflops: round(gflops),
    sgemm_gflops: sgemm.value ? round(best.sgemm) : null,
    ratio_to_sgemm: sgemm.value ? round(gflops / best.sgemm) : null,
    ratio_to_usearch: usearch.value ? round(best.usearch / best.block) : null,
    ratio_to_loop: round(best.loop / best.block),
    agreement: agreement.agreement,
    agreement_identical: agreement.identical,
    nn_seconds: round(best.nearest),
    usearch_seconds: usearch.value ? round(best.usearch) : null,
    loop_seconds: round(best.loop),
    nn_peak_rss_mb: peakMb(),
    reasons,
  };
}

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      exemplars: { type: "string", default: "10000" },
      test: { type: "string", default: "3080" },
      texts: { type: "string" },
      usearch: { type: "string" },
      "no-duplicates": { type: "boolean", default: false },
    },
  });
  const counts = { exemplars: count(values.exemplars), test: count(values.test) };
  const { test, exemplars, source } = benchTexts(counts, values.texts);
  print(`${counts.exemplars} exemplars against ${counts.test} test rows`, source);

  const embedStart = performance.now();
  let queries: Float32Array | null = embed(exemplars);
  const embedSeconds = (performance.now() - embedStart) / 1000;
  const nearest = await measureNearest(queries, embed(test), values.usearch);
  queries = null;
  print(
    "nearest 5 test rows",
    `${nearest.nn_seconds} s, ${nearest.gflops} GFLOP/s, peak ${nearest.nn_peak_rss_mb} MB`,
  );
  print("  OpenBLAS sgemm", `${told(nearest.sgemm_gflops)} GFLOP/s, ratio ${told(nearest.ratio_to_sgemm)}`);
  print("  usearch, exact", `${told(nearest.usearch_seconds)} s, ratio ${told(nearest.ratio_to_usearch)}`);
  print("  plain loop", `${nearest.loop_seconds} s, ratio ${nearest.ratio_to_loop}`);
  print("  agreement", `${nearest.agreement}, rows in the very same order ${nearest.agreement_identical}`);
  for (const [figures, reason] of Object.entries(nearest.reasons)) print(`  no ${figures}`, reason);

  const cascade = await timeCascade(test, exemplars, repeats);
  const cascadeRatio = cascade.test / nearest.nn_seconds;
  const perSecond = Math.round(counts.exemplars / cascade.test);
  print("whole cascade", `${round(cascade.test)} s, ${perSecond} exemplars/s, ratio ${round(cascadeRatio)}`);
  const breakdown = await breakDown(test, exemplars);
  const stages = Object.entries(breakdown).map(([stage, time]) => [stage, round(time)] as const);
  print("  µs an exemplar", stages.map(([stage, time]) => `${stage} ${time}`).join(", "));
  const peak = peakMb();
  print("peak memory", `${peak} MB; ${cascade.flagged} exemplars with a probability of .5 or more`);

  const withDuplicates = values["no-duplicates"] ? null : await timeWithDuplicates(test, exemplars);
  if (withDuplicates !== null) print("and duplicates", `${round(withDuplicates)} s, peak ${peakMb()} MB`);
  else nearest.reasons["duplicates_seconds, with_duplicates_ratio"] = "left out as asked";
  return {
    ...nearest,
    seconds: round(cascade.test),
    exemplars_per_second: perSecond,
    cascade_ratio: round(cascadeRatio),
    load_seconds: round(cascade.load),
    embed_seconds: round(embedSeconds),
    duplicates_seconds: withDuplicates === null ? null : round(withDuplicates - cascade.test),
    with_duplicates_ratio: withDuplicates === null ? null : round(withDuplicates / nearest.nn_seconds),
    with_duplicates_peak_rss_mb: withDuplicates === null ? null : peakMb(),
    breakdown_us: Object.fromEntries(stages),
    peak_rss_mb: peak,
    flagged: cascade.flagged,
    ...counts,
    texts: source,
  };
}

function print(name: string, figures: string): void {
  console.log(`${name.padEnd(22)} ${figures}`);
}

function told(figure: Figure): string {
  return figure === null ? "–" : String(figure);
}

/** The most memory this process has had so far, its threads included. */
function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

function count(option: string): number {
  const value = Number(option);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`not a number of texts: ${option}`);
  return value;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
