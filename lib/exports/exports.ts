import { z } from "zod";

export const EXPORT_FORMATS = ["csv", "jsonl"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** In every export, in this order. */
export const FIXED_COLUMNS = ["text", "label"] as const;

/** Where an exemplar comes from and what was decided about it; chosen one by one, exported in this order. */
export const PROVENANCE_COLUMNS = [
  "number",
  "id",
  "intended_label",
  "edited",
  "original_text",
  "run",
  "recipe",
  "recipe_version",
  "generator",
  "model",
  "seed",
  "slots",
  "prompt",
  "similarity",
  "leak_probability",
  "screened_at",
  "overrides",
  "created_at",
  "decided_at",
  "reviewer",
] as const;
export type ProvenanceColumn = (typeof PROVENANCE_COLUMNS)[number];
export type ExportColumn = (typeof FIXED_COLUMNS)[number] | ProvenanceColumn;

export const DEFAULT_COLUMNS: ProvenanceColumn[] = [
  "number",
  "recipe",
  "recipe_version",
  "model",
  "similarity",
  "leak_probability",
];

/** Why an accepted exemplar cannot go out. `edited`: its text was changed and is not screened since. */
export const HOLDS = ["openLeak", "edited", "notScreened"] as const;
export type Hold = (typeof HOLDS)[number];
export type LeftOut = Record<Hold, number>;

/** What an export would contain. */
export interface Curated {
  accepted: number;
  ready: number;
  leftOut: LeftOut;
  /** Without one nothing is known of leaks. */
  hasTestSet: boolean;
  labels: { id: string; name: string; colour: string; ready: number }[];
}

export interface ExportSummary {
  id: string;
  number: number;
  format: ExportFormat;
  columns: ExportColumn[];
  rowCount: number;
  leftOut: LeftOut;
  /** Made without a test set, as its maker acknowledged. */
  withoutTestSet: boolean;
  /** SHA-256, hexadecimal; see `exportLine`. */
  fingerprint: string;
  createdAt: Date;
  createdBy: string;
}

export const createExportInput = z.object({
  projectId: z.uuid(),
  format: z.enum(EXPORT_FORMATS),
  columns: z.array(z.enum(PROVENANCE_COLUMNS)).max(PROVENANCE_COLUMNS.length),
  /** The user has seen that nothing was screened against a test set, and wants the export all the same. */
  acknowledgesMissingTestSet: z.boolean(),
});
export type CreateExportInput = z.output<typeof createExportInput>;

/** The columns chosen, once each and in the order of every export. */
export function columnsOf(chosen: readonly ProvenanceColumn[]): ExportColumn[] {
  return [...FIXED_COLUMNS, ...PROVENANCE_COLUMNS.filter((column) => chosen.includes(column))];
}

/** A row's values by column, as the snapshot keeps them. */
export type ExportData = Partial<Record<ExportColumn, unknown>>;

/**
 * One row as a line of JSON, without the line end. A JSONL export is these lines, each ended by LF; the fingerprint of
 * an export of any format is the SHA-256 of that file, so that two exports of the same rows have the same one.
 */
export function exportLine(columns: readonly ExportColumn[], data: ExportData): string {
  return JSON.stringify(Object.fromEntries(columns.map((column) => [column, data[column] ?? null])));
}

/** A name that every file system takes: "city-library-3.csv". */
export function exportFileName(project: string, number: number, format: ExportFormat): string {
  const name = project
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return `${name || "export"}-${number}.${format}`;
}

/** The header that names a download: plain ASCII for old readers, the whole name for all others (RFC 6266, 8187). */
export function contentDisposition(fileName: string): string {
  const ascii = fileName
    .normalize("NFD")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
