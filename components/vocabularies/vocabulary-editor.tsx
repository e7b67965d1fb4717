import { notFound } from "next/navigation";
import { getProject } from "#lib/projects/project-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { listVocabularySummaries } from "#lib/vocabularies/vocabulary-queries.ts";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { EntryTable } from "./entry-table.tsx";
import { VocabularyHeader } from "./vocabulary-header.tsx";

export async function VocabularyEditor({
  projectId,
  vocabularyId,
}: {
  projectId: string;
  vocabularyId: string;
}) {
  const user = await currentUser();
  const [{ labels }, vocabularies] = await Promise.all([
    orNotFound(getProject({ userId: user.id, projectId })),
    listVocabularySummaries({ userId: user.id, projectId }),
  ]);
  const vocabulary = vocabularies.find(({ id }) => id === vocabularyId);
  if (!vocabulary) notFound();
  return (
    <div className="flex h-full flex-col gap-3">
      <VocabularyHeader key={vocabulary.name} projectId={projectId} vocabulary={vocabulary} />
      <EntryTable key={vocabularyId} projectId={projectId} vocabularyId={vocabularyId} labels={labels} />
    </div>
  );
}

export function VocabularyEditorSkeleton() {
  return (
    <div className="flex h-full flex-col gap-4">
      <Skeleton className="h-10 w-64" />
      <Skeleton className="min-h-0 flex-1" />
    </div>
  );
}
