import { randomUUID } from "node:crypto";
import { beforeEach } from "vitest";
import { type ExemplarFilter, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { db } from "#lib/server/db.ts";
import { type SeededExemplar, seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { makeBulks } from "../bulk/make-bulks.ts";
import { startBulk } from "../bulk/start-bulk.ts";
import { startBulkUndo } from "../bulk/start-bulk-undo.ts";
import type { Decision } from "../review.ts";

/** The status of each exemplar by its first letter, in the order of their numbers. */
const LETTERS = { pending: "p", accepted: "a", rejected: "r" } as const;

/** Before each test a project of its own with two labels and ten pending exemplars of the first: text 1 to text 10. */
export function useBulkProject() {
  const given = { userId: "", projectId: "", ids: [] as string[], refund: "", lost: "" };
  const scope = () => ({ userId: given.userId, projectId: given.projectId });
  const add = async (count: number, more: Partial<SeededExemplar> = {}) => {
    const texts = Array.from({ length: count }, (_, place) => `text ${given.ids.length + place + 1}`);
    const exemplars = texts.map((text) => ({ text, labelId: given.refund, ...more }));
    const made = await seedRun({ ...scope(), exemplars });
    given.ids.push(...made.exemplars.map(({ id }) => id));
  };
  beforeEach(async () => {
    given.userId = (await seedUser()).id;
    const project = await seedProject({ ownerId: given.userId, labels: ["refund", "card lost"] });
    given.projectId = project.id;
    given.ids = [];
    [given.refund = "", given.lost = ""] = project.labels.map(({ id }) => id);
    await add(10);
  });
  const rows = () =>
    db().exemplar.findMany({ where: { projectId: given.projectId }, orderBy: { number: "asc" } });
  return {
    given,
    scope,
    add,
    rows,
    statuses: async () => (await rows()).map(({ status }) => LETTERS[status]).join(""),
    ids: (...numbers: number[]) => numbers.map((number) => given.ids[number - 1] ?? ""),
    set: (numbers: number[], data: Parameters<ReturnType<typeof db>["exemplar"]["updateMany"]>[0]["data"]) =>
      db().exemplar.updateMany({ where: { projectId: given.projectId, number: { in: numbers } }, data }),
    decisions: () =>
      db().decision.findMany({
        where: { projectId: given.projectId },
        orderBy: { sequence: "asc" },
        include: { exemplar: { select: { number: true } } },
      }),
    start: (decision: Decision, filter: Partial<ExemplarFilter> = {}, bulkId: string = randomUUID()) =>
      startBulk({ ...scope(), bulkId, decision, filter: { ...NO_FILTER, ...filter } }),
    startUndo: (batchId: string, kind: "undo" | "redo" = "undo", asBatchId: string = randomUUID()) =>
      startBulkUndo({ ...scope(), batchId, kind, asBatchId }),
    /** Slices of three. */
    make: () => makeBulks({ projectId: given.projectId, rows: 3 }),
    /** Stops as a process does that ends, after so many slices of three. */
    makeSome: async (slices: number) => {
      let left = slices;
      const signal = {
        throwIfAborted() {
          if (left === 0) throw new Error("stopped");
          left -= 1;
        },
      } as AbortSignal;
      await makeBulks({ projectId: given.projectId, rows: 3, signal }).catch((error: Error) => {
        if (error.message !== "stopped") throw error;
      });
    },
    bulk: (id: string) => db().bulkDecision.findUniqueOrThrow({ where: { id } }),
  };
}
