"use client";

import { Check, ChevronRight } from "lucide-react";
import { useFormatter } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "../../../ui/class-names.ts";

export interface Option {
  key: string;
  name: string;
  /** What stands in place of the name. */
  look?: ReactNode;
  /** Null while it is not known. */
  count?: number | null;
  /** Ticked or not; absent where there is nothing to tick. */
  chosen?: boolean;
  /** Leads to a list of its own. */
  leads?: boolean;
  /** Stands here only when it is searched for. */
  hidden?: boolean;
}

/** One option of a list that has the focus and the keys. */
export function OptionRow({
  id,
  option,
  isMarked,
  isStale,
  onMark,
  onPick,
}: {
  id: string;
  option: Option;
  isMarked: boolean;
  isStale: boolean;
  onMark: () => void;
  onPick: () => void;
}) {
  const format = useFormatter();
  const { name, look, count, chosen, leads } = option;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above or the list itself has the focus and the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen ?? isMarked}
      onClick={onPick}
      onMouseMove={onMark}
      className={classNames(
        "flex min-h-7 cursor-default items-center gap-2 rounded px-2 py-0.5",
        isMarked && "bg-raised",
      )}
    >
      {chosen !== undefined && (
        <span
          aria-hidden
          className={classNames(
            "flex size-4 shrink-0 items-center justify-center rounded border",
            chosen ? "border-transparent bg-accent text-on-accent" : "border-line-strong bg-surface",
          )}
        >
          {chosen && <Check className="size-3" strokeWidth={3} />}
        </span>
      )}
      <span className="min-w-0 flex-1 truncate" title={name}>
        {look ?? name}
      </span>
      {count !== undefined && (
        <span className={classNames("text-sm text-muted tabular-nums", isStale && "italic")}>
          {count === null ? "" : format.number(count)}
        </span>
      )}
      {leads && <ChevronRight aria-hidden className="size-3.5 text-muted" />}
    </div>
  );
}
