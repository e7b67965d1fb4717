"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ExemplarRow, FindingKind } from "#lib/exemplars/exemplars.ts";
import type { Decision, FindingDetail, MatchedRow } from "#lib/review/review.ts";
import { Button } from "../../../ui/form/button.tsx";
import { useReview } from "../../review-context.tsx";
import { type CommandId, keysOf } from "../../state/keys/commands.ts";
import { knownRow } from "../../state/review-state.ts";
import { beginEdit, decide } from "../../state/run-command.ts";
import { OverrideForm } from "./override-form.tsx";

/** A finding against the label is settled by taking the other one. */
const TAKES_LABEL: readonly FindingKind[] = ["labelConflict", "labelDisagreement"];

const labelOf = (match: MatchedRow) =>
  match.against === "support" || match.against === "label" ? match.label : null;

/** The ways to settle an open finding. All but the override are decisions like any other, taken back as such. */
export function FindingActions({ finding, row }: { finding: FindingDetail; row: ExemplarRow }) {
  const t = useTranslations("review.details.settle");
  const context = useReview();
  const { match } = finding;
  const other =
    match.against === "exemplar" ? (knownRow(context.store.get(), match.row.id) ?? match.row) : null;
  const label = TAKES_LABEL.includes(finding.kind) ? (other?.label ?? labelOf(match)) : null;
  const make = (decision: Decision, asked: ExemplarRow) => () => {
    context.screen.focusRows();
    decide(context, decision, asked);
  };
  return (
    <div className="mt-2 flex flex-wrap items-start gap-1.5">
      {label && label.id !== row.label.id && (
        <Settle
          {...(row.suggestion?.labelId === label.id ? { command: "suggestion" as const } : {})}
          onClick={make({ kind: "relabel", labelId: label.id }, row)}
        >
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
