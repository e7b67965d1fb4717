"use client";

import { useTranslations } from "next-intl";
import { ENDPOINT_PRESETS } from "#lib/settings/endpoint-presets.ts";
import { Button } from "../ui/form/button.tsx";

export type EndpointPreset = (typeof ENDPOINT_PRESETS)[number] & { name: string };

/** The known servers: one click fills in where they are found. */
export function EndpointPresets({ onChoose }: { onChoose: (preset: EndpointPreset) => void }) {
  const t = useTranslations("settings");
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5">
      <legend className="float-left mr-1.5 text-sm text-muted">{t("endpoints.presets")}</legend>
      {ENDPOINT_PRESETS.map((preset) => {
        const name = t(`presets.${preset.id}`);
        return (
          <Button key={preset.id} size="small" onClick={() => onChoose({ ...preset, name })}>
            {name}
          </Button>
        );
      })}
    </fieldset>
  );
}
