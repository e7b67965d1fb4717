"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { chooseEmbedderAction } from "#lib/screening/embedders/embedder-actions.ts";
import type { EmbedderState } from "#lib/screening/embedders/embedders.ts";
import { ENVIRONMENT, type Endpoint } from "#lib/settings/endpoints.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { useToast } from "../../ui/feedback/toasts.tsx";
import { Button } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input, Select } from "../../ui/form/input.tsx";
import { useAction } from "../../ui/use-action.ts";
import { ConsentCheckbox } from "./consent-checkbox.tsx";
import { EmbedderChoices } from "./embedder-choices.tsx";
import { LocalModelField } from "./local-model-field.tsx";
import { NoEndpoint } from "./no-endpoint.tsx";

interface Props {
  projectId: string;
  state: EmbedderState;
  endpoints: Endpoint[];
  localModels: string[];
}

const CONSENT_PROBLEMS: readonly string[] = ["consentMissing", "consentOutdated"];

/** Chooses the embedder. For an endpoint the box must be ticked beside the sentence that says what is sent where. */
export function EmbedderForm({ projectId, state: { choice, problem }, endpoints, localModels }: Props) {
  const t = useTranslations("embedders.form");
  const say = useToast();
  const { run, pending, error } = useAction(chooseEmbedderAction);
  const [kind, setKind] = useState(choice.kind);
  const [endpointId, setEndpointId] = useState(() => savedEndpointId(choice) ?? endpoints[0]?.id ?? "");
  const [model, setModel] = useState(choice.kind === "endpoint" ? choice.model : "");
  const [localModel, setLocalModel] = useState(
    choice.kind === "local" ? choice.model : (localModels[0] ?? ""),
  );
  const [consent, setConsent] = useState(false);
  const endpoint = endpoints.find(({ id }) => id === endpointId);

  const isAsSaved =
    (kind === "builtIn" && choice.kind === "builtIn") ||
    (kind === "local" && choice.kind === "local" && choice.model === localModel) ||
    (kind === "endpoint" &&
      choice.kind === "endpoint" &&
      savedEndpointId(choice) === endpointId &&
      choice.model === model.trim() &&
      !CONSENT_PROBLEMS.includes(problem?.code ?? ""));
  const isComplete =
    kind === "builtIn" ||
    (kind === "local" ? localModel !== "" : Boolean(endpoint && model.trim() && consent));

  const done = () => {
    setConsent(false);
    say({ title: t("saved") });
  };
  const submit = () => {
    if (kind === "builtIn") run({ kind, projectId }, done);
    else if (kind === "local") run({ kind, projectId, model: localModel }, done);
    else if (endpoint && consent)
      run({ kind, projectId, endpointId, model, baseUrl: endpoint.baseUrl, consent }, done);
  };

  return (
    <form action={submit} className="flex flex-col gap-3">
      <EmbedderChoices value={kind} onChange={setKind} />
      {kind === "endpoint" && endpoints.length === 0 && <NoEndpoint />}
      {kind === "endpoint" && endpoints.length > 0 && (
        <div className="grid max-w-xl gap-3 sm:grid-cols-2">
          <Field label={t("endpoint")}>
            <Select
              value={endpointId}
              onChange={(event) => {
                setEndpointId(event.target.value);
                setConsent(false);
              }}
            >
              {endpoints.map(({ id, name }) => (
                <option key={id} value={id}>
                  {id === ENVIRONMENT ? t("environment") : name}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("model")} hint={t("modelHint")} error={error?.fields?.model}>
            <Input
              value={model}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setModel(event.target.value);
                setConsent(false);
              }}
            />
          </Field>
        </div>
      )}
      {kind === "endpoint" && endpoint && model.trim() !== "" && !isAsSaved && (
        <ConsentCheckbox
          checked={consent}
          onChange={setConsent}
          baseUrl={endpoint.baseUrl}
          sentence={t("consent", { model: model.trim(), baseUrl: endpoint.baseUrl })}
        />
      )}
      {kind === "local" && (
        <LocalModelField models={localModels} value={localModel} onChange={setLocalModel} />
      )}
      {error && <Notice kind="error" title={error.message} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button type="submit" variant="primary" disabled={pending || isAsSaved || !isComplete}>
          {t("submit")}
        </Button>
        {!isAsSaved && <p className="text-sm text-muted">{t("again")}</p>}
      </div>
    </form>
  );
}

/** As the list of endpoints names it: the environment's has no id of its own there. */
function savedEndpointId(choice: EmbedderState["choice"]): string | null {
  if (choice.kind !== "endpoint") return null;
  return choice.endpointName === ENVIRONMENT ? ENVIRONMENT : choice.endpointId;
}
