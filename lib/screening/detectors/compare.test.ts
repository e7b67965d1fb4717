import { describe, expect, it, test } from "vitest";
import { random } from "#lib/core/random.ts";
import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { normalise } from "#lib/core/text.ts";
import { detectors } from "#lib/screening/screening.ts";
import { comparePair, compareRows, type PairScores } from "./compare.ts";
import { Corpus } from "./corpus.ts";

/** Eight words each. */
const rows = [
  "why was my parcel sent back to Hamburg",
  "please cancel the hotel room booked for Friday",
  "which bus line stops near the old lighthouse",
  "my washing machine leaks water onto the floor",
  "how many eggs belong in a chocolate cake",
  "remind me to call the dentist on Monday",
  "turn the lights off in the upstairs bedroom",
  "what documents does a student visa application need",
  "transfer forty euros to my sister before noon",
  "is there gluten in the mushroom soup today",
  "the invoice from last March shows wrong figures",
  "play some quiet piano music while I cook",
];
const unrelated = [
  "penguins dive deeper than anyone had expected so far",
  "he painted the fence green and whistled all afternoon",
  "tides follow the moon, sailors have always known it",
];

/** The text against the rows, as the engine does it: by the cosines of the built-in embedder. */
function compare(text: string, against: readonly string[] = rows, corpusRows = against): PairScores[] {
  const corpus = new Corpus();
  for (const row of corpusRows) corpus.add(row);
  const vectors = embed([text, ...against]);
  const { dimensions } = embedder;
  const cosine = (row: number) => {
    let sum = 0;
    for (let i = 0; i < dimensions; i++)
      sum += (vectors[i] as number) * (vectors[(row + 1) * dimensions + i] as number);
    return Math.max(-1, Math.min(1, sum));
  };
  return compareRows(
    corpus.profile(text),
    against.map((row, i) => ({ row: corpus.profile(row), cosine: cosine(i) })),
  );
}

const probabilities = (...args: Parameters<typeof compare>) =>
  compare(...args).map(({ probability }) => probability);

const leaks: [string, (words: string[], row: number) => string][] = [
  ["case and punctuation", (words) => `${words.join("  ").toUpperCase()} !!`],
  ["a typo", (words, row) => withTypo(words, row).join(" ")],
  ["two words swapped", (words, row) => withSwap(words, row).join(" ")],
  ["its end cut off", (words) => words.slice(0, -1).join(" ")],
  ["its beginning cut off", (words) => words.slice(1).join(" ")],
  ["more text before it", (words) => `Good morning to you all, one short question: ${words.join(" ")}`],
  ["two words before it", (words) => `Hello everybody, ${words.join(" ")}`],
  ["a word on either side", (words) => `Say, ${words.join(" ")}, please`],
  ["two words on either side", (words) => `Hello everybody, ${words.join(" ")}, dear friends`],
  [
    "more text around it",
    (words) => `Sorry to bother you. ${words.join(" ")}? Many thanks, I am rather new here.`,
  ],
];

/** A letter in the middle of one of the longer words doubled. */
function withTypo(words: string[], row: number): string[] {
  const long = words.flatMap((word, i) => (word.length > 3 ? [i] : []));
  const at = random(row).pick(long);
  return words.map((word, i) => (i === at ? `${word.slice(0, 2)}${word.slice(1)}` : word));
}

function withSwap(words: string[], row: number): string[] {
  const at = random(row).int(words.length - 1);
  return words.toSpliced(at, 2, words[at + 1] as string, words[at] as string);
}

describe.each(leaks)("a row with %s", (_, leak) => {
  it("is more than .85 likely to be that row, and none of the others is likelier", () => {
    for (const [i, row] of rows.entries()) {
      const text = leak(row.split(" "), i);
      const found = probabilities(text);
      expect(found[i], text).toBeGreaterThan(0.85);
      expect(Math.max(...found), text).toBe(found[i]);
      expect(Math.max(...found.toSpliced(i, 1)), text).toBeLessThan(0.5);
    }
  });
});

describe("compareRows", () => {
  test.each(unrelated)("is below .1 for %j, with every row", (text) => {
    expect(Math.max(...probabilities(text))).toBeLessThan(0.1);
  });

  it("gives the same text probability 1 by the exact detector, however it is written", () => {
    for (const [i, row] of rows.entries()) {
      const found = compare(`  ${row.toUpperCase().replaceAll(" ", " … ")}?`)[i];
      expect(found).toMatchObject({ probability: 1, evidence: "exact" });
      expect(found?.scores).toMatchObject({ exact: 1, wordEdit: 1, containment: 1, overlap: 1, template: 1 });
    }
  });

  test.each([
    ["a typo", "which bus line stops near the old lighthuose", "wordEdit"],
    ["words swapped", "which bus line near stops the old lighthouse", "overlap"],
    [
      "the row in a longer text",
      "good morning, which bus line stops near the old lighthouse at night",
      "containment",
    ],
    ["most of the row", "which bus line stops near the old", "containment"],
    ["another value", "which bus line stops near the old piano", "template"],
  ])("says which detector speaks for %s", (_, text, evidence) => {
    expect(compare(text)[2]?.evidence).toBe(evidence);
  });

  it("compares a text alone as comparePair does, and with no rows not at all", () => {
    const corpus = new Corpus();
    for (const row of rows) corpus.add(row);
    const [text, row] = [corpus.profile("which bus stops near here"), corpus.profile(rows[2] as string)];
    expect(compareRows(text, [{ row, cosine: 0.6 }])).toEqual([comparePair(text, row, 0.6)]);
    expect(compareRows(text, [])).toEqual([]);
  });

  it("finds a row that stands out at least as probable as the same row among its equals", () => {
    const text = "does any bus go past the old lighthouse";
    const equals = [
      "does any bus pass by the lighthouse",
      "do buses go past the lighthouse",
      "any bus past the old lighthouse now",
    ];
    const all = [...rows, ...equals];
    const target = rows[2] as string;
    const among = probabilities(text, [target, ...equals], all)[0] as number;
    const apart = probabilities(
      text,
      [target, ...rows.filter((row) => row !== target).slice(0, 3)],
      all,
    )[0] as number;
    expect(apart).toBeGreaterThanOrEqual(among);
  });

  it("is hardly less sure of a row after rows of another subject came", () => {
    const foreign = Array.from(
      { length: 40 },
      (_, i) => `glacier ${i} melts behind basalt ridges number ${i * 7}`,
    );
    const texts = [
      ...rows.map((row, i) => withTypo(row.split(" "), i).join(" ")),
      "which bus line halts close to the old lighthouse",
      "do I have to hand in papers for a student visa application",
    ];
    for (const text of texts) {
      const before = Math.max(...probabilities(text));
      const after = Math.max(...probabilities(text, [...rows, ...foreign]));
      expect(after, text).toBeGreaterThan(before - 0.1);
    }
  });

  it("does not depend on the order of the rows", () => {
    const text = "which bus line stops near the new lighthouse";
    const found = compare(text);
    expect(compare(text, rows.toReversed()).toReversed()).toEqual(found);
  });
});

describe("any text", () => {
  const long = Array.from({ length: 2000 }, (_, i) => `wo${i % 97}`)
    .join(" ")
    .slice(0, 10_000);
  const strange = [
    "",
    " \n\t",
    "?!… --- ***",
    "🙂🙂🙂",
    "👨‍👩‍👧‍👦 👍🏽",
    "\u200b\u202e",
    "\ud800",
    "0",
    "a",
    "a a a a a a a a",
    "1 2 3 4 5 6 7 8",
    "كيف يمكنني إلغاء التحويل إلى أحمد",
    "היכן הכרטיס שלי",
    "我的银行卡昨天被盗了怎么办",
    "カードを紛失しました",
    "ฉันต้องการยกเลิกการโอนเงิน",
    "어제 카드를 잃어버렸는데",
    "Как отменить перевод?",
    "x".repeat(10_000),
    "卡".repeat(10_000),
    long,
  ];

  it("gives finite numbers within their ranges with any other", () => {
    const against = [...strange, ...rows.slice(0, 2)];
    for (const text of against) {
      for (const [i, { probability, scores }] of compare(text, against).entries()) {
        const pair = `${text.slice(0, 20)} | ${against[i]?.slice(0, 20)}`;
        expect(probability >= 0 && probability <= 1, pair).toBe(true);
        for (const name of detectors) {
          const least = name === "cosine" ? -1 : 0;
          expect(scores[name] >= least && scores[name] <= 1, `${name} of ${pair}`).toBe(true);
        }
      }
    }
  });

  it("is surely itself, unless there is nothing to see", () => {
    for (const text of strange) {
      const isNothing = normalise(text) === "" && !/\p{S}|\p{P}/u.test(text) && text !== "\ud800";
      const [first] = probabilities(text, [text, ...rows]);
      if (isNothing) expect(first, JSON.stringify(text)).toBeLessThan(0.5);
      else expect(first, text.slice(0, 20)).toBe(1);
    }
  });
});
