import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { exactKey } from "../text.ts";
import { type PlantedKind, plant, plantedKinds } from "./planted-leaks.ts";
import { piecesOf, wordPlaces } from "./word-pieces.ts";

const english = [
  "How do I cancel the transfer to Marie from 12/03/2024?",
  "what is the exchange rate in spain",
  "My card was charged $1,200.50 twice, please reverse it.",
  "ask Jonathan whether the parcel number 4711 has left Berlin",
  "please tell me when the next bus to the airport leaves",
];
const sets: Record<string, string[]> = {
  english,
  chinese: [
    "我的银行卡昨天被盗了怎么办",
    "请问明天去北京的火车几点出发？",
    "我想取消3月12日的订单",
    "信用卡的额度是多少",
  ],
  japanese: [
    "明日の天気を教えてください",
    "カードを紛失したのでどうすればいいですか",
    "東京から大阪までの切符を予約したい",
  ],
  thai: ["ฉันต้องการยกเลิกการโอนเงิน", "บัตรของฉันหายไปเมื่อวานนี้", "อัตราแลกเปลี่ยนวันนี้เท่าไหร่"],
  vietnamese: [
    "tôi muốn hủy đơn hàng ngày hôm qua",
    "thẻ của tôi bị mất phải làm sao",
    "chuyển 500 nghìn cho Lan giúp tôi",
  ],
  russian: [
    "как отменить перевод Марии от 12 марта",
    "моя карта не работает за границей",
    "сколько стоит билет до Москвы",
  ],
  arabic: ["كيف يمكنني إلغاء التحويل إلى أحمد", "لقد فقدت بطاقتي أمس ماذا أفعل", "ما هو سعر الصرف اليوم ٣٤"],
  korean: [
    "어제 카드를 잃어버렸는데 어떻게 하나요",
    "내일 서울 날씨가 어때요",
    "주문 번호 1234 취소해 주세요",
  ],
  hindi: ["मेरा कार्ड कल खो गया क्या करूं", "कल का मौसम कैसा रहेगा बताइए", "खाते में ५०० रुपये भेजो"],
};

const seeds = Array.from({ length: 40 }, (_, seed) => seed);

function leaks(kind: PlantedKind, text: string, others: string[]): (string | null)[] {
  return seeds.map((seed) => plant(kind, text, others, random(seed)));
}

const wordsOf = (text: string) => {
  const pieces = piecesOf(text);
  return wordPlaces(pieces).map((place) => pieces[place] as string);
};

describe.each(Object.entries(sets))("in %s", (_, texts) => {
  it.each(plantedKinds)("%s: always something else, and the same for the same seed", (kind) => {
    for (const text of texts) {
      const found = leaks(kind, text, texts);
      expect(found).toEqual(leaks(kind, text, [...texts]));
      for (const leak of found) {
        expect(leak).not.toBeNull();
        expect(leak).not.toBe(text);
        expect(leak?.isWellFormed()).toBe(true);
        if (kind === "case") expect(exactKey(leak as string)).toBe(exactKey(text));
        else expect(exactKey(leak as string)).not.toBe(exactKey(text));
      }
      if (kind !== "slots") expect(new Set(found).size).toBeGreaterThan(1);
    }
  });

  it("typo: one edit of one letter and no other word", () => {
    for (const text of texts) {
      for (const leak of leaks("typo", text, texts)) {
        expect(Math.abs([...(leak as string)].length - [...text].length)).toBeLessThanOrEqual(3);
        expect(differing(text, leak as string)).toBeLessThanOrEqual(6);
      }
    }
  });

  it("swap: the same letters", () => {
    const sorted = (text: string) => [...text].sort().join("");
    for (const text of texts)
      for (const leak of leaks("swap", text, texts)) expect(sorted(leak as string)).toBe(sorted(text));
  });

  it("truncated: a start or an end of the text, four fifths of the words or all but one", () => {
    for (const text of texts) {
      const count = wordsOf(text).length;
      for (const leak of leaks("truncated", text, texts)) {
        expect(text.includes(leak as string)).toBe(true);
        const rest = (count - 1) * 0.6;
        expect((leak as string).length).toBeGreaterThan(0);
        expect(wordsOf(leak as string).length).toBeGreaterThanOrEqual(Math.floor(rest));
      }
    }
  });

  it("embedded: the text as it is within something longer, no whole other text", () => {
    for (const text of texts) {
      for (const leak of leaks("embedded", text, texts)) {
        expect(leak).toContain(text);
        expect((leak as string).length).toBeGreaterThan(text.length + 5);
        for (const other of texts) if (other !== text) expect(leak).not.toContain(other);
      }
    }
  });
});

/** How many letters lie between the common start and the common end. */
function differing(a: string, b: string): number {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end;
}

describe("slots", () => {
  it.each([
    [
      "numbers and names, not the sentence",
      english[0] as string,
      /^How do I cancel the transfer to \w+ from [\d/]+\?$/,
    ],
    [
      "amounts of any shape",
      english[2] as string,
      /^My card was charged \$\d,\d{3}\.\d\d twice, please reverse it\.$/,
    ],
    ["Arabic digits stay Arabic", "ما هو سعر الصرف اليوم ٣٤", /^ما هو سعر الصرف اليوم [١-٩][٠-٩]$/u],
  ])("%s", (_, text, shape) => {
    for (const leak of leaks("slots", text, english)) expect(leak).toMatch(shape);
  });

  it("where there are none: the rarest word", () => {
    const others = [
      "what is the rate in spain",
      "what is the rate",
      "what is the in",
      "is the what",
      "rate in",
    ];
    for (const leak of leaks("slots", "what is the rate in spain", [...others, "paris tokyo oslo"]))
      expect(leak).toMatch(/^what is the rate in (paris|tokyo|oslo)$/);
  });
});

it("substituted: one word, in the capitals of the one before", () => {
  for (const leak of leaks("substituted", "PLEASE cancel it", english)) {
    const before = ["PLEASE", "cancel", "it"];
    const after = wordsOf(leak as string);
    expect(after.filter((word, index) => word !== before[index])).toHaveLength(1);
    expect(after[0]).toBe(after[0]?.toUpperCase());
  }
});

describe.each<[string, string, PlantedKind[]]>([
  ["one word", "balance", ["case", "typo"]],
  ["two words", "card lost", ["case", "typo", "swap"]],
  ["the same word twice", "no no", ["case", "typo"]],
  ["one letter", "x", ["case"]],
  ["one Chinese character", "好", ["case"]],
  ["two Chinese characters", "你好", ["case", "typo"]],
  ["emoji", "😀👍🏽", ["case"]],
  ["emoji beside words", "I 😀 love this 👍🏽", [...plantedKinds]],
  ["signs only", "?!", ["case"]],
  ["nothing", "", []],
  ["a number", "4711", ["case"]],
])("%s: %j", (_, text, possible) => {
  it.each(plantedKinds)("%s", (kind) => {
    for (const leak of leaks(kind, text, english)) {
      if (possible.includes(kind)) expect(leak).not.toBe(text);
      else expect(leak).toBeNull();
      if (possible.includes(kind)) expect(leak).not.toBeNull();
    }
  });
});

it.each(plantedKinds)("%s: needs no other texts, and takes 10,000 characters", (kind) => {
  const needy = ["substituted", "embedded", "slots"].includes(kind);
  for (const leak of leaks(kind, "please cancel the order", [])) expect(leak === null).toBe(needy);
  for (const long of [`${"lorem ipsum dolor ".repeat(555)}end`, "我的银行卡昨天被盗了".repeat(1000)]) {
    expect(plant(kind, long, english, random(1))).not.toBe(long);
    expect(plant(kind, long, english, random(1))).not.toBeNull();
  }
});
