import { z } from "zod";
import { isStorable } from "#lib/exemplars/exemplars.ts";

export const NOTE_LIMITS = { text: 2_000, perExemplar: 200 } as const;

export const addNoteInput = z.object({
  projectId: z.uuid(),
  exemplarId: z.uuid(),
  text: z
    .string()
    .trim()
    .min(1, "notes.errors.textMissing")
    .max(NOTE_LIMITS.text, "notes.errors.textTooLong")
    .refine(isStorable, "notes.errors.textCharacters"),
});

export const removeNoteInput = z.object({ projectId: z.uuid(), noteId: z.uuid() });

/** What somebody wrote about an exemplar. */
export interface NoteDetail {
  id: string;
  text: string;
  by: string;
  /** ISO 8601 */
  at: string;
  /** Only who wrote a note removes it. */
  isMine: boolean;
}
