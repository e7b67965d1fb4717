"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Label } from "#lib/projects/projects.ts";
import { classNames } from "../ui/class-names.ts";
import { Checkbox } from "../ui/form/checkbox.tsx";
import { Input } from "../ui/form/input.tsx";
import { LabelTag } from "../ui/label-tag.tsx";
import { Popover } from "../ui/overlay/popover.tsx";

/** From so many labels on, the list can be searched. */
const SEARCHED_FROM = 10;
const SHOWN = 2;

/** Which labels something is for; none means all of them. */
export function LabelChoice({
  labels,
  chosen,
  onChange,
  name,
  plain = false,
}: {
  labels: Label[];
  chosen: readonly string[];
  onChange: (labelIds: string[]) => void;
  /** Says to screen readers what the labels are chosen for. */
  name: string;
  /** Without a border, as in a table. */
  plain?: boolean;
}) {
  const t = useTranslations("vocabularies.labels");
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const picked = labels.filter((label) => chosen.includes(label.id));
  const wanted = search.trim().toLowerCase();
  const shown = labels.filter((label) => label.name.toLowerCase().includes(wanted));
  const said = picked.length === 0 ? t("all") : picked.map((label) => label.name).join(", ");
  return (
    <Popover
      title={name}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={`${name}: ${said}`}
          title={said}
          className={classNames(
            "flex h-7 max-w-full min-w-0 items-center gap-2 rounded-md border px-2 text-sm",
            plain ? "w-full border-transparent hover:border-line-strong" : "border-line-strong bg-surface",
          )}
        >
          {picked.length === 0 && <span className="truncate text-muted">{t("all")}</span>}
          {picked.slice(0, SHOWN).map((label) => (
            <LabelTag key={label.id} name={label.name} colour={label.colour} />
          ))}
          {picked.length > SHOWN && (
            <span className="shrink-0 text-muted">{t("more", { count: picked.length - SHOWN })}</span>
          )}
          <ChevronDown aria-hidden className="ml-auto size-3.5 shrink-0 text-muted" />
        </button>
      }
    >
      <div className="flex w-60 flex-col gap-2">
        {labels.length >= SEARCHED_FROM && (
          <Input
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            aria-label={t("search")}
            placeholder={t("search")}
          />
        )}
        {labels.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
        <div className="flex max-h-64 flex-col gap-1 overflow-y-auto px-1 py-0.5">
          {shown.map((label) => (
            <Checkbox
              key={label.id}
              checked={chosen.includes(label.id)}
              onChange={(event) =>
                onChange(
                  event.target.checked ? [...chosen, label.id] : chosen.filter((id) => id !== label.id),
                )
              }
            >
              <LabelTag name={label.name} colour={label.colour} />
            </Checkbox>
          ))}
        </div>
        <button
          type="button"
          className="rounded px-1 py-0.5 text-left text-sm text-accent-text hover:bg-raised disabled:opacity-50"
          disabled={picked.length === 0}
          onClick={() => onChange([])}
        >
          {t("clear")}
        </button>
      </div>
    </Popover>
  );
}
