"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { endpointLimits } from "#lib/settings/endpoints.ts";
import { classNames } from "../ui/class-names.ts";
import { Input } from "../ui/form/input.tsx";

/** More than this nobody reads; a further letter brings the rest. */
const SHOWN = 100;
/** What is typed, and none of the suggestions. */
const NONE = -1;

/** Each word of what is typed stands somewhere in the name. */
function isFound(name: string, typed: string): boolean {
  const plain = name.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => plain.includes(word));
}

/** Any name may be typed; those that the server lists are suggested. */
export function ModelField({
  models,
  value,
  onChange,
  ...field
}: {
  models: readonly string[];
  value: string;
  onChange: (model: string) => void;
  id?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}) {
  const t = useTranslations("settings.endpoints");
  const [isOpen, setIsOpen] = useState(false);
  const [marked, setMarked] = useState(NONE);
  const listId = useId();
  // Who comes back to a name that is whole wants to see the others.
  const found = models.includes(value) ? models : models.filter((name) => isFound(name, value.trim()));
  const shown = isOpen ? found.slice(0, SHOWN) : [];
  const more = found.length - SHOWN;

  useEffect(() => {
    document.getElementById(`${listId}-${marked}`)?.scrollIntoView({ block: "nearest" });
  }, [marked, listId]);

  const show = (isShown: boolean) => {
    setIsOpen(isShown);
    setMarked(NONE);
  };
  const choose = (name: string) => {
    onChange(name);
    show(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const last = shown.length - 1;
    const name = shown[marked];
    if (event.key === "ArrowDown" && !isOpen) setIsOpen(true);
    else if (event.key === "ArrowDown") setMarked(marked >= last ? NONE : marked + 1);
    else if (event.key === "ArrowUp") setMarked(marked === NONE ? last : marked - 1);
    else if (event.key === "Enter" && name !== undefined) choose(name);
    else if (event.key === "Escape" && last >= 0) show(false);
    else return;
    event.preventDefault();
  };

  return (
    <div className="relative">
      <Input
        {...field}
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={marked === NONE ? undefined : `${listId}-${marked}`}
        maxLength={endpointLimits.model}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          show(true);
        }}
        onClick={() => setIsOpen(true)}
        onBlur={() => show(false)}
        onKeyDown={onKeyDown}
      />
      <div
        className={classNames(
          "absolute inset-x-0 top-full z-40 mt-1 rounded-lg border border-line-strong bg-surface shadow-raised",
          shown.length === 0 && "hidden",
        )}
      >
        <div
          id={listId}
          role="listbox"
          aria-label={t("models")}
          tabIndex={-1}
          className="max-h-72 overflow-y-auto p-1"
        >
          {shown.map((name, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
            <div
              key={name}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(name)}
              onMouseMove={() => setMarked(index)}
              className={classNames(
                "cursor-default rounded px-2 py-1 break-words",
                index === marked && "bg-raised shadow-[inset_2px_0_0_var(--accent)]",
              )}
            >
              {name}
            </div>
          ))}
        </div>
        {more > 0 && (
          <p role="status" className="border-t border-line px-3 py-1 text-sm text-muted">
            {t("modelsMore", { count: more })}
          </p>
        )}
      </div>
    </div>
  );
}
