"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { Decision, FindingDetail } from "#lib/review/review.ts";
import { Button } from "../../../ui/form/button.tsx";
import { useReview } from "../../review-context.tsx";
import { type CommandId, keysOf } from "../../state/keys/commands.ts";
import { knownRow } from "../../state/review-state.ts";
import { beginEdit, decide } from "../../state/run-command.ts";
import { OverrideForm } from "./override-form.tsx";

/** The ways to settle an open finding. All but the override are decisions like any other, taken back as such. */
export function FindingActions({ finding, row }: { finding: FindingDetail; row: ExemplarRow }) {
  const t = useTranslations("review.details.settle");
  const context = useReview();
  const { match, kind } = finding;
  const other =
    match.against === "exemplar" ? (knownRow(context.store.get(), match.row.id) ?? match.row) : null;
  const label = other?.label ?? (match.against === "support" ? match.label : null);
  const make = (decision: Decision, asked: ExemplarRow) => () => {
    context.screen.focusRows();
    decide(context, decision, asked);
  };
  const takesLabel = kind === "labelConflict" && label !== null && label.id !== row.label.id;
  return (
    <div className="mt-2 flex flex-wrap items-start gap-1.5">
      {takesLabel && (
        <Settle onClick={make({ kind: "relabel", labelId: label.id }, row)}>
          {t("take", { label: label.name })}
        </Settle>
      )}
      {other && other.status !== "rejected" ? (
        <>
          <Settle onClick={make({ kind: "reject" }, other)}>
            {t("keepThis", { other: String(other.number) })}
          </Settle>
          {row.status !== "rejected" && (
            <Settle command="reject" onClick={make({ kind: "reject" }, row)}>
              {t("keepOther", { other: String(other.number) })}
            </Settle>
          )}
        </>
      ) : (
        row.status !== "rejected" && (
          <Settle command="reject" onClick={make({ kind: "reject" }, row)}>
            {t("reject")}
          </Settle>
        )
      )}
      <Settle command="edit" onClick={() => void beginEdit(context, row)}>
        {t("edit")}
      </Settle>
      <OverrideForm findingId={finding.id} exemplarId={row.id} />
      {other?.status === "rejected" && (
        <p className="w-full text-sm text-muted">{t("otherRejected", { other: String(other.number) })}</p>
      )}
    </div>
  );
}

function Settle({
  command,
  onClick,
  children,
}: {
  command?: CommandId;
  onClick: () => void;
  children: ReactNode;
}) {
  const { keymap } = useReview();
  const [key] = command ? keysOf(keymap, command) : [];
  return (
    <Button
      size="small"
      className="h-auto min-h-7 max-w-full text-start whitespace-normal"
      {...(key ? { hint: key } : {})}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
