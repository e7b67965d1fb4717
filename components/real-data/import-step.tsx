"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { judgeRows } from "#lib/real-data/import/judge-rows.ts";
import type { ImportReport, Mapping, RealSetKind } from "#lib/real-data/real-data.ts";
import { importAction } from "#lib/real-data/real-data-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button } from "../ui/form/button.tsx";
import { Checkbox } from "../ui/form/checkbox.tsx";
import { useAction } from "../ui/use-action.ts";
import { ImportReportView } from "./import-report.tsx";
import type { ReadSource } from "./use-import-source.ts";

const NAMED_LABELS = 12;

interface Props {
  projectId: string;
  kind: RealSetKind;
  mode: "append" | "replace";
  labels: string[];
  /** How many rows the import puts itself in the place of. */
  replaced: number;
  source: ReadSource & { mapping: Mapping };
  onDone: (report: ImportReport) => void;
}

/** What will happen, what the user has to decide for it, and the button that does it. */
export function ImportStep({ projectId, kind, mode, labels, replaced, source, onDone }: Props) {
  const t = useTranslations("realData");
  const [createLabels, setCreateLabels] = useState(labels.length === 0);
  const { run, pending, error, clearError } = useAction(importAction);
  const { file, options, table, mapping } = source;
  const preview = useMemo(
    () => judgeRows({ kind, table, mapping, labels, createLabels, present: new Map() }).report,
    [kind, table, mapping, labels, createLabels],
  );
  // What the server found; it knows what is in the set already. Good until anything is decided otherwise.
  const [found, setFound] = useState<{ for: ImportReport; mode: string; report: ImportReport } | null>(null);
  const stopped = found?.for === preview && found.mode === mode ? found.report : null;
  const report = stopped ?? preview;

  function start() {
    clearError();
    run(
      {
        projectId,
        kind,
        mode,
        file,
        sourceName: file.name,
        options,
        mapping,
        createLabels,
        agreedRefusals: report.refusedCount,
      },
      (outcome) => {
        if (outcome.written) onDone(outcome.report);
        else setFound({ for: preview, mode, report: outcome.report });
      },
    );
  }

  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-medium">{t("import.importTitle")}</h3>
      <p className="text-muted">{t("import.rule")}</p>
      {replaced > 0 && (
        <Notice kind="warning">
          {t(kind === "test" ? "import.willReplaceTest" : "import.willReplaceSupport", { count: replaced })}
        </Notice>
      )}
      {kind === "test" && <Notice>{t("import.willSeal")}</Notice>}
      <UnknownLabels report={report} createLabels={createLabels} onChange={setCreateLabels} />
      {stopped && (
        <Notice kind="warning" title={t("report.stopped")}>
          {t("report.stoppedHint")}
        </Notice>
      )}
      {error && <Notice kind="error">{Object.values(error.fields ?? {})[0] ?? error.message}</Notice>}
      <ImportReportView projectId={projectId} report={report} />
      {pending ? (
        <div className="flex flex-col gap-1" role="status">
          <p className="text-muted">{t("import.importing", { count: report.rowsAdded })}</p>
          <progress
            aria-label={t("import.importing", { count: report.rowsAdded })}
            className="h-1.5 w-full accent-(--accent)"
          />
        </div>
      ) : (
        <Button
          variant="primary"
          className="self-start"
          disabled={report.rowsAdded === 0 && report.duplicates === 0}
          onClick={start}
        >
          {report.rowsAdded === 0 && report.duplicates === 0
            ? t("import.nothing")
            : report.refusedCount > 0
              ? t("import.goWithout", { count: report.rowsAdded, refused: report.refusedCount })
              : t("import.go", { count: report.rowsAdded })}
        </Button>
      )}
    </section>
  );
}

function UnknownLabels({
  report,
  createLabels,
  onChange,
}: {
  report: ImportReport;
  createLabels: boolean;
  onChange: (create: boolean) => void;
}) {
  const t = useTranslations("realData");
  const format = useFormatter();
  const { unknownLabels, rowsRead } = report;
  if (unknownLabels.length === 0) return null;
  const names = unknownLabels.slice(0, NAMED_LABELS).map(({ name }) => name);
  const rest = unknownLabels.length - names.length;
  return (
    <div className="flex flex-col gap-2">
      {rowsRead >= 20 && unknownLabels.length > rowsRead / 2 && (
        <Notice kind="warning">{t("import.manyLabels")}</Notice>
      )}
      <Checkbox checked={createLabels} onChange={(event) => onChange(event.target.checked)}>
        {t("import.createLabels", {
          count: unknownLabels.length,
          names: format.list(rest > 0 ? [...names, t("import.moreLabels", { count: rest })] : names),
        })}
      </Checkbox>
    </div>
  );
}
