import "server-only";
import { Prisma } from "#lib/server/generated/client.ts";

/** The conditions below are about a decision `d`, or rows under the alias given. */

/**
 * A decision of which no undo took back its exemplar. Counted rather than asked with EXISTS, so that no plan goes
 * through more of the history than the newest few decisions on the exemplar.
 */
export const stands = (decision: "d" | "n") => {
  const alias = Prisma.raw(decision);
  return Prisma.sql`
    ${alias}.kind NOT IN ('undo', 'override')
    AND 0 = (SELECT count(*) FROM "Decision" u WHERE u."exemplarId" = ${alias}."exemplarId"
      AND u.sequence > ${alias}.sequence AND u."undoesId" = ${alias}."batchId")`;
};

/** A flag says nothing of status, label and text, and stands in nobody's way. */
const isSameMatter = (a: "d" | "o") =>
  Prisma.sql`(n.kind IN ('flag', 'unflag')) = (${Prisma.raw(a)}.kind IN ('flag', 'unflag'))`;

/** Decides on status, label or text: the newest that stands is whose the exemplar is. */
export const decides = (alias: "d" | "n" | "o") =>
  Prisma.sql`${Prisma.raw(alias)}.kind NOT IN ('flag', 'unflag', 'confirm', 'undo', 'override')`;

/**
 * It stands, nothing of anybody stands on it, and the label it took away still exists. `alone`: where it is known to be
 * all that ever happened to its exemplar, so that the log need not be asked.
 */
export const undoable = (alone = Prisma.sql`FALSE`) => Prisma.sql`
  (${alone} OR (${stands("d")}
    AND 0 = (SELECT count(*) FROM "Decision" n WHERE n."exemplarId" = d."exemplarId" AND n.sequence > d.sequence
      AND ${isSameMatter("d")} AND ${stands("n")})))
  AND (d."fromLabelId" = d."toLabelId" OR EXISTS (SELECT 1 FROM "Label" l WHERE l.id = d."fromLabelId"))`;

/**
 * An undo `d` of the decision `o`: not redone yet, nothing was decided on top since, and the label it took away still
 * exists. What the same user redid of later undos stood below `o`, so it is in no way. `alone`: as above, of the two.
 */
export const redoable = (alone = Prisma.sql`FALSE`) => Prisma.sql`
  d.kind = 'undo'
  AND (${alone} OR (
    0 = (SELECT count(*) FROM "Decision" r WHERE r."exemplarId" = d."exemplarId" AND r.sequence > d.sequence
      AND r."redoesId" = d."batchId")
    AND 0 = (SELECT count(*) FROM "Decision" n WHERE n."exemplarId" = d."exemplarId" AND n.sequence > d.sequence
      AND ${isSameMatter("o")} AND ${stands("n")}
      AND NOT (n."userId" = d."userId" AND n."redoesId" IS NOT NULL AND 0 < (SELECT count(*) FROM "Decision" u
        WHERE u."exemplarId" = n."exemplarId" AND u.sequence > d.sequence AND (u."batchId" = n."redoesId") IS TRUE)))))
  AND (o."fromLabelId" = o."toLabelId" OR EXISTS (SELECT 1 FROM "Label" l WHERE l.id = o."toLabelId"))`;
