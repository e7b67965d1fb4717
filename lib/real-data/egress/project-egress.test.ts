import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { importRealSet } from "../import/import-real-set.ts";
import { writeMissingWindows } from "../seal-test-set.ts";
import { projectEgress } from "./project-egress.ts";

useDatabase();

const FIRST = "Nobody told me why the blue parcel came back twice";
const SECOND = "Where may I leave my bicycle while I am at the fair";
const REFUSED = "Line 1 of message 1 holds a part of the sealed test set.";

let userId: string;
let project: SeededProject;
beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["post"] });
});

const seal = (...texts: string[]) =>
  importRealSet({
    userId,
    projectId: project.id,
    kind: "test",
    mode: "replace",
    bytes: new TextEncoder().encode(texts.map((text) => JSON.stringify({ text, label: "post" })).join("\n")),
    sourceName: "rows.jsonl",
    options: { format: "jsonl", separator: "comma", header: true, quoted: true },
    mapping: { text: 0, label: 1 },
    createLabels: false,
    agreedRefusals: 0,
  });
const asking = (content: string) => JSON.stringify({ messages: [{ role: "user", content }] });
const answer = (content: string) => projectEgress(project.id)(asking(content));
const windows = async () => {
  const rows = await db().testWindow.findMany({
    where: { projectId: project.id },
    orderBy: { digest: "asc" },
  });
  return rows.map(({ digest, alone }) => `${Buffer.from(digest).toString("hex")} ${alone}`);
};
const salt = async () =>
  (await db().testSet.findUniqueOrThrow({ where: { projectId: project.id } })).windowSalt;

describe("a sealed test set", () => {
  it("lets nothing leave that holds eight of its words", async () => {
    await seal(FIRST, "transfer");
    expect(await answer(`Say: ${FIRST.slice(7)}!`)).toBe(REFUSED);
    expect(await answer("- Transfer")).toBe(REFUSED);
    expect(await answer("Say something about a transfer and the blue parcel")).toBeNull();
  });

  it("is kept as digests that say nothing of it, and others after each seal", async () => {
    await seal(FIRST, SECOND, "transfer", "a b c d");
    const [first, firstSalt] = [await windows(), await salt()];
    expect(first.length).toBe(3 + 5 + 1 + 1);
    const stored = JSON.stringify(await db().testWindow.findMany()) + first.join(" ");
    for (const word of [...FIRST.split(" "), ...SECOND.split(" "), "transfer"].filter((w) => w.length > 3)) {
      expect(stored).not.toContain(word);
      expect(stored).not.toContain(Buffer.from(word.toLowerCase()).toString("hex"));
    }
    await seal(FIRST, SECOND, "transfer", "a b c d");
    expect(await salt()).not.toEqual(firstSalt);
    expect((await windows()).filter((row) => first.includes(row))).toEqual([]);
    expect((await windows()).length).toBe(first.length);
  });

  it("forbids only its own texts once it is replaced", async () => {
    await seal(FIRST);
    expect(await answer(FIRST)).toBe(REFUSED);
    await seal(SECOND);
    expect(await answer(FIRST)).toBeNull();
    expect(await answer(SECOND)).toBe(REFUSED);
  });

  it("is noticed within a second by those who ask already", async () => {
    const egress = projectEgress(project.id);
    expect(await egress(asking(FIRST))).toBeNull();
    await seal(FIRST);
    await expect.poll(() => egress(asking(FIRST)), { timeout: 3_000 }).toBe(REFUSED);
  });

  it("forbids nothing to another project, nor once it is gone", async () => {
    await seal(FIRST);
    const other = await seedProject({ ownerId: userId });
    expect(await projectEgress(other.id)(asking(FIRST))).toBeNull();
    await db().project.delete({ where: { id: project.id } });
    expect(await db().testWindow.count({ where: { projectId: project.id } })).toBe(0);
    expect(await answer(FIRST)).toBeNull();
  });

  it("lets nothing leave that cannot be read", async () => {
    await seal(FIRST);
    expect(await projectEgress(project.id)("{")).toMatch(/cannot be read/);
  });
});

describe("a test set that was sealed before there were windows", () => {
  const forget = async () => {
    await db().testWindow.deleteMany({ where: { projectId: project.id } });
    await db().testSet.update({ where: { projectId: project.id }, data: { windowSalt: null } });
  };

  it("lets nothing leave until they are written, and then what may", async () => {
    await seal(FIRST);
    await forget();
    const egress = projectEgress(project.id);
    expect(await egress(asking("hello"))).toMatch(/not known/);
    await Promise.all([writeMissingWindows(), writeMissingWindows()]);
    expect((await windows()).length).toBe(3);
    expect(await answer("hello")).toBeNull();
    expect(await answer(FIRST)).toBe(REFUSED);
    await expect.poll(() => egress(asking("hello")), { timeout: 3_000 }).toBeNull();
  });

  it("lets nothing leave where they were lost", async () => {
    await seal(FIRST);
    await db().testWindow.deleteMany({ where: { projectId: project.id } });
    expect(await answer("hello")).toMatch(/not known/);
  });

  it("is left alone where it has them", async () => {
    await seal(FIRST);
    const before = await windows();
    await writeMissingWindows();
    expect(await windows()).toEqual(before);
  });
});

it("sends nothing where the database does not answer, and asks it again", async () => {
  await seal(FIRST);
  const egress = projectEgress("no id at all");
  await expect(egress(asking("hello"))).rejects.toThrow();
  await expect(egress(asking("hello"))).rejects.toThrow();
});
