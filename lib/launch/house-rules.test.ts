import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const MAX_LINES = 300;
const MAX_FILES = 15;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /^(app|components|lib|prisma|bench|e2e)\/.*\.tsx?$/.test(file));
const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")] as const));

describe("the rules of the house", () => {
  it("wraps every server action in `action`", () => {
    const offenders = [...sources]
      .filter(([, text]) => /^["']use server["'];/m.test(text))
      .flatMap(([file, text]) =>
        [...text.matchAll(/^export\s+(?!type\b)(.+)$/gm)]
          .filter(([, rest]) => !/^const \w+Action = action\(/.test(rest ?? ""))
          .map(([line]) => `${file}: ${line}`),
      );
    expect(offenders).toEqual([]);
  });

  it("lets client files import only what the browser may hold", () => {
    const offenders = [...sources]
      .filter(([, text]) => text.startsWith('"use client"'))
      .flatMap(([file, text]) =>
        importsOf(text)
          .filter((specifier) => specifier.startsWith("#lib/") && !isForBrowser(specifier))
          .map((specifier) => `${file}: ${specifier}`),
      );
    expect(offenders).toEqual([]);
  });

  it("reads test text in one file only", () => {
    const readers = [...sources]
      .filter(
        ([file, text]) => /\btestRow\b|"TestRow"/.test(text) && !/\.test\.ts$|^prisma\/seed\//.test(file),
      )
      .map(([file]) => file);
    const allowed = ["lib/real-data/seal-test-set.ts", "lib/real-data/sealed-test-set.ts"];
    const others = readers.filter((file) => !allowed.includes(file));
    // Counting rows and naming the nearest row's label is allowed; naming a text column is not.
    const offenders = others.filter((file) => {
      const text = sources.get(file) ?? "";
      return [...text.matchAll(/testRow\.\w+\([\s\S]*?\)|"TestRow"[\s\S]{0,400}/g)].some(([use]) =>
        /\btext\b|\bnormalised\b/.test(use),
      );
    });
    expect(offenders).toEqual([]);
  });

  it("keeps files short", () => {
    const long = [...sources].filter(([, text]) => text.split("\n").length > MAX_LINES).map(([file]) => file);
    expect(long).toEqual([]);
  });

  it("keeps folders small", () => {
    const counts = new Map<string, number>();
    for (const file of files.filter((name) => !/\.test\.tsx?$/.test(name))) {
      const folder = path.dirname(file);
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > MAX_FILES)).toEqual([]);
  });
});

function importsOf(text: string): string[] {
  // Types vanish before the browser sees the file.
  return [...text.matchAll(/^import\s+(?!type\b)[\s\S]*?from\s+"([^"]+)"/gm)].map(
    ([, specifier]) => specifier ?? "",
  );
}

function isForBrowser(specifier: string): boolean {
  if (specifier.startsWith("#lib/core/") || specifier === "#lib/server/action-result.ts") return true;
  if (/-(queries|job)\.ts$/.test(specifier) || specifier.startsWith("#lib/server/")) return false;
  const text = sources.get(specifier.slice(1)) ?? "";
  return /^["']use server["'];/m.test(text) || !text.includes('"server-only"');
}
