"use client";

import { useEffect, useState } from "react";
import { isActive } from "#lib/runs/run-state.ts";
import type { RunProgress } from "#lib/runs/runs.ts";

interface Sample {
  at: number;
  made: number;
}

const WINDOW_MS = 10_000;

/**
 * Items a second: of the last ten seconds while the run goes on, over its whole time once it is done; null where
 * there is nothing to tell it from. By the server's clock.
 */
export function useRate(progress: RunProgress, made: number): number | null {
  const [samples, setSamples] = useState<Sample[]>([]);
  const at = Date.parse(progress.now);
  useEffect(() => {
    setSamples((before) => [
      ...before.filter((sample) => at - sample.at <= WINDOW_MS && sample.at < at),
      { at, made },
    ]);
  }, [at, made]);

  if (!isActive(progress.state)) {
    if (!progress.startedAt || !progress.finishedAt || progress.state === "cancelled") return null;
    return rateBetween(
      { at: Date.parse(progress.startedAt), made: 0 },
      { at: Date.parse(progress.finishedAt), made },
    );
  }
  const [first] = samples;
  const last = samples.at(-1);
  return first && last ? rateBetween(first, last) : null;
}

function rateBetween(from: Sample, to: Sample): number | null {
  const seconds = (to.at - from.at) / 1000;
  return seconds > 0 ? Math.max(0, to.made - from.made) / seconds : null;
}
