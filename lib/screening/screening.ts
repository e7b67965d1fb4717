/** What an exemplar is compared with. */
export type Against = "test" | "support" | "exemplar";

/**
 * What compares: equality but for case and punctuation, one word edited, shared character grams, nearest
 * vector.
 */
export type Detector = "exact" | "word-edit" | "character-grams" | "cosine";

/** The kinds of finding that comparison gives. */
export type FindingKind = "exact-leak" | "near-leak" | "semantic-leak" | "support-copy" | "duplicate";

/** Half-open range of UTF-16 units in a text. */
export type Span = [start: number, end: number];

/** The closest match of one detector among one kind of text. */
export interface DetectorScore {
  detector: Detector;
  against: Against;
  /** In [0, 1], 1 the same; the cosine can be below 0. */
  score: number;
  matchId: string;
  /** Where the exemplar's own text is the match's too; on the strongest score of each `against` only. */
  spans?: Span[];
}

/** Scores from which on there is a finding, each in [0, 1]. */
export interface ScreeningThresholds {
  cosine: number;
  characterGrams: number;
  wordEdit: number;
}

/**
 * Cosine: the product's promise. Word edit: a changed word of two leaves half, and such a copy must be found.
 * Character grams: on 9,974 real rows that are not copies, .75 adds 1.8 % to what the two others flag, .7
 * adds 3.5 %; a test row of seven words or more inside a longer text scores .9 or above.
 */
export const defaultThresholds: ScreeningThresholds = { cosine: 0.85, characterGrams: 0.75, wordEdit: 0.5 };

export interface Judgement {
  kind: FindingKind;
  detector: Detector;
  against: Against;
  score: number;
  threshold: number;
  matchId: string;
}

function thresholdOf(detector: Detector, thresholds: ScreeningThresholds): number {
  switch (detector) {
    case "exact":
      return 1;
    case "word-edit":
      return thresholds.wordEdit;
    case "character-grams":
      return thresholds.characterGrams;
    case "cosine":
      return thresholds.cosine;
  }
}

function kindOf(detector: Detector, against: Against): FindingKind {
  if (against === "support") return "support-copy";
  if (against === "exemplar") return "duplicate";
  if (detector === "exact") return "exact-leak";
  return detector === "cosine" ? "semantic-leak" : "near-leak";
}

/**
 * The findings that stored scores give under the thresholds, the strongest first; one a detector and
 * `against`. Pure: a changed threshold re-judges without screening again, down to the floors below which
 * scores are not stored.
 */
export function judge(scores: readonly DetectorScore[], thresholds: ScreeningThresholds): Judgement[] {
  const highest = new Map<string, Judgement>();
  for (const { detector, against, score, matchId } of scores) {
    const threshold = thresholdOf(detector, thresholds);
    const key = `${detector} ${against}`;
    if (!(score >= threshold) || score <= (highest.get(key)?.score ?? -1)) continue;
    highest.set(key, { kind: kindOf(detector, against), detector, against, score, threshold, matchId });
  }
  return [...highest.values()].sort((a, b) => b.score - a.score);
}

/** A row of the test or support set. */
export interface ReferenceRow {
  id: string;
  text: string;
}

/** An exemplar's text; `number` rises with the order of the exemplars in the project. */
export interface ScreenedText {
  id: string;
  number: number;
  text: string;
}

export interface ScreeningResult {
  id: string;
  scores: DetectorScore[];
}

export interface LoadedProject {
  projectId: string;
  /** Identifies the state of the test and support sets. */
  corpusKey: string;
  test: ReferenceRow[];
  support: ReferenceRow[];
  exemplars: ScreenedText[];
}

export interface ScreeningEngine {
  /** Replaces what the engine knows of the project. */
  load(project: LoadedProject): Promise<void>;
  /** What is loaded, or null: never loaded, forgotten, or lost with a thread that stopped. */
  loaded(projectId: string): Promise<{ corpusKey: string; exemplars: number } | null>;
  /**
   * Compares each text with the test set, the support set and every exemplar of a lower number (those of the
   * batch too), then adds it, in place of an earlier text of the same id. Results stand in the order of the
   * texts. Rejects with a ScreeningEngineError of reason "not-loaded" if the project is not loaded.
   */
  screen(projectId: string, texts: ScreenedText[]): Promise<ScreeningResult[]>;
  /** Takes exemplars out, so that no text is compared with them; nothing where the project is not loaded. */
  forgetExemplars(projectId: string, ids: string[]): Promise<void>;
  /** Forgets the whole project. */
  forget(projectId: string): Promise<void>;
  /** Stops the thread; the next call starts another, empty one. */
  close(): Promise<void>;
}
