"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { RunDraft } from "#lib/runs/form/run-draft.ts";
import type { RunForm } from "#lib/runs/runs.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Checkbox } from "../../ui/form/checkbox.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Select, Textarea } from "../../ui/form/input.tsx";
import type { FieldErrors } from "./use-run-draft.ts";

type FormEndpoint = RunForm["endpoints"][number];

interface Props {
  draft: RunDraft;
  endpoints: FormEndpoint[];
  /** Who writes; null: the built-in generator, or none was chosen. */
  generator: FormEndpoint | null;
  /** Null: none was chosen. */
  judge: FormEndpoint | null;
  errors: FieldErrors;
  onTurn: (isJudged: boolean) => void;
  onChoose: (endpointId: string) => void;
  onChange: (change: Partial<RunDraft>) => void;
}

/** Whether a model scores what the run makes, which one, and by what. */
export function JudgeFields({ draft, endpoints, onTurn, ...fields }: Props) {
  const t = useTranslations("runJudge.form");
  const hintId = useId();
  const hasNone = endpoints.length === 0;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <Checkbox
          checked={draft.isJudged}
          disabled={hasNone && !draft.isJudged}
          aria-describedby={hintId}
          onChange={({ target }) => onTurn(target.checked)}
        >
          {t("turn")}
        </Checkbox>
        <p id={hintId} className="max-w-prose pl-6 text-sm text-muted">
          {t("hint")}
        </p>
        {hasNone && (
          <p className="pl-6 text-sm text-muted">
            {t("noEndpoint")}{" "}
            <Link href="/settings" className="text-accent-text underline">
              {t("toSettings")}
            </Link>
          </p>
        )}
      </div>
      {draft.isJudged && <Judging draft={draft} endpoints={endpoints} {...fields} />}
    </div>
  );
}

function Judging({ draft, endpoints, generator, judge, errors, onChoose, onChange }: Omit<Props, "onTurn">) {
  const t = useTranslations("runJudge.form");
  const say = useTranslations("runs");
  return (
    <>
      <Field label={t("endpoint")} error={errors["judge.endpointId"]} className="max-w-xl">
        <Select
          name="judge.endpointId"
          value={judge?.id ?? ""}
          onChange={({ target }) => onChoose(target.value)}
        >
          {judge === null && <option value="">{t("choose")}</option>}
          {endpoints.map(({ id, name, model }) => (
            <option key={id} value={id}>
              {t("endpointOption", {
                name: id === ENVIRONMENT ? say("generators.environment") : name,
                model,
              })}
            </option>
          ))}
        </Select>
      </Field>
      {judge && generator && judge.model === generator.model && (
        <Notice kind="information" title={t("sameTitle")}>
          <p className="text-muted">{t("sameHint")}</p>
        </Notice>
      )}
      <Field label={t("rubric")} hint={t("rubricHint")} error={errors["judge.rubric"]}>
        <Textarea
          name="judge.rubric"
          rows={16}
          value={draft.rubric}
          onChange={({ target }) => onChange({ rubric: target.value })}
        />
      </Field>
    </>
  );
}
