"use client";

import { NotebookPen, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { asksEndpoint, isPriced, pacedBy } from "#lib/runs/form/run-draft.ts";
import { startRunAction } from "#lib/runs/run-actions.ts";
import { type RunForm, runLimits } from "#lib/runs/runs.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Select } from "../../ui/form/input.tsx";
import { Card } from "../../ui/page.tsx";
import { useAction } from "../../ui/use-action.ts";
import { BudgetFields } from "./budget-fields.tsx";
import { EstimatePanel } from "./estimate/estimate-panel.tsx";
import { GeneratorChoice } from "./generator-choice.tsx";
import { GoalChoice } from "./goal-choice.tsx";
import { JudgeFields } from "./judge-fields.tsx";
import { PaceFields } from "./pace-fields.tsx";
import { SeedField } from "./seed-field.tsx";
import { TargetFields } from "./target-fields.tsx";
import { useRunDraft } from "./use-run-draft.ts";

export function NewRunForm({ projectId, form }: { projectId: string; form: RunForm }) {
  const t = useTranslations("runs.form");
  const say = useTranslations("runJudge.form");
  const router = useRouter();
  const { run, pending, error } = useAction(startRunAction);
  const [isSaving, setSaving] = useState(false);
  const { draft, endpoint, judge, input, kind, formRef, change, ...typed } = useRunDraft(form, projectId);
  const errors = { ...error?.fields, ...typed.errors };
  const { recipeVersions, endpoints, labels } = form;
  const asks = asksEndpoint(draft, form);
  const hasNoGenerator = kind === "prompt" && endpoint === null;

  const submit = (isDraft: boolean) => {
    if (!typed.check()) return;
    setSaving(isDraft);
    run({ ...input, isDraft }, ({ runId }) => router.push(`/projects/${projectId}/runs/${runId}`));
  };

  return (
    // Enter in a field starts nothing: only the button spends.
    <form
      ref={formRef}
      onSubmit={(event) => event.preventDefault()}
      onBlur={typed.onBlur}
      className="grid items-start gap-4 min-[1100px]:grid-cols-[minmax(0,1fr)_19rem]"
      noValidate
    >
      <div className="flex min-w-0 flex-col gap-4">
        <Card title={t("source")}>
          <div className="flex flex-col gap-4">
            <Field label={t("recipe")} error={errors.recipeVersionId} className="max-w-xl">
              <Select
                value={draft.recipeVersionId}
                onChange={({ target }) => typed.chooseRecipe(target.value)}
              >
                {recipeVersions.map(({ id, recipeName: name, number: version, kind }) => (
                  <option key={id} value={id}>
                    {t("recipeOption", { name, version, kind })}
                  </option>
                ))}
              </Select>
            </Field>
            <GeneratorChoice
              kind={kind}
              endpoints={endpoints}
              value={draft.endpointId}
              onChange={typed.chooseEndpoint}
            />
          </div>
        </Card>
        <Card title={t("targets")} hint={t("limit", { limit: runLimits.items })}>
          <div className="flex flex-col gap-4">
            <GoalChoice value={draft.goal} onChange={(goal) => change({ goal })} />
            <TargetFields
              labels={labels}
              counts={draft.counts}
              onChange={(counts) => change({ counts })}
              errors={errors}
            />
          </div>
        </Card>
        <Card title={say("title")}>
          <JudgeFields
            draft={draft}
            endpoints={endpoints}
            generator={endpoint}
            judge={judge}
            errors={errors}
            onTurn={typed.turnJudging}
            onChoose={typed.chooseJudge}
            onChange={change}
          />
        </Card>
        {asks && (
          <Card>
            <BudgetFields draft={draft} onChange={change} errors={errors} isPriced={isPriced(draft, form)} />
          </Card>
        )}
        <Card>
          <div className="grid gap-4 sm:grid-cols-2">
            <SeedField value={draft.seed} onChange={(seed) => change({ seed })} error={errors.seed} />
            {asks && (
              <PaceFields draft={draft} onChange={change} errors={errors} endpoint={pacedBy(draft, form)} />
            )}
          </div>
        </Card>
      </div>
      <EstimatePanel
        projectId={projectId}
        input={input}
        kind={kind}
        prices={endpoint?.prices ?? null}
        judge={judge}
        labels={labels}
      />
      <div className="flex min-w-0 flex-col gap-3 min-[1100px]:col-start-1">
        {error && <Notice kind="error">{error.message}</Notice>}
        <div className="flex flex-wrap gap-2">
          <Button
            variant="primary"
            disabled={pending || hasNoGenerator}
            icon={<Play aria-hidden className="size-4" />}
            onClick={() => submit(false)}
          >
            {pending && !isSaving ? t("starting") : t("start")}
          </Button>
          <Button
            disabled={pending || hasNoGenerator}
            icon={<NotebookPen aria-hidden className="size-4" />}
            onClick={() => submit(true)}
          >
            {pending && isSaving ? t("saving") : t("saveDraft")}
          </Button>
        </div>
      </div>
    </form>
  );
}
