"use client";

import { useState } from "react";
import type { ConnectionReport } from "#lib/settings/endpoints.ts";
import type { testEndpointAction } from "#lib/settings/settings-actions.ts";
import { useAction } from "../ui/use-action.ts";

/** A test of a connection and its last report, until the next test. */
export function useConnectionTest(action: typeof testEndpointAction) {
  const [report, setReport] = useState<ConnectionReport | null>(null);
  const { run, pending, error } = useAction(action);
  return {
    report: pending ? null : report,
    pending,
    error,
    run: (input: Parameters<typeof action>[0]) => {
      setReport(null);
      run(input, setReport);
    },
  };
}
