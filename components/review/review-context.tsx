"use client";

import { createContext, type ReactNode, useContext, useDeferredValue, useSyncExternalStore } from "react";
import type { Label } from "#lib/projects/projects.ts";
import type { Keymap } from "./state/keys/commands.ts";
import type { ReviewState } from "./state/review-state.ts";
import type { CommandContext } from "./state/run-command.ts";

export interface ReviewContext extends CommandContext {
  projectId: string;
  /** Who reviews. */
  me: { id: string; name: string };
  labels: readonly Label[];
  /** Whether a judge has scored any of the project's exemplars. */
  hasScores: boolean;
  keymap: Keymap;
  /** Which key relabels with which label. */
  labelKeys: ReadonlyMap<string, string>;
}

const Context = createContext<ReviewContext | null>(null);

export function ReviewProvider({ value, children }: { value: ReviewContext; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

export function useReview(): ReviewContext {
  const context = useContext(Context);
  if (!context) throw new Error("useReview belongs inside the review screen");
  return context;
}

/** A part of the state; the component is drawn again only when that part changes. */
export function useReviewState<T>(select: (state: ReviewState) => T): T {
  const { store } = useReview();
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** A part of the state for what stands beside the rows: it may be drawn a frame later, after what was decided. */
export function useLaterReviewState<T>(select: (state: ReviewState) => T): T {
  return useDeferredValue(useReviewState(select));
}
