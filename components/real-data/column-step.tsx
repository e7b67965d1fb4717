"use client";

import { useTranslations } from "next-intl";
import {
  importLimits,
  type Mapping,
  SEPARATORS,
  type Separator,
  type TableOptions,
} from "#lib/real-data/real-data.ts";
import type { Table } from "#lib/real-data/table/table.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Checkbox } from "../ui/form/checkbox.tsx";
import { Field } from "../ui/form/field.tsx";
import { Select } from "../ui/form/input.tsx";
import { TablePreview } from "./table-preview.tsx";

/** How the file is read, and which of its columns are the text and the label. */
export function ColumnStep({
  options,
  onOptions,
  table,
  mapping,
  onMapping,
}: {
  options: TableOptions;
  onOptions: (options: TableOptions) => void;
  /** Null where the file cannot be read with these options. */
  table: Table | null;
  mapping: Mapping | null;
  onMapping: (mapping: Mapping) => void;
}) {
  const t = useTranslations("realData.import");
  const columns = (table?.columns ?? []).slice(0, importLimits.columns);
  const nameOf = (name: string, index: number) => name || t("column", { number: index + 1 });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("format")}>
          <Select
            value={options.format}
            onChange={(event) =>
              onOptions({ ...options, format: event.target.value as TableOptions["format"] })
            }
          >
            <option value="csv">{t("csv")}</option>
            <option value="jsonl">{t("jsonl")}</option>
          </Select>
        </Field>
        {options.format === "csv" && (
          <>
            <Field label={t("separator")}>
              <Select
                value={options.separator}
                onChange={(event) => onOptions({ ...options, separator: event.target.value as Separator })}
              >
                {Object.keys(SEPARATORS).map((separator) => (
                  <option key={separator} value={separator}>
                    {t(`separators.${separator as Separator}`)}
                  </option>
                ))}
              </Select>
            </Field>
            <div className="flex flex-col gap-1">
              <Checkbox
                checked={options.header}
                onChange={(event) => onOptions({ ...options, header: event.target.checked })}
              >
                {t("header")}
              </Checkbox>
              <Checkbox
                checked={options.quoted}
                onChange={(event) => onOptions({ ...options, quoted: event.target.checked })}
              >
                {t("quoted")}
              </Checkbox>
            </div>
          </>
        )}
        {mapping &&
          (["text", "label"] as const).map((part) => (
            <Field key={part} label={t(`${part}Column`)}>
              <Select
                className="max-w-52"
                value={mapping[part]}
                onChange={(event) => onMapping(choose(mapping, part, Number(event.target.value)))}
              >
                {columns.map((name, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; names may repeat
                  <option key={index} value={index}>
                    {nameOf(name, index)}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
      </div>
      {table && !mapping && <Notice kind="warning">{t("oneColumn")}</Notice>}
      {table && <TablePreview table={table} mapping={mapping} nameOf={nameOf} />}
    </div>
  );
}

/** Text and label change places where one takes the other's column. */
function choose(mapping: Mapping, part: "text" | "label", column: number): Mapping {
  const other = part === "text" ? "label" : "text";
  const changed = { ...mapping, [part]: column };
  return changed.text === changed.label ? { ...changed, [other]: mapping[part] } : changed;
}
