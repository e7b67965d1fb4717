import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { useReviewProject } from "../test/review-project.ts";
import { addNote } from "./add-note.ts";
import { listNotes } from "./note-queries.ts";
import { addNoteInput, NOTE_LIMITS } from "./notes.ts";
import { removeNote } from "./remove-note.ts";

useDatabase();
const { given, scope, rows } = useReviewProject();

let stranger: string;
beforeEach(async () => {
  stranger = (await seedUser()).id;
});

const exemplarId = () => given.ids[0] ?? "";
const note = (text: string) => addNote({ ...scope(), exemplarId: exemplarId(), text });
const texts = async () => (await listNotes({ ...scope(), exemplarId: exemplarId() })).map(({ text }) => text);

describe("notes", () => {
  it("stand on their exemplar in the order of writing, and change nothing else", async () => {
    const before = await rows();
    await note("is this a refund?");
    await note("asked the bank");
    const listed = await listNotes({ ...scope(), exemplarId: exemplarId() });
    expect(listed.map(({ text, isMine }) => [text, isMine])).toEqual([
      ["is this a refund?", true],
      ["asked the bank", true],
    ]);
    expect(await listNotes({ ...scope(), exemplarId: given.ids[1] ?? "" })).toEqual([]);
    expect(await rows()).toEqual(before);
  });

  it("are removed by who wrote them, and a second time without an error", async () => {
    const { id } = await note("one");
    await note("two");
    await removeNote({ ...scope(), noteId: id });
    await removeNote({ ...scope(), noteId: id });
    expect(await texts()).toEqual(["two"]);
    // Kept for the record.
    expect(await db().note.count({ where: { projectId: given.projectId } })).toBe(2);
  });

  it("are of their writer and their project's owner alone", async () => {
    const { id } = await note("one");
    const asked = { ...scope(), userId: stranger };
    await expect(removeNote({ ...asked, noteId: id })).rejects.toMatchObject({ code: "not-found" });
    await expect(addNote({ ...asked, exemplarId: exemplarId(), text: "x" })).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await listNotes({ ...asked, exemplarId: exemplarId() })).toEqual([]);
    await db().note.update({ where: { id }, data: { userId: stranger } });
    await expect(removeNote({ ...scope(), noteId: id })).rejects.toMatchObject({ code: "not-found" });
    expect(await listNotes({ ...scope(), exemplarId: exemplarId() })).toMatchObject([{ isMine: false }]);
  });

  it("are of no exemplar that is not there", async () => {
    const missing = "00000000-0000-7000-8000-000000000000";
    await expect(addNote({ ...scope(), exemplarId: missing, text: "x" })).rejects.toMatchObject({
      key: "review.errors.exemplarMissing",
    });
  });

  it("are so many at most", async () => {
    await db().note.createMany({
      data: Array.from({ length: NOTE_LIMITS.perExemplar }, () => ({
        projectId: given.projectId,
        exemplarId: exemplarId(),
        userId: given.userId,
        text: "x",
      })),
    });
    await expect(note("one more")).rejects.toMatchObject({ key: "notes.errors.tooMany" });
  });

  it.each([
    ["", "notes.errors.textMissing"],
    ["   ", "notes.errors.textMissing"],
    ["x".repeat(2_001), "notes.errors.textTooLong"],
    ["a\0b", "notes.errors.textCharacters"],
    [` ${"x".repeat(2_000)} `, undefined],
  ])("fit what can be stored: %#", (text, problem) => {
    const id = "00000000-0000-7000-8000-000000000000";
    const parsed = addNoteInput.safeParse({ projectId: id, exemplarId: id, text });
    expect(parsed.error?.issues[0]?.message).toBe(problem);
  });
});
