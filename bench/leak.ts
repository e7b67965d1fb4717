/**
 * How well screening tells rewritings of test rows from innocent texts of the same labels: each detector and their
 * combination, through the real engine. The default file is the one that the weights were learned from; `--held-out`
 * adds what the same learning gives on labels it has not seen.
 *
 * `node bench/main.ts leak [--pairs FILE.tsv] [--held-out] [--json]`
 */
import { parseArgs } from "node:util";
import { type PlantedKind, plant, plantedKinds } from "#lib/core/planted/planted-leaks.ts";
import { random } from "#lib/core/random.ts";
import { screeningEngine } from "#lib/screening/engine/screening-engine.ts";
import { detectors, type Match } from "#lib/screening/screening.ts";
import { heldOutScores } from "./leak/held-out.ts";
import { type LanguageTrial, languages, readLanguage } from "./leak/languages.ts";
import { defaultPairs, type LeakTrial, leakTrial, readUtterances } from "./leak/paraphrases.ts";
import { type Quality, quality, recall } from "./leak/quality.ts";

const scored = [...detectors, "combined"] as const;
type Scored = (typeof scored)[number];

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      pairs: { type: "string", default: defaultPairs },
      "held-out": { type: "boolean", default: false },
    },
  });
  const utterances = readUtterances(values.pairs);
  const trial = leakTrial(utterances, 1);
  const { test, positives, negatives } = trial;
  console.log(
    `${positives.length} rewritings and ${negatives.length} innocent texts, ${test.length} test rows`,
  );
  const compare = await comparing(test.map(({ text }) => text));
  const guilty = await compare(positives.map(({ text }) => text));
  const innocent = await compare(negatives.map(({ text }) => text));
  const figures = Object.fromEntries(
    scored.map((name) => [name, quality(guilty.map(scoreOf(name)), innocent.map(scoreOf(name)))]),
  ) as Record<Scored, Quality>;
  for (const name of scored) console.log(name.padEnd(12), line(figures[name]));
  const planted = await plantedRecall(trial, compare, innocent);
  console.log("planted, at 1 % ", planted);
  const heldOut = values["held-out"] ? { combined_held_out: heldOutScores(utterances) } : {};
  if ("combined_held_out" in heldOut) console.log("held out    ", line(heldOut.combined_held_out));
  const inLanguages: Record<string, object> = {};
  for (const language of languages) {
    inLanguages[language] = await languageRecall(readLanguage(language));
    console.log(language.padEnd(12), inLanguages[language]);
  }
  await screeningEngine().close();
  return {
    ...figures,
    ...heldOut,
    planted,
    languages: inLanguages,
    test: test.length,
    positives: positives.length,
    negatives: negatives.length,
  };
}

type Compare = (texts: string[]) => Promise<Match[]>;

/** Compares texts with a test set through the engine's own threads, as the product does. */
async function comparing(test: string[]): Promise<Compare> {
  const projectId = "leak trial";
  await screeningEngine().load({
    projectId,
    corpusKey: projectId,
    test: test.map((text, i) => ({ id: `${i}`, text })),
    support: [],
    exemplars: [],
  });
  return async (texts) => (await screeningEngine().probe(projectId, texts)).map((match) => match as Match);
}

function scoreOf(name: Scored): (match: Match) => number {
  return (match) => (name === "combined" ? match.probability : match.scores[name]);
}

async function plantedRecall(
  { test }: LeakTrial,
  compare: Compare,
  innocent: Match[],
): Promise<Record<PlantedKind, number>> {
  const texts = test.map(({ text }) => text);
  const recalls: [PlantedKind, number][] = [];
  for (const kind of plantedKinds) {
    const leaks = texts.flatMap(
      (text, i) => plant(kind, text, texts, random("bench").fork(`${kind} ${i}`)) ?? [],
    );
    const matches = await compare(leaks);
    const probability = scoreOf("combined");
    recalls.push([kind, recall(matches.map(probability), innocent.map(probability), 0.01)]);
  }
  return Object.fromEntries(recalls) as Record<PlantedKind, number>;
}

/** Recall by kind at the threshold that flags 1 % of the English negatives would say nothing here: its own are used. */
async function languageRecall({ test, leaks, innocent }: LanguageTrial): Promise<object> {
  const compare = await comparing(test);
  const innocentScores = (await compare(innocent)).map(scoreOf("combined"));
  const kinds = Object.entries(leaks);
  const byKind: [string, number][] = [];
  const all: number[] = [];
  for (const [kind, texts] of kinds) {
    const scores = (await compare(texts)).map(scoreOf("combined"));
    all.push(...scores);
    byKind.push([kind, recall(scores, innocentScores, 0.01)]);
  }
  return { ...quality(all, innocentScores), planted: Object.fromEntries(byKind), leaks: all.length };
}

function line({ auc, recall_at_1, recall_at_5, recall_at_10 }: Quality): string {
  return `AUC ${auc}  recall ${recall_at_1} at 1 %, ${recall_at_5} at 5 %, ${recall_at_10} at 10 % false alarms`;
}
