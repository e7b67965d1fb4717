import type {
  LoadedProject,
  Match,
  ReferenceRow,
  ScreenedText,
  ScreeningResult,
  TextVectors,
} from "#lib/screening/screening.ts";

/** What a thread can be asked, by method, and what it answers; every question is about one project. */
export type Calls<C> = { [Method in keyof C]: { input: { projectId: string }; output: unknown } };

/** What the screening thread is asked. */
export interface ScreeningCalls {
  load: { input: LoadedProject; output: null };
  loaded: { input: { projectId: string }; output: { corpusKey: string; exemplars: number } | null };
  screen: {
    input: { projectId: string; texts: ScreenedText[]; vectors: TextVectors | null };
    output: ScreeningResult[];
  };
  probe: { input: { projectId: string } & ProbedTexts; output: (Match | null)[] };
  nearest: { input: { projectId: string } & NearestQuestion; output: string[] };
  forgetExemplars: { input: { projectId: string; ids: string[] }; output: null };
  forget: { input: { projectId: string }; output: null };
}

export interface ProbedTexts {
  texts: string[];
  vectors: TextVectors | null;
  /** For each text the id of a test row that is not compared with it. */
  leaveOut: (string | null)[] | null;
}

export interface NearestQuestion {
  text: string;
  /** One, of the project's own embedder; null where that is the built-in one. */
  vectors: TextVectors | null;
  limit: number;
}

/** The rows that do not change; `vectors` of the project's own embedder, where it has one. */
export interface ReferenceRows {
  maskNumbers: boolean;
  test: ReferenceRow[];
  support: ReferenceRow[];
  vectors: { test: TextVectors; support: TextVectors } | null;
}

/** What a text is most like in the test and in the support set; null without rows, or where not asked. */
export interface ReferenceMatches {
  test: Match | null;
  support: Match | null;
}

/** What a reference thread is asked by the screening thread. */
export interface ReferenceCalls {
  load: { input: { projectId: string; threads: number } & ReferenceRows; output: null };
  compare: {
    input: { projectId: string; testOnly: boolean } & ProbedTexts;
    output: ReferenceMatches[];
  };
  forget: { input: { projectId: string }; output: null };
}

export type ThreadRequest<C extends Calls<C>> = {
  [Method in keyof C & string]: { call: number; method: Method; input: C[Method]["input"] };
}[keyof C & string];

export type ThreadFailureReason = "not-loaded" | "failed";

export type ThreadAnswer<C extends Calls<C>> =
  | { call: number; output: C[keyof C]["output"] }
  | { call: number; failure: { reason: ThreadFailureReason; message: string } };
