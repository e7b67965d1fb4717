"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { chooseJudgeAction } from "#lib/screening/judge/judge-actions.ts";
import type { JudgeState } from "#lib/screening/judge/judging.ts";
import { ENVIRONMENT, type Endpoint } from "#lib/settings/endpoints.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { useToast } from "../../ui/feedback/toasts.tsx";
import { Button } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input, Select } from "../../ui/form/input.tsx";
import { useAction } from "../../ui/use-action.ts";
import { ConsentCheckbox } from "../embedders/consent-checkbox.tsx";
import { NoEndpoint } from "../embedders/no-endpoint.tsx";

const LOWEST = 0.01;

interface Props {
  projectId: string;
  state: JudgeState;
  endpoints: Endpoint[];
}

/** Chooses the judge and where the grey zone begins. Another judge needs the box ticked; another beginning does not. */
export function JudgeForm({ projectId, state, endpoints }: Props) {
  const t = useTranslations("judge");
  const environment = useTranslations("embedders.form")("environment");
  const say = useToast();
  const { run, pending, error } = useAction(chooseJudgeAction);
  const saved = savedEndpointId(state);
  const [endpointId, setEndpointId] = useState(saved);
  const [from, setFrom] = useState(`${state.judgeFrom}`);
  const [consent, setConsent] = useState(false);
  const endpoint = endpoints.find(({ id }) => id === endpointId);
  const judgeFrom = Number(from);
  const isZone = judgeFrom >= LOWEST && judgeFrom < state.leakThreshold;
  const needsConsent = endpointId !== "" && (endpointId !== saved || state.problem !== null);
  const isAsSaved = endpointId === saved && !needsConsent && (saved === "" || judgeFrom === state.judgeFrom);
  const isComplete = endpointId === "" || (isZone && (!needsConsent || (endpoint !== undefined && consent)));

  const done = () => {
    setConsent(false);
    say({ title: t("form.saved") });
  };
  const submit = () => {
    if (endpointId === "") return run({ kind: "none", projectId }, done);
    if (!needsConsent) return run({ kind: "from", projectId, judgeFrom }, done);
    if (!endpoint || !consent) return;
    const { baseUrl, model } = endpoint;
    run({ kind: "endpoint", projectId, judgeFrom, endpointId, baseUrl, model, consent }, done);
  };

  return (
    <form action={submit} className="flex flex-col gap-3">
      <div className="grid max-w-xl gap-3 sm:grid-cols-2">
        <Field label={t("form.endpoint")}>
          <Select
            value={endpointId}
            onChange={(event) => {
              setEndpointId(event.target.value);
              setConsent(false);
            }}
          >
            <option value="">{t("form.none")}</option>
            {endpoints.map(({ id, name, model }) => (
              <option key={id} value={id}>
                {t("form.option", { name: id === ENVIRONMENT ? environment : name, model })}
              </option>
            ))}
          </Select>
        </Field>
        {endpointId !== "" && (
          <Field
            label={t("form.from")}
            hint={t("form.fromHint", { threshold: state.leakThreshold })}
            error={isZone ? undefined : t("errors.from")}
          >
            <Input
              type="number"
              inputMode="decimal"
              min={LOWEST}
              max={state.leakThreshold}
              step={0.01}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
              className="max-w-32 tabular-nums"
            />
          </Field>
        )}
      </div>
      {endpoints.length === 0 && <NoEndpoint />}
      {needsConsent && endpoint && (
        <ConsentCheckbox
          checked={consent}
          onChange={setConsent}
          baseUrl={endpoint.baseUrl}
          sentence={t("form.consent", { baseUrl: endpoint.baseUrl, model: endpoint.model })}
        />
      )}
      {error && <Notice kind="error" title={error.message} />}
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        disabled={pending || isAsSaved || !isComplete}
      >
        {t("form.submit")}
      </Button>
    </form>
  );
}

/** As the list of endpoints names it, "" for none: the environment's has no id of its own there. */
function savedEndpointId({ endpoint }: JudgeState): string {
  if (!endpoint) return "";
  return endpoint.name === ENVIRONMENT ? ENVIRONMENT : endpoint.id;
}
