import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { getRun, getRunProgress } from "#lib/runs/run-queries.ts";
import { phaseOf, sumOf } from "#lib/runs/runs.ts";
import { judgeAgain } from "#lib/runs/steering/judge-again.ts";
import { resumeRun } from "#lib/runs/steering/resume-run.ts";
import { db } from "#lib/server/db.ts";
import { consented } from "#lib/server/llm/egress.ts";
import { connectLlm } from "#lib/server/llm/llm.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedTestSet } from "#prisma/seed/real-data.ts";
import { accountOf, quickWorld, screenAtOnce } from "../test/generation-world.ts";
import { makeJudgedWorld, said, textIn } from "../test/judged-world.ts";
import { generateRun } from "./generate-run.ts";
import type { GenerationWorld } from "./generation-port.ts";

useDatabase();
const never = new AbortController().signal;

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());
const reply = () => said();
afterEach(() => server.behave({ script: [], shares: {}, latencyMs: 0, reply }));

const makeWorld = () => {
  server.behave({ reply });
  return makeJudgedWorld({ judgeUrl: server.baseUrl });
};

/** What was sent meanwhile. */
async function sentBy(work: () => Promise<unknown>) {
  const before = server.chats().length;
  await work();
  return server
    .chats()
    .slice(before)
    .map(({ body }) => body as Sent);
}
interface Sent {
  messages: { content: string }[];
}

describe("a judged run", () => {
  it("keeps both labels, the score and the reason, and finds where they differ", async () => {
    const world = await makeWorld();
    const runId = await world.start(4);
    const sent = await sentBy(() => generateRun(runId, never, quickWorld()));
    expect(sent).toHaveLength(12);
    const { state, judging, usage, labels } = await getRunProgress({ ...world, runId });
    expect(state).toBe("done");
    expect(judging).toEqual({
      waiting: 0,
      scores: [0, 0, 0, 12, 0],
      agrees: 4,
      disagrees: 8,
      notJudged: [],
    });
    expect(usage.judge).toEqual({ calls: 12, promptTokens: 12, completionTokens: 12, cost: 24 });
    expect(await getRun({ ...world, runId })).toMatchObject({
      cost: 24,
      judge: { endpointName: "judge", model: "judge-model", rubric: world.rubric },
    });
    expect(labels.map(({ passing }) => passing)).toEqual([4, 0, 0]);
    const [refund, lost] = world.labels;
    const other = await db().exemplar.findFirstOrThrow({
      where: { runId, intendedLabelId: lost?.id ?? "" },
      include: { assessment: true, findings: true, suggestions: true },
    });
    expect(other).toMatchObject({
      judgeScore: 4,
      openFindings: 1,
      assessment: { labelId: refund?.id, score: 4, confidence: 0.9, reason: "It is clear.", problem: null },
      findings: [{ kind: "labelDisagreement", detector: "judge", against: "label", matchId: refund?.id }],
      suggestions: [{ source: "judge", labelId: refund?.id, score: 0.9 }],
    });
  });

  it("shows its judge nothing of the label that was intended", async () => {
    const world = await makeWorld();
    const runId = await world.start(4, 1);
    const sent = await sentBy(() => generateRun(runId, never, quickWorld()));
    const marks = sent.map(
      ({ messages }) =>
        /^The mark of this question is (#[0-9a-f]{24})$/m.exec(messages[1]?.content ?? "")?.[1] ?? "",
    );
    const texts = sent.map(({ messages }) => textIn(messages[1]?.content ?? ""));
    // Without text and mark, all questions are one, whatever label was intended.
    const rest = sent.map((body, i) =>
      JSON.stringify(body)
        .replaceAll(marks[i] ?? "", "")
        .replace(texts[i] ?? "", ""),
    );
    expect(new Set(rest).size).toBe(1);
    const { exemplars } = await accountOf(runId);
    expect(texts.toSorted()).toEqual(exemplars.map(({ text }) => text).toSorted());
    expect(new Set(marks).size).toBe(12);
    for (const [i, text] of texts.entries()) {
      expect(marks[i]).not.toBe(`#${createHash("sha256").update(text).digest("hex").slice(0, 24)}`);
    }
    const ids = [runId, ...world.labels, ...exemplars].map((row) => (typeof row === "string" ? row : row.id));
    for (const id of ids) expect(JSON.stringify(sent)).not.toContain(id);
  });

  it("asks one question for one text, whatever label was intended", async () => {
    const world = await makeWorld();
    const runId = await world.start(3, 1);
    const screen: GenerationWorld["screen"] = async (asked) => {
      await db().exemplar.updateMany({ where: { runId }, data: { text: "the same for all" } });
      await screenAtOnce(asked);
    };
    const sent = await sentBy(() => generateRun(runId, never, quickWorld({ screen })));
    expect(sent).toHaveLength(1);
    const { judging, usage } = await getRunProgress({ ...world, runId });
    expect(judging).toMatchObject({ agrees: 3, disagrees: 6 });
    expect(usage.judge?.calls).toBe(1);
  });

  it("asks about nothing that does not pass, and again about nothing", async () => {
    const world = await makeWorld();
    const runId = await world.start(2);
    const screen: GenerationWorld["screen"] = async (asked) => {
      await screenAtOnce(asked);
      const { exemplars } = await accountOf(runId);
      const [rejected, found] = exemplars;
      await db().exemplar.update({ where: { id: rejected?.id ?? "" }, data: { status: "rejected" } });
      await db().exemplar.update({ where: { id: found?.id ?? "" }, data: { openFindings: 1 } });
    };
    expect(await sentBy(() => generateRun(runId, never, quickWorld({ screen })))).toHaveLength(4);
    await expect(judgeAgain({ ...world, runId })).rejects.toMatchObject({
      key: "runs.errors.nothingToJudge",
    });
    expect((await accountOf(runId)).state).toBe("done");
    // Passing by now, it waits.
    await db().exemplar.updateMany({ where: { runId, status: "rejected" }, data: { status: "pending" } });
    const progress = await getRunProgress({ ...world, runId });
    expect(progress.judging?.waiting).toBe(1);
    expect(phaseOf({ ...progress, ...sumOf(progress.labels), state: "running" })).toBe("judging");
    await judgeAgain({ ...world, runId });
    expect(await sentBy(() => generateRun(runId, never, quickWorld()))).toHaveLength(1);
  });

  it("without a judge costs nothing more", async () => {
    const world = await makeWorld();
    const runId = await world.start(2, 2, { judge: null });
    const asked = () => Promise.reject(new Error("nobody judges here"));
    const { store, ...rest } = quickWorld();
    const sent = await sentBy(() =>
      generateRun(runId, never, {
        ...rest,
        store: { ...store, findToAssess: asked, findJudge: asked, listLabelsToSay: asked },
      }),
    );
    expect(sent).toEqual([]);
    const { state, judging, usage } = await getRunProgress({ ...world, runId });
    expect({ state, judging, judge: usage.judge }).toEqual({ state: "done", judging: null, judge: null });
    await expect(judgeAgain({ ...world, runId })).rejects.toMatchObject({
      key: "runs.errors.nothingToJudge",
    });
  });

  it("tops up what the judge disagrees about, and gives up a label that it never says", async () => {
    const world = await makeWorld();
    server.behave({
      // Of what was written for any label, two thirds of it "refund" and the rest "card lost".
      reply: (question) => said({ label: textIn(question).startsWith("Now") ? "card lost" : "refund" }),
    });
    const runId = await world.start(3, 4, { goal: "passing" });
    await generateRun(runId, never, quickWorld());
    const { state, labels, judging } = await getRunProgress({ ...world, runId });
    expect(state).toBe("done");
    expect(labels.map(({ end }) => end)).toEqual(["reached", "reached", "notYielding"]);
    expect(labels[0]?.passing).toBeGreaterThanOrEqual(3);
    expect(labels[1]?.passing).toBeGreaterThanOrEqual(3);
    expect(labels[1]?.asked).toBeGreaterThan(3);
    expect(labels[2]?.passing).toBe(0);
    expect(judging?.waiting).toBe(0);
  });
});

describe("what cannot be judged", () => {
  it("says why, passes all the same, and is asked about again", async () => {
    const world = await makeWorld();
    const runId = await world.start(5, 2, { goal: "passing" });
    const agreeing = (question: string) => said({ label: labelOf.get(textIn(question)) });
    const labelOf = new Map<string, string>();
    const screen: GenerationWorld["screen"] = async (asked) => {
      await screenAtOnce(asked);
      const rows = await db().exemplar.findMany({ where: { runId }, include: { intendedLabel: true } });
      for (const { text, intendedLabel } of rows) labelOf.set(text, intendedLabel.name);
    };
    const broken = [said({ score: 6 }), said({ label: "Refund" }), "Sure! It is a refund."];
    let asked = 0;
    server.behave({
      script: ["ok", "empty", "ok", "refused", "ok", "notJson"],
      reply: (question) => (asked++ < 3 ? (broken[asked - 1] ?? "") : agreeing(question)),
    });
    const screening = quickWorld({ screen });
    expect(await sentBy(() => generateRun(runId, never, screening))).toHaveLength(15);
    const progress = await getRunProgress({ ...world, runId });
    expect(progress.state).toBe("done");
    expect(progress.judging).toMatchObject({
      waiting: 0,
      agrees: 9,
      disagrees: 0,
      notJudged: [
        { problem: "nonsense", count: 4 },
        { problem: "noAnswer", count: 2 },
      ],
    });
    expect(progress.labels.map(({ passing, end }) => [passing, end])).toEqual(
      world.labels.map(() => [5, "reached"]),
    );
    const unjudged = await db().assessment.findMany({ where: { runId, problem: { not: null } } });
    for (const row of unjudged) expect(row).toMatchObject({ score: null, labelId: null, confidence: null });

    await judgeAgain({ ...world, runId });
    expect((await getRunProgress({ ...world, runId })).judging).toMatchObject({ waiting: 6, notJudged: [] });
    expect(await sentBy(() => generateRun(runId, never, screening))).toHaveLength(6);
    const { judging, usage, state } = await getRunProgress({ ...world, runId });
    expect(state).toBe("done");
    expect(judging).toMatchObject({ waiting: 0, agrees: 15, notJudged: [] });
    expect(usage.judge?.calls).toBe(21);
  });

  it("counts each try of one that is not answered", async () => {
    const world = await makeWorld();
    const runId = await world.start(1, 1);
    server.behave({ script: ["serverError", "ok", "hang", "hang", "ok"] });
    const impatient = quickWorld({ llm: (endpoint) => connectLlm(endpoint, consented, 150) });
    await generateRun(runId, never, impatient);
    const { judging, usage, state } = await getRunProgress({ ...world, runId });
    expect(state).toBe("done");
    expect(judging?.notJudged).toEqual([{ problem: "timeout", count: 1 }]);
    expect(usage.judge).toMatchObject({ calls: 5, promptTokens: 2 });
  });

  it("is not sent where it holds test text, and is once that is put right", async () => {
    const world = await makeWorld();
    const row = "My grandmother's clock, it stops whenever somebody opens the door";
    const labelId = world.labels[0]?.id ?? "";
    await seedTestSet(world.projectId, [{ text: row, labelId }], world.userId);
    await db().label.update({ where: { id: labelId }, data: { guidelines: `As in: ${row}` } });
    const runId = await world.start(2);
    expect(await sentBy(() => generateRun(runId, never, quickWorld()))).toEqual([]);
    const { judging, usage } = await getRunProgress({ ...world, runId });
    expect(judging?.notJudged).toEqual([{ problem: "holdsTestText", count: 6 }]);
    expect(usage.judge?.calls).toBe(0);
    await db().label.update({ where: { id: labelId }, data: { guidelines: "" } });
    await judgeAgain({ ...world, runId });
    expect(await sentBy(() => generateRun(runId, never, quickWorld()))).toHaveLength(6);
  });

  it("is asked about once more where the run is continued", async () => {
    const world = await makeWorld();
    const runId = await world.start(10, 4);
    server.behave({ shares: { serverError: 1 } });
    await generateRun(runId, never, quickWorld());
    expect(await accountOf(runId)).toMatchObject({
      state: "paused",
      error: "judge serverError:500 The server had an error",
    });
    server.behave({ shares: {} });
    await resumeRun({ ...world, runId });
    await generateRun(runId, never, quickWorld());
    const { state, judging } = await getRunProgress({ ...world, runId });
    expect(state).toBe("done");
    expect(judging).toMatchObject({ waiting: 0, notJudged: [] });
  });
});
