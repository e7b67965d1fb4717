"use server";
import { action } from "#lib/server/action.ts";
import { addNote } from "./add-note.ts";
import { addNoteInput, removeNoteInput } from "./notes.ts";
import { removeNote } from "./remove-note.ts";

// Neither revalidates the page: the panel and the row ask again by themselves.

export const addNoteAction = action(addNoteInput, async (input, user) =>
  addNote({ ...input, userId: user.id }),
);

export const removeNoteAction = action(removeNoteInput, async (input, user) => {
  await removeNote({ ...input, userId: user.id });
});
