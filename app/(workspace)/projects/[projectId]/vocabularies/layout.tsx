import { type ReactNode, Suspense } from "react";
import { VocabularyList, VocabularyListSkeleton } from "#components/vocabularies/vocabulary-list.tsx";

interface Props {
  params: Promise<{ projectId: string }>;
  children: ReactNode;
}

export default async function VocabulariesLayout({ params, children }: Props) {
  const { projectId } = await params;
  return (
    <div className="flex h-full min-h-0">
      <div className="w-52 shrink-0 overflow-y-auto border-r border-line px-3 py-6">
        <Suspense fallback={<VocabularyListSkeleton />}>
          <VocabularyList projectId={projectId} />
        </Suspense>
      </div>
      <div className="min-w-0 flex-1 overflow-y-auto px-6 py-6">{children}</div>
    </div>
  );
}
