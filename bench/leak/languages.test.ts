import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exactKey } from "#lib/core/text.ts";
import { languages, parseTrial, readLanguage } from "./languages.ts";

const kinds = ["case", "typo", "swap", "slots", "truncated", "embedded", "paraphrase"];

describe.each(languages)("the trial in %s", (language) => {
  const { test, innocent, leaks } = parseTrial(
    readFileSync(new URL(`languages/${language}.tsv`, import.meta.url), "utf8"),
  );
  const rowOf = (source: number) => test[source - 1] as string;

  it("has rows, innocent texts and a dozen leaks of each kind", () => {
    expect(test.length).toBeGreaterThanOrEqual(40);
    expect(innocent.length).toBeGreaterThanOrEqual(60);
    for (const kind of kinds) {
      expect(leaks.filter((leak) => leak.kind === kind).length, kind).toBeGreaterThanOrEqual(12);
    }
  });

  it("has no text twice", () => {
    const texts = [...test, ...innocent, ...leaks.map(({ text }) => text)];
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
    const known = new Set(test.map(exactKey));
    expect(known.size).toBe(test.length);
    expect(innocent.filter((text) => known.has(exactKey(text)))).toEqual([]);
  });

  it("has the row itself behind a change of case and of no other kind", () => {
    const isSame = leaks.filter(({ source, text }) => exactKey(text) === exactKey(rowOf(source)));
    expect(isSame.filter(({ kind }) => kind !== "case")).toEqual([]);
    expect(leaks.filter((leak) => leak.kind === "case" && !isSame.includes(leak))).toEqual([]);
  });

  it("cuts a truncated row and surrounds an embedded one", () => {
    const strays = leaks.filter(({ kind, source, text }) => {
      const [leak, row] = [exactKey(text), exactKey(rowOf(source))];
      if (kind === "truncated") return !row.includes(leak) || leak.length < 0.6 * row.length;
      return kind === "embedded" && !leak.includes(row);
    });
    expect(strays).toEqual([]);
  });

  it("is read by kind, in the order of the file", () => {
    const trial = readLanguage(language);
    expect(trial.test).toEqual(test);
    expect(trial.innocent).toEqual(innocent);
    expect(Object.keys(trial.leaks).toSorted()).toEqual(
      [...new Set(leaks.map(({ kind }) => kind))].toSorted(),
    );
    for (const [kind, texts] of Object.entries(trial.leaks)) {
      expect(texts).toEqual(leaks.filter((leak) => leak.kind === kind).map(({ text }) => text));
    }
  });
});

describe("parseTrial", () => {
  const lines = (...rows: string[]) => ["kind\tsource\ttext", ...rows].join("\n");

  it("reads lines with and without a last line break", () => {
    const read = { test: ["a b"], innocent: ["c"], leaks: [{ kind: "typo", source: 1, text: "a v" }] };
    const content = lines("test\t1\ta b", "innocent\t\tc", "typo\t1\ta v");
    expect(parseTrial(content)).toEqual(read);
    expect(parseTrial(`${content}\n`.replaceAll("\n", "\r\n"))).toEqual(read);
  });

  it.each([
    ["", "Line 1 must be kind, source and text, separated by tabs."],
    ["test\t1\ta", "Line 1 must be kind, source and text, separated by tabs."],
    [lines("test\t1"), "Line 2 has not three columns."],
    [lines("test\t1\ta\tb"), "Line 2 has not three columns."],
    [lines("test\t1\ta", "", "test\t2\tb"), "Line 3 has not three columns."],
    [lines("Test\t1\ta"), "Line 2 has no kind in small letters."],
    [lines("test\t1\t  "), "Line 2 has no text."],
    [lines("innocent\t\t"), "Line 2 has no text."],
    [lines("innocent\t1\ta"), "Line 2 is innocent, so it can have no source."],
    [lines("test\t\ta"), "Line 2 has no number of a test row as its source."],
    [lines("typo\t1.5\ta"), "Line 2 has no number of a test row as its source."],
    [lines("test\t1\ta", "test\t3\tb"), "Line 3 is a test row out of order."],
    [lines("test\t1\ta", "typo\t2\tb"), "Line 3 names test row 2, which there is not."],
  ])("refuses %j", (content, message) => {
    expect(() => parseTrial(content)).toThrow(message);
  });
});
