import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { MarkdownText } from "./markdown-text.tsx";

const html = (text: string) =>
  renderToStaticMarkup(<MarkdownText text={text} level={4} />)
    .replace(/ class(Name)?="[^"]*"/g, "")
    .replace(/^<div dir="auto">(.*)<\/div>$/s, "$1");
const LINK = 'target="_blank" rel="noopener noreferrer nofollow"';

describe("what is written", () => {
  it.each([
    ["a paragraph with **weight** and `code`", /^<p>.*<strong>weight<\/strong> and <code>code<\/code><\/p>$/],
    ["# One\n\n### Three", /^<h4>One<\/h4><h4>Three<\/h4>$/],
    ["- a\n- b", /<ul><li>a<\/li><li>b<\/li><\/ul>/],
    ["3. c\n4. d", /<ol start="3"><li>c<\/li>/],
    ["- [ ] open\n- [x] done", /<li>☐ open<\/li><li>☑ done<\/li>/],
    ["| a | b |\n|---|---|\n| 1 | 2 |", /<table>.*<th>a<\/th>.*<td>1<\/td>/],
    ["[a page](https://example.org/x)", `<p><a href="https://example.org/x" ${LINK}>a page</a></p>`],
    ["[mail](mailto:a@example.org)", `<p><a href="mailto:a@example.org" ${LINK}>mail</a></p>`],
    ["شكرا", "<p>شكرا</p>"],
  ])("%j", (text, expected) => {
    if (typeof expected === "string") expect(html(text)).toBe(expected);
    else expect(html(text)).toMatch(expected);
  });
});

describe("what is hostile", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick='x'>b</b>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>*{display:none}</style>",
    "<iframe src='x'></iframe>",
    "<form action='x'><input name=p></form>",
    "<Markdown evil={{a: 1}} />",
    "[x](javascript:alert(1))",
    "[x](  JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>1</script>)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//example.org)",
    "[x](/settings)",
    "[x](#review-search)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![alt](https://example.org/x.png)",
    "![alt][1]\n\n[1]: https://example.org/x.png",
    "# review-search",
    "text[^1]\n\n[^1]: <b>foot</b>",
    "---\na: <script>\n---\n",
  ])("%j makes no element of its own, no address and no identifier", (text) => {
    const made = html(text);
    expect(made).not.toMatch(/<(script|img|b|a|style|iframe|form|input|markdown)\b/i);
    expect(made).not.toMatch(/<[^>]* (href|src|id|on\w+|style)=/i);
  });

  it.each([["["], ["*a"], ["_"], ["|"], ["> "], ["- "], ["`"], ["<a "], ["[a]("], ["![](<"]])(
    "%j, over and over, is drawn",
    (part) => {
      expect(html(part.repeat(20_000 / part.length)).length).toBeGreaterThan(0);
    },
  );
});
