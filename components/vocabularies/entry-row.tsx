"use client";

import { Trash2, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type KeyboardEvent, memo, useState } from "react";
import type { Label } from "#lib/projects/projects.ts";
import type { EntryMistake } from "#lib/vocabularies/entry-table.ts";
import { type PlacedEntry, vocabularyLimits } from "#lib/vocabularies/vocabularies.ts";
import { classNames } from "../ui/class-names.ts";
import { IconButton } from "../ui/form/button.tsx";
import { LabelChoice } from "./label-choice.tsx";

export type CellColumn = "text" | "weight" | "delete";

export const ENTRY_COLUMNS =
  "grid h-[34px] grid-cols-[3.5rem_minmax(0,1fr)_6rem_minmax(6rem,14rem)_2.25rem] items-center";

const CELL =
  "w-full rounded border border-transparent bg-transparent px-2 hover:border-line-strong focus:bg-surface aria-invalid:border-leak";

interface EntryRowProps {
  row: PlacedEntry;
  /** Counts from 0. */
  index: number;
  number: string;
  /** Pixels from the top of the rows. */
  start: number;
  labels: Label[];
  mistake: EntryMistake | undefined;
  onEdit: (change: Partial<PlacedEntry>) => void;
  onDelete: () => void;
  onMove: (column: CellColumn, step: 1 | -1) => void;
  onPasteLines: (lines: string) => void;
}

export const EntryRow = memo(
  function EntryRow({ row, index, number, start, labels, mistake, ...on }: EntryRowProps) {
    const t = useTranslations("vocabularies.table");
    const lineBreaks = row.text.includes("\n");
    const said = mistake && t(`mistakes.${mistake}`);

    function moveOn(event: KeyboardEvent, column: CellColumn) {
      if (event.nativeEvent.isComposing || event.altKey) return;
      const vertical = column === "weight" || !lineBreaks;
      const step =
        event.key === "Enter"
          ? event.shiftKey
            ? -1
            : 1
          : vertical && event.key === "ArrowDown"
            ? 1
            : vertical && event.key === "ArrowUp"
              ? -1
              : null;
      if (step === null) return;
      event.preventDefault();
      on.onMove(column, step);
    }

    function pasted(event: ClipboardEvent) {
      const text = event.clipboardData.getData("text/plain").trimEnd();
      if (!/[\n\r\t]/.test(text)) return;
      event.preventDefault();
      on.onPasteLines(text);
    }

    return (
      <tr
        aria-rowindex={index + 2}
        className={classNames("absolute inset-x-0 top-0 border-b border-line", ENTRY_COLUMNS)}
        style={{ transform: `translateY(${start}px)` }}
      >
        <td className="truncate px-2 text-right text-sm text-muted tabular-nums">{number}</td>
        <td className="relative min-w-0">
          <textarea
            data-cell={`${row.id}:text`}
            rows={1}
            value={row.text}
            aria-label={t("textOf", { number: index + 1 })}
            aria-invalid={mistake && mistake !== "weight" ? true : undefined}
            title={said ?? (row.text.length > 60 ? row.text.slice(0, 2_000) : undefined)}
            maxLength={vocabularyLimits.text}
            spellCheck={false}
            onChange={(event) => on.onEdit({ text: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === "Enter" && event.altKey) {
                event.preventDefault();
                const { selectionStart, selectionEnd, value } = event.currentTarget;
                on.onEdit({ text: `${value.slice(0, selectionStart)}\n${value.slice(selectionEnd)}` });
              } else moveOn(event, "text");
            }}
            onPaste={pasted}
            className={classNames(
              CELL,
              "block h-7 resize-none overflow-hidden py-[3px] leading-5 whitespace-pre",
              lineBreaks && "focus:absolute focus:z-20 focus:-top-3.5 focus:h-32 focus:overflow-auto",
              said && "pr-8",
            )}
          />
          {said && (
            <span role="img" aria-label={said} title={said} className="absolute top-1.5 right-2 text-leak">
              <TriangleAlert aria-hidden className="size-4" />
            </span>
          )}
        </td>
        <td>
          <WeightCell
            id={row.id}
            number={index + 1}
            weight={row.weight}
            isWrong={mistake === "weight"}
            onEdit={(weight) => on.onEdit({ weight })}
            onKeyDown={(event) => moveOn(event, "weight")}
          />
        </td>
        <td className="min-w-0">
          <LabelChoice
            plain
            labels={labels}
            chosen={row.labelIds}
            name={t("labelsOf", { number: index + 1 })}
            onChange={(labelIds) => on.onEdit({ labelIds })}
          />
        </td>
        <td>
          <IconButton
            data-cell={`${row.id}:delete`}
            label={t("deleteOf", { number: index + 1 })}
            onClick={on.onDelete}
          >
            <Trash2 aria-hidden className="size-4 text-muted" />
          </IconButton>
        </td>
      </tr>
    );
  },
  // The handlers are made anew at every rendering; they depend on what is compared here and on the table's latest state.
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.start === after.start &&
    before.mistake === after.mistake &&
    before.labels === after.labels &&
    before.onMove === after.onMove,
);

/** Keeps what is typed ("0," on the way to "0,5") apart from the number it stands for. */
function WeightCell({
  id,
  number,
  weight,
  isWrong,
  onEdit,
  onKeyDown,
}: {
  id: string;
  number: number;
  weight: number;
  isWrong: boolean;
  onEdit: (weight: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const t = useTranslations("vocabularies.table");
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      data-cell={`${id}:weight`}
      inputMode="decimal"
      value={typed ?? (Number.isNaN(weight) ? "" : String(weight))}
      aria-label={t("weightOf", { number })}
      aria-invalid={isWrong ? true : undefined}
      title={isWrong ? t("mistakes.weight") : undefined}
      onChange={(event) => {
        setTyped(event.target.value);
        const text = event.target.value.trim().replace(",", ".");
        onEdit(text === "" ? Number.NaN : Number(text));
      }}
      onBlur={() => {
        if (!isWrong) setTyped(null);
      }}
      onKeyDown={onKeyDown}
      className={classNames(CELL, "h-7 text-right tabular-nums")}
    />
  );
}
