import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { NewVocabulary, NewVocabularySkeleton } from "#components/vocabularies/new-vocabulary.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vocabularies"))("title") };
}

export default async function VocabulariesPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  return (
    <Suspense fallback={<NewVocabularySkeleton />}>
      <NewVocabulary projectId={projectId} />
    </Suspense>
  );
}
