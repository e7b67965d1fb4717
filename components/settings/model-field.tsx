"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { useTranslations } from "next-intl";
import { endpointLimits } from "#lib/settings/endpoints.ts";
import { Input } from "../ui/form/input.tsx";

/** More than this nobody reads; a further letter brings the rest. */
const SHOWN = 100;

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
  // Who comes back to a name that is whole wants to see the others.
  const found = models.includes(value) ? models : models.filter((name) => isFound(name, value.trim()));
  const more = found.length - SHOWN;
  return (
    <Autocomplete.Root
      items={models}
      filteredItems={found.slice(0, SHOWN)}
      value={value}
      onValueChange={onChange}
      openOnInputClick={models.length > 0}
    >
      <Autocomplete.Input
        render={<Input maxLength={endpointLimits.model} autoComplete="off" spellCheck={false} />}
        {...field}
      />
      {found.length > 0 && (
        <Autocomplete.Portal>
          <Autocomplete.Positioner sideOffset={4} align="start" className="z-40">
            <Autocomplete.Popup className="max-h-[min(20rem,var(--available-height))] w-(--anchor-width) max-w-(--available-width) overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 shadow-raised">
              <Autocomplete.List aria-label={t("models")}>
                {(name: string) => (
                  <Autocomplete.Item
                    key={name}
                    value={name}
                    className="cursor-default rounded px-2 py-1 break-words data-highlighted:bg-raised"
                  >
                    {name}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
              {more > 0 && (
                <Autocomplete.Status className="px-2 py-1 text-sm text-muted">
                  {t("modelsMore", { count: more })}
                </Autocomplete.Status>
              )}
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      )}
    </Autocomplete.Root>
  );
}
