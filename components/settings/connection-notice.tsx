"use client";

import { useTranslations } from "next-intl";
import { type ConnectionReport, findModel } from "#lib/settings/connection-report.ts";
import type { EndpointFlavour } from "#lib/settings/endpoints.ts";
import { nearestNames } from "#lib/settings/nearest-names.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { useDuration } from "./use-duration.ts";

const TEST_SECONDS = 15;
const NEAREST = 5;

/** What a test of the connection found, and what to do where it found nothing good. */
export function ConnectionNotice({
  report,
  model,
  flavour,
}: {
  report: ConnectionReport;
  /** "" where none is chosen yet. */
  model: string;
  flavour: EndpointFlavour;
}) {
  const t = useTranslations("settings.connection");
  const failures = useTranslations("settings.failures");
  const time = useDuration()(report.latencyMs);
  if (report.kind === "failed") {
    const reason = failures(report.reason, { seconds: TEST_SECONDS });
    return (
      <Notice kind="error" title={t("failed", { reason })}>
        {report.detail && <p className="font-mono text-sm break-words">{report.detail}</p>}
        <p className="text-muted">{t("failedHint")}</p>
      </Notice>
    );
  }
  if (report.kind === "noList") {
    return (
      <Notice
        kind="warning"
        title={model === "" ? t("noListNoModel", { time }) : t("noList", { time, model })}
      >
        <p className="font-mono text-sm break-words">{report.detail}</p>
      </Notice>
    );
  }
  const { models, modelCount: count, isKeyTried } = report;
  const found = findModel(models, { model, flavour });
  const nearest = found === "missing" ? nearestNames(model, models, NEAREST) : [];
  const isFine = found === "there" || found === "unnamed";
  return (
    <Notice kind={isFine ? "success" : "warning"} title={t("models", { time, count })}>
      <p>{found === "unnamed" ? t(flavour === "azure" ? "unnamedAzure" : "unnamed") : t(found, { model })}</p>
      {nearest.length > 0 && <p className="break-words">{t("nearest", { names: nearest.join(", ") })}</p>}
      {!isKeyTried && <p className="text-muted">{t("keyNotTried")}</p>}
    </Notice>
  );
}
