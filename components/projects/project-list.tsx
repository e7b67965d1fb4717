import { FolderPlus, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { listProjects } from "#lib/projects/project-queries.ts";
import type { ProjectSummary } from "#lib/projects/projects.ts";
import { currentUser } from "#lib/server/access.ts";
import { Badge } from "../ui/feedback/badge.tsx";
import { EmptyState } from "../ui/feedback/empty-state.tsx";
import { Progress } from "../ui/feedback/progress.tsx";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { ButtonLink } from "../ui/form/button.tsx";

export async function ProjectList() {
  const t = await getTranslations("projects");
  const user = await currentUser();
  const projects = await listProjects(user.id);
  if (projects.length === 0) {
    return (
      <EmptyState
        icon={<FolderPlus aria-hidden className="size-6" />}
        title={t("list.empty")}
        hint={t("list.emptyHint")}
      >
        <ButtonLink href="/projects/new" variant="primary">
          {t("new.title")}
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full min-w-3xl text-left">
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <th className="px-4 py-2 font-medium">{t("list.project")}</th>
            <th className="w-48 px-3 py-2 font-medium">{t("list.progress")}</th>
            {(["generated", "pending", "accepted", "warnings"] as const).map((column) => (
              <th key={column} className="px-3 py-2 text-right font-medium last:pr-4">
                {t(`list.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <ProjectRow key={project.id} project={project} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

async function ProjectRow({ project }: { project: ProjectSummary }) {
  const t = await getTranslations("projects.list");
  const format = await getFormatter();
  const { generated, accepted, rejected, warnings } = project.progress;
  const about = t("labels", { count: project.labelCount });
  return (
    <tr className="relative border-b border-line last:border-0 hover:bg-raised">
      <td className="max-w-0 px-4 py-2.5">
        <Link
          href={`/projects/${project.id}`}
          className="font-medium before:absolute before:inset-0 hover:underline"
        >
          {project.name}
        </Link>
        <p className="truncate text-sm text-muted">
          {project.description ? `${about} · ${project.description}` : about}
        </p>
      </td>
      <td className="px-3 py-2.5">
        <Progress
          label={t("progressOf", { decided: accepted + rejected, generated })}
          total={generated}
          parts={[
            { value: accepted, tone: "accepted" },
            { value: rejected, tone: "neutral" },
          ]}
        />
      </td>
      {(["generated", "pending", "accepted"] as const).map((count) => (
        <td key={count} className="px-3 py-2.5 text-right tabular-nums">
          {format.number(project.progress[count])}
        </td>
      ))}
      <td className="py-2.5 pr-4 pl-3 text-right tabular-nums">
        {warnings > 0 ? (
          <Badge tone="conflict" icon={<TriangleAlert aria-hidden className="size-3" />}>
            {format.number(warnings)}
          </Badge>
        ) : (
          format.number(0)
        )}
      </td>
    </tr>
  );
}

export function ProjectListSkeleton() {
  return (
    <div className="flex flex-col gap-px overflow-hidden rounded-lg border border-line">
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-14 rounded-none" />
      ))}
    </div>
  );
}
