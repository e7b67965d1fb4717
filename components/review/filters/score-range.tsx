"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";

interface Props {
  from: number | null;
  to: number | null;
  onChange: (from: number | null, to: number | null) => void;
}

/** From one score to another, each in [0, 1] and each left open where it is empty. */
export function ScoreRange({ from, to, onChange }: Props) {
  const t = useTranslations("review.filter");
  const [typed, setTyped] = useState({ from: from?.toString() ?? "", to: to?.toString() ?? "" });
  const [lower, upper] = [scoreOf(typed.from), scoreOf(typed.to)];
  const isWrong = lower === undefined || upper === undefined || (lower ?? 0) > (upper ?? 1);
  return (
    <form
      className="flex flex-col gap-2 p-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (lower !== undefined && upper !== undefined && !isWrong) onChange(lower, upper);
      }}
    >
      <div className="flex gap-2">
        {(["from", "to"] as const).map((bound) => (
          <Field key={bound} label={t(bound)} className="w-24">
            <Input
              inputMode="decimal"
              value={typed[bound]}
              placeholder={bound === "from" ? "0" : "1"}
              maxLength={8}
              aria-invalid={isWrong || undefined}
              onChange={(event) => setTyped({ ...typed, [bound]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      {isWrong && <p className="max-w-52 text-sm text-leak">{t("range")}</p>}
      <Button type="submit" variant="primary" size="small" disabled={isWrong}>
        {t("apply")}
      </Button>
    </form>
  );
}

/** @returns null for an empty field, undefined for what is no score */
function scoreOf(text: string): number | null | undefined {
  const trimmed = text.trim().replace(",", ".");
  if (trimmed === "") return null;
  const score = Number(trimmed);
  return score >= 0 && score <= 1 ? score : undefined;
}
