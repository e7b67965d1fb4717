"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { type Endpoint, type EndpointFlavour, endpointLimits } from "#lib/settings/endpoints.ts";
import { saveEndpointAction, testDraftAction } from "#lib/settings/settings-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button } from "../ui/form/button.tsx";
import { Checkbox } from "../ui/form/checkbox.tsx";
import { Field } from "../ui/form/field.tsx";
import { Input } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";
import { ConnectionNotice } from "./connection-notice.tsx";
import { EndpointPresets } from "./endpoint-presets.tsx";
import { LimitFields } from "./limit-fields.tsx";
import { ModelField } from "./model-field.tsx";
import { SpeechFields } from "./speech-fields.tsx";
import { useReport } from "./use-report.ts";

/** A new endpoint, where none is given, or the settings of one. The key goes to the server and never comes back. */
export function EndpointForm({ endpoint, onClose }: { endpoint: Endpoint | null; onClose: () => void }) {
  const t = useTranslations("settings.endpoints");
  const common = useTranslations("common");
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(endpoint?.name ?? "");
  const [baseUrl, setBaseUrl] = useState(endpoint?.baseUrl ?? "");
  const [model, setModel] = useState(endpoint?.model ?? "");
  const [flavour, setFlavour] = useState<EndpointFlavour>(endpoint?.flavour ?? "openai");
  const save = useAction(saveEndpointAction);
  const test = useReport(testDraftAction);
  const error = save.error ?? test.error;
  const errors = error?.fields ?? {};
  const isAzure = flavour === "azure";
  // What Azure lists are no deployments, so none of it is a name to choose.
  const models = test.report?.kind === "models" && !isAzure ? test.report.models : [];

  const connection = () => {
    const data = new FormData(form.current ?? undefined);
    const value = (field: string) => String(data.get(field) ?? "");
    return {
      value,
      given: {
        endpointId: endpoint?.id ?? null,
        baseUrl,
        model,
        key: value("key"),
        removeKey: data.has("removeKey"),
        flavour,
        apiVersion: value("apiVersion"),
        takesSeed: value("takesSeed") as "findOut" | "yes" | "no",
        takesSchema: value("takesSchema") as "findOut" | "yes" | "no",
      },
    };
  };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { value, given } = connection();
    const input = {
      ...given,
      name,
      requestsPerMinute: value("requestsPerMinute"),
      tokensPerMinute: value("tokensPerMinute"),
      mostAtOnce: value("mostAtOnce"),
      inputPrice: value("inputPrice"),
      outputPrice: value("outputPrice"),
    };
    save.run(input, onClose);
  };

  const testNow = () => {
    save.clearError();
    test.run(connection().given);
  };

  return (
    <form
      ref={form}
      // Should the browser ever send it by itself, the key must not stand in an address.
      method="post"
      onSubmit={submit}
      aria-label={endpoint ? t("editOf", { name: endpoint.name }) : t("new")}
      className="flex flex-col gap-4 rounded-md border border-line-strong p-4"
      noValidate
    >
      {!endpoint && (
        <EndpointPresets
          onChoose={(preset) => {
            setName(preset.name);
            setBaseUrl(preset.baseUrl);
            setFlavour(preset.flavour);
            test.forget();
          }}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} error={errors.name}>
          <Input
            maxLength={endpointLimits.name}
            placeholder={t("namePlaceholder")}
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="off"
          />
        </Field>
        <Field
          label={t("baseUrl")}
          hint={isAzure ? t("baseUrlAzureHint") : t("baseUrlHint")}
          error={errors.baseUrl}
        >
          <Input
            type="url"
            maxLength={endpointLimits.baseUrl}
            value={baseUrl}
            onChange={(event) => {
              setBaseUrl(event.target.value);
              test.forget();
            }}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field label={t("key")} hint={endpoint?.hasKey ? t("keyKeptHint") : t("keyHint")} error={errors.key}>
          <Input name="key" type="password" maxLength={endpointLimits.key} autoComplete="new-password" />
        </Field>
        <Field label={t("model")} hint={modelHint()} error={errors.model}>
          <ModelField models={models} value={model} onChange={setModel} />
        </Field>
      </div>
      {endpoint?.hasKey && <Checkbox name="removeKey">{t("keyRemove")}</Checkbox>}
      <LimitFields endpoint={endpoint} errors={errors} />
      <SpeechFields endpoint={endpoint} flavour={flavour} onFlavourChange={setFlavour} errors={errors} />
      {error && <Notice kind="error">{error.message}</Notice>}
      {test.report && <ConnectionNotice report={test.report} model={model} flavour={flavour} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={save.pending}>
          {save.pending ? common("states.saving") : common("actions.save")}
        </Button>
        <Button disabled={test.pending} onClick={testNow}>
          {test.pending ? t("testing") : t("test")}
        </Button>
        <Button onClick={onClose}>{common("actions.cancel")}</Button>
      </div>
    </form>
  );

  function modelHint() {
    if (isAzure) return t("modelAzureHint");
    return models.length > 0 ? t("modelListHint", { count: models.length }) : t("modelHint");
  }
}
