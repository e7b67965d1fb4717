"use client";

import { useTranslations } from "next-intl";
import { useLaterReviewState } from "../review-context.tsx";
import { perMinute } from "../state/session/session-tally.ts";
import { useNow } from "./use-now.ts";

const EVERY_MS = 5_000;

/** How much was decided, and how fast; nothing before the first decision. */
export function SessionLine() {
  const t = useTranslations("session");
  const session = useLaterReviewState((state) => state.session);
  const rate = perMinute(session, useNow(EVERY_MS));
  if (session.made === 0) return null;
  return (
    <span className="shrink-0 text-sm whitespace-nowrap text-muted tabular-nums">
      {rate === null
        ? t("line", { made: session.made })
        : t("lineRate", { made: session.made, rate: Math.round(rate) })}
    </span>
  );
}
