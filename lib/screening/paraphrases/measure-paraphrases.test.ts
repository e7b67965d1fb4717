import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Misbehaviour } from "#e2e/support/openai-behaviour.ts";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { db } from "#lib/server/db.ts";
import { deleteEndpoint } from "#lib/settings/delete-endpoint.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { calibrateProject } from "../calibration/calibrate-project.ts";
import { getCalibration, getCalibrationState } from "../calibration/calibration-queries.ts";
import { recallOf } from "../calibration/error-rates.ts";
import { requestCalibration } from "../calibration/request-calibration.ts";
import { getConsentedEndpoint } from "../embedders/test-text-consent-queries.ts";
import { askWhileHeld } from "../test/ask-while-held.ts";
import { useScreenedProject } from "../test/screened-project.ts";
import { chooseParaphraser } from "./choose-paraphraser.ts";
import { getParaphraserState } from "./paraphrase-queries.ts";
import { mostParaphrased } from "./paraphrases.ts";

const { made, sealTestSet } = useScreenedProject();
let server: OpenaiServer;
let endpointId: string;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());

const ROWS = Array.from(
  { length: 12 },
  (_, n) => `where can I collect parcel ${n} that I sent from the harbour`,
);

/** The row of a question, as any reader of it can find it. */
const rowOf = (question: string) => /text begins\n([\s\S]*)\n#\w+ text ends/.exec(question)?.[1] ?? "";
const say = (paraphrase: string) => JSON.stringify({ paraphrase });
const rewrite = (question: string) =>
  say(`${rowOf(question).replace("where can I", "please tell me where to")} zebra`);
const asked = () =>
  server
    .chats()
    .map(({ body }) => rowOf((body as { messages: { content: string }[] }).messages.at(-1)?.content ?? ""));

beforeEach(async () => {
  server.behave({ script: [], shares: {}, reply: rewrite, refusesSchema: false });
  server.requests.length = 0;
  const endpoint = await db().endpoint.create({
    data: { ownerId: made.userId, name: "trusted", baseUrl: server.baseUrl, model: "writer" },
  });
  endpointId = endpoint.id;
  await sealTestSet(ROWS);
});

const agree = () =>
  chooseParaphraser({
    kind: "endpoint",
    userId: made.userId,
    projectId: made.projectId,
    endpointId,
    baseUrl: server.baseUrl,
    model: "writer",
    consent: true,
  });
const withdraw = () => chooseParaphraser({ kind: "none", userId: made.userId, projectId: made.projectId });
async function measure(timeoutMs = 10_000) {
  await requestCalibration(made);
  await calibrateProject({ projectId: made.projectId, sleep: async () => {}, timeoutMs });
  const { result, thresholds } = await getCalibration(made);
  if (!result) throw new Error("nothing was stored");
  return { result, thresholds, paraphrased: result.paraphrased };
}

describe("paraphrases of a trusted endpoint", () => {
  it("are asked for once for each drawn row, measured, and kept nowhere", async () => {
    await agree();
    const { result, thresholds, paraphrased } = await measure();
    expect(asked().sort()).toEqual([...ROWS].sort());
    expect(paraphrased).toMatchObject({ tried: 12, model: "writer", leftOut: [] });
    expect(paraphrased?.scores.combined).toHaveLength(12);
    const [screening] = recallOf(result, thresholds, ["combined"]);
    expect(screening?.recall.paraphrase).toMatchObject({ of: 12 });
    expect(JSON.stringify(await db().calibration.findMany())).not.toMatch(/zebra|harbour/);
    expect(await getCalibrationState(made)).toMatchObject({ stage: "done", progress: 1 });
  });

  it("are of a hundred rows at most, the same of the same set, in the same order", async () => {
    await db().testRow.deleteMany({ where: { projectId: made.projectId } });
    await db().testSet.delete({ where: { projectId: made.projectId } });
    await sealTestSet(Array.from({ length: 130 }, (_, n) => `where can I collect the parcel of day ${n}`));
    await agree();
    const { paraphrased } = await measure();
    expect(paraphrased).toMatchObject({ tried: mostParaphrased });
    const first = asked();
    expect(new Set(first).size).toBe(100);
    server.requests.length = 0;
    await measure();
    const rounds = (rows: string[]) =>
      Array.from({ length: 25 }, (_, n) => rows.slice(4 * n, 4 * n + 4).sort());
    expect(rounds(asked())).toEqual(rounds(first));
  });

  it("wait for their turn where a run asks the same endpoint", async () => {
    await db().endpoint.update({ where: { id: endpointId }, data: { mostAtOnce: 1 } });
    await agree();
    const endpoint = await getConsentedEndpoint({ projectId: made.projectId, use: "paraphrases" });
    expect(await askWhileHeld({ endpoint, ask: measure, sent: () => asked().length })).toBe(0);
    expect(asked()).toHaveLength(ROWS.length);
  });

  const failures: [string, Misbehaviour[], number, string][] = [
    ["a refusal", ["refused"], 1, "noAnswer"],
    ["an answer cut off", ["cutOffReply"], 1, "noAnswer"],
    ["nothing", ["empty"], 1, "empty"],
    ["a page", ["notJson"], 1, "nonsense"],
    ["another shape", ["wrongShape"], 1, "nonsense"],
  ];
  it.each(failures)("are left out and counted where %s comes", async (_, script, count, reason) => {
    await agree();
    server.behave({ script });
    const { paraphrased } = await measure();
    expect(paraphrased?.leftOut).toEqual([{ reason, count }]);
    expect(paraphrased?.scores.combined).toHaveLength(12 - count);
  });

  it.each([
    ["no JSON", (question: string) => `Sure: ${rowOf(question)}`, "nonsense"],
    ["empty", () => say("…"), "empty"],
    ["the row itself", (question: string) => say(`${rowOf(question).toUpperCase()}!`), "same"],
  ])("are none where every answer is %s", async (_, reply, reason) => {
    await agree();
    server.behave({ reply });
    const { result, thresholds, paraphrased } = await measure();
    expect(paraphrased).toMatchObject({ tried: 12, leftOut: [{ reason, count: 12 }] });
    expect(recallOf(result, thresholds, ["combined"])[0]?.recall.paraphrase).toBeNull();
    expect(result.planted.case.scores.combined).toHaveLength(12);
  });

  const downs: [Misbehaviour, string, number][] = [
    ["hang", "timeout", 16],
    ["serverError", "serverError", 32],
    ["reset", "unreachable", 32],
    ["unauthorised", "unauthorised", 4],
    ["redirect", "redirected", 4],
  ];
  it.each(downs)("do not hinder the rest where the server does %s", async (kind, reason, most) => {
    await agree();
    server.behave({ shares: { [kind]: 1 } });
    const { result, paraphrased } = await measure(300);
    expect(paraphrased?.leftOut).toEqual([{ reason, count: 12 }]);
    expect(server.chats().length).toBeLessThanOrEqual(most);
    expect(result.planted.typo.scores.combined).toHaveLength(12);
    expect(result.natural.labels).toHaveLength(12);
  });

  it("does without a schema where the server knows none", async () => {
    await agree();
    server.behave({ refusesSchema: true });
    expect((await measure()).paraphrased?.leftOut).toEqual([]);
  });
});

describe("consent to paraphrases", () => {
  it("is needed: without it nothing is sent and all else is measured", async () => {
    const { result, thresholds, paraphrased } = await measure();
    expect(paraphrased).toBeNull();
    expect(server.requests).toEqual([]);
    expect(recallOf(result, thresholds, ["combined"])[0]?.recall.paraphrase).toBeNull();
    expect(await getParaphraserState(made)).toEqual({ agreed: null, problem: null });
  });

  it("has the project measured anew, and says who agreed to what", async () => {
    await agree();
    expect(await getCalibrationState(made)).toMatchObject({ stage: "running" });
    expect(await getParaphraserState(made)).toMatchObject({
      agreed: { endpointId, baseUrl: server.baseUrl, model: "writer" },
      problem: null,
    });
  });

  it("ends where it is withdrawn; what was measured stays until the next time", async () => {
    await agree();
    await measure();
    server.requests.length = 0;
    await withdraw();
    expect((await getCalibration(made)).result?.paraphrased?.tried).toBe(12);
    expect((await measure()).paraphrased).toBeNull();
    expect(server.requests).toEqual([]);
  });

  it.each([
    ["the model", { model: "another" }],
    ["the address", { baseUrl: "http://127.0.0.1:1/v1" }],
  ])("ends where %s changes", async (_, data) => {
    await agree();
    await db().endpoint.update({ where: { id: endpointId }, data });
    expect((await measure()).paraphrased).toBeNull();
    expect(server.requests).toEqual([]);
    expect((await getParaphraserState(made)).problem).toBe("consentOutdated");
  });

  it("ends with its endpoint", async () => {
    await agree();
    await deleteEndpoint({ userId: made.userId, endpointId });
    expect((await measure()).paraphrased).toBeNull();
    expect((await getParaphraserState(made)).problem).toBe("endpointMissing");
  });

  it("holds for each row: taken back in between, no other row is sent", async () => {
    await agree();
    server.behave({ script: new Array(4).fill("serverError") });
    let taken = false;
    await requestCalibration(made);
    await calibrateProject({
      projectId: made.projectId,
      sleep: async () => {
        if (!taken) {
          taken = true;
          await withdraw();
        }
      },
    });
    const { result } = await getCalibration(made);
    expect(server.chats().length).toBeLessThanOrEqual(4);
    expect(result?.paraphrased?.leftOut[0]?.reason).toBe("untrusted");
    expect(result?.planted.typo.tried).toBe(12);
  });

  it("is for this purpose alone, and by the project's owner", async () => {
    await agree();
    await db().testTextConsent.updateMany({
      where: { projectId: made.projectId },
      data: { purpose: "judge" },
    });
    expect((await measure()).paraphrased).toBeNull();
    expect(server.requests).toEqual([]);
    const { id: userId } = await seedUser("Stranger");
    const stranger = { projectId: made.projectId, userId };
    await expect(chooseParaphraser({ kind: "none", ...stranger })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(getParaphraserState(stranger)).rejects.toMatchObject({ code: "not-found" });
  });

  it("is refused where the endpoint has changed since the sentence was read", async () => {
    await db().endpoint.update({ where: { id: endpointId }, data: { model: "another" } });
    await expect(agree()).rejects.toMatchObject({ key: "paraphrases.errors.modelChanged" });
    await db().endpoint.update({ where: { id: endpointId }, data: { baseUrl: "http://127.0.0.1:1/v1" } });
    await expect(agree()).rejects.toMatchObject({ key: "embedders.errors.endpointChanged" });
    expect(await db().testTextConsent.count({ where: { projectId: made.projectId } })).toBe(0);
  });
});
