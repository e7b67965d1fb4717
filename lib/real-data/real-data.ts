import { z } from "zod";

/** The two kinds of real, labelled examples a project has. */
export type RealSetKind = "support" | "test";

export const importLimits = {
  /** Of the file, 20 MB. */
  bytes: 20 * 1024 * 1024,
  rows: 200_000,
  /** Characters of one text (UTF-16 units). */
  text: 20_000,
  label: 100,
  /** Columns from which one can choose. */
  columns: 200,
  /** Refused rows listed in a report; the rest is only counted. */
  listed: 500,
};

export const SEPARATORS = { comma: ",", semicolon: ";", tab: "\t" } as const;
export type Separator = keyof typeof SEPARATORS;

/** How the file is to be read. The last three say nothing about JSONL. */
export interface TableOptions {
  format: "csv" | "jsonl";
  separator: Separator;
  /** Whether the first row names the columns. */
  header: boolean;
  /** Whether quotation marks enclose cells; otherwise they are characters like others. */
  quoted: boolean;
}

/** Which columns of the table are what, counted from 0. */
export interface Mapping {
  text: number;
  label: number;
}

const line = z.int();

/** Why one row cannot come in. `line` is where the row starts in the file, from 1. */
export const refusal = z.discriminatedUnion("code", [
  z.object({
    line,
    code: z.enum([
      "emptyText",
      "textTooLong",
      "textNotUsable",
      "emptyLabel",
      "labelNotUsable",
      "quote",
      "notJson",
      "notObject",
    ]),
  }),
  z.object({ line, code: z.literal("columns"), found: z.int(), expected: z.int() }),
  z.object({ line, code: z.literal("nested"), column: z.string() }),
  /** "" where the label is not told, because it may be a text of the test set. */
  z.object({ line, code: z.literal("unknownLabel"), label: z.string() }),
  /** The same text, normalised, has another label at the other line. */
  z.object({ line, code: z.literal("conflict"), otherLine: z.int() }),
  /** The same text, normalised, is in the set already with another label. */
  z.object({ line, code: z.literal("conflictWithSet") }),
]);
export type Refusal = z.output<typeof refusal>;

/** Why nothing of the file can be read. */
export type FileProblem =
  | { code: "empty" | "tooLarge" | "tooManyRows" | "utf16" | "jsonArray" }
  | { code: "notUtf8"; byte: number; line: number }
  | { code: "nul"; line: number }
  | { code: "unclosedQuote"; line: number };

export interface ImportReport {
  kind: RealSetKind;
  /** Rows of the file, without the header and blank lines. */
  rowsRead: number;
  /** Rows that came in, or would. */
  rowsAdded: number;
  /** Rows left out because the same text with the same label is there already, in the file or in the set. */
  duplicates: number;
  labelsCreated: string[];
  /** Labels of the file that the project does not have, with their rows; the most frequent first. */
  unknownLabels: { name: string; rows: number }[];
  refusedCount: number;
  /** The first of them by line; `importLimits.listed` at most. */
  refused: Refusal[];
  /** Null where it is not known: before the import, or as long as one of the sets is missing. */
  supportInTest: SupportInTest | null;
}

/** The support examples that stand in the test set too. */
export interface SupportInTest {
  /** So many are word for word a test row, but for case and punctuation. */
  exact: number;
  /**
   * So many others hold all words of a test row of four words and more, in one stretch, or differ from one only in where
   * words are split.
   */
  contained: number;
  /** Both kinds: their places in the support set, from 1, and their ids in the same order. */
  positions: number[];
  ids: string[];
}

/** A file is imported whole, or nothing of it is written and the report says what stands in the way. */
export interface ImportOutcome {
  written: boolean;
  report: ImportReport;
}

const column = z.coerce
  .number()
  .int()
  .min(0)
  .max(importLimits.columns - 1);

export const importInput = z
  .object({
    projectId: z.uuid(),
    kind: z.enum(["support", "test"]),
    /** A test set is always replaced. */
    mode: z.enum(["append", "replace"]),
    file: z.file("realData.errors.noFile").max(importLimits.bytes, "realData.problems.tooLarge"),
    sourceName: z.string().trim().min(1).max(200),
    options: z.object({
      format: z.enum(["csv", "jsonl"]),
      separator: z.enum(["comma", "semicolon", "tab"]),
      header: z.boolean(),
      quoted: z.boolean(),
    }),
    mapping: z.object({ text: column, label: column }),
    /** Make the labels that the project does not have; otherwise their rows are refused. */
    createLabels: z.boolean(),
    /** How many refused rows the user has seen and agreed to leave out; 0 means none may be refused. */
    agreedRefusals: z.int().min(0),
  })
  .refine(({ mapping }) => mapping.text !== mapping.label, {
    message: "realData.errors.sameColumn",
    path: ["mapping"],
  });
export type ImportInput = z.output<typeof importInput>;

/** How many support examples one action may delete. */
export const removedAtOnce = 1_000;

export const removeSupportExamplesInput = z.object({
  projectId: z.uuid(),
  ids: z.array(z.uuid()).min(1).max(removedAtOnce),
});

/** What one looks for in the list of support examples, as the address of the page holds it. */
export const supportSearch = z.object({
  q: z.string().trim().max(200).catch(""),
  label: z.uuid().nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type SupportSearch = z.output<typeof supportSearch>;

export const supportPageSize = 50;

export interface SupportExample {
  id: string;
  text: string;
  labelId: string;
}

export interface SupportPage {
  /** Of all that match. */
  count: number;
  page: number;
  pages: number;
  rows: (SupportExample & { position: number })[];
}

/** Counts by the label's id; a label without rows is missing. */
export type CountPerLabel = Record<string, number>;

export interface RealData {
  support: { count: number; perLabel: CountPerLabel };
  /** What may be known of the sealed test set; null where none was imported. */
  testSet: {
    count: number;
    perLabel: CountPerLabel;
    /** SHA-256, hexadecimal; see fingerprint.ts. */
    fingerprint: string;
    sealedAt: Date;
    sealedBy: string | null;
  } | null;
  /** The last ones, newest first. */
  imports: ImportSummary[];
}

export interface ImportSummary {
  id: string;
  kind: RealSetKind;
  sourceName: string;
  rowsRead: number;
  rowsAdded: number;
  duplicates: number;
  labelsCreated: number;
  refusedCount: number;
  /** `importLimits.listed` at most. */
  refused: Refusal[];
  /** As the sets stood then; null where one was missing, or for imports of before this was reported. */
  supportInTest: Pick<SupportInTest, "exact" | "contained"> | null;
  createdAt: Date;
}
