"use client";

import { useTranslations } from "next-intl";
import { type Endpoint, type EndpointFlavour, endpointLimits, FLAVOURS } from "#lib/settings/endpoints.ts";
import { Field } from "../ui/form/field.tsx";
import { Input, Select } from "../ui/form/input.tsx";
import { Folded } from "./folded.tsx";

const TRAITS = ["takesSeed", "takesSchema"] as const;
const ANSWERS = ["findOut", "yes", "no"] as const;

/** Where servers differ: found out as far as can be, said by the user where not. */
export function SpeechFields({
  endpoint,
  flavour,
  onFlavourChange,
  errors,
}: {
  endpoint: Endpoint | null;
  flavour: EndpointFlavour;
  onFlavourChange: (flavour: EndpointFlavour) => void;
  errors: Record<string, string>;
}) {
  const t = useTranslations("settings.speech");
  const isUsual = flavour === "openai" && TRAITS.every((name) => (endpoint?.[name] ?? null) === null);
  const said = (trait: boolean | null | undefined) => (trait == null ? "findOut" : trait ? "yes" : "no");
  return (
    <Folded
      title={t("title")}
      summary={isUsual ? t("usual") : flavour === "azure" ? t("flavours.azure") : t("own")}
      hasError={errors.apiVersion !== undefined}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("flavour")}>
          <Select
            name="flavour"
            value={flavour}
            onChange={(event) => onFlavourChange(event.target.value as EndpointFlavour)}
          >
            {FLAVOURS.map((name) => (
              <option key={name} value={name}>
                {t(`flavours.${name}`)}
              </option>
            ))}
          </Select>
        </Field>
        {flavour === "azure" && (
          <Field label={t("apiVersion")} hint={t("apiVersionHint")} error={errors.apiVersion}>
            <Input
              name="apiVersion"
              maxLength={endpointLimits.apiVersion}
              defaultValue={endpoint?.apiVersion ?? ""}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {TRAITS.map((name) => (
          <Field key={name} label={t(name)}>
            <Select name={name} defaultValue={said(endpoint?.[name])}>
              {ANSWERS.map((answer) => (
                <option key={answer} value={answer}>
                  {t(answer)}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
      <p className="text-sm text-muted">{t("traitHint")}</p>
    </Folded>
  );
}
