"use client";

import { useState } from "react";
import type { ActionResult } from "#lib/server/action-result.ts";
import { useAction } from "../ui/use-action.ts";

/** An action that reports on something, and its last report, until it is asked anew. */
export function useReport<I, R>(action: (input: I) => Promise<ActionResult<R>>) {
  const [report, setReport] = useState<R | null>(null);
  const { run, pending, error, clearError } = useAction(action);
  return {
    report: pending ? null : report,
    pending,
    error,
    run: (input: I) => {
      setReport(null);
      run(input, setReport);
    },
    /** What it reported on is no more. */
    forget: () => {
      setReport(null);
      clearError();
    },
  };
}
