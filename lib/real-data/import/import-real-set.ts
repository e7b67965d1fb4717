import "server-only";
import { insertLabels } from "#lib/projects/labels/create-labels.ts";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { addSupportExamples } from "../add-support-examples.ts";
import type { FileProblem, ImportInput, ImportOutcome, ImportReport, SupportInTest } from "../real-data.ts";
import { sealTestSet, withholdTestRows } from "../seal-test-set.ts";
import { decodeText } from "../table/decode-text.ts";
import { parseTable } from "../table/parse-table.ts";
import type { Table } from "../table/table.ts";
import { type Judgement, judgeRows } from "./judge-rows.ts";

type Asked = Omit<ImportInput, "file"> & { userId: string; bytes: Uint8Array };

/**
 * Imports a whole file as support or test set in one transaction. Where rows are refused that the user has not agreed
 * to leave out, nothing is written and the report says why. The exemplars must be screened again afterwards.
 * @throws UserError invalid where the file cannot be read at all, or would leave the set empty
 */
export async function importRealSet(asked: Asked): Promise<ImportOutcome> {
  const { userId, projectId, kind, mode, mapping } = asked;
  const table = readTable(asked);
  const { text, label } = mapping;
  if (text >= table.columns.length || label >= table.columns.length) {
    throw new UserError("invalid", "realData.errors.noSuchColumn");
  }
  return db().$transaction(async (transaction) => {
    await lockProject(transaction, { userId, projectId });
    const labels = await transaction.label.findMany({
      where: { projectId },
      select: { id: true, name: true },
    });
    const replaces = kind === "test" || mode === "replace";
    const judgement = judgeRows({
      kind,
      table,
      mapping,
      labels: labels.map(({ name }) => name),
      createLabels: asked.createLabels,
      present: replaces ? new Map<string, string>() : await presentSupport(transaction, projectId),
    });
    const { report } = judgement;
    if (report.refusedCount !== asked.agreedRefusals) return { written: false, report };
    if (report.rowsAdded === 0 && replaces) throw new UserError("invalid", "realData.errors.noRows");
    const supportInTest = await write(transaction, asked, judgement, labels);
    return { written: true, report: { ...withoutContent(report), supportInTest } };
  });
}

function readTable({ bytes, options }: Asked): Table {
  const decoded = decodeText(bytes);
  if (!decoded.ok) throw fileError(decoded.problem);
  const parsed = parseTable(decoded.text, options);
  if (!parsed.ok) throw fileError(parsed.problem);
  return parsed.table;
}

function fileError({ code, ...values }: FileProblem): UserError {
  return new UserError("invalid", `realData.problems.${code}`, values);
}

async function presentSupport(transaction: Transaction, projectId: string): Promise<Map<string, string>> {
  const rows = await transaction.supportExample.findMany({
    where: { projectId },
    select: { normalised: true, label: { select: { name: true } } },
  });
  return new Map(rows.map((row) => [row.normalised, row.label.name]));
}

async function write(
  transaction: Transaction,
  { userId, projectId, kind, mode, sourceName }: Asked,
  { rows, newLabels, report }: Judgement,
  labels: { id: string; name: string }[],
): Promise<SupportInTest | null> {
  const created = await insertLabels(
    transaction,
    projectId,
    newLabels.map((name) => ({ name, description: "" })),
  );
  const ids = new Map([...labels, ...created].map(({ id, name }) => [name, id]));
  const labelled = rows.map(({ text, normalised, label }) => {
    const labelId = ids.get(label);
    if (!labelId) throw new Error("A row was accepted whose label was neither there nor created");
    return { text, normalised, labelId };
  });
  if (kind === "test") await sealTestSet(transaction, { projectId, sealedById: userId, rows: labelled });
  else await addSupportExamples(transaction, { projectId, mode, rows: labelled });
  const supportInTest = await withholdTestRows(transaction, projectId);
  const { rowsRead, rowsAdded, duplicates, labelsCreated, refused } = withoutContent(report);
  await transaction.import.create({
    data: {
      projectId,
      kind,
      sourceName,
      rowsRead,
      rowsAdded,
      duplicates,
      labelsCreated,
      refused,
      supportExact: supportInTest?.exact ?? null,
      supportContained: supportInTest?.contained ?? null,
      createdById: userId,
    },
  });
  await transaction.exemplar.updateMany({
    where: { projectId, screenedAt: { not: null } },
    data: { screenedAt: null },
  });
  return supportInTest;
}

/** Names of labels that were not created may be texts, where the wrong column was taken for the label. */
function withoutContent(report: ImportReport): ImportReport {
  if (report.kind === "support") return report;
  return {
    ...report,
    unknownLabels: [],
    refused: report.refused.map((row) => (row.code === "unknownLabel" ? { ...row, label: "" } : row)),
  };
}
