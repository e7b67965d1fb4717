import "server-only";
import { parseTemplate, slotsOf } from "#lib/core/template.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { PlacedEntry, Vocabulary, VocabularySummary } from "./vocabularies.ts";

const entriesInOrder = {
  orderBy: [{ position: "asc" as const }, { id: "asc" as const }],
  include: { labels: { select: { labelId: true }, orderBy: { labelId: "asc" as const } } },
};

/** The project's vocabularies by name, with their entries in the order of the table. */
export async function listVocabularies(asked: { userId: string; projectId: string }): Promise<Vocabulary[]> {
  const vocabularies = await db().vocabulary.findMany({
    where: { projectId: asked.projectId, project: { ownerId: asked.userId } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: { entries: entriesInOrder },
  });
  return vocabularies.map(({ id, name, description, entries }) => ({
    id,
    name,
    description,
    entries: entries.map(({ labels, ...entry }) => ({
      id: entry.id,
      text: entry.text,
      weight: entry.weight,
      labelIds: labels.map(({ labelId }) => labelId),
    })),
  }));
}

/** The project's vocabularies by name, without their entries. */
export async function listVocabularySummaries(asked: {
  userId: string;
  projectId: string;
}): Promise<VocabularySummary[]> {
  const [vocabularies, uses] = await Promise.all([
    db().vocabulary.findMany({
      where: { projectId: asked.projectId, project: { ownerId: asked.userId } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      include: { _count: { select: { entries: true } } },
    }),
    findVocabularyUses(asked.projectId),
  ]);
  return vocabularies.map(({ id, name, description, _count }) => ({
    id,
    name,
    description,
    entryCount: _count.entries,
    usedBy: uses.get(id) ?? [],
  }));
}

/** The entries of one vocabulary in the order of the table. @throws UserError not-found */
export async function listEntries(asked: { userId: string; vocabularyId: string }): Promise<PlacedEntry[]> {
  const vocabulary = await db().vocabulary.findFirst({
    where: { id: asked.vocabularyId, project: { ownerId: asked.userId } },
    select: { entries: entriesInOrder },
  });
  if (!vocabulary) throw new UserError("not-found", "vocabularies.errors.notFound");
  return vocabulary.entries.map(({ id, text, weight, position, labels }) => ({
    id,
    text,
    weight,
    position,
    labelIds: labels.map(({ labelId }) => labelId),
  }));
}

/** For each vocabulary in use: the names of the recipes whose newest version draws on it. */
export async function findVocabularyUses(projectId: string): Promise<Map<string, string[]>> {
  const [vocabularies, recipes] = await Promise.all([
    db().vocabulary.findMany({ where: { projectId }, select: { id: true, name: true } }),
    db().recipe.findMany({
      where: { projectId },
      orderBy: { name: "asc" },
      select: {
        name: true,
        versions: {
          orderBy: { number: "desc" },
          take: 1,
          select: { kind: true, template: true, systemMessage: true, augmentation: true },
        },
      },
    }),
  ]);
  const uses = new Map<string, string[]>();
  for (const { name, versions } of recipes) {
    const version = versions[0];
    if (!version) continue;
    const slots = new Set([
      ...slotNames(version.template, version.kind === "grammar"),
      ...slotNames(version.systemMessage, false),
    ]);
    const augmentation = version.augmentation as { synonymVocabularyId?: string | null };
    for (const vocabulary of vocabularies) {
      if (slots.has(vocabulary.name) || augmentation.synonymVocabularyId === vocabulary.id) {
        uses.set(vocabulary.id, [...(uses.get(vocabulary.id) ?? []), name]);
      }
    }
  }
  return uses;
}

function slotNames(template: string, grammar: boolean): string[] {
  return slotsOf(parseTemplate(template, { grammar }).nodes).map((slot) => slot.name);
}
