"use client";

import { PageFailure } from "#components/shell/page-failure.tsx";

export default function WorkspaceError({ reset }: { error: Error; reset: () => void }) {
  return <PageFailure onRetry={reset} />;
}
