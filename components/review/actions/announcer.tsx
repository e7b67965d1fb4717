"use client";

import { useTranslations } from "next-intl";
import { useLaterReviewState } from "../review-context.tsx";

/** What happened last, in words: seen in the bar, and spoken to who does not see the grid change. */
export function Announcer() {
  const t = useTranslations("review.announce");
  const announcement = useLaterReviewState((state) => state.announcement);
  return (
    <p aria-live="polite" role="status" className="truncate text-sm text-muted tabular-nums">
      {announcement && (
        // Twice the same is two announcements.
        <span key={announcement.id}>{t(announcement.key, announcement.values as never)}</span>
      )}
    </p>
  );
}
