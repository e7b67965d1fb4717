import { describe, expect, it } from "vitest";
import { type Random, random } from "#lib/core/random.ts";
import { words } from "#lib/core/text.ts";
import { digestRows } from "./digests.ts";
import { judgeBody } from "./judge-body.ts";

const SALT = new Uint8Array(16).fill(7);

function judgeOf(rows: readonly string[]) {
  const { anywhere, alone } = digestRows(rows, SALT);
  const joined = (digests: Set<string>) => Buffer.from([...digests].join(""), "latin1");
  const judge = judgeBody({ salt: SALT, anywhere: joined(anywhere), alone: joined(alone) });
  return (...contents: unknown[]) =>
    judge(
      JSON.stringify({
        model: "test-model",
        messages: contents.map((content, i) => ({ role: i === 0 ? "system" : "user", content })),
        temperature: 0.7,
      }),
    );
}

const WORDS =
  "the a my card was not there when we went to see it nobody knew why this one has so many of them";
const ODD = [
  "don't",
  "top-up",
  "naïve",
  "Straße",
  "café",
  "ΟΔΟΣ",
  "3.50",
  "e-mail",
  "l'eau",
  "мой",
  "카드를",
  "हिन्दी",
];
const drawWord = (stream: Random) => stream.pick([...WORDS.split(" "), ...ODD]) + stream.int(40);
const drawWords = (stream: Random, count: number) =>
  Array.from({ length: count }, (_, i) => drawWord(stream.fork(i)));

/** The same words as somebody else might write them. */
function disguised(said: readonly string[], stream: Random): string {
  const between = [" ", "  ", "\n", "\t", ", ", " – ", "… ", "\u00a0", "\u200b ", "-", "/", '" "', "\r\n> "];
  const changes: ((word: string) => string)[] = [
    (word) => word,
    (word) => word.toUpperCase(),
    (word) => word.toLowerCase(),
    (word) => word.normalize("NFD"),
    (word) => [...word].join("\u200d"),
    (word) => `*${word}*`,
    (word) => word.replace(/[a-z0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
    (word) => `\u00ad${word}\ufeff`,
    (word) => word.replace(/['’-]/g, ""),
  ];
  return said.map((word) => stream.pick(changes)(word) + stream.pick(between)).join("");
}

const REFUSED = /^Line \d+ of message \d+ holds a part of the sealed test set\.$/;

describe("any eight words of a row", () => {
  it.each(Array.from({ length: 300 }, (_, i) => i))("are found wherever they stand (%i)", (seed) => {
    const stream = random(`window ${seed}`);
    const rows = Array.from({ length: 5 }, (_, i) => {
      const said = stream.fork(i);
      return drawWords(said, 8 + said.int(12));
    });
    const row = stream.pick(rows);
    const from = stream.int(row.length - 7);
    const window = disguised(row.slice(from, from + 8), stream);
    const around = () => drawWords(stream.fork(`around ${stream.int(1000)}`), stream.int(30)).join(" ");
    const judge = judgeOf(rows.map((each) => each.join(" ")));
    const contents: unknown[] = [around(), around(), around()];
    const at = stream.int(3);
    const text = `${contents[at]} ${window} ${around()}`;
    contents[at] = stream.pick<unknown>([
      text,
      [{ type: "text", text }],
      [
        { type: "image_url", image_url: { url: "https://a.invalid/b.png" } },
        { type: "text", text: "and" },
        { type: "text", text },
      ],
      { parts: [{ nested: { deep: [text] } }] },
      JSON.stringify({ example: text }),
    ]);
    expect(judge(...contents)).toMatch(REFUSED);
    expect(judge(...contents)).toContain(`message ${at + 1} `);
  });
});

describe("seven words of a row", () => {
  it.each(Array.from({ length: 300 }, (_, i) => i))("may leave (%i)", (seed) => {
    const stream = random(`shared ${seed}`);
    const rows = Array.from({ length: 5 }, (_, i) => words(drawWords(stream.fork(i), 20).join(" ")));
    const judge = judgeOf(rows.map((each) => each.join(" ")));
    const own = () => `own${stream.int(1e9)}`;
    const text = Array.from({ length: 10 }, () => {
      const row = stream.pick(rows);
      const count = stream.int(8);
      const from = stream.int(row.length - count);
      return [own(), ...row.slice(from, from + count), own()].join(" ");
    }).join("\n");
    expect(judge(text, text)).toBeNull();
  });
});

describe("a whole shorter row", () => {
  const judge = judgeOf([
    "transfer",
    "Card lost?",
    "where is my card",
    "I can't pay by phone",
    "👍 !",
    "b \n b",
  ]);

  it.each([
    ["Write a text about a transfer to somebody."],
    ["Transfer money\nA transfer\nTransfers"],
    ["The card lost its colour"],
    ["Tell me where my card is, and what a thumb 👍 means"],
    ["transfer, refund, top up"],
    ["Label: transfer"],
    ["I can pay by phone"],
  ])("may be said in part or within a sentence if it is short: %j", (text) => {
    expect(judge("Be brief.", text)).toBeNull();
  });

  it.each([
    ["transfer", 1],
    ["  «Transfer!» ", 1],
    ["Texts:\n- transfer\n- other", 2],
    ["Texts:\n2) TRANSFER", 2],
    ["Example 3: transfer\nmore", 1],
    ["One\r\n\r\nt\u200br\u200ban\u00adsfer.", 3],
    ["Like these:\n- fine\n- card\u2003lost", 3],
    ['Say ["so",\n"card-lost",\n"or so"]', 2],
    ["somebody asked WHERE is my, card yesterday", 1],
    ["yes:\nwhere is\nmy card", 2],
    ["i cant pay by phone", 1],
    ["- 👍!", 1],
    ["1. B b\n", 1],
    ["- b\n  b", 1],
    [String.raw`{"texts":"one\ntransfer\ntwo"}`, 2],
  ])("is refused where it stands alone, or anywhere from four words on: %j", (text, line) => {
    expect(judge("Be brief.", text)).toBe(`Line ${line} of message 2 holds a part of the sealed test set.`);
    expect(judge(text)).toBe(`Line ${line} of message 1 holds a part of the sealed test set.`);
  });
});

describe("scripts without spaces", () => {
  const rows = {
    zh: "我想知道为什么我的银行卡在昨天的交易中被拒绝了而且没有收到任何通知",
    ja: "昨日カードで支払いをしようとしたら拒否されてしまいました。どうすればいいですか",
    th: "ฉันต้องการทราบว่าทำไมบัตรของฉันถึงถูกปฏิเสธเมื่อวานนี้ที่ร้านค้า",
    km: "ខ្ញុំចង់ដឹងថាហេតុអ្វីបានជាកាតរបស់ខ្ញុំត្រូវបានបដិសេធកាលពីម្សិលមិញ",
  };
  const judge = judgeOf([...Object.values(rows), "取消", "取消我的银行卡订单"]);
  const windows = Object.entries(rows).flatMap(([language, row]) => {
    const found = words(row);
    return found.slice(7).map((_, from) => [language, found.slice(from, from + 8).join("")] as const);
  });

  it.each(windows)("%s: eight words are found inside a longer text: %j", (_, window) => {
    expect(window.length).toBeGreaterThan(7);
    for (const text of [
      window,
      `请写一句话${window}谢谢`,
      `Like:${window}`,
      [...window].join("\u200b"),
      `ก${window.normalize("NFD")}ก`,
    ]) {
      expect(judge("Be brief.", text)).toMatch(REFUSED);
    }
  });

  it("takes a short row for said only where it stands alone", () => {
    expect(judge("请取消我的订单")).toBeNull();
    expect(judge("例：\n- 取消。")).toMatch(/^Line 2 /);
    expect(judge("请取消我的银行卡订单吧")).toMatch(REFUSED);
  });

  it("lets texts pass that share seven words", () => {
    for (const row of Object.values(rows)) {
      const found = words(row);
      for (const [from] of found.slice(6).entries()) {
        expect(judge(`写：${found.slice(from, from + 7).join("")}。好`)).toBeNull();
      }
    }
  });
});

describe("a request's body", () => {
  const judge = (body: string) => {
    const { anywhere, alone } = digestRows(["one two three four five six seven eight nine", "user"], SALT);
    const joined = (digests: Set<string>) => Buffer.from([...digests].join(""), "latin1");
    return judgeBody({ salt: SALT, anywhere: joined(anywhere), alone: joined(alone) })(body);
  };
  const window = "Two three four five six seven eight nine.";

  it.each([
    ["no JSON", "{", /cannot be read/],
    ["a form", "text=one+two", /cannot be read/],
    ["a text", JSON.stringify(window), /of the settings holds/],
    ["a list", JSON.stringify([[window]]), /of the settings holds/],
    ["a description in a schema", JSON.stringify({ tools: [{ description: window }] }), /of the settings/],
    ["the name of a field", JSON.stringify({ messages: [{ [window]: 1 }] }), /of the settings/],
    ["a name that an object has anyway", JSON.stringify({ constructor: window }), /of the settings/],
    ["texts to embed", JSON.stringify({ input: ["fine", `a\n${window}`] }), /^Line 2 of input 2 holds/],
    ["one prompt", JSON.stringify({ prompt: window }), /^Line 1 of prompt 1 holds/],
    ["a tool's answer", JSON.stringify({ messages: [{ role: "tool", content: window }] }), /message 1/],
  ])("is refused for what it holds as %s", (_, body, expected) => {
    expect(judge(body)).toMatch(expected);
    expect(judge(body)).not.toMatch(/three|eight/);
  });

  it("may hold a short row as a word of the protocol", () => {
    const asked = {
      model: "user",
      messages: [{ role: "user", content: [{ type: "text", text: "one two" }] }],
    };
    expect(judge(JSON.stringify(asked))).toBeNull();
  });
});

it("finds a window of words that are longer than any word", () => {
  const long = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(300));
  const judge = judgeOf([long.join(" ")]);
  expect(judge(`see ${long.join("  ")} there`)).toMatch(REFUSED);
  expect(judge(`see ${long.slice(1).join(" ")} there`)).toBeNull();
});
