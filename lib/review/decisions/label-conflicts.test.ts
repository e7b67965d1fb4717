import { beforeEach, describe, expect, it } from "vitest";
import { overrideFinding } from "#lib/screening/findings/override-finding.ts";
import { useJudgedProject } from "#lib/screening/test/judged-project.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedAssessment } from "#prisma/seed/exemplars.ts";
import { decideExemplars } from "./decide-exemplars.ts";
import { redoDecisions, undoDecisions } from "./undo/restore-batch.ts";

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

describe("what the judge disagrees about", () => {
  const disagreement = async () => (await findings()).filter(({ against }) => against === "label");

  it("is settled by the label it says, which can be taken back and made again", async () => {
    await seedAssessment(judged(), { labelId: made.lost });
    const open = [{ kind: "labelDisagreement", matchId: made.lost, state: "open" }];
    expect(await disagreement()).toMatchObject(open);
    await relabel([judged().id], made.lost);
    expect(await disagreement()).toEqual([]);
    await undoDecisions(made);
    expect(await disagreement()).toMatchObject(open);
    await redoDecisions(made);
    expect(await disagreement()).toEqual([]);
  });

  it("stays under a label that it does not say", async () => {
    await seedAssessment(judged(), { labelId: null });
    const before = await disagreement();
    await relabel([judged().id], made.lost);
    expect(await disagreement()).toEqual(before);
    expect(await counts()).toMatchObject({ openFindings: 3 });
    await undoDecisions(made);
    expect(await disagreement()).toEqual(before);
  });

  it("arises where the label it says is left", async () => {
    await seedAssessment(judged(), { labelId: made.refund });
    expect(await disagreement()).toEqual([]);
    await relabel([judged().id], made.lost);
    expect(await disagreement()).toMatchObject([{ matchId: made.refund }]);
  });
});

it("other decisions and their undoing judge nothing", async () => {
  const before = await findings();
  await decideExemplars({ ...made, exemplarIds: [judged().id], decision: { kind: "accept" } });
  await undoDecisions(made);
  expect(await findings()).toEqual(before);
});
