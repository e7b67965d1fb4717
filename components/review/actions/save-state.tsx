"use client";

import { CloudAlert, CloudCheck, CloudUpload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";

/** Whether what is on the screen is also on the server. */
export function SaveState() {
  const t = useTranslations("review.save");
  const waiting = useReviewState((state) => state.outbox.queue.length);
  const failed = useReviewState((state) => state.outbox.failures.length);
  const hasUnsaved = waiting > 0;
  useEffect(() => {
    if (!hasUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [hasUnsaved]);
  const Icon = hasUnsaved ? CloudUpload : failed > 0 ? CloudAlert : CloudCheck;
  return (
    <span
      data-saved={!hasUnsaved && failed === 0}
      className="inline-flex shrink-0 items-center gap-1.5 text-sm text-muted tabular-nums"
    >
      <Icon aria-hidden className="size-4" />
      {hasUnsaved ? t("saving", { count: waiting }) : failed === 0 ? t("saved") : null}
    </span>
  );
}

/** Changes that could not be saved, why, and once more. */
export function SaveFailures() {
  const t = useTranslations("review.save");
  const { saver } = useReview();
  const failures = useReviewState((state) => state.outbox.failures);
  if (failures.length === 0) return null;
  const messages = [...new Set(failures.map(({ message }) => message))];
  return (
    <div className="border-b border-line p-2">
      <Notice
        kind="error"
        title={t("failed", { count: failures.length })}
        action={
          <span className="flex gap-1.5">
            <Button size="small" variant="primary" onClick={() => saver.retry()}>
              {t("retry")}
            </Button>
            <Button size="small" onClick={() => saver.dismiss()}>
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
