"use client";

import { FileOutput } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { createExportAction } from "#lib/exports/export-actions.ts";
import {
  DEFAULT_COLUMNS,
  EXPORT_FORMATS,
  type ExportFormat,
  PROVENANCE_COLUMNS,
  type ProvenanceColumn,
} from "#lib/exports/exports.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button } from "../ui/form/button.tsx";
import { Checkbox } from "../ui/form/checkbox.tsx";
import { Card } from "../ui/page.tsx";
import { useAction } from "../ui/use-action.ts";

interface Props {
  projectId: string;
  /** How many exemplars would go out. */
  ready: number;
  hasTestSet: boolean;
}

export function ExportForm({ projectId, ready, hasTestSet }: Props) {
  const t = useTranslations("exports");
  const say = useToast();
  const { run, pending, error } = useAction(createExportAction);
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [columns, setColumns] = useState<readonly ProvenanceColumn[]>(DEFAULT_COLUMNS);
  const [acknowledged, setAcknowledged] = useState(false);

  const submit = () =>
    run(
      { projectId, format, columns: [...columns], acknowledgesMissingTestSet: acknowledged },
      ({ number, rowCount }) => {
        setAcknowledged(false);
        say({ title: t("form.made", { number, count: rowCount }) });
      },
    );
  return (
    <Card title={t("form.title")}>
      <form action={submit} className="flex flex-col gap-4">
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1 text-sm font-medium">{t("form.format")}</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-1.5">
            {EXPORT_FORMATS.map((value) => (
              <label key={value} className="inline-flex items-center gap-2">
                <input
                  type="radio"
                  name="format"
                  value={value}
                  checked={format === value}
                  onChange={() => setFormat(value)}
                  className="size-4 accent-(--accent)"
                />
                {t(`form.${value}`)}
              </label>
            ))}
          </div>
          <p className="max-w-prose text-sm text-muted">{t("form.csvNote")}</p>
        </fieldset>
        <ColumnChoice columns={columns} onChange={setColumns} />
        {!hasTestSet && (
          <Checkbox checked={acknowledged} onChange={(event) => setAcknowledged(event.target.checked)}>
            {t("noTestSet.acknowledge")}
          </Checkbox>
        )}
        {error && <Notice kind="error" title={error.message} />}
        <div className="flex items-center gap-3">
          <Button
            type="submit"
            variant="primary"
            icon={<FileOutput aria-hidden className="size-4" />}
            disabled={pending || ready === 0 || (!hasTestSet && !acknowledged)}
          >
            {t("form.submit", { count: ready })}
          </Button>
          {pending && (
            <span role="status" className="text-muted">
              {t("form.making")}
            </span>
          )}
        </div>
      </form>
    </Card>
  );
}

interface ColumnChoiceProps {
  columns: readonly ProvenanceColumn[];
  onChange: (columns: readonly ProvenanceColumn[]) => void;
}

function ColumnChoice({ columns, onChange }: ColumnChoiceProps) {
  const t = useTranslations("exports");
  const toggle = (column: ProvenanceColumn, chosen: boolean) =>
    onChange(chosen ? [...columns, column] : columns.filter((other) => other !== column));
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t("form.columns")}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-x-4 gap-y-1">
        {PROVENANCE_COLUMNS.map((column) => (
          <Checkbox
            key={column}
            checked={columns.includes(column)}
            onChange={(event) => toggle(column, event.target.checked)}
          >
            {t(`columns.${column}`)} <code className="text-xs text-muted">{column}</code>
          </Checkbox>
        ))}
      </div>
      <div className="mt-2 flex gap-2">
        <Button size="small" variant="ghost" onClick={() => onChange(PROVENANCE_COLUMNS)}>
          {t("form.all")}
        </Button>
        <Button size="small" variant="ghost" onClick={() => onChange([])}>
          {t("form.none")}
        </Button>
      </div>
    </fieldset>
  );
}
