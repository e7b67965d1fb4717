import { beforeEach, describe, expect, it } from "vitest";
import { editExemplar } from "#lib/review/decisions/edit-exemplar.ts";
import { db } from "#lib/server/db.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { screenExemplars } from "../screen-exemplars.ts";
import { defaultThresholds } from "../screening.ts";
import { useScreenedProject } from "../test/screened-project.ts";
import { changeThresholds } from "./change-thresholds.ts";
import { overrideFinding } from "./override-finding.ts";
import { withdrawOverride } from "./withdraw-override.ts";

const REASON = "Only the greeting is the same.";

const { made, seedSets, seedUnscreened, findings } = useScreenedProject();
let userId: string;
let projectId: string;
beforeEach(() => {
  ({ userId, projectId } = made);
});

describe("overrideFinding", () => {
  async function seedLeak() {
    await seedSets();
    await seedUnscreened(["Where is my parcel? It should have come on Tuesday"]);
    await screenExemplars({ projectId });
    return db().finding.findMany({ where: { projectId } });
  }
  const overrideAll = async () => {
    for (const { id } of await db().finding.findMany({ where: { projectId, state: "open" } })) {
      await overrideFinding({ userId, projectId, findingId: id, reason: REASON });
    }
  };

  it("keeps who, when and why, counts down, and is a decision", async () => {
    const found = await seedLeak();
    const [finding] = found;
    expect((await findings())[0]?.openLeaks).toBe(found.length);
    await overrideFinding({ userId, projectId, findingId: finding?.id ?? "", reason: REASON });
    const [after] = await findings();
    expect(after).toMatchObject({ openLeaks: found.length - 1, openFindings: found.length - 1 });
    expect(await db().finding.findFirst({ where: { id: finding?.id ?? "" } })).toMatchObject({
      state: "overridden",
      overrideReason: REASON,
      overriddenById: userId,
      overriddenAt: expect.any(Date),
    });
    expect(await db().decision.findMany({ where: { projectId } })).toMatchObject([
      { kind: "override", reason: REASON, userId },
    ]);
    await expect(
      overrideFinding({ userId, projectId, findingId: finding?.id ?? "", reason: REASON }),
    ).rejects.toMatchObject({ key: "screening.errors.alreadyOverridden" });
  });

  it("stays through a changed threshold and a fresh screening of the same texts", async () => {
    await seedLeak();
    await overrideAll();
    await changeThresholds({
      userId,
      projectId,
      thresholds: { leak: 1, duplicate: 1, cosine: 1, wordEdit: 1 },
    });
    await changeThresholds({
      userId,
      projectId,
      thresholds: defaultThresholds,
    });
    expect((await findings())[0]?.openLeaks).toBe(0);
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } });
    await screenExemplars({ projectId });
    expect((await findings())[0]).toMatchObject({ openLeaks: 0, screened: true });
    expect(await db().finding.count({ where: { projectId, state: "overridden" } })).toBeGreaterThan(0);
  });

  it("falls with an edit that brings the text closer", async () => {
    await seedLeak();
    await overrideAll();
    const exemplar = await db().exemplar.findFirstOrThrow({ where: { projectId } });
    const edit = { userId, projectId, exemplarId: exemplar.id, revision: exemplar.revision };
    await editExemplar({ ...edit, text: "where is my parcel, it should have come on monday, please" });
    await screenExemplars({ projectId });
    expect((await findings())[0]?.openLeaks).toBeGreaterThan(0);
  });

  it("falls where the score rises for the same pair", async () => {
    const [finding] = await seedLeak();
    await overrideAll();
    await db().finding.updateMany({ where: { projectId }, data: { score: (finding?.score ?? 0) - 0.2 } });
    await changeThresholds({
      userId,
      projectId,
      thresholds: { ...defaultThresholds, leak: 0.1 },
    });
    expect((await findings())[0]?.openLeaks).toBeGreaterThan(0);
  });

  it("is withdrawn", async () => {
    const found = await seedLeak();
    const findingId = found[0]?.id ?? "";
    await overrideFinding({ userId, projectId, findingId, reason: REASON });
    await withdrawOverride({ userId, projectId, findingId });
    expect((await findings())[0]?.openLeaks).toBe(found.length);
    await expect(withdrawOverride({ userId, projectId, findingId })).rejects.toMatchObject({
      key: "screening.errors.notOverridden",
    });
  });

  it("waits for a screening, and is nobody else's to make", async () => {
    const findingId = (await seedLeak())[0]?.id ?? "";
    const stranger = await seedUser("Stranger");
    await expect(
      overrideFinding({ userId: stranger.id, projectId, findingId, reason: REASON }),
    ).rejects.toMatchObject({ key: "screening.errors.findingMissing" });
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } });
    await expect(overrideFinding({ userId, projectId, findingId, reason: REASON })).rejects.toMatchObject({
      key: "screening.errors.notScreened",
    });
  });
});
