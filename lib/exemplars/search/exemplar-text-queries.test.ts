import { beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { countExemplars } from "../counts/exemplar-count-queries.ts";
import { listExemplars } from "../exemplar-queries.ts";
import { DEFAULT_SORT, NO_FILTER, type TextMode } from "../exemplar-views.ts";

useDatabase();

const TEXTS = [
  "My CARD was lost",
  "Where is my card? Where??",
  "100% Sure_thing \\o/",
  "Überweisung nach ÖSTERREICH",
  "支付失败了",
  "Моя КАРТА потеряна",
  "two\nlines",
  "y".repeat(10_000),
];
const scope = { userId: "", projectId: "" };
const given = { labelId: "" };

beforeAll(async () => {
  scope.userId = (await seedUser()).id;
  const project = await seedProject({ ownerId: scope.userId });
  scope.projectId = project.id;
  given.labelId = project.labels[0]?.id ?? "";
  await seedTexts(TEXTS);
});

const seedTexts = (texts: string[]) =>
  seedRun({ ...scope, exemplars: texts.map((text) => ({ text, labelId: given.labelId })) });

/** Positions of the texts found, which the counts agree with. */
async function found(textMode: TextMode, text: string): Promise<number[]> {
  const filter = { ...NO_FILTER, textMode, text };
  const page = { from: "start" } as const;
  const { rows } = await listExemplars({ ...scope, filter, sort: DEFAULT_SORT, page });
  expect((await countExemplars({ ...scope, filter })).matching).toBe(rows.length);
  return rows.map(({ number }) => number - 1);
}

describe("a search", () => {
  it.each<[TextMode, string, number[]]>([
    ["words", "card my", [0, 1]],
    ["words", "ard -lost", [1]],
    ["words", '"my card" was', [0]],
    ["words", "card? WHERE??", [1]],
    ["words", "0% _th", [2]],
    ["words", "\\o/", [2]],
    ["words", "%", [2]],
    ["words", "überweisung österreich", [3]],
    ["words", "支付 了", [4]],
    ["words", "карта", [5]],
    ["words", "card nowhere", []],
    ["words", '""', [0, 1, 2, 3, 4, 5, 6, 7]],
    ["exact", "my card", [0, 1]],
    ["exact", "card my", []],
    ["exact", ' "my card" ', []],
    ["exact", "SURE_THING \\O", [2]],
    ["exact", "österreich", [3]],
    ["regex", "card.*(lost|found)$", [0]],
    ["regex", "where\\W+where", []],
    ["regex", "^[^a-z]+$", [4, 5]],
    ["regex", "моя", [5]],
    ["regex", "ö", [3]],
    ["regex", "\\d{3}%", [2]],
    ["regex", "^y+$", [7]],
  ])("for %s %j", async (mode, text, positions) => {
    expect(await found(mode, text)).toEqual(positions);
  });

  it("sees a text that was edited, and one that is new", async () => {
    expect(await found("words", "lilac")).toEqual([]);
    const exemplar = await db().exemplar.findFirstOrThrow({ where: { ...project(), number: 1 } });
    const { labelId, status } = exemplar;
    await db().exemplar.update({ where: { id: exemplar.id }, data: { text: "lilac" } });
    await db().decision.create({
      data: {
        projectId: scope.projectId,
        exemplarId: exemplar.id,
        userId: scope.userId,
        batchId: exemplar.id,
        kind: "edit",
        fromStatus: status,
        toStatus: status,
        fromLabelId: labelId,
        toLabelId: labelId,
        fromText: exemplar.text,
        toText: "lilac",
      },
    });
    expect(await found("words", "lilac")).toEqual([0]);
    await seedTexts(["a lilac"]);
    expect(await found("words", "lilac")).toEqual([0, TEXTS.length]);
  });

  it("finds one among many as well as many", async () => {
    await seedTexts(Array.from({ length: 2500 }, (_, at) => `plenty ${at}`));
    const filter = { ...NO_FILTER, text: "plenty" };
    expect(await countExemplars({ ...scope, filter })).toMatchObject({ matching: 2500 });
    const last = await listExemplars({
      ...scope,
      filter,
      sort: DEFAULT_SORT,
      page: { from: "index", index: 2490 },
    });
    expect(last.rows.at(-1)?.text).toBe("plenty 2499");
    expect(await found("exact", "plenty 77")).toHaveLength(11);
  });
});

const project = () => ({ projectId: scope.projectId });

describe("a regular expression", () => {
  it.each([
    ["(", "review.errors.pattern.unreadable"],
    ["*a", "review.errors.pattern.unreadable"],
    ["a{9,2}", "review.errors.pattern.unreadable"],
    ["(a)\\1", "review.errors.pattern.backReference"],
    ["(?=a)", "review.errors.pattern.lookAround"],
    ["(?i)a", "review.errors.pattern.options"],
    ["((a{9}){99}){99}", "review.errors.pattern.tooLarge"],
  ])("is refused where it is %j", async (text, key) => {
    await expect(found("regex", text)).rejects.toMatchObject({ code: "invalid", key });
  });

  it("is given up where it takes too long", async () => {
    let now = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => {
      now += 3000;
      return now;
    });
    await expect(found("regex", "slow")).rejects.toMatchObject({
      code: "invalid",
      key: "review.errors.pattern.tooSlow",
      values: { seconds: 2 },
    });
    clock.mockRestore();
    expect(await found("regex", "slow")).toEqual([]);
  });
});
