"use client";

import { useEffect } from "react";
import { z } from "zod";
import type { Saver } from "./state/saver.ts";
import { KeptQueue, parsed } from "./state/saving/kept-queue.ts";

const CHECK_AWAITING_MS = 1_500;
/** How many steps back one can go after the page was left; further back the server finds them, one by one. */
const STEPS = 10_000;

/** Keeps unsaved changes in the browser, takes up those of last time, and tries again as soon as that may help. */
export function useUnsavedChanges(
  saver: Saver,
  { projectId, userId }: { projectId: string; userId: string },
) {
  useEffect(() => {
    const tab = `${Date.now()}-${crypto.randomUUID().slice(0, 8)}`;
    const scope = `${projectId}:${userId}`;
    const leaves = new AbortController();
    void holdLock(`${scope}:${tab}`, leaves.signal);
    void openTabs(scope).then((tabs) => {
      if (leaves.signal.aborted) return;
      const others = new Set([...tabs].filter((name) => name !== tab));
      saver.keepIn(
        new KeptQueue(localStorage, { scope, tab }),
        (name) => others.has(name),
        others.size === 0,
      );
    });

    const steps = `winnow:steps:${scope}`;
    const session = storageOf("sessionStorage");
    saver.recall(readSteps(session?.getItem(steps) ?? null));
    // Written once, when it may be the last time: thousands of steps are too many to write after each.
    const remember = () => session?.setItem(steps, JSON.stringify(saver.remembered().slice(-STEPS)));
    window.addEventListener("pagehide", remember);

    const hurry = () => {
      if (!document.hidden) void saver.flush();
    };
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    const timer = setInterval(() => void saver.checkAwaiting(), CHECK_AWAITING_MS);
    return () => {
      leaves.abort();
      remember();
      window.removeEventListener("pagehide", remember);
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
      clearInterval(timer);
    };
  }, [saver, projectId, userId]);
}

const stepsSchema = z.array(z.object({ batchId: z.uuid() }));

function readSteps(stored: string | null): { batchId: string }[] {
  return stepsSchema.safeParse(parsed(stored)).data ?? [];
}

/** Null where the browser is told to keep nothing: what is unsaved is then in memory alone. */
function storageOf(name: "localStorage" | "sessionStorage"): Storage | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}

const LOCK = "winnow:review:";

/** A lock that goes when the window does, however it ends: it tells other windows that this one still saves. */
function holdLock(name: string, signal: AbortSignal) {
  // Browsers have locks only where the connection is safe; without, every window takes up what it finds.
  if (!("locks" in navigator)) return;
  return navigator.locks.request(
    LOCK + name,
    () => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve())),
  );
}

async function openTabs(scope: string): Promise<Set<string>> {
  if (!("locks" in navigator)) return new Set();
  const { held = [], pending = [] } = await navigator.locks.query();
  const prefix = `${LOCK}${scope}:`;
  const names = [...held, ...pending].flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
  return new Set(names.map((name) => name.slice(prefix.length)));
}
