import { TRANSIENT_CODES } from "#lib/server/llm/llm-outcome.ts";

export const SCORES = [1, 2, 3, 4, 5] as const;
export type Score = (typeof SCORES)[number];

export const MOST_OF_RUBRIC = 5_000;

/** Why an exemplar is not judged: the judge could not be reached, gave no answer of use, or one that is none. */
export const NOT_JUDGED = [...TRANSIENT_CODES, "noAnswer", "nonsense", "holdsTestText"] as const;
export type NotJudged = (typeof NOT_JUDGED)[number];

/** What the judge of its run says of an exemplar, without having seen its label. */
export type Assessment =
  | {
      kind: "judged";
      score: Score;
      /** Null: none of the project's labels fits. */
      labelId: string | null;
      /** How sure of the label it says it is, 0–1. */
      confidence: number;
      /** In its own words; may be empty. */
      reason: string;
    }
  | { kind: "notJudged"; problem: NotJudged };
