import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { VocabularyEditor, VocabularyEditorSkeleton } from "#components/vocabularies/vocabulary-editor.tsx";

interface Props {
  params: Promise<{ projectId: string; vocabularyId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vocabularies"))("title") };
}

export default async function VocabularyPage({ params }: Props) {
  const { projectId, vocabularyId } = await params;
  return (
    <Suspense fallback={<VocabularyEditorSkeleton />}>
      <VocabularyEditor projectId={projectId} vocabularyId={vocabularyId} />
    </Suspense>
  );
}
