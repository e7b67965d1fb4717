"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { Skeleton } from "../../../ui/feedback/skeleton.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { StatusMark } from "../../grid/status-mark.tsx";
import { useReview } from "../../review-context.tsx";
import { keysOf } from "../../state/keys/commands.ts";

interface Props {
  row: ExemplarRow | undefined;
  /** Its place in the result; negative at an end of it. */
  index: number;
  direction: 1 | -1;
}

/** What stands before or after the card, as much of it as tells what it is about. */
export function CardNeighbour({ row, index, direction }: Props) {
  const t = useTranslations("layouts.cards");
  const { store, keymap } = useReview();
  const isNext = direction > 0;
  const Arrow = isNext ? ChevronDown : ChevronUp;
  const look = "flex h-11 w-full shrink-0 items-center gap-3 px-3 text-sm text-muted";
  if (index < 0) return <p className={look}>{t(isNext ? "last" : "first")}</p>;
  if (!row) {
    return (
      <div className={look}>
        <Skeleton className="h-4 w-2/3" />
      </div>
    );
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => store.moveTo(index)}
      className={`${look} rounded-md hover:bg-raised hover:text-text`}
    >
      <Arrow aria-hidden className="size-4 shrink-0" />
      <span className="sr-only">{t(isNext ? "next" : "previous", { number: row.number })}</span>
      <span dir="auto" className="min-w-0 flex-1 truncate text-start">
        {row.text.slice(0, 160)}
      </span>
      <StatusMark status={row.status} isGone={false} />
      <Kbd>{keysOf(keymap, isNext ? "next" : "previous")[0]}</Kbd>
    </button>
  );
}
