"use client";

import { Circle, CircleCheck, CircleX, FilterX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ExemplarStatus } from "#lib/exemplars/exemplars.ts";
import { classNames } from "../../ui/class-names.ts";

const MARKS = {
  pending: { Icon: Circle, colour: "text-muted" },
  accepted: { Icon: CircleCheck, colour: "text-accepted" },
  rejected: { Icon: CircleX, colour: "text-muted" },
} as const;

/** The word stands beside the icon where there is room for it. */
export function StatusMark({ status, isGone }: { status: ExemplarStatus; isGone: boolean }) {
  const t = useTranslations("review");
  const { Icon, colour } = MARKS[status];
  return (
    <span className={classNames("flex items-center gap-1.5", colour)} title={t(`status.${status}`)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="sr-only @5xl:not-sr-only">{t(`status.${status}`)}</span>
      {isGone && (
        <span className="hidden text-muted @5xl:inline" title={t("grid.gone")}>
          <FilterX aria-hidden className="size-3.5" />
          <span className="sr-only">{t("grid.gone")}</span>
        </span>
      )}
    </span>
  );
}
