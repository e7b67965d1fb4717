import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { random } from "#lib/core/random.ts";
import { createScreeningEngine, screeningEngine } from "#lib/screening/engine/screening-engine.ts";
import { defaultThresholds, judge, type ReferenceRow, type ScreenedText } from "#lib/screening/screening.ts";

const engine = screeningEngine();
afterAll(() => engine.close());

function rows(prefix: string, texts: readonly string[]): ReferenceRow[] {
  return texts.map((text, i) => ({ id: `${prefix}${i}`, text }));
}

function exemplars(texts: readonly string[], first = 1): ScreenedText[] {
  return texts.map((text, i) => ({ id: `e${first + i}`, number: first + i, text }));
}

async function load(test: readonly string[], support: readonly string[] = [], known: ScreenedText[] = []) {
  await engine.load({
    projectId: "p",
    corpusKey: "key",
    test: rows("t", test),
    support: rows("s", support),
    exemplars: known,
  });
}

async function findings(texts: ScreenedText[]): Promise<string[][]> {
  const results = await engine.screen("p", texts);
  return results.map(({ scores }) =>
    judge(scores, defaultThresholds).map(({ kind, matchId }) => `${kind} ${matchId}`),
  );
}

describe("planted copies of test rows are leaks", () => {
  const planted: [language: string, test: string, copy: string][] = [
    ["English", "How do I locate my card?", "How do I locate my card?"],
    ["English, re-cased", "How do I locate my card?", "HOW DO I LOCATE MY CARD"],
    ["English, apostrophes gone", "I don't see my top-up", "i dont see my topup"],
    ["English, one word", "I still have not received it", "I still have not misplaced it"],
    ["English, one word with an apostrophe", "I don't see it", "I cannot see it"],
    ["English, one word of two", "card lost", "card stolen"],
    [
      "English, inside more",
      "Why was I charged twice this month?",
      "Hello! Why was I charged twice this month? Bye.",
    ],
    ["Chinese", "我想取消我的信用卡", "我想取消我的信用卡。"],
    ["Chinese, a comma gone", "你好，我想取消我的信用卡", "你好我想取消我的信用卡！"],
    ["Chinese, one word", "我想取消我的信用卡", "我想更换我的信用卡"],
    ["Chinese, one word at the end", "我想取消我的信用卡", "我想取消我的订单"],
    ["Japanese, one word", "カードを再発行したいです", "カードを確認したいです"],
    ["Thai, one word", "ฉันต้องการยกเลิกบัตร", "ฉันต้องการเปิดใช้บัตร"],
    ["Korean, one word", "카드를 취소하고 싶어요", "카드를 변경하고 싶어요"],
    ["Vietnamese, re-cased", "Tôi muốn hủy thẻ của mình", "TÔI MUỐN HỦY THẺ CỦA MÌNH!"],
    ["Vietnamese, marks taken apart", "Tôi muốn hủy thẻ", "Tôi muốn hủy thẻ".normalize("NFD")],
    ["Vietnamese, one word", "Tôi muốn hủy thẻ của mình", "Tôi muốn đổi thẻ của mình"],
    ["Russian, re-cased", "Где моя новая карта?", "ГДЕ МОЯ НОВАЯ КАРТА"],
    ["Russian, one word", "Где моя новая карта?", "Где моя старая карта?"],
    ["Arabic", "أريد إلغاء بطاقتي", "أريد إلغاء بطاقتي؟"],
    ["Arabic, one word", "أريد إلغاء بطاقتي", "أريد تفعيل بطاقتي"],
    ["German, re-cased", "Wie heißt die Straße?", "WIE HEISST DIE STRASSE?"],
    ["Turkish, re-cased", "İptal etmek istiyorum", "iptal etmek istiyorum"],
    ["Hindi, one word", "मुझे अपना कार्ड रद्द करना है", "मुझे अपना कार्ड बदल करना है"],
    ["emoji", "👍🎉", "👍🎉"],
    ["emoji and text", "great 👍 job", "Great job!"],
    ["invisible characters", "where is my card", "where is m\u200by car\u00add"],
  ];

  test.each(planted)("%s", async (_, row, copy) => {
    await load(["Exchange rates for the weekend", row]);
    const [found] = await findings(exemplars([copy]));
    expect(found?.some((finding) => /leak t1$/.test(finding))).toBe(true);
  });

  test.each([
    ["What is the weather today?", "How do I locate my card?"],
    ["今天天气怎么样", "我想取消我的信用卡"],
    ["Какая сегодня погода?", "Где моя новая карта?"],
    ["👍", "👎"],
    ["card", "cards"],
  ])("%j is no leak of %j", async (text, row) => {
    await load([row]);
    expect(await findings(exemplars([text]))).toEqual([[]]);
  });
});

describe("screen", () => {
  test("names support copies and duplicates, the earlier exemplar being the original", async () => {
    await load(["Unrelated test row"], ["Please block my card"], exemplars(["I want a refund"]));
    const texts = exemplars(
      ["please BLOCK my card", "A wholly new sentence", "i want a refund!", "A wholly new sentence"],
      2,
    );
    const found = await findings(texts.toReversed());
    expect(found.toReversed().map((each) => each[0] ?? "")).toEqual([
      "support-copy s0",
      "",
      "duplicate e1",
      "duplicate e3",
    ]);
    expect(await engine.loaded("p")).toEqual({ corpusKey: "key", exemplars: 5 });
  });

  test("an edited exemplar does not match what it was, nor later ones", async () => {
    await load(
      [],
      [],
      exemplars(["I want a refund now", "Where is the nearest branch", "Open an account for me"]),
    );
    const edited = { id: "e2", number: 2, text: "Where is the nearest branch?" };
    expect(await findings([edited])).toEqual([[]]);
    expect(await findings([{ ...edited, text: "Open an account for me" }])).toEqual([[]]);
    expect(await findings([{ ...edited, text: "I want a refund now" }])).toEqual([
      ["duplicate e1", "duplicate e1"],
    ]);
    expect(await findings(exemplars(["Where is the nearest branch"], 4))).toEqual([[]]);
    expect((await engine.loaded("p"))?.exemplars).toBe(4);
  });

  test("a forgotten exemplar matches nothing", async () => {
    await load([], [], exemplars(["I want a refund now"]));
    await engine.forgetExemplars("p", ["e1", "unknown"]);
    expect(await findings(exemplars(["I want a refund now"], 2))).toEqual([[]]);
  });

  test("always gives the cosine to the nearest test row, and marks where texts overlap", async () => {
    await load(["Where is my new card?"]);
    const [far, near] = await engine.screen("p", exemplars(["zzz qqq", "Where is my OLD card?"]));
    expect(far?.scores.map(({ detector, against }) => [detector, against])).toEqual([["cosine", "test"]]);
    const spans = near?.scores.filter((score) => score.spans);
    expect(spans?.length).toBe(1);
    expect(spans?.[0]?.spans).toEqual([
      [0, 11],
      [16, 20],
    ]);
  });

  test("in many batches gives what it gives in one", async () => {
    const stream = random("batches");
    const words = "lost card refund order cancel money transfer app login new old broken fee rate".split(" ");
    const text = () => Array.from({ length: 2 + stream.int(8) }, () => stream.pick(words)).join(" ");
    const test = Array.from({ length: 300 }, text);
    const support = Array.from({ length: 100 }, text);
    const texts = exemplars(Array.from({ length: 2500 }, text));
    await load(test, support);
    const atOnce = await engine.screen("p", texts);
    await load(test, support, texts.slice(0, 700));
    const inParts = atOnce.slice(0, 700);
    for (const [from, to] of [
      [700, 701],
      [701, 1900],
      [1900, 2500],
    ] as const) {
      inParts.push(...(await engine.screen("p", texts.slice(from, to))));
    }
    const plain = (results: typeof atOnce) =>
      results.map(({ id, scores }) => [
        id,
        ...scores.map(({ detector, against, score }) => `${detector} ${against} ${score.toFixed(4)}`),
      ]);
    expect(plain(inParts)).toEqual(plain(atOnce));
  });

  test("projects do not see each other, and a forgotten one must be loaded again", async () => {
    await load(["Where is my card"]);
    await engine.load({ projectId: "other", corpusKey: "k", test: [], support: [], exemplars: [] });
    expect(await engine.screen("other", exemplars(["Where is my card"]))).toEqual([{ id: "e1", scores: [] }]);
    await engine.forget("other");
    expect(await engine.loaded("other")).toBeNull();
    await expect(engine.screen("other", [])).rejects.toMatchObject({ reason: "not-loaded" });
  });
});

describe("a thread that stops", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "screening-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const broken: ReturnType<typeof createScreeningEngine>[] = [];
  afterEach(() => Promise.all(broken.splice(0).map((each) => each.close())));

  async function engineOf(name: string, onScreen: string) {
    const file = path.join(folder, `${name}.mjs`);
    await writeFile(
      file,
      `import { parentPort } from "node:worker_threads";
      parentPort.on("message", ({ call, method }) => {
        if (method === "screen") { ${onScreen} }
        if (method === "loaded") parentPort.postMessage({ call, output: null });
      });`,
    );
    const made = createScreeningEngine(file);
    broken.push(made);
    return made;
  }

  test.each([
    ["throws", `throw new Error("boom");`],
    ["exits", "process.exit(3);"],
    ["rejects", `Promise.reject(new Error("boom"));`],
  ])("because it %s rejects what waits, and the next call starts another", async (name, onScreen) => {
    const made = await engineOf(name, onScreen);
    const waiting = Promise.allSettled([made.screen("p", []), made.screen("p", [])]);
    for (const outcome of await waiting) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { reason: "thread-stopped" } });
    }
    expect(await made.loaded("p")).toBeNull();
  });

  test("because it was closed rejects what waits", async () => {
    const made = await engineOf("waits", "");
    const waiting = expect(made.screen("p", [])).rejects.toMatchObject({ reason: "thread-stopped" });
    await made.close();
    await waiting;
    expect(await made.loaded("p")).toBeNull();
  });

  test("because its file is missing rejects too", async () => {
    const made = createScreeningEngine(path.join(folder, "missing.mjs"));
    await expect(made.loaded("p")).rejects.toMatchObject({ reason: "thread-stopped" });
  });
});
