"use client";

import { Dices, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { startRunAction } from "#lib/runs/run-actions.ts";
import { type RunForm, runLimits } from "#lib/runs/runs.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button, IconButton } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input, Select } from "../../ui/form/input.tsx";
import { Card } from "../../ui/page.tsx";
import { useAction } from "../../ui/use-action.ts";
import { GeneratorChoice } from "./generator-choice.tsx";
import { TargetFields } from "./target-fields.tsx";

export function NewRunForm({ projectId, form }: { projectId: string; form: RunForm }) {
  const t = useTranslations("runs.form");
  const router = useRouter();
  const { run, pending, error } = useAction(startRunAction);
  const { values, recipeVersions, endpoints, labels } = form;
  const [recipeVersionId, setRecipeVersionId] = useState(values.recipeVersionId);
  const [endpointId, setEndpointId] = useState(values.endpointId);
  const [counts, setCounts] = useState(() => values.targets.map(({ count }) => String(count)));
  const [seed, setSeed] = useState(String(values.seed));
  const [concurrency, setConcurrency] = useState(String(values.concurrency));
  const kind = recipeVersions.find(({ id }) => id === recipeVersionId)?.kind ?? "grammar";

  const chooseRecipe = (id: string) => {
    setRecipeVersionId(id);
    const chosen = recipeVersions.find((version) => version.id === id)?.kind;
    // What no longer fits gives way to the first that does.
    if (chosen === "grammar") setEndpointId(null);
    if (chosen === "prompt" && endpointId === null) setEndpointId(endpoints[0]?.id ?? null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const targets = labels.map(({ id: labelId }, i) => ({ labelId, count: Number(counts[i]) }));
    run(
      {
        projectId,
        recipeVersionId,
        endpointId,
        targets,
        seed: wholeNumber(seed),
        concurrency: wholeNumber(concurrency),
      },
      ({ runId }) => router.push(`/projects/${projectId}/runs/${runId}`),
    );
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <Card title={t("source")}>
        <div className="flex flex-col gap-4">
          <Field label={t("recipe")} error={error?.fields?.recipeVersionId} className="max-w-xl">
            <Select value={recipeVersionId} onChange={(event) => chooseRecipe(event.target.value)}>
              {recipeVersions.map(({ id, recipeName: name, number: version, kind }) => (
                <option key={id} value={id}>
                  {t("recipeOption", { name, version, kind })}
                </option>
              ))}
            </Select>
          </Field>
          <GeneratorChoice kind={kind} endpoints={endpoints} value={endpointId} onChange={setEndpointId} />
        </div>
      </Card>
      <Card title={t("targets")} hint={t("limit", { limit: runLimits.items })}>
        <TargetFields labels={labels} counts={counts} onChange={setCounts} errors={error?.fields ?? {}} />
      </Card>
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("seed")} hint={t("seedHint")} error={error?.fields?.seed}>
            <SeedInput value={seed} onChange={setSeed} />
          </Field>
          {kind === "prompt" && (
            <Field
              label={t("concurrency")}
              hint={t("concurrencyHint", { limit: runLimits.concurrency })}
              error={error?.fields?.concurrency}
            >
              <Input
                inputMode="numeric"
                className="max-w-40 tabular-nums"
                value={concurrency}
                onChange={(event) => setConcurrency(event.target.value)}
              />
            </Field>
          )}
        </div>
      </Card>
      {error && <Notice kind="error">{error.message}</Notice>}
      <Button
        type="submit"
        variant="primary"
        className="self-start"
        disabled={pending || (kind === "prompt" && endpointId === null)}
        icon={<Play aria-hidden className="size-4" />}
      >
        {pending ? t("starting") : t("start")}
      </Button>
    </form>
  );
}

/** An input and, beside it, another seed by chance. Takes the id and description that Field gives its control. */
function SeedInput({ value, onChange, ...control }: { value: string; onChange: (seed: string) => void }) {
  const t = useTranslations("runs.form");
  return (
    <div className="flex max-w-56 items-center gap-1">
      <Input
        inputMode="numeric"
        className="tabular-nums"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...control}
      />
      <IconButton
        label={t("newSeed")}
        onClick={() => onChange(String(Math.floor(Math.random() * 1_000_000)))}
      >
        <Dices aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}

/** An emptied field is no 0: it becomes what the server refuses with a sentence beside the field. */
function wholeNumber(text: string): number {
  return text.trim() === "" ? -1 : Number(text);
}
