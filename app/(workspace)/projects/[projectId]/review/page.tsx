import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReviewScreen } from "#components/review/review-screen.tsx";

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
  // Without a fallback: the browser holds back what follows one for a third of a second, and the first rows take less.
  return <ReviewScreen projectId={projectId} parameters={parameters} />;
}
