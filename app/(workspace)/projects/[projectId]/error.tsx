"use client";

import { PageFailure } from "#components/shell/page-failure.tsx";

export default function ProjectError({ reset }: { error: Error; reset: () => void }) {
  return <PageFailure onRetry={reset} />;
}
