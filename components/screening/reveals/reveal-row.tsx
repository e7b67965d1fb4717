"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { revealTestRowAction } from "#lib/screening/reveals/reveal-actions.ts";
import { exemplarRevealsOptions } from "#lib/screening/reveals/reveal-query-options.ts";
import type { ExemplarReveals, RevealedRow } from "#lib/screening/reveals/reveals.ts";
import { Button } from "../../ui/form/button.tsx";
import { useAction } from "../../ui/use-action.ts";
import { LEAK_BUDGET_ID } from "./leak-budget-id.ts";

interface Props {
  projectId: string;
  exemplarId: string;
  findingId: string;
  /** Name of the test row's label. */
  label: string;
}

/**
 * The test row of a finding: hidden, and shown to whoever permitted himself to, once for each time he asks. The text is
 * held here alone and is gone with the panel.
 */
export function RevealRow({ projectId, exemplarId, findingId, label }: Props) {
  const t = useTranslations("reveals.row");
  const queries = useQueryClient();
  const options = exemplarRevealsOptions(projectId, exemplarId);
  const { data: known, error: unknown } = useQuery(options);
  const { run, pending, error } = useAction(revealTestRowAction);
  const [shown, setShown] = useState<RevealedRow | null>(null);
  const reveal = () =>
    run({ projectId, findingId }, (row) => {
      setShown(row);
      void queries.invalidateQueries({ queryKey: options.queryKey });
    });
  if (shown) return <Shown row={shown} onHide={() => setShown(null)} />;
  return (
    <div className="mt-1 flex flex-col items-start gap-1 text-sm">
      <p>{t("hidden", { label })}</p>
      <Before reveals={known?.findings[findingId]} />
      {known?.mayReveal && (
        <Button
          size="small"
          icon={<Eye aria-hidden className="size-3.5" />}
          title={t("revealHint")}
          disabled={pending}
          onClick={reveal}
        >
          {t("reveal")}
        </Button>
      )}
      {known && !known.mayReveal && (
        <p className="text-muted">
          {t.rich("notPermitted", {
            link: (chunks) => (
              <Link
                href={`/projects/${projectId}/data/screening#${LEAK_BUDGET_ID}` as Route}
                className="text-accent-text underline underline-offset-2"
              >
                {chunks}
              </Link>
            ),
          })}
        </p>
      )}
      {unknown && !known && (
        <p role="alert" className="text-leak">
          {t("failed", { message: unknown.message })}
        </p>
      )}
      {error && (
        <p role="alert" className="text-leak">
          {error.message}
        </p>
      )}
    </div>
  );
}

function Before({ reveals }: { reveals: ExemplarReveals["findings"][string] | undefined }) {
  const t = useTranslations("reveals.row");
  const format = useFormatter();
  if (!reveals) return null;
  const { times, lastBy: name, lastAt } = reveals;
  const date = format.dateTime(new Date(lastAt), { dateStyle: "medium", timeStyle: "short" });
  return <p className="text-muted">{t("before", { times, name, date })}</p>;
}

function Shown({ row: { text, label, seen }, onHide }: { row: RevealedRow; onHide: () => void }) {
  const t = useTranslations("reveals.row");
  return (
    <div className="mt-1 flex flex-col items-start gap-1 text-sm" role="status">
      <p>{t("revealed", { label: label.name })}</p>
      <p
        dir="auto"
        className="max-h-40 w-full overflow-y-auto rounded-md border border-leak/40 bg-leak-wash px-2 py-1 whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {text}
      </p>
      <p className="text-muted">{t("seen", { rows: seen.rows, of: seen.of })}</p>
      <Button
        size="small"
        variant="ghost"
        icon={<EyeOff aria-hidden className="size-3.5" />}
        onClick={onHide}
      >
        {t("hide")}
      </Button>
    </div>
  );
}
