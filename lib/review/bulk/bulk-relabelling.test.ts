import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { useJudgedProject } from "#lib/screening/test/judged-project.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedAssessment } from "#prisma/seed/exemplars.ts";
import { makeBulks } from "./make-bulks.ts";
import { startBulk } from "./start-bulk.ts";
import { startBulkUndo } from "./start-bulk-undo.ts";

useDatabase();
const { made, judged, match, judge, findings } = useJudgedProject();
const kinds = async () => (await findings()).map(({ kind }) => kind);

it("judges conflicts of labels anew slice by slice, also where it is taken back", async () => {
  await match("support", { probability: 0.95 });
  await match("exemplar", { probability: 0.95 });
  await judge();
  expect(await kinds()).toEqual(["supportCopy", "duplicate"]);
  const scope = { userId: made.userId, projectId: made.projectId };
  const decision = { kind: "relabel", labelId: made.lost } as const;
  const { id } = await startBulk({ ...scope, bulkId: randomUUID(), decision, filter: NO_FILTER });
  await makeBulks({ projectId: made.projectId, rows: 1 });
  expect(await kinds()).toEqual(["labelConflict", "duplicate"]);
  await startBulkUndo({ ...scope, batchId: id, asBatchId: randomUUID(), kind: "undo" });
  await makeBulks({ projectId: made.projectId, rows: 1 });
  expect(await kinds()).toEqual(["supportCopy", "duplicate"]);
});

it("settles what the judge disagrees about, until that is taken back", async () => {
  await seedAssessment(judged(), { labelId: made.lost });
  expect(await kinds()).toEqual(["labelDisagreement"]);
  const scope = { userId: made.userId, projectId: made.projectId };
  const decision = { kind: "relabel", labelId: made.lost } as const;
  const { id } = await startBulk({ ...scope, bulkId: randomUUID(), decision, filter: NO_FILTER });
  await makeBulks({ projectId: made.projectId, rows: 1 });
  expect(await kinds()).toEqual([]);
  await startBulkUndo({ ...scope, batchId: id, asBatchId: randomUUID(), kind: "undo" });
  await makeBulks({ projectId: made.projectId, rows: 1 });
  expect(await kinds()).toEqual(["labelDisagreement"]);
});
