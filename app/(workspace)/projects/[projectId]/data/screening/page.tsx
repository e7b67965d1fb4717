import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { CalibrationSkeleton, CalibrationView } from "#components/screening/calibration/calibration-view.tsx";
import {
  EmbedderSection,
  EmbedderSectionSkeleton,
} from "#components/screening/embedders/embedder-section.tsx";
import { JudgeSection, JudgeSectionSkeleton } from "#components/screening/judge/judge-section.tsx";
import {
  ParaphraseSection,
  ParaphraseSectionSkeleton,
} from "#components/screening/paraphrases/paraphrase-section.tsx";
import { LeakBudget, LeakBudgetSkeleton } from "#components/screening/reveals/leak-budget.tsx";
import { Page } from "#components/ui/page.tsx";

interface Props {
  params: Promise<{ projectId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("calibration"))("title") };
}

export default async function ScreeningPage({ params }: Props) {
  const { projectId } = await params;
  return (
    <Page>
      <div className="flex flex-col gap-4">
        <Suspense fallback={<CalibrationSkeleton />}>
          <CalibrationView projectId={projectId} />
        </Suspense>
        <Suspense fallback={<EmbedderSectionSkeleton />}>
          <EmbedderSection projectId={projectId} />
        </Suspense>
        <Suspense fallback={<JudgeSectionSkeleton />}>
          <JudgeSection projectId={projectId} />
        </Suspense>
        <Suspense fallback={<ParaphraseSectionSkeleton />}>
          <ParaphraseSection projectId={projectId} />
        </Suspense>
        <Suspense fallback={<LeakBudgetSkeleton />}>
          <LeakBudget projectId={projectId} />
        </Suspense>
      </div>
    </Page>
  );
}
