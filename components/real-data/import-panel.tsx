"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ImportReport, RealSetKind } from "#lib/real-data/real-data.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Select } from "../ui/form/input.tsx";
import { Card } from "../ui/page.tsx";
import { ChooseSource } from "./choose-source.tsx";
import { ColumnStep } from "./column-step.tsx";
import { ImportReportView } from "./import-report.tsx";
import { ImportStep } from "./import-step.tsx";
import { useImportSource } from "./use-import-source.ts";

export interface ImportPanelProps {
  projectId: string;
  /** Names of the project's labels. */
  labels: string[];
  supportCount: number;
  testCount: number;
}

/** Choose, map, import, report: the whole way of a file into the project, on one page. */
export function ImportPanel({ projectId, labels, supportCount, testCount }: ImportPanelProps) {
  const t = useTranslations("realData");
  const [kind, setKind] = useState<RealSetKind>(supportCount > 0 && testCount === 0 ? "test" : "support");
  const [mode, setMode] = useState<"append" | "replace">("append");
  const [done, setDone] = useState<ImportReport | null>(null);
  // Each import starts with an empty field for pasting, too.
  const [round, setRound] = useState(0);
  const source = useImportSource(labels);
  const { file, read, options, problem } = source;

  function startAgain() {
    source.clear();
    setRound(round + 1);
  }

  return (
    <Card title={t("import.title")} hint={t("import.hint")}>
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t("import.into")}>
            <Select value={kind} onChange={(event) => setKind(event.target.value as RealSetKind)}>
              <option value="support">{t("support.name")}</option>
              <option value="test">{t("test.name")}</option>
            </Select>
          </Field>
          {kind === "support" && supportCount > 0 && (
            <Field label={t("import.mode")}>
              <Select value={mode} onChange={(event) => setMode(event.target.value as typeof mode)}>
                <option value="append">{t("import.append")}</option>
                <option value="replace">{t("import.replace")}</option>
              </Select>
            </Field>
          )}
          <p className="min-w-64 flex-1 self-center text-muted">{t(`${kind}.about`)}</p>
        </div>
        {done && (
          <Notice kind="success" title={t("report.done", { kind: done.kind })}>
            <ImportReportView projectId={projectId} report={done} />
          </Notice>
        )}
        <section className="flex flex-col gap-2">
          <div className="flex items-center justify-between gap-3">
            <h3 className="font-medium">
              {t("import.chooseTitle")}
              {file && <span className="ml-2 font-normal text-muted">{file.name}</span>}
            </h3>
            {file && (
              <Button size="small" variant="ghost" onClick={startAgain}>
                {t("import.clear")}
              </Button>
            )}
          </div>
          <ChooseSource
            key={round}
            onChoose={(chosen) => {
              setDone(null);
              source.choose(chosen);
            }}
          />
        </section>
        {problem && (
          <Notice kind="error" title={t("import.cannotRead", { name: problem.name })}>
            {t(`problems.${problem.problem.code}`, { line: 0, byte: 0, ...problem.problem })}
          </Notice>
        )}
        {options && (
          <section className="flex flex-col gap-2">
            <h3 className="font-medium">{t("import.mapTitle")}</h3>
            <ColumnStep
              options={options}
              onOptions={source.setOptions}
              table={read?.table ?? null}
              mapping={read?.mapping ?? null}
              onMapping={source.setMapping}
            />
          </section>
        )}
        {read?.mapping && (
          <ImportStep
            projectId={projectId}
            kind={kind}
            mode={mode}
            labels={labels}
            replaced={kind === "test" ? testCount : mode === "replace" ? supportCount : 0}
            source={{ ...read, mapping: read.mapping }}
            onDone={(report) => {
              startAgain();
              setDone(report);
              if (report.kind === "support" && testCount === 0) setKind("test");
            }}
          />
        )}
      </div>
    </Card>
  );
}
