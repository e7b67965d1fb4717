import type { TextVectors } from "#lib/screening/screening.ts";
import type { Suggested } from "./nearest-mean.ts";

/** Texts, with a vector each where the project has an embedder of its own. */
export interface EmbeddedTexts {
  texts: string[];
  vectors: TextVectors | null;
}

/** The support set; each text has the place of its label. */
export interface SupportTexts extends EmbeddedTexts {
  labels: Int32Array;
  labelCount: number;
}

/** What the thread of suggestions is asked; it knows one project. */
export interface SuggestionCalls {
  /** @returns false where nothing can be suggested: see `learnMeans` */
  learn: { input: { projectId: string } & SupportTexts; output: boolean };
  suggest: { input: { projectId: string } & EmbeddedTexts; output: Suggested };
}
