"use client";

import { useTranslations } from "next-intl";
import { type Ref, type SyntheticEvent, useState } from "react";
import { VIEW_LIMITS } from "#lib/review/views/views.ts";
import { Button } from "../../ui/form/button.tsx";
import { Input } from "../../ui/form/input.tsx";
import type { useAction } from "../../ui/use-action.ts";

/** Asks for the name of a saved view: its first, or another. */
export function ViewNameForm({
  label,
  placeholder,
  initial = "",
  action: { pending, error, clearError },
  submit,
  inputRef,
}: {
  label: string;
  placeholder?: string;
  initial?: string;
  action: Pick<ReturnType<typeof useAction>, "pending" | "error" | "clearError">;
  submit: (name: string) => void;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const t = useTranslations("views");
  const [name, setName] = useState(initial);
  const message = error && (error.fields?.name ?? error.message);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    submit(name);
  };
  return (
    <form className="flex flex-col gap-1" onSubmit={onSubmit}>
      <div className="flex gap-1.5">
        <Input
          ref={inputRef}
          aria-label={label}
          aria-invalid={message ? true : undefined}
          placeholder={placeholder}
          value={name}
          maxLength={VIEW_LIMITS.name}
          className="h-7 text-sm"
          onChange={(event) => {
            setName(event.target.value);
            clearError();
          }}
        />
        <Button
          type="submit"
          size="small"
          variant={initial === "" ? "primary" : "secondary"}
          disabled={pending || name.trim() === ""}
        >
          {t("save")}
        </Button>
      </div>
      {message && (
        <p role="alert" className="px-1 text-sm text-leak">
          {message}
        </p>
      )}
    </form>
  );
}
