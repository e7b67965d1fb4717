"use client";

import { CloudAlert, CloudCheck, CloudOff, CloudUpload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";

/** Whether what is on the screen is also on the server. */
export function SaveState() {
  const t = useTranslations("review.save");
  const { saver, screen } = useReview();
  const waiting = useReviewState((state) => state.outbox.queue.length);
  const failed = useReviewState((state) => state.outbox.failures.length);
  const connection = useReviewState((state) => state.connection);
  const isOutdated = connection === "outdated";
  const hasUnsaved = waiting > 0;
  useEffect(() => {
    // What waits for a newer screen is kept for it.
    if (!hasUnsaved || isOutdated) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [hasUnsaved, isOutdated]);
  const waits = hasUnsaved && connection !== "reached";
  const Icon = waits ? CloudOff : hasUnsaved ? CloudUpload : failed > 0 ? CloudAlert : CloudCheck;
  return (
    <span
      data-saved={!hasUnsaved && failed === 0}
      className="inline-flex shrink-0 items-center gap-1.5 text-sm text-muted tabular-nums"
    >
      <Icon aria-hidden className={waits ? "size-4 text-conflict" : "size-4"} />
      {/* Each decision passes through "saving"; only that it stays there is worth saying aloud. */}
      <span role="status" className="font-medium text-conflict">
        {waits && t(isOutdated ? "outdated" : "unsaved", { count: waiting })}
      </span>
      {waits ? (
        <Button
          size="small"
          onClick={() => {
            if (isOutdated) return window.location.reload();
            void saver.flush();
            screen.focusRows();
          }}
        >
          {t(isOutdated ? "reload" : "retryNow")}
        </Button>
      ) : (
        <span className="@max-[30rem]/bar:sr-only">
          {hasUnsaved ? t("saving", { count: waiting }) : failed === 0 ? t("saved") : null}
        </span>
      )}
    </span>
  );
}

/** Changes that were refused, why, and once more. */
export function SaveFailures() {
  const t = useTranslations("review.save");
  const { saver, screen } = useReview();
  const failures = useReviewState((state) => state.outbox.failures);
  if (failures.length === 0) return null;
  const messages = [...new Set(failures.map(({ message }) => message))];
  const answer = (how: () => void) => () => {
    how();
    screen.focusRows();
  };
  return (
    <div className="border-b border-line p-2">
      <Notice
        kind="error"
        title={t("failed", { count: failures.length })}
        action={
          <span className="flex gap-1.5">
            <Button size="small" variant="primary" onClick={answer(() => saver.retry())}>
              {t("retry")}
            </Button>
            <Button size="small" onClick={answer(() => saver.dismiss())}>
              {t("dismiss")}
            </Button>
          </span>
        }
      >
        {messages.slice(0, 3).map((message) => (
          <p key={message}>{message}</p>
        ))}
      </Notice>
    </div>
  );
}
