"use client";

import { ChevronsLeft, StepForward } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useMemo, useState } from "react";
import type { Problem } from "#lib/recipes/checks/find-problems.ts";
import { readSeed } from "#lib/recipes/drafts/recipe-draft.ts";
import type { PlanningMaterial } from "#lib/recipes/planning/planning.ts";
import type { RecipeSettings } from "#lib/recipes/recipes.ts";
import { classNames } from "../../ui/class-names.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Button, ButtonLink } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { PreviewItemCard } from "./preview-item.tsx";
import { PREVIEW_COUNT, usePreview } from "./use-preview.ts";
import { WhyNoPreview } from "./why-no-preview.tsx";

interface Draft {
  settings: RecipeSettings;
  problems: readonly Problem[];
  hasMistakes: boolean;
  /** Nothing was written yet: that is no mistake to be told of. */
  isUntouched: boolean;
}

/** Five exemplars of the draft as it stands, filled as a run with the same seed would fill them. */
export function RecipePreview({
  projectId,
  material,
  failure,
  draft,
}: {
  projectId: string;
  material: PlanningMaterial | undefined;
  /** Why there is no material. */
  failure: string | null;
  draft: Draft;
}) {
  const t = useTranslations("recipes.preview");
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="min-[1100px]:sticky min-[1100px]:top-4 min-[1100px]:max-h-[calc(100dvh-5.5rem)] min-[1100px]:overflow-y-auto rounded-lg border border-line bg-raised p-4"
    >
      <h2 id={id} className="font-medium">
        {t("title")}
      </h2>
      {material ? (
        <Items projectId={projectId} material={material} draft={draft} />
      ) : failure ? (
        <div className="mt-3">
          <Notice kind="error" title={t("failed")}>
            {failure}
          </Notice>
        </div>
      ) : (
        <PreviewSkeleton label={t("loading")} />
      )}
    </section>
  );
}

function Items({
  projectId,
  material,
  draft,
}: {
  projectId: string;
  material: PlanningMaterial;
  draft: Draft;
}) {
  const t = useTranslations("recipes.preview");
  const [typedSeed, setTypedSeed] = useState("1");
  const [from, setFrom] = useState(0);
  const seed = readSeed(typedSeed);
  const { settings, problems, hasMistakes } = draft;
  const blocking = problems.find(({ severity }) => severity === "error");
  const canAsk = !blocking && !hasMistakes && seed !== null && material.labels.length > 0;
  const asked = useMemo(
    () => (canAsk && seed !== null ? { settings, seed, from } : null),
    [canAsk, settings, seed, from],
  );
  const { items, problem } = usePreview(material, asked);
  const labels = useMemo(() => new Map(material.labels.map((label) => [label.id, label])), [material]);
  const isStale = asked === null || problem !== null;
  if (material.labels.length === 0) {
    return (
      <div className="mt-3">
        <Notice
          title={t("noLabelsTitle")}
          action={
            <ButtonLink size="small" href={`/projects/${projectId}`}>
              {t("toLabels")}
            </ButtonLink>
          }
        >
          {t("noLabels")}
        </Notice>
      </div>
    );
  }
  return (
    <>
      <p className="text-sm text-muted">{t("hint", { from: from + 1, to: from + PREVIEW_COUNT })}</p>
      <div className="my-3 flex flex-wrap items-start gap-2">
        <Field label={t("seed")} error={seed === null ? t("seedWrong") : undefined} className="w-40">
          <Input
            inputMode="numeric"
            className="tabular-nums"
            value={typedSeed}
            onChange={(event) => {
              setTypedSeed(event.target.value);
              setFrom(0);
            }}
          />
        </Field>
        <Button
          className="mt-[1.375rem]"
          disabled={isStale}
          icon={<StepForward aria-hidden className="size-4" />}
          onClick={() => setFrom(from + PREVIEW_COUNT)}
        >
          {t("next")}
        </Button>
        {from > 0 && (
          <Button
            variant="ghost"
            className="mt-[1.375rem]"
            icon={<ChevronsLeft aria-hidden className="size-4" />}
            onClick={() => setFrom(0)}
          >
            {t("first")}
          </Button>
        )}
      </div>
      {draft.isUntouched ? (
        <p className="text-muted">{t("empty")}</p>
      ) : (
        <WhyNoPreview projectId={projectId} blocking={blocking} hasMistakes={hasMistakes} problem={problem}>
          {items && t("stale")}
        </WhyNoPreview>
      )}
      {items && (
        <ol
          className={classNames("flex flex-col gap-2", isStale && "grayscale **:text-muted!")}
          aria-busy={isStale}
        >
          {items.map((item) => (
            <li key={item.position}>
              <PreviewItemCard
                item={item}
                label={labels.get(item.labelId)}
                isPrompt={settings.kind === "prompt"}
              />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function PreviewSkeleton({ label }: { label: string }) {
  return (
    <div className="mt-3 flex flex-col gap-2">
      <p role="status" className="sr-only">
        {label}
      </p>
      {["a", "b", "c", "d", "e"].map((key) => (
        <Skeleton key={key} className="h-16 bg-surface" />
      ))}
    </div>
  );
}
