"use client";

import { useTranslations } from "next-intl";
import type { EndpointTraits, QuestionReport } from "#lib/settings/connection-report.ts";
import { askEndpointAction } from "#lib/settings/settings-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button } from "../ui/form/button.tsx";
import { useDuration } from "./use-duration.ts";
import { useReport } from "./use-report.ts";

const ASK_SECONDS = 60;

/** Asks an endpoint one question, once somebody wishes it, and tells what the answer shows. */
export function Question({ endpointId }: { endpointId: string }) {
  const t = useTranslations("settings.question");
  const { run, pending, error, report } = useReport(askEndpointAction);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="small" disabled={pending} onClick={() => run({ endpointId })}>
          {pending ? t("asking") : t("ask")}
        </Button>
        <span className="text-sm text-muted">{t("askHint")}</span>
      </div>
      {error && <Notice kind="error">{error.message}</Notice>}
      {report && <Answer report={report} />}
    </div>
  );
}

function Answer({ report }: { report: QuestionReport }) {
  const t = useTranslations("settings.question");
  const failures = useTranslations("settings.failures");
  const duration = useDuration();
  if (report.kind === "failed") {
    const reason = failures(report.reason, { seconds: ASK_SECONDS });
    return (
      <Notice kind="error" title={t("failed", { reason })}>
        {report.detail && <p className="font-mono text-sm break-words">{report.detail}</p>}
      </Notice>
    );
  }
  const time = duration(report.latencyMs);
  const { tokens } = report;
  return (
    <Notice
      kind="success"
      title={tokens === null ? t("answered", { time }) : t("answeredFor", { time, tokens })}
    >
      <p className="font-mono text-sm break-words whitespace-pre-wrap">{report.reply}</p>
      <Traits traits={report.traits} />
    </Notice>
  );
}

function Traits({ traits: { seed, schema, sampling, thinks } }: { traits: EndpointTraits }) {
  const t = useTranslations("settings.question");
  return (
    <ul className="mt-1 list-disc pl-5 text-sm">
      {seed !== "notAsked" && <li>{t(`seed.${seed}`)}</li>}
      {schema !== "notAsked" && <li>{t(`schema.${schema}`)}</li>}
      {sampling === "fixed" && <li>{t("fixedSampling")}</li>}
      {thinks && <li>{t("thinks")}</li>}
    </ul>
  );
}
