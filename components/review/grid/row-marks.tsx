"use client";

import { CloudUpload, Flag, Hourglass, StickyNote, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";

/** What is under way with a row. */
export type Pending = "unsaved" | "awaiting" | "conflict";

/** What people left on a row. */
export function RowMarks({ row }: { row: ExemplarRow }) {
  const t = useTranslations("review.grid");
  if (!row.edited && !row.flagged && row.notes === 0) return null;
  return (
    <span className="ml-2 flex shrink-0 items-center gap-1.5 text-xs text-muted tabular-nums">
      {row.edited && <span className="italic">{t("edited")}</span>}
      {row.flagged && (
        <span title={t("flagged")} className="text-conflict">
          <Flag aria-hidden className="size-3.5" />
          <span className="sr-only">{t("flagged")}</span>
        </span>
      )}
      {row.notes > 0 && (
        <span title={t("notes", { count: row.notes })} className="flex items-center gap-0.5">
          <StickyNote aria-hidden className="size-3.5" />
          <span aria-hidden>{row.notes}</span>
          <span className="sr-only">{t("notes", { count: row.notes })}</span>
        </span>
      )}
    </span>
  );
}

const PENDING = {
  unsaved: { Icon: CloudUpload, colour: "text-muted" },
  awaiting: { Icon: Hourglass, colour: "text-accepted" },
  conflict: { Icon: TriangleAlert, colour: "text-conflict" },
} as const;

/** That saving takes a moment is no news: the mark comes when it takes longer. */
const AFTER_A_WHILE = "transition-opacity delay-700 starting:opacity-0";

export function PendingMark({ pending }: { pending: Pending }) {
  const t = useTranslations("review.grid.pending");
  const { Icon, colour } = PENDING[pending];
  return (
    <span title={t(pending)} className={`${colour} ${pending === "unsaved" ? AFTER_A_WHILE : ""}`}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{t(pending)}</span>
    </span>
  );
}
