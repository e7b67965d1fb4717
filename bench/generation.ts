/**
 * How well a run by a model keeps a server busy, how little it asks in vain, what becomes of every item, and what it
 * takes of this machine: a local server, an embedded database, the product's own worker code.
 *
 * `npm run bench generation -- --json`; `--items 500` for a quick look, `--only steady,limited,chaos` for some of the
 * runs, `--no-screening` to see what screening beside it takes.
 */
import { parseArgs } from "node:util";
import { type PhaseResult, runPhase, type ServerAccount } from "./generation/phases.ts";

const LATENCY_MS = 200;
const SLOTS = 32;
const PER_SECOND = 100;
/** Of one question that hangs; the product waits for a minute. */
const TIMEOUT_MS = 2_000;
const CHAOS = { serverError: 0.05, hang: 0.05, cutOffBody: 0.05, notJson: 0.05, empty: 0.05 };
/** What an item failed with, by what the server did to it last. */
const REASONS: Record<string, string> = {
  serverError: "serverError",
  hang: "timeout",
  cutOffBody: "notJson",
  notJson: "notJson",
  empty: "empty",
  rateLimited: "rateLimited",
};
const LIMITS: Record<string, (figure: number) => boolean> = {
  ideal_ratio: (ratio) => ratio <= 1.05,
  max_in_flight: (most) => most <= SLOTS,
  limiter_use: (share) => share >= 0.9,
  wasted: (share) => share <= 0.05,
  lost: (count) => count === 0,
  duplicated: (count) => count === 0,
  untrue_reasons: (count) => count === 0,
  rss_growth_mb: (megabytes) => megabytes < 200,
};

type Phase = PhaseResult & ServerAccount;

const phases: Record<string, { behaviour: object; timeoutMs: number | null }> = {
  steady: { behaviour: { latencyMs: LATENCY_MS, slots: SLOTS }, timeoutMs: null },
  limited: { behaviour: { latencyMs: LATENCY_MS, perSecond: PER_SECOND }, timeoutMs: null },
  chaos: {
    behaviour: { latencyMs: LATENCY_MS, slots: SLOTS, shares: CHAOS, seed: 5 },
    timeoutMs: TIMEOUT_MS,
  },
};

export async function run(options: string[]): Promise<object> {
  const { values } = parseArgs({
    args: options,
    options: {
      items: { type: "string", default: "5000" },
      only: { type: "string" },
      "no-screening": { type: "boolean", default: false },
    },
  });
  const items = Number(values.items);
  const screens = !values["no-screening"];
  const asked = values.only?.split(",") ?? Object.keys(phases);
  const results: Record<string, Phase> = {};
  for (const [name, { behaviour, timeoutMs }] of Object.entries(phases)) {
    if (!asked.includes(name)) continue;
    const result = await runPhase(behaviour, { items, concurrency: SLOTS, timeoutMs, screens });
    results[name] = result;
    say(name, result, items);
  }
  const figures = figuresOf(results, items);
  for (const [name, figure] of Object.entries(figures)) {
    const isWithin = LIMITS[name]?.(figure) ?? true;
    console.log(`${name.padEnd(18)} ${String(figure).padStart(10)}  ${isWithin ? "" : "beyond its limit"}`);
  }
  return figures;
}

function say(name: string, phase: Phase, items: number) {
  const { wallMs, startedAt, firstAt, lastAt, state, mostOpen } = phase;
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  const each = (ms: number) => (ms / items).toFixed(2);
  const [before, after] = [firstAt - startedAt, startedAt + wallMs - lastAt];
  console.log(
    `${name.padEnd(8)} ${state} in ${seconds(wallMs)}, of it ${seconds(before)} before the first question and ` +
      `${seconds(after)} after the last answer; ${mostOpen} in flight at most`,
  );
  console.log(
    `         CPU ms per item: ${each(phase.cpuMs)}, of it ${each(phase.mainThreadMs)} in the main thread; ` +
      `memory +${phase.rssGrowthMb.toFixed(0)} MB`,
  );
}

function figuresOf(results: Record<string, Phase>, items: number): Record<string, number> {
  const { steady, limited, chaos } = results;
  const all = Object.values(results);
  const sum = (count: (phase: Phase) => number) => all.reduce((total, phase) => total + count(phase), 0);
  const most = (figure: (phase: Phase) => number) => Math.max(...all.map(figure));
  const figures: Record<string, number> = {
    ...(steady ? { ideal_ratio: steady.wallMs / ((items * LATENCY_MS) / SLOTS) } : {}),
    max_in_flight: most(({ mostOpen }) => mostOpen),
    ...(limited
      ? {
          limiter_use: (items / limited.wallMs) * (1_000 / PER_SECOND),
          wasted: countOf(limited, "rateLimited") / items,
        }
      : {}),
    lost: sum(
      (phase) => items - phase.items.filter(({ state }) => state !== "pending" && state !== "claimed").length,
    ),
    duplicated: sum((phase) => answeredTwice(phase)),
    ...(chaos ? { untrue_reasons: untrueReasons(chaos) } : {}),
    cpu_ms_per_item: (steady ?? all[0])?.cpuMs ?? Number.NaN,
    rss_growth_mb: most(({ rssGrowthMb }) => rssGrowthMb),
  };
  figures.cpu_ms_per_item = (figures.cpu_ms_per_item ?? Number.NaN) / items;
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [name, Math.round(figure * 1_000) / 1_000]),
  );
}

function countOf({ fates }: Phase, kind: string): number {
  return Object.values(fates).reduce((total, tries) => total + tries.filter((did) => did === kind).length, 0);
}

/** Questions whose answer came whole and was asked for once more: paid for twice. */
function answeredTwice({ fates, items }: Phase): number {
  const answered = (did: string) =>
    did === "ok" || did === "empty" || did === "notJson" || did === "cutOffBody";
  const asked = Map.groupBy(items, ({ question }) => question);
  return Object.entries(fates).filter(
    ([question, tries]) => tries.filter(answered).length > (asked.get(question)?.length ?? 0),
  ).length;
}

/** Items that are not what the server's last act on their question makes them. */
function untrueReasons({ fates, items }: Phase): number {
  return items.filter(({ question, state, errorCode, hasExemplar }) => {
    const last = fates[question]?.at(-1);
    if (last === "ok") return state !== "produced" || !hasExemplar;
    return state !== "failed" || hasExemplar || errorCode !== (last && REASONS[last]);
  }).length;
}
