import { beforeEach, describe, expect, it } from "vitest";
import { overrideFinding } from "#lib/screening/findings/override-finding.ts";
import { useJudgedProject } from "#lib/screening/test/judged-project.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { decideExemplars } from "./decide-exemplars.ts";
import { undoDecisions } from "./undo/restore-batch.ts";

useDatabase();
const { made, rows, judged, match, judge, findings, counts } = useJudgedProject();

const relabel = (exemplarIds: string[], labelId: string) =>
  decideExemplars({ ...made, exemplarIds, decision: { kind: "relabel", labelId } });
const kinds = async () => (await findings()).map(({ kind }) => kind);

beforeEach(async () => {
  await match("support", { probability: 0.95 });
  await match("exemplar", { probability: 0.95 });
  await judge();
});

describe("a relabelled exemplar", () => {
  it("is in conflict with what it is like, until that is undone", async () => {
    expect(await kinds()).toEqual(["supportCopy", "duplicate"]);
    await relabel([judged().id], made.lost);
    expect(await kinds()).toEqual(["labelConflict", "labelConflict"]);
    expect(await counts()).toEqual({ openFindings: 2, openLeaks: 0 });
    await undoDecisions(made);
    expect(await kinds()).toEqual(["supportCopy", "duplicate"]);
  });

  it("puts those in conflict that are like it", async () => {
    await relabel([rows.exemplar], made.lost);
    expect(await kinds()).toEqual(["supportCopy", "labelConflict"]);
    await undoDecisions(made);
    expect(await kinds()).toEqual(["supportCopy", "duplicate"]);
  });

  it("settles a conflict with the other one's label", async () => {
    await relabel([judged().id], made.lost);
    await relabel([rows.exemplar], made.lost);
    expect(await kinds()).toEqual(["labelConflict", "duplicate"]);
  });

  it("is in no conflict with one that goes along", async () => {
    await relabel([rows.exemplar, judged().id], made.lost);
    expect(await kinds()).toEqual(["labelConflict", "duplicate"]);
  });

  it("keeps an override of the pair", async () => {
    const duplicate = (await findings()).find(({ kind }) => kind === "duplicate");
    await overrideFinding({ ...made, findingId: duplicate?.id ?? "", reason: "Both are wanted." });
    await relabel([rows.exemplar], made.lost);
    expect(await findings()).toMatchObject([
      { against: "support" },
      { against: "exemplar", kind: "labelConflict", state: "overridden" },
    ]);
    expect(await counts()).toEqual({ openFindings: 1, openLeaks: 0 });
  });
});

it("other decisions and their undoing judge nothing", async () => {
  const before = await findings();
  await decideExemplars({ ...made, exemplarIds: [judged().id], decision: { kind: "accept" } });
  await undoDecisions(made);
  expect(await findings()).toEqual(before);
});
