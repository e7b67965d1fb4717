import { beforeEach, expect, it } from "vitest";
import { decideExemplars } from "#lib/review/decisions/decide-exemplars.ts";
import { overrideFinding } from "#lib/screening/findings/override-finding.ts";
import { useJudgedProject } from "#lib/screening/test/judged-project.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedAssessment } from "#prisma/seed/exemplars.ts";
import { createExport } from "./create-export.ts";
import { getCurated } from "./curated-set-queries.ts";

useDatabase();
const { made, judged, match, set, verdict, judge, findings } = useJudgedProject();

const make = () => createExport({ ...made, format: "csv", columns: [], acknowledgesMissingTestSet: false });
const curated = () => getCurated(made);

beforeEach(async () => {
  await set({ judgeEndpointId: made.endpointId });
  await match("test", { probability: 0.3, cosine: 0.4 });
  await judge();
  await decideExemplars({ ...made, exemplarIds: [judged().id], decision: { kind: "accept" } });
});

it.each([null, "unknown", "rewriting"] as const)(
  "the verdict %s holds back what is in the grey zone",
  async (said) => {
    if (said) await verdict(said);
    await judge();
    await expect(make()).rejects.toMatchObject({ key: "exports.errors.allHeld" });
    expect(await curated()).toMatchObject({ accepted: 1, ready: 0, leftOut: { openLeak: 1 } });
  },
);

it("the verdict different lets it out", async () => {
  await verdict("different");
  await judge();
  expect(await make()).toMatchObject({ rowCount: 1 });
});

it("a written reason lets it out without a verdict", async () => {
  const [finding] = await findings();
  await overrideFinding({ ...made, findingId: finding?.id ?? "", reason: "Asked the team about it." });
  expect(await make()).toMatchObject({ rowCount: 1 });
});

it("what the judge of its run says of its label holds back nothing that a person accepted", async () => {
  await verdict("different");
  await seedAssessment(judged(), { score: 1, labelId: made.lost });
  expect(await findings()).toMatchObject([{ kind: "labelDisagreement", state: "open" }]);
  expect(await curated()).toMatchObject({ accepted: 1, ready: 1, leftOut: { openLeak: 0 } });
  expect(await make()).toMatchObject({ rowCount: 1 });
});
