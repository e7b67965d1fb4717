"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { chooseParaphraserAction } from "#lib/screening/paraphrases/paraphrase-actions.ts";
import { mostParaphrased, type ParaphraserState } from "#lib/screening/paraphrases/paraphrases.ts";
import { ENVIRONMENT, type Endpoint } from "#lib/settings/endpoints.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { useToast } from "../../ui/feedback/toasts.tsx";
import { Button } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Select } from "../../ui/form/input.tsx";
import { useAction } from "../../ui/use-action.ts";
import { ConsentCheckbox } from "../embedders/consent-checkbox.tsx";
import { NoEndpoint } from "../embedders/no-endpoint.tsx";

interface Props {
  projectId: string;
  state: ParaphraserState;
  endpoints: Endpoint[];
}

/** Chooses who paraphrases, which is to agree beside the sentence that says what is sent where; or takes it back. */
export function ParaphraseForm({ projectId, state: { agreed, problem }, endpoints }: Props) {
  const t = useTranslations("paraphrases.form");
  const environment = useTranslations("embedders.form")("environment");
  const say = useToast();
  const { run, pending, error } = useAction(chooseParaphraserAction);
  const known = endpoints.some(({ id }) => id === agreed?.endpointId);
  const [endpointId, setEndpointId] = useState((known && agreed?.endpointId) || "");
  const [consent, setConsent] = useState(false);
  const endpoint = endpoints.find(({ id }) => id === endpointId);
  const needsConsent = endpoint !== undefined && (endpointId !== agreed?.endpointId || problem !== null);

  const submit = () => {
    if (!endpoint || !consent) return;
    const { baseUrl, model } = endpoint;
    run({ kind: "endpoint", projectId, endpointId, baseUrl, model, consent }, () =>
      say({ title: t("saved") }),
    );
  };
  const withdraw = () => run({ kind: "none", projectId }, () => say({ title: t("withdrawn") }));

  return (
    <form action={submit} className="flex flex-col gap-3">
      {endpoints.length === 0 ? (
        <NoEndpoint />
      ) : (
        <div className="max-w-xs">
          <Field label={t("endpoint")} hint={t("kept")}>
            <Select
              value={endpointId}
              onChange={(event) => {
                setEndpointId(event.target.value);
                setConsent(false);
              }}
            >
              <option value="">{t("none")}</option>
              {endpoints.map(({ id, name, model }) => (
                <option key={id} value={id}>
                  {t("option", { name: id === ENVIRONMENT ? environment : name, model })}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
      {needsConsent && (
        <ConsentCheckbox
          checked={consent}
          onChange={setConsent}
          baseUrl={endpoint.baseUrl}
          sentence={t("consent", { baseUrl: endpoint.baseUrl, model: endpoint.model, rows: mostParaphrased })}
        />
      )}
      {error && <Notice kind="error" title={error.message} />}
      <div className="flex flex-wrap items-center gap-2">
        {needsConsent && (
          <Button type="submit" variant="primary" disabled={pending || !consent}>
            {t("submit")}
          </Button>
        )}
        {agreed && (
          <Button variant={endpointId === "" ? "primary" : "secondary"} disabled={pending} onClick={withdraw}>
            {t("withdraw")}
          </Button>
        )}
      </div>
    </form>
  );
}
