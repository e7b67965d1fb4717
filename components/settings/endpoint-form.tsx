"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { type Endpoint, endpointLimits } from "#lib/settings/endpoints.ts";
import { saveEndpointAction } from "#lib/settings/settings-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button } from "../ui/form/button.tsx";
import { Checkbox } from "../ui/form/checkbox.tsx";
import { Field } from "../ui/form/field.tsx";
import { Input } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";

/** A new endpoint, where none is given, or the settings of one. The key goes to the server and never comes back. */
export function EndpointForm({ endpoint, onClose }: { endpoint: Endpoint | null; onClose: () => void }) {
  const t = useTranslations("settings.endpoints");
  const common = useTranslations("common");
  const { run, pending, error } = useAction(saveEndpointAction);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "");
    const input = {
      endpointId: endpoint?.id ?? null,
      name: value("name"),
      baseUrl: value("baseUrl"),
      model: value("model"),
      key: value("key"),
      removeKey: form.has("removeKey"),
    };
    run(input, onClose);
  };

  return (
    <form
      // Should the browser ever send it by itself, the key must not stand in an address.
      method="post"
      onSubmit={submit}
      aria-label={endpoint ? t("editOf", { name: endpoint.name }) : t("new")}
      className="flex flex-col gap-4 rounded-md border border-line-strong p-4"
      noValidate
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} error={error?.fields?.name}>
          <Input
            name="name"
            maxLength={endpointLimits.name}
            placeholder={t("namePlaceholder")}
            defaultValue={endpoint?.name}
            autoComplete="off"
          />
        </Field>
        <Field label={t("model")} hint={t("modelHint")} error={error?.fields?.model}>
          <Input
            name="model"
            maxLength={endpointLimits.model}
            defaultValue={endpoint?.model}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field label={t("baseUrl")} hint={t("baseUrlHint")} error={error?.fields?.baseUrl}>
          <Input
            name="baseUrl"
            type="url"
            maxLength={endpointLimits.baseUrl}
            defaultValue={endpoint?.baseUrl}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field
          label={t("key")}
          hint={endpoint?.hasKey ? t("keyKeptHint") : t("keyHint")}
          error={error?.fields?.key}
        >
          <Input name="key" type="password" maxLength={endpointLimits.key} autoComplete="new-password" />
        </Field>
      </div>
      {endpoint?.hasKey && <Checkbox name="removeKey">{t("keyRemove")}</Checkbox>}
      {error && <Notice kind="error">{error.message}</Notice>}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? common("states.saving") : common("actions.save")}
        </Button>
        <Button onClick={onClose}>{common("actions.cancel")}</Button>
      </div>
    </form>
  );
}
