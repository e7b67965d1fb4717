"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type ConnectionReport, findModel } from "#lib/settings/connection-report.ts";
import type { EndpointFlavour } from "#lib/settings/endpoints.ts";
import { nearestNames } from "#lib/settings/nearest-names.ts";
import { Notice } from "../ui/feedback/notice.tsx";

const TEST_SECONDS = 15;
const NEAREST = 5;

/** What a test of the connection found, and what to do where it found nothing good. */
export function ConnectionNotice({
  report,
  model,
  flavour,
  children,
}: {
  report: ConnectionReport;
  /** "" where none is chosen yet. */
  model: string;
  flavour: EndpointFlavour;
  children?: ReactNode;
}) {
  const t = useTranslations("settings.connection");
  const failures = useTranslations("settings.failures");
  const format = useFormatter();
  const seconds = format.number(report.latencyMs / 1000, { maximumSignificantDigits: 2 });
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
        title={model === "" ? t("noListNoModel", { seconds }) : t("noList", { seconds, model })}
      >
        <p className="font-mono text-sm break-words">{report.detail}</p>
        {children}
      </Notice>
    );
  }
  const { models, modelCount: count, isKeyTried } = report;
  const found = findModel(models, { model, flavour });
  const nearest = found === "missing" ? nearestNames(model, models, NEAREST) : [];
  const isFine = found === "there" || found === "unnamed";
  return (
    <Notice kind={isFine ? "success" : "warning"} title={t("models", { seconds, count })}>
      <p>{found === "unnamed" ? t(flavour === "azure" ? "unnamedAzure" : "unnamed") : t(found, { model })}</p>
      {nearest.length > 0 && <p className="break-words">{t("nearest", { names: nearest.join(", ") })}</p>}
      {!isKeyTried && <p className="text-muted">{t("keyNotTried")}</p>}
      {children}
    </Notice>
  );
}
