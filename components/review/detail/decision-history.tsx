"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { DecisionDetail } from "#lib/review/review.ts";
import { DiffText } from "./diff-text.tsx";
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
          <li key={decision.sequence} className="text-sm">
            <p>
              <Change decision={decision} />
              {decision.isBulk && <span className="text-muted"> ({t("inBulk")})</span>}
            </p>
            {decision.fromText !== null && decision.toText !== null && (
              <DiffText before={decision.fromText} after={decision.toText} />
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
  const t = useTranslations("review.details");
  const { kind, undoes, isRedo, fromLabel, toLabel } = decision;
  if (isRedo) return t("redo", { what: t(`kinds.${kind}`) });
  if (kind === "undo") {
    return undoes ? t("decisions.undo", { what: t(`kinds.${undoes}`) }) : t("decisions.undoUnknown");
  }
  if (kind !== "relabel") return t(`decisions.${kind}`);
  const label = (name: string | null) => name ?? t("deletedLabel");
  return t("decisions.relabel", { from: label(fromLabel), to: label(toLabel) });
}
