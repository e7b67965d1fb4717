import { describe, expect, it } from "vitest";
import { importLimits } from "../real-data.ts";
import { decodeText } from "./decode-text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? [...utf8(part)] : part)));
const bom = [0xef, 0xbb, 0xbf];

describe("text that can be read", () => {
  it.each<[string, Uint8Array, string]>([
    ["ASCII", utf8("a,b\n"), "a,b\n"],
    ["every length of sequence", utf8("aé€😀"), "aé€😀"],
    ["a byte order mark", bytes(bom, "a,b"), "a,b"],
    ["the characters beside the surrogates", utf8("\ud7ff\ue000\u{10ffff}"), "\ud7ff\ue000\u{10ffff}"],
    ["line ends as they are", utf8("a\r\nb\rc\n"), "a\r\nb\rc\n"],
  ])("%s", (_, given, text) => expect(decodeText(given)).toEqual({ ok: true, text }));
});

describe("files that cannot", () => {
  it.each<[string, Uint8Array, object]>([
    ["nothing at all", bytes(), { code: "empty" }],
    ["white space only", utf8(" \r\n\t\n"), { code: "empty" }],
    ["a byte order mark only", bytes(bom), { code: "empty" }],
    ["UTF-16, little-endian", bytes([0xff, 0xfe, 0x61, 0x00]), { code: "utf16" }],
    ["UTF-16, big-endian", bytes([0xfe, 0xff, 0x00, 0x61]), { code: "utf16" }],
    ["UTF-16 without a mark", bytes([0x61, 0, 0x2c, 0, 0x62, 0]), { code: "utf16" }],
    ["a NUL", utf8("text,label\na,b\nc\0,d\n"), { code: "nul", line: 3 }],
    ["Latin-1", bytes("text\ncaf", [0xe9], "\n"), { code: "notUtf8", byte: 9, line: 2 }],
    ["Latin-1 after CRLF", bytes("a\r\nb\r\n", [0xe9]), { code: "notUtf8", byte: 7, line: 3 }],
    ["Latin-1 after lone CR", bytes("a\rb\r", [0xe9]), { code: "notUtf8", byte: 5, line: 3 }],
    ["Latin-1 after valid sequences", bytes("é€😀", [0xfc], "x"), { code: "notUtf8", byte: 10, line: 1 }],
    ["a sequence cut off at the end", bytes("ab", [0xe2, 0x82]), { code: "notUtf8", byte: 3, line: 1 }],
    ["a stray continuation", bytes("ab", [0x80]), { code: "notUtf8", byte: 3, line: 1 }],
    ["an overlong form", bytes([0xc0, 0xaf]), { code: "notUtf8", byte: 1, line: 1 }],
    ["an overlong form of three", bytes([0xe0, 0x80, 0xaf]), { code: "notUtf8", byte: 1, line: 1 }],
    ["a surrogate", bytes("a", [0xed, 0xa0, 0x80]), { code: "notUtf8", byte: 2, line: 1 }],
    ["beyond the last character", bytes([0xf4, 0x90, 0x80, 0x80]), { code: "notUtf8", byte: 1, line: 1 }],
    ["bytes over the limit", new Uint8Array(importLimits.bytes + 1).fill(0x61), { code: "tooLarge" }],
  ])("%s", (_, given, problem) => expect(decodeText(given)).toEqual({ ok: false, problem }));

  it("agrees with the decoder about every pair of bytes", () => {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    for (let first = 1; first < 256; first++) {
      for (let second = 1; second < 256; second++) {
        const given = new Uint8Array([first, second, 0x61, 0x61]);
        let isText = !(first >= 0xfe && second >= 0xfe && first !== second);
        try {
          decoder.decode(given);
        } catch {
          isText = false;
        }
        const decoded = decodeText(given);
        if (decoded.ok !== isText) expect.fail(`${first} ${second}`);
        if (!decoded.ok && decoded.problem.code === "notUtf8" && decoded.problem.byte > 2)
          expect.fail(`${first} ${second}`);
      }
    }
  });
});
