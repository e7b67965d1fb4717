import { CLAMPED_TEXT, type ExemplarRow } from "#lib/exemplars/exemplars.ts";

type Text = Pick<ExemplarRow, "text" | "textLength">;

/**
 * Whether a row has only the beginning of its text. The server counts characters, the browser UTF-16 units: a text of
 * emoji may be cut off and still be longer than its length says.
 */
export function isCut({ text, textLength }: Text): boolean {
  return textLength > CLAMPED_TEXT && [...text].length <= CLAMPED_TEXT;
}

/** How many characters are missing. */
export function missingCharacters(row: Text): number {
  return isCut(row) ? row.textLength - [...row.text].length : 0;
}
