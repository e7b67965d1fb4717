"use client";

import { Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { Label } from "#lib/projects/projects.ts";
import { classNames } from "../../ui/class-names.ts";
import { Button } from "../../ui/form/button.tsx";
import { Input } from "../../ui/form/input.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { Popover } from "../../ui/overlay/popover.tsx";
import { useReview } from "../review-context.tsx";
import { decide } from "../state/run-command.ts";
import { matchingLabels } from "./matching-labels.ts";

/** Type a part of a name, Enter takes the marked label. */
export function LabelPicker({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("review");
  const context = useReview();
  const choose = (label: Label) => {
    onOpenChange(false);
    decide(context, { kind: "relabel", labelId: label.id });
    // The popover gives the focus back to its button; the keys work from there too, the grid shows where one is.
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true }),
    );
  };
  return (
    <Popover
      title={t("picker.title")}
      open={open}
      onOpenChange={onOpenChange}
      trigger={
        <Button size="small" hint="l" icon={<Tag aria-hidden className="size-3.5" />}>
          {t("actions.relabel")}
        </Button>
      }
    >
      <LabelSearch onChoose={choose} />
    </Popover>
  );
}

function LabelSearch({ onChoose }: { onChoose: (label: Label) => void }) {
  const t = useTranslations("review.picker");
  const { labels, labelKeys } = useReview();
  const [search, setSearch] = useState("");
  const [marked, setMarked] = useState(0);
  const listId = useId();
  const found = matchingLabels(labels, search);
  const keyOf = (id: string) => [...labelKeys].find(([, labelId]) => labelId === id)?.[0];
  const at = Math.min(marked, Math.max(0, found.length - 1));
  const optionId = (index: number) => `${listId}-${index}`;
  const mark = (index: number) => {
    setMarked(index);
    document.getElementById(optionId(index))?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div className="flex w-64 flex-col gap-1">
      <Input
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? optionId(at) : undefined}
        aria-label={t("search")}
        placeholder={t("search")}
        value={search}
        maxLength={100}
        onChange={(event) => {
          setSearch(event.target.value);
          setMarked(0);
        }}
        onKeyDown={(event) => {
          const label = found[at];
          if (event.key === "ArrowDown") mark(Math.min(at + 1, found.length - 1));
          else if (event.key === "ArrowUp") mark(Math.max(at - 1, 0));
          else if (event.key === "Enter" && label) onChoose(label);
          else return;
          event.preventDefault();
        }}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={t("title")}
        tabIndex={-1}
        className="max-h-72 overflow-y-auto"
      >
        {found.map((label, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
          <div
            key={label.id}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => onChoose(label)}
            onMouseMove={() => setMarked(index)}
            className={classNames(
              "flex h-7 cursor-default items-center justify-between gap-2 rounded px-2",
              index === at && "bg-raised",
            )}
          >
            <LabelTag name={label.name} colour={label.colour} />
            {keyOf(label.id) && <Kbd>{keyOf(label.id)}</Kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="px-2 py-1 text-sm text-muted">{t("none")}</p>}
    </div>
  );
}
