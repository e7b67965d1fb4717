import { beforeEach, describe, expect, it, vi } from "vitest";
import { editExemplar } from "#lib/review/decisions/edit-exemplar.ts";
import { db } from "#lib/server/db.ts";
import { seedAssessment } from "#prisma/seed/exemplars.ts";
import { clusterDuplicates } from "./clusters/cluster-duplicates.ts";
import { clusterInThread } from "./clusters/cluster-in-thread.ts";
import { hasToCluster } from "./clusters/cluster-queries.ts";
import { screeningEngine } from "./engine/screening-engine.ts";
import { screenExemplars } from "./screen-exemplars.ts";
import { listUnscreenedProjectIds } from "./screening-queries.ts";
import { SUPPORT, TEST, useScreenedProject } from "./test/screened-project.ts";

const { made, seedSets, sealTestSet, unsealTestSet, seedUnscreened, findings } = useScreenedProject();
let userId: string;
let projectId: string;
beforeEach(() => {
  ({ userId, projectId } = made);
});

const kindsOf = async () => (await findings()).map(({ kinds }) => kinds);

describe("screenExemplars", () => {
  it("finds copies of the test set, the support set and earlier exemplars", async () => {
    await seedSets();
    await seedUnscreened([
      "where is MY parcel? it should have come on monday!",
      "Where is my parcel, it should have come on Tuesday",
      SUPPORT,
      "An unrelated question about garden chairs",
      "An unrelated question about garden chairs",
    ]);
    expect(await listUnscreenedProjectIds()).toContain(projectId);
    expect(await screenExemplars({ projectId })).toBe(5);
    const kinds = await kindsOf();
    expect(kinds[0]).toEqual(["exactLeak"]);
    // The one before says it too, but for the day.
    expect(kinds[1]).toEqual(["nearLeak", "duplicate"]);
    expect(kinds[2]).toEqual(["supportCopy"]);
    expect(kinds[3]).toEqual([]);
    expect(kinds[4]).toEqual(["duplicate"]);
    const all = await findings();
    expect(all.every(({ screened }) => screened)).toBe(true);
    expect(all[0]?.similarity).toBeCloseTo(1, 5);
    expect(all[0]?.leakProbability).toBeGreaterThan(0.9);
    for (const { findings: found, openFindings, openLeaks } of all) {
      expect(openFindings).toBe(found.length);
      expect(openLeaks).toBe(found.filter(({ against }) => against === "test").length);
    }
    expect(await hasToCluster(projectId)).toBe(true);
    await clusterDuplicates(projectId, clusterInThread);
    expect(await hasToCluster(projectId)).toBe(false);
    const exemplars = await db().exemplar.findMany({ where: { projectId }, orderBy: { number: "asc" } });
    const [first, , , fourth] = exemplars.map(({ id }) => id);
    expect(exemplars.map(({ clusterId }) => clusterId)).toEqual([first, first, null, fourth, fourth]);
    expect(await listUnscreenedProjectIds()).not.toContain(projectId);
    expect(await screenExemplars({ projectId })).toBe(0);
  });

  it("keeps what the judge of a run said of a text that is screened again", async () => {
    await seedSets();
    const [exemplar] = await seedUnscreened(["Where is my parcel, it should have come on Tuesday"]);
    if (!exemplar) throw new Error("no exemplar");
    await screenExemplars({ projectId });
    await seedAssessment(exemplar, { score: 2, labelId: null });
    const before = await findings();
    expect(before).toMatchObject([{ kinds: ["nearLeak", "labelDisagreement"], openFindings: 2 }]);
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } });
    await screenExemplars({ projectId });
    expect(await findings()).toEqual(before);
    await unsealTestSet();
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } });
    await screenExemplars({ projectId });
    expect(await findings()).toMatchObject([{ kinds: ["labelDisagreement"], openFindings: 1, openLeaks: 0 }]);
    expect(await db().exemplar.findFirst({ where: { projectId } })).toMatchObject({ judgeScore: 2 });
  });

  it("says unknown, not clean, where there is no test set", async () => {
    await seedUnscreened([TEST[0], "something else"]);
    await screenExemplars({ projectId });
    expect(await findings()).toMatchObject([1, 2].map(() => ({ similarity: null, leakProbability: null })));
  });

  it("screens afresh against a new test set, and forgets what the old one gave", async () => {
    await seedSets();
    await seedUnscreened([TEST[0], "May I bring my dog along"]);
    await screenExemplars({ projectId });
    await unsealTestSet();
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } });
    await sealTestSet(["may i bring my dog along"]);
    await screenExemplars({ projectId });
    expect(await kindsOf()).toEqual([[], ["exactLeak"]]);
  });

  it("voids a batch whose test set is replaced while it is compared", async () => {
    await seedSets();
    await seedUnscreened(["May I bring my dog along"]);
    const engine = screeningEngine();
    const screen = engine.screen.bind(engine);
    const spy = vi.spyOn(engine, "screen").mockImplementationOnce(async (...given) => {
      await unsealTestSet();
      await sealTestSet(["may i bring my dog along"]);
      return screen(...given);
    });
    await screenExemplars({ projectId });
    expect(spy).toHaveBeenCalledTimes(2);
    expect(await kindsOf()).toEqual([["exactLeak"]]);
  });

  it("does not mark a text as screened that was edited while the former one was compared", async () => {
    await seedSets();
    const [exemplar] = await seedUnscreened(["May I bring my dog along"]);
    const engine = screeningEngine();
    const screen = engine.screen.bind(engine);
    vi.spyOn(engine, "screen").mockImplementationOnce(async (...given) => {
      const results = await screen(...given);
      await editExemplar({
        userId,
        projectId,
        exemplarId: exemplar?.id ?? "",
        text: TEST[1],
        revision: 0,
      });
      return results;
    });
    await screenExemplars({ projectId });
    expect((await kindsOf())[0]).toEqual(["exactLeak"]);
  });

  it("compares an edited exemplar with all the others, and frees what was like its former text", async () => {
    const [first, , third] = await seedUnscreened([
      "An unrelated question about garden chairs",
      "An unrelated question about garden chairs",
      "My printer has run out of ink again",
    ]);
    await screenExemplars({ projectId });
    expect(await kindsOf()).toEqual([[], ["duplicate"], []]);
    await editExemplar({
      userId,
      projectId,
      exemplarId: first?.id ?? "",
      text: "my printer has run out of ink, again",
      revision: 0,
    });
    await screenExemplars({ projectId });
    expect(await kindsOf()).toEqual([["duplicate"], [], []]);
    expect((await findings())[0]?.findings[0]?.matchId).toBe(third?.id);
    await seedUnscreened(["My printer has run out of ink again"]);
    await screenExemplars({ projectId });
    expect((await kindsOf())[3]).toEqual(["duplicate"]);
  });

  it("lets two callers of one project take turns", async () => {
    await seedSets();
    await seedUnscreened(
      Array.from({ length: 300 }, (_, index) => `Question ${index} about chair number ${index * 7}`),
    );
    const [one, other] = await Promise.all([screenExemplars({ projectId }), screenExemplars({ projectId })]);
    expect([one, other]).toEqual([300, 0]);
  });

  it("comes back from an engine that was lost", async () => {
    await seedSets();
    await seedUnscreened(["May I bring my dog along"]);
    await screenExemplars({ projectId });
    await screeningEngine().close();
    await seedUnscreened(["May I bring my dog along"]);
    await screenExemplars({ projectId });
    expect(await kindsOf()).toEqual([[], ["duplicate"]]);
  });

  it("stops when told to", async () => {
    await seedUnscreened(["May I bring my dog along"]);
    await expect(
      screenExemplars({ projectId, signal: AbortSignal.abort(new Error("stopping")) }),
    ).rejects.toThrow("stopping");
    expect((await findings())[0]?.screened).toBe(false);
  });
});
