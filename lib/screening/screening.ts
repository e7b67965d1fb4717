/** What an exemplar is compared with. */
export type Against = "test" | "support" | "exemplar";

/**
 * What compares a pair of texts, each with a score in [0, 1] where 1 is the same (the cosine can be below 0): see
 * lib/screening/detectors.
 */
export const detectors = ["exact", "wordEdit", "containment", "overlap", "template", "cosine"] as const;
export type Detector = (typeof detectors)[number];

/** What can lead to a finding: a detector, all of them combined, or the judge of the grey zone. */
export type Evidence = Detector | "combined" | "judge";

/** The kinds of finding that comparison gives, and the judge of a run. */
export type FindingKind =
  | "exactLeak"
  | "nearLeak"
  | "semanticLeak"
  | "supportCopy"
  | "duplicate"
  | "labelConflict"
  | "labelDisagreement"
  | "unjudged";

/** Half-open range of UTF-16 units in a text. */
export type Span = [start: number, end: number];

export type DetectorScores = Record<Detector, number>;

/** What an exemplar is most like in one set. */
export interface Match {
  against: Against;
  /** The row of the highest probability. */
  matchId: string;
  /** Calibrated probability in [0, 1] that the exemplar is a rewriting of that row. */
  probability: number;
  /** The detector that speaks loudest for the probability. */
  evidence: Detector;
  /** Each detector's highest score with any row of the set. */
  scores: DetectorScores;
  /** Where the exemplar's own words are the row's too; none below `spansFrom`. */
  spans: Span[];
}

/** Scores from which on there is a finding, each in [0, 1]. */
export interface ScreeningThresholds {
  /** Of the probability, against the test set. */
  leak: number;
  /** Of the probability, against support examples and other exemplars. */
  duplicate: number;
  /** Of the cosine alone, whatever the probability. */
  cosine: number;
  /** Of the word edit alone: .5 is one word of two. */
  wordEdit: number;
}

export const defaultThresholds: ScreeningThresholds = {
  leak: 0.5,
  duplicate: 0.9,
  cosine: 0.85,
  wordEdit: 0.5,
};

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
  /** At most one for each set. */
  matches: Match[];
}

/**
 * Vectors of an embedder other than the built-in one: row-major, one row of Euclidean length 1 for each text. Without
 * them the engine embeds by itself.
 */
export interface TextVectors {
  dimensions: number;
  vectors: Float32Array;
}

export interface LoadedProject {
  projectId: string;
  /** Identifies the state of the test and support sets, the embedder and whether numbers count. */
  corpusKey: string;
  /** Texts that differ only in their numbers are exact copies; absent: they are not. */
  maskNumbers?: boolean;
  test: ReferenceRow[];
  support: ReferenceRow[];
  exemplars: ScreenedText[];
  /** Absent where the embedder is the built-in one. */
  vectors?: { test: TextVectors; support: TextVectors; exemplars: TextVectors };
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
  screen(projectId: string, texts: ScreenedText[], vectors?: TextVectors): Promise<ScreeningResult[]>;
  /**
   * What each text is most like in the test set, null where the project has none; adds nothing. `leaveOut` names a
   * test row that is not compared with the text at its place.
   */
  probe(
    projectId: string,
    texts: string[],
    options?: { vectors?: TextVectors; leaveOut?: (string | null)[] },
  ): Promise<(Match | null)[]>;
  /**
   * The ids of the `limit` exemplars of the highest cosine with a text, falling, by the embedder that the project is
   * loaded with; those that have nothing in common with it are left out. Rejects like `screen`.
   */
  nearest(
    projectId: string,
    text: string,
    options: { limit: number; vectors?: TextVectors },
  ): Promise<string[]>;
  /** Takes exemplars out, so that no text is compared with them; nothing where the project is not loaded. */
  forgetExemplars(projectId: string, ids: string[]): Promise<void>;
  /** Forgets the whole project. */
  forget(projectId: string): Promise<void>;
  /** Stops the thread; the next call starts another, empty one. */
  close(): Promise<void>;
}
