import type { LoadedProject, ScreenedText, ScreeningResult } from "#lib/screening/screening.ts";

/** What the screening thread can be asked, and what it answers. */
export interface ThreadCalls {
  load: { input: LoadedProject; output: null };
  loaded: { input: { projectId: string }; output: { corpusKey: string; exemplars: number } | null };
  screen: { input: { projectId: string; texts: ScreenedText[] }; output: ScreeningResult[] };
  forgetExemplars: { input: { projectId: string; ids: string[] }; output: null };
  forget: { input: { projectId: string }; output: null };
}

export type ThreadMethod = keyof ThreadCalls;

export type ThreadRequest = {
  [Method in ThreadMethod]: { call: number; method: Method; input: ThreadCalls[Method]["input"] };
}[ThreadMethod];

export type ThreadFailureReason = "not-loaded" | "failed";

export type ThreadAnswer =
  | { call: number; output: ThreadCalls[ThreadMethod]["output"] }
  | { call: number; failure: { reason: ThreadFailureReason; message: string } };
