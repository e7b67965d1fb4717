"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { ActionError, ActionResult } from "#lib/server/action-result.ts";

/**
 * Runs one server action from a form: whether it is under way, and its error until the next try. A server that
 * cannot be reached is an error like any other.
 */
export function useAction<I, T>(action: (input: I) => Promise<ActionResult<T>>) {
  const t = useTranslations("common");
  const [error, setError] = useState<ActionError | null>(null);
  const [pending, start] = useTransition();
  const run = (input: I, onSuccess?: (data: T) => void) =>
    start(async () => {
      setError(null);
      const result = await action(input).catch(
        (): ActionResult<T> => ({
          ok: false,
          error: { code: "unavailable", message: t("errors.unreachable") },
        }),
      );
      if (result.ok) onSuccess?.(result.data);
      else setError(result.error);
    });
  return { run, pending, error, clearError: () => setError(null) };
}
