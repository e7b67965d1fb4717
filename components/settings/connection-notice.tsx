"use client";

import { useTranslations } from "next-intl";
import type { ConnectionReport } from "#lib/settings/endpoints.ts";
import { Notice } from "../ui/feedback/notice.tsx";

const TEST_SECONDS = 15;

/** What a test of the connection found, and what to do where it found nothing good. */
export function ConnectionNotice({ report, model }: { report: ConnectionReport; model: string }) {
  const t = useTranslations("settings");
  if (!report.reached) {
    const reason = t(`failures.${report.reason}`, { seconds: TEST_SECONDS });
    return (
      <Notice kind="error" title={t("endpoints.failed", { reason })}>
        {report.detail && <p className="font-mono text-sm break-words">{report.detail}</p>}
        <p className="text-muted">{t("endpoints.failedHint")}</p>
      </Notice>
    );
  }
  if (report.modelCount === null) {
    return <Notice kind="warning">{t("endpoints.noModelList", { detail: report.detail, model })}</Notice>;
  }
  const { modelCount: count, hasModel, someModels } = report;
  return (
    <Notice kind={hasModel ? "success" : "warning"} title={t("endpoints.reached", { count })}>
      <p>{hasModel ? t("endpoints.knowsModel", { model }) : t("endpoints.lacksModel", { model })}</p>
      {!hasModel && <p className="font-mono text-sm break-words">{someModels.join(", ")}</p>}
    </Notice>
  );
}
