import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ReviewScreen } from "#components/review/review-screen.tsx";
import { ReviewSkeleton } from "#components/review/review-skeleton.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("review");
  return { title: t("title") };
}

export default async function ReviewPage({
  params,
  searchParams,
}: PageProps<"/projects/[projectId]/review">) {
  const { projectId } = await params;
  const parameters = Object.entries(await searchParams).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, [value].flat().join(",")]],
  );
  return (
    <Suspense fallback={<ReviewSkeleton />}>
      <ReviewScreen projectId={projectId} parameters={parameters} />
    </Suspense>
  );
}
