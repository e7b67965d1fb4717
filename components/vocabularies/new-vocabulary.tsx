import { getTranslations } from "next-intl/server";
import { getProject } from "#lib/projects/project-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { NewVocabularyForm } from "./new-vocabulary-form.tsx";

export async function NewVocabulary({ projectId }: { projectId: string }) {
  const t = await getTranslations("vocabularies.new");
  const user = await currentUser();
  const { labels } = await orNotFound(getProject({ userId: user.id, projectId }));
  return (
    <>
      <PageHeader title={t("title")} hint={t("hint")} />
      <NewVocabularyForm projectId={projectId} labels={labels} />
    </>
  );
}

export function NewVocabularySkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-10 w-64" />
      <Skeleton className="h-64 max-w-2xl" />
    </div>
  );
}
