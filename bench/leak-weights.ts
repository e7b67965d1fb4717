/**
 * Learns the weights of lib/screening/detectors/weights.ts and prints that file's table.
 *
 * `node bench/leak-weights.ts --pairs ../shared/data/paraphrases/dev.tsv`
 */
import { parseArgs } from "node:util";
import { storyNames } from "#lib/screening/detectors/stories.ts";
import { examplesOf, fitStories } from "./leak/fit-stories.ts";
import { defaultPairs, leakTrial, readUtterances } from "./leak/paraphrases.ts";
import { trialOffsets } from "./leak/trial-offsets.ts";

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({ args, options: { pairs: { type: "string", default: defaultPairs } } });
  const utterances = readUtterances(values.pairs);
  const examples = trialOffsets.flatMap((offset) =>
    examplesOf(leakTrial(utterances, offset), `trial ${offset}`),
  );
  const fitted = fitStories(examples);
  for (const name of storyNames) {
    const { intercept, weights } = fitted[name];
    const lines = weights.map(([feature, weight]) => `["${feature}", ${round(weight)}],`);
    console.log(`${name}: { intercept: ${round(intercept)}, weights: [\n${lines.join("\n")}\n] },`);
  }
  return { examples: examples.length, utterances: utterances.length };
}

function round(value: number): number {
  return Number(value.toPrecision(5));
}
