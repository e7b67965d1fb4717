"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Input } from "../../ui/form/input.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useReview } from "../review-context.tsx";
import { ChoiceList } from "./choice-list.tsx";

/** From how many labels on a search helps. */
const SEARCHED_FROM = 10;

interface Props {
  counts: Record<string, number>;
  chosen: string[];
  onChange: (labelIds: string[]) => void;
}

export function LabelChoices({ counts, chosen, onChange }: Props) {
  const t = useTranslations("review.filter");
  const { labels } = useReview();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const choices = labels
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ id, name, colour }) => ({
      value: id,
      name,
      look: <LabelTag name={name} colour={colour} />,
      count: counts[id] ?? 0,
    }));
  return (
    <div className="flex flex-col gap-1">
      {labels.length >= SEARCHED_FROM && (
        <Input
          type="search"
          aria-label={t("labelSearch")}
          placeholder={t("labelSearch")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="h-7 text-sm"
        />
      )}
      {choices.length === 0 && <p className="px-1.5 py-1 text-sm text-muted">{t("labelNone")}</p>}
      <ChoiceList legend={t("label")} choices={choices} chosen={chosen} onChange={onChange} />
    </div>
  );
}
