"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../ui/form/button.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";

/** The number of an exemplar, as people see it: with or without the number sign. */
export function LikeForm({
  like,
  onChange,
  onBack,
}: {
  like: number | null;
  onChange: (like: number | null) => void;
  onBack?: (() => void) | undefined;
}) {
  const t = useTranslations("review.filter");
  const [typed, setTyped] = useState(like?.toString() ?? "");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  const text = typed.trim().replace(/^#/, "");
  const isWrong = text !== "" && !/^[1-9]\d{0,8}$/.test(text);
  return (
    <form
      aria-label={t("fields.like")}
      className="flex w-72 max-w-full flex-col gap-2 p-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) onChange(text === "" ? null : Number(text));
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !onBack) return;
        event.preventDefault();
        event.stopPropagation();
        onBack();
      }}
    >
      <Field label={t("likeNumber")} hint={t("likeHint")} error={isWrong ? t("likeWrong") : undefined}>
        <Input
          ref={input}
          inputMode="numeric"
          maxLength={10}
          placeholder="#812"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="small" hint="↵" disabled={isWrong}>
        {t("apply")}
      </Button>
    </form>
  );
}
