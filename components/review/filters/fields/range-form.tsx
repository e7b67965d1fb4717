"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { EXEMPLAR_LIMITS } from "#lib/exemplars/exemplars.ts";
import { Button } from "../../../ui/form/button.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Input } from "../../../ui/form/input.tsx";
import { dayOf, endOfDay, startOfDay } from "./local-days.ts";

interface FormProps<T> {
  title: string;
  from: T | null;
  to: T | null;
  /** Null leaves that side open. */
  onChange: (from: T | null, to: T | null) => void;
  /** Escape leads back; absent, it closes the panel. */
  onBack?: (() => void) | undefined;
}

/** From one score to another, each in [0, 1]. */
export function ShareForm(props: FormProps<number>) {
  const t = useTranslations("review.filter");
  return (
    <NumberRange {...props} isFitting={(score) => score <= 1} wrong={t("shareWrong")} hints={["0", "1"]} />
  );
}

/** From one length to another, in characters. */
export function LengthForm(props: FormProps<number>) {
  const t = useTranslations("review.filter");
  const limit = EXEMPLAR_LIMITS.text;
  return (
    <NumberRange
      {...props}
      isFitting={(length) => Number.isInteger(length) && length <= limit}
      wrong={t("lengthWrong", { limit })}
      hints={["0", String(limit)]}
      hint={t("lengthHint")}
    />
  );
}

function NumberRange({
  isFitting,
  wrong,
  hints,
  from,
  to,
  onChange,
  ...form
}: FormProps<number> & {
  isFitting: (bound: number) => boolean;
  wrong: string;
  hints: [string, string];
  hint?: string;
}) {
  const t = useTranslations("review.filter");
  /** Null for an empty field, undefined for what does not fit. */
  const read = (text: string): number | null | undefined => {
    const trimmed = text.trim().replace(",", ".");
    if (trimmed === "") return null;
    const bound = Number(trimmed);
    return bound >= 0 && isFitting(bound) ? bound : undefined;
  };
  return (
    <TwoFields
      {...form}
      names={[t("from"), t("to")]}
      initial={[from?.toString() ?? "", to?.toString() ?? ""]}
      inputs={hints.map((placeholder) => ({ inputMode: "decimal", maxLength: 8, placeholder }))}
      read={(lower, upper) => {
        const bounds = [read(lower), read(upper)] as const;
        if (bounds[0] === undefined || bounds[1] === undefined) return wrong;
        if (bounds[0] !== null && bounds[1] !== null && bounds[0] > bounds[1]) return wrong;
        const found = [bounds[0], bounds[1]] as const;
        return () => onChange(...found);
      }}
    />
  );
}

/** From one day to another, both included, in the time zone of whoever looks. */
export function DaysForm({ from, to, onChange, ...form }: FormProps<string>) {
  const t = useTranslations("review.filter");
  return (
    <TwoFields
      {...form}
      names={[t("since"), t("until")]}
      initial={[dayOf(from), dayOf(to)]}
      inputs={[{ type: "date" }, { type: "date" }]}
      read={(first, last) => {
        const [starts, ends] = [startOfDay(first), endOfDay(last)];
        if (starts !== null && ends !== null && starts > ends) return t("daysWrong");
        return () => onChange(starts, ends);
      }}
    />
  );
}

function TwoFields({
  title,
  names,
  initial,
  inputs,
  hint,
  read,
  onBack,
}: {
  title: string;
  names: [string, string];
  initial: [string, string];
  inputs: ComponentProps<"input">[];
  hint?: string;
  /** What is wrong with the two, or what applies them. */
  read: (from: string, to: string) => string | (() => void);
  onBack?: (() => void) | undefined;
}) {
  const t = useTranslations("review.filter");
  const [typed, setTyped] = useState(initial);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  const answer = read(...typed);
  const wrong = typeof answer === "string" ? answer : null;
  return (
    <form
      aria-label={title}
      className="flex w-72 max-w-full flex-col gap-2 p-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof answer !== "string") answer();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !onBack) return;
        event.preventDefault();
        event.stopPropagation();
        onBack();
      }}
    >
      <div className="flex gap-2">
        {([0, 1] as const).map((side) => (
          <Field key={side} label={names[side]} className="flex-1">
            <Input
              {...inputs[side]}
              ref={side === 0 ? first : null}
              value={typed[side]}
              aria-invalid={wrong !== null || undefined}
              onChange={({ target: { value } }) =>
                setTyped(side === 0 ? [value, typed[1]] : [typed[0], value])
              }
            />
          </Field>
        ))}
      </div>
      {(wrong ?? hint) && (
        <p className={wrong ? "text-sm text-leak" : "text-sm text-muted"}>{wrong ?? hint}</p>
      )}
      <Button type="submit" variant="primary" size="small" hint="↵" disabled={wrong !== null}>
        {t("apply")}
      </Button>
    </form>
  );
}
