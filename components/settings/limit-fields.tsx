"use client";

import { useTranslations } from "next-intl";
import type { Endpoint } from "#lib/settings/endpoints.ts";
import { Field } from "../ui/form/field.tsx";
import { Input } from "../ui/form/input.tsx";
import { Folded } from "./folded.tsx";

const LIMITS = ["requestsPerMinute", "tokensPerMinute", "mostAtOnce"] as const;
const PRICES = ["inputPrice", "outputPrice"] as const;

/** What the account allows and costs. */
export function LimitFields({
  endpoint,
  errors,
}: {
  endpoint: Endpoint | null;
  errors: Record<string, string>;
}) {
  const t = useTranslations("settings.limits");
  const isGiven = endpoint !== null && (endpoint.prices !== null || LIMITS.some((name) => endpoint[name]));
  const priceOf = { inputPrice: endpoint?.prices?.input, outputPrice: endpoint?.prices?.output };
  return (
    <Folded
      title={t("title")}
      summary={isGiven ? t("some") : t("none")}
      hasError={[...LIMITS, ...PRICES].some((name) => errors[name])}
    >
      <p className="text-sm text-muted">{t("hint")}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        {LIMITS.map((name) => (
          <Field
            key={name}
            label={t(name)}
            hint={name === "mostAtOnce" && t("mostAtOnceHint")}
            error={errors[name]}
          >
            <Input name={name} inputMode="numeric" defaultValue={endpoint?.[name] ?? ""} autoComplete="off" />
          </Field>
        ))}
        {PRICES.map((name) => (
          <Field key={name} label={t(name)} hint={t("priceHint")} error={errors[name]}>
            <Input name={name} inputMode="decimal" defaultValue={priceOf[name] ?? ""} autoComplete="off" />
          </Field>
        ))}
      </div>
    </Folded>
  );
}
