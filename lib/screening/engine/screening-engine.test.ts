import { afterAll, describe, expect, test } from "vitest";
import { random } from "#lib/core/random.ts";
import { screeningEngine } from "#lib/screening/engine/screening-engine.ts";
import {
  defaultThresholds,
  type Match,
  type ReferenceRow,
  type ScreenedText,
  type TextVectors,
} from "#lib/screening/screening.ts";

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

/** Whether the default thresholds make a finding of it. */
function isFound({ against, probability, scores }: Match): boolean {
  const least = against === "test" ? defaultThresholds.leak : defaultThresholds.duplicate;
  return (
    probability >= least ||
    scores.wordEdit >= defaultThresholds.wordEdit ||
    scores.cosine >= defaultThresholds.cosine
  );
}

async function findings(texts: ScreenedText[]): Promise<string[][]> {
  const results = await engine.screen("p", texts);
  return results.map(({ matches }) =>
    matches.filter(isFound).map(({ against, matchId }) => `${against} ${matchId}`),
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
    expect(found).toEqual(["test t1"]);
  });

  test.each([
    ["What is the weather today?", "How do I locate my card?"],
    ["今天天气怎么样", "我想取消我的信用卡"],
    ["Какая сегодня погода?", "Где моя новая карта?"],
    ["👍", "👎"],
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
      "support s0",
      "",
      "exemplar e1",
      "exemplar e3",
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
    expect(await findings([{ ...edited, text: "I want a refund now" }])).toEqual([["exemplar e1"]]);
    expect(await findings(exemplars(["Where is the nearest branch"], 4))).toEqual([[]]);
    expect((await engine.loaded("p"))?.exemplars).toBe(4);
  });

  test("a forgotten exemplar matches nothing", async () => {
    await load([], [], exemplars(["I want a refund now"]));
    await engine.forgetExemplars("p", ["e1", "unknown"]);
    expect(await findings(exemplars(["I want a refund now"], 2))).toEqual([[]]);
  });

  test("always gives a match with the test set, and marks where texts overlap", async () => {
    await load(["Where is my new card?"]);
    const [far, near] = await engine.screen("p", exemplars(["zzz qqq", "Where is my OLD card?"]));
    expect(far?.matches).toMatchObject([{ against: "test", matchId: "t0", spans: [] }]);
    expect(near?.matches).toMatchObject([
      {
        against: "test",
        matchId: "t0",
        spans: [
          [0, 11],
          [16, 20],
        ],
      },
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
      results.map(({ id, matches }) => [
        id,
        ...matches.map(
          ({ against, matchId, probability }) => `${against} ${matchId} ${probability.toFixed(4)}`,
        ),
      ]);
    expect(plain(inParts)).toEqual(plain(atOnce));
  });

  test("projects do not see each other, and a forgotten one must be loaded again", async () => {
    await load(["Where is my card"]);
    await engine.load({ projectId: "other", corpusKey: "k", test: [], support: [], exemplars: [] });
    expect(await engine.screen("other", exemplars(["Where is my card"]))).toEqual([
      { id: "e1", matches: [] },
    ]);
    await engine.forget("other");
    expect(await engine.loaded("other")).toBeNull();
    await expect(engine.screen("other", [])).rejects.toMatchObject({ reason: "not-loaded" });
  });
});

describe("probe", () => {
  test("gives what each text is most like in the test set, and adds nothing", async () => {
    await load(["Where is my card?", "I want a refund"], ["Please block my card"]);
    const found = await engine.probe("p", ["i want a REFUND", "please block my card", "where is my cards"]);
    expect(found.map((match) => match?.matchId)).toEqual(["t1", "t0", "t0"]);
    expect(found[0]?.scores.exact).toBe(1);
    expect(await engine.probe("p", [])).toEqual([]);
    expect((await engine.loaded("p"))?.exemplars).toBe(0);
    await load([], ["Please block my card"]);
    expect(await engine.probe("p", ["please block my card"])).toEqual([null]);
    await expect(engine.probe("unknown", ["x"])).rejects.toMatchObject({ reason: "not-loaded" });
  });

  test("leaves a row out at its own place, and only there", async () => {
    const questions = ["Where is my card?", "where is my card", "I want a refund"];
    await load(questions);
    const found = await engine.probe("p", [...questions, "Where is my card?"], {
      leaveOut: ["t0", "t1", "t2", null],
    });
    expect(found.slice(0, 2).map((match) => match?.matchId)).toEqual(["t1", "t0"]);
    expect(found[2]?.matchId).not.toBe("t2");
    expect(found[3]?.matchId).toBe("t0");
    await load(["Where is my card?"]);
    expect(await engine.probe("p", ["Where is my card?"], { leaveOut: ["t0"] })).toEqual([null]);
  });

  test("gives the texts of many slices in their order", async () => {
    const questions = Array.from({ length: 500 }, (_, i) => `question number ${i} about card ${i * 7}`);
    await load(questions);
    const texts = Array.from({ length: 3000 }, (_, i) => questions[(i * 7) % 500] as string);
    const found = await engine.probe("p", texts);
    expect(found.map((match) => match?.matchId)).toEqual(texts.map((_, i) => `t${(i * 7) % 500}`));
  });
});

describe("with the vectors of another embedder", () => {
  const vectors = (...rows: number[][]): TextVectors => ({
    dimensions: 2,
    vectors: Float32Array.from(rows.flat()),
  });
  const questions = ["Where is my card?", "I want a refund"];

  async function loadForeign() {
    await engine.load({
      projectId: "p",
      corpusKey: "key",
      test: rows("t", questions),
      support: [],
      exemplars: exemplars(["Something else"]),
      vectors: { test: vectors([1, 0], [0, 1]), support: vectors(), exemplars: vectors([0.6, 0.8]) },
    });
  }

  test("their cosine counts, and words still find what they find", async () => {
    await loadForeign();
    const texts = exemplars(["Wholly new", "i want a refund"], 2);
    const [far, near] = await engine.screen("p", texts, vectors([0.8, 0.6], [1, 0]));
    expect(far?.matches.map(({ against, matchId }) => [against, matchId])).toContainEqual(["exemplar", "e1"]);
    expect(far?.matches[0]?.scores.cosine).toBeCloseTo(0.8, 5);
    expect(far?.matches[1]?.scores.cosine).toBeCloseTo(0.96, 5);
    expect(near?.matches[0]).toMatchObject({ matchId: "t1", scores: { exact: 1 } });
    expect(near?.matches[0]?.scores.cosine).toBeCloseTo(1, 5);
    const [probed] = await engine.probe("p", ["zzz"], { vectors: vectors([0, 1]) });
    expect(probed?.scores.cosine).toBeCloseTo(1, 5);
  });

  test.each([
    ["none", undefined],
    ["of other dimensions", { dimensions: 3, vectors: new Float32Array(3) }],
    ["too few", { dimensions: 2, vectors: new Float32Array(0) }],
  ])("%s are refused, and the project must be loaded again", async (_, given) => {
    await loadForeign();
    await expect(engine.screen("p", exemplars(["Wholly new"], 2), given)).rejects.toMatchObject({
      reason: "failed",
    });
    expect(await engine.loaded("p")).toBeNull();
  });
});
