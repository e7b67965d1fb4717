"use client";

import { useTranslations } from "next-intl";
import type { Label } from "#lib/projects/projects.ts";
import { type PastedList, vocabularyLimits } from "#lib/vocabularies/vocabularies.ts";
import { Field } from "../ui/form/field.tsx";
import { Textarea } from "../ui/form/input.tsx";
import { LabelChoice } from "./label-choice.tsx";

const REFUSED_SHOWN = 5;

/** A list as it is pasted, what is read from it, and the labels its entries are for. */
export function PastedListField({
  pasted,
  onPaste,
  list,
  labels,
  labelIds,
  onLabels,
}: {
  pasted: string;
  onPaste: (pasted: string) => void;
  list: PastedList;
  labels: Label[];
  labelIds: string[];
  onLabels: (labelIds: string[]) => void;
}) {
  const t = useTranslations("vocabularies.paste");
  const say = useTranslations();
  const { entries, repeated, refused } = list;
  return (
    <>
      <Field
        label={t("list")}
        hint={t("hint")}
        error={
          entries.length > vocabularyLimits.entries
            ? t("tooMany", { count: entries.length, limit: vocabularyLimits.entries })
            : undefined
        }
      >
        <Textarea
          value={pasted}
          onChange={(event) => onPaste(event.target.value)}
          rows={8}
          spellCheck={false}
          placeholder={t("example")}
          className="font-mono"
        />
      </Field>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="text-sm font-medium">{t("labels")}</span>
        <LabelChoice labels={labels} chosen={labelIds} onChange={onLabels} name={t("labels")} />
      </div>
      {pasted.trim() !== "" && (
        <div role="status" className="text-sm text-muted tabular-nums">
          <p>{t("read", { entries: entries.length, repeated, refused: refused.length })}</p>
          {refused.slice(0, REFUSED_SHOWN).map(({ line, key }) => (
            <p key={line} className="text-leak">
              {t("refused", { line, reason: say(key) })}
            </p>
          ))}
          {refused.length > REFUSED_SHOWN && <p>{t("more", { count: refused.length - REFUSED_SHOWN })}</p>}
        </div>
      )}
    </>
  );
}
