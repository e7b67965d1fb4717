"use client";

import { Check, Pencil, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { IconButton } from "../../ui/form/button.tsx";
import { useReview } from "../review-context.tsx";
import { beginEdit, decide } from "../state/run-command.ts";

/** What the mouse finds on a row. Not in the order of tabs: keys do the same on the current row. */
export function RowActions({ row }: { row: ExemplarRow }) {
  const t = useTranslations("review.actions");
  const context = useReview();
  return (
    <div className="absolute top-1 right-0 flex h-9 items-center gap-0.5 rounded-md border border-line bg-surface px-0.5 shadow-raised">
      <IconButton
        tabIndex={-1}
        label={t("acceptRow", { number: row.number })}
        onClick={() => decide(context, { kind: "accept" }, row)}
      >
        <Check aria-hidden className="size-4 text-accepted" />
      </IconButton>
      <IconButton
        tabIndex={-1}
        label={t("rejectRow", { number: row.number })}
        onClick={() => decide(context, { kind: "reject" }, row)}
      >
        <X aria-hidden className="size-4 text-leak" />
      </IconButton>
      <IconButton
        tabIndex={-1}
        label={t("editRow", { number: row.number })}
        onClick={() => void beginEdit(context, row)}
      >
        <Pencil aria-hidden className="size-3.5" />
      </IconButton>
    </div>
  );
}
