import { getTranslations } from "next-intl/server";
import { currentUser } from "#lib/server/access.ts";
import { listVocabularySummaries } from "#lib/vocabularies/vocabulary-queries.ts";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { VocabularyLinks } from "./vocabulary-links.tsx";

/** The project's vocabularies, beside the one that is open. */
export async function VocabularyList({ projectId }: { projectId: string }) {
  const t = await getTranslations("vocabularies");
  const user = await currentUser();
  const vocabularies = await listVocabularySummaries({ userId: user.id, projectId });
  return (
    <nav aria-label={t("title")}>
      <VocabularyLinks projectId={projectId} vocabularies={vocabularies} />
    </nav>
  );
}

export function VocabularyListSkeleton() {
  return (
    <div className="flex flex-col gap-2">
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} className="h-8" />
      ))}
    </div>
  );
}
