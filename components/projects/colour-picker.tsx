"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LABEL_COLOURS } from "#lib/projects/labels/labels.ts";
import { Popover } from "../ui/overlay/popover.tsx";

export function ColourPicker({
  label,
  colour,
  onPick,
}: {
  label: string;
  colour: string;
  onPick: (colour: string) => void;
}) {
  const t = useTranslations("projects.labels");
  const [open, setOpen] = useState(false);
  const pick = (picked: string) => {
    setOpen(false);
    if (picked !== colour) onPick(picked);
  };
  return (
    <Popover
      title={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={label}
          title={label}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-md hover:bg-raised"
        >
          <Swatch colour={colour} />
        </button>
      }
    >
      <div className="flex flex-col gap-2">
        <fieldset className="grid grid-cols-6 gap-1">
          <legend className="mb-1 text-sm text-muted">{t("palette")}</legend>
          {LABEL_COLOURS.map((candidate) => (
            <button
              key={candidate}
              type="button"
              aria-label={candidate}
              aria-pressed={candidate === colour}
              onClick={() => pick(candidate)}
              className="relative inline-flex size-7 items-center justify-center rounded-md hover:bg-raised"
            >
              <Swatch colour={candidate} />
              {candidate === colour && <Check aria-hidden className="absolute size-3 text-white" />}
            </button>
          ))}
        </fieldset>
        <label className="flex items-center justify-between gap-3 text-sm">
          {t("ownColour")}
          <input
            type="color"
            key={colour}
            defaultValue={colour}
            onBlur={(event) => pick(event.currentTarget.value)}
            className="h-7 w-10 rounded border border-line-strong bg-surface"
          />
        </label>
      </div>
    </Popover>
  );
}

function Swatch({ colour }: { colour: string }) {
  return <span aria-hidden className="size-4 rounded-full" style={{ backgroundColor: colour }} />;
}
