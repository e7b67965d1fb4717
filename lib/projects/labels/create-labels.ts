import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { lockProject } from "../lock-project.ts";
import type { Label } from "../projects.ts";
import { type LabelInput, labelLimits, proposeColour, proposeHotkey } from "./labels.ts";

/**
 * Adds labels after the last one: all of them or none.
 * @throws UserError conflict where a name or hotkey is taken, by another label or within the list
 */
export async function createLabels(asked: {
  userId: string;
  projectId: string;
  labels: LabelInput[];
}): Promise<Label[]> {
  return db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    return insertLabels(transaction, asked.projectId, asked.labels);
  });
}

/**
 * The same inside a transaction that has locked the project, or made it. A label without a colour gets the palette's
 * next; one whose hotkey is undefined gets the next free digit, and none where the digits are used up.
 */
export async function insertLabels(
  transaction: Transaction,
  projectId: string,
  labels: LabelInput[],
): Promise<Label[]> {
  const existing = await transaction.label.findMany({ where: { projectId } });
  if (existing.length + labels.length > labelLimits.labels) {
    throw new UserError("invalid", "projects.errors.tooManyLabels");
  }
  const names = new Set(existing.map((label) => label.name));
  const keys = new Map(existing.map((label) => [label.hotkey, label.name]));
  for (const { name, hotkey } of labels) {
    if (names.has(name)) throw new UserError("conflict", "projects.errors.labelNameTaken", { name });
    names.add(name);
    const owner = hotkey ? keys.get(hotkey) : undefined;
    if (hotkey && owner !== undefined) {
      throw new UserError("conflict", "projects.errors.hotkeyTaken", { hotkey, name: owner });
    }
    if (hotkey) keys.set(hotkey, name);
  }
  const first = Math.max(-1, ...existing.map((label) => label.position)) + 1;
  const data = labels.map(({ name, description, colour, hotkey }, index) => {
    const proposed = hotkey === undefined ? proposeHotkey(keys.keys()) : hotkey;
    const key = hotkey === undefined && !/^[1-9]$/.test(proposed ?? "") ? null : proposed;
    if (key) keys.set(key, name);
    const position = first + index;
    return { projectId, name, description, colour: colour ?? proposeColour(position), hotkey: key, position };
  });
  const created: Label[] = await transaction.label.createManyAndReturn({
    data,
    omit: { projectId: true, guidelines: true },
  });
  return created.sort((a, b) => a.position - b.position);
}
