import type { Route } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { countWaiting, getGuidelines, getProgress, getProject } from "#lib/projects/project-queries.ts";
import type { Progress, ProjectWithLabels, Step, Waiting } from "#lib/projects/projects.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { ButtonLink } from "../ui/form/button.tsx";
import { Card } from "../ui/page.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { DeleteProject } from "./delete-project.tsx";
import { GuidelinesEditor } from "./guidelines-editor.tsx";
import { LabelEditor } from "./label-editor.tsx";
import { languageOptions } from "./languages.ts";
import { ProjectSettingsForm } from "./project-settings-form.tsx";

export async function ProjectOverview({ projectId }: { projectId: string }) {
  const t = await getTranslations("projects");
  const user = await currentUser();
  const project = await orNotFound(getProject({ userId: user.id, projectId }));
  const words = await getTranslations("guidelines");
  const [waiting, progress, guidelines] = await Promise.all([
    countWaiting({ userId: user.id, projectId }),
    getProgress({ userId: user.id, projectId }),
    getGuidelines({ userId: user.id, projectId }),
  ]);
  return (
    <>
      <PageHeader title={project.name} hint={project.description} />
      <div className="flex flex-col gap-4">
        <NextStep project={project} waiting={waiting} />
        <Counts progress={progress} />
        <LabelEditor projectId={projectId} labels={project.labels} guidelines={guidelines.labels} />
        <Card id="guidelines" title={words("title")} hint={words("hint")}>
          <GuidelinesEditor projectId={projectId} label={null} guidelines={guidelines.project} />
        </Card>
        <Card title={t("settings.title")} hint={t("settings.hint")}>
          <ProjectSettingsForm project={project} languages={await languageOptions(project.language)} />
        </Card>
        <Card title={t("delete.title")} hint={t("delete.hint")}>
          <DeleteProject projectId={projectId} name={project.name} />
        </Card>
      </div>
    </>
  );
}

async function NextStep({
  project,
  waiting,
}: {
  project: ProjectWithLabels;
  waiting: Record<Step, Waiting>;
}) {
  const t = await getTranslations("projects.overview");
  const { step, place } = nextStep(project, waiting);
  return (
    <section className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-accent-wash px-4 py-3">
      <div>
        <h2 className="text-sm font-medium text-accent-text">{t("nextStep")}</h2>
        <p>{t(`steps.${step}`, { count: waiting.review.count })}</p>
      </div>
      <ButtonLink href={`/projects/${project.id}/${place}` as Route} variant="primary">
        {t(`go.${step}`)}
      </ButtonLink>
    </section>
  );
}

/** The first thing on the project's path that is still missing, or the latest that waits. */
function nextStep({ labels }: ProjectWithLabels, waiting: Record<Step, Waiting>) {
  if (waiting.data.count === 0)
    return { step: labels.length === 0 ? "labels" : "data", place: "data" } as const;
  if (waiting.data.waits) return { step: "testSet", place: "data" } as const;
  if (waiting.recipes.waits) return { step: "recipes", place: "recipes" } as const;
  if (waiting.runs.waits) return { step: "runs", place: "runs" } as const;
  if (waiting.review.waits) return { step: "review", place: "review" } as const;
  if (waiting.exports.waits) return { step: "exports", place: "exports" } as const;
  return { step: "done", place: "runs" } as const;
}

async function Counts({ progress }: { progress: Progress }) {
  const t = await getTranslations("projects.overview");
  const format = await getFormatter();
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-5">
      {(["generated", "pending", "accepted", "rejected", "warnings"] as const).map((count) => (
        <div key={count} className="bg-surface px-4 py-2.5">
          <dt className="text-sm text-muted">{t(count)}</dt>
          <dd className="text-lg font-medium tabular-nums">{format.number(progress[count])}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ProjectOverviewSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-10 w-64" />
      <Skeleton className="h-16" />
      <Skeleton className="h-16" />
      <Skeleton className="h-72" />
      <Skeleton className="h-48" />
    </div>
  );
}
