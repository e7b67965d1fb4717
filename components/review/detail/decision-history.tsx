"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { DecisionDetail } from "#lib/review/review.ts";
import { PanelSection } from "./panel-section.tsx";

/** What was decided, the newest first. */
export function DecisionHistory({ decisions }: { decisions: DecisionDetail[] }) {
  const t = useTranslations("review.details");
  const format = useFormatter();
  return (
    <PanelSection title={t("history")}>
      {decisions.length === 0 && <p className="text-muted">{t("noHistory")}</p>}
      <ol className="flex flex-col gap-2">
        {decisions.map((decision) => (
          <li key={decision.id} className="text-sm">
            <p>
              <Change decision={decision} />
            </p>
            {decision.kind === "edit" && decision.fromText !== null && (
              <p dir="auto" className="text-muted [overflow-wrap:anywhere]">
                <del>{decision.fromText}</del>
              </p>
            )}
            {decision.reason && <p className="[overflow-wrap:anywhere]">{decision.reason}</p>}
            <p className="text-muted tabular-nums">
              {t("by", {
                by: decision.by,
                at: format.dateTime(new Date(decision.at), { dateStyle: "medium", timeStyle: "short" }),
              })}
            </p>
          </li>
        ))}
      </ol>
    </PanelSection>
  );
}

function Change({ decision }: { decision: DecisionDetail }) {
  const t = useTranslations("review");
  const { kind, fromLabel, toLabel, fromStatus, toStatus } = decision;
  const label = (name: string | null) => name ?? t("details.deletedLabel");
  if (kind === "relabel") {
    return t("details.decisions.relabel", { from: label(fromLabel), to: label(toLabel) });
  }
  if (kind !== "undo") return t(`details.decisions.${kind}`);
  const [from, to] =
    fromStatus !== toStatus
      ? [t(`status.${fromStatus}`), t(`status.${toStatus}`)]
      : fromLabel !== toLabel
        ? [label(fromLabel), label(toLabel)]
        : [t("grid.edited"), t("details.original")];
  return t("details.decisions.undo", { from: from.toLowerCase(), to: to.toLowerCase() });
}
