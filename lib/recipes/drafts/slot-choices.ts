import { RESERVED_SLOTS, type ReservedSlot } from "#lib/vocabularies/vocabularies.ts";

/** A slot that a template may have. */
export type SlotChoice =
  | { name: ReservedSlot; isReserved: true }
  | { name: string; isReserved: false; entryCount: number; description: string };

export interface NamedVocabulary {
  id: string;
  name: string;
  description: string;
  entryCount: number;
}

/** The slots that every recipe has, and then the project's vocabularies. */
export function slotChoices(vocabularies: readonly NamedVocabulary[]): SlotChoice[] {
  return [
    ...RESERVED_SLOTS.map((name) => ({ name, isReserved: true }) as const),
    ...vocabularies.map(
      ({ name, description, entryCount }) => ({ name, isReserved: false, entryCount, description }) as const,
    ),
  ];
}

export interface SlotTyping {
  /** Where the name that is being typed begins. */
  from: number;
  /** Whether `}}` follows already. */
  isClosed: boolean;
}

/** Whether the cursor, at `at` of a line, stands where the name of a slot goes; null where it does not. */
export function slotTypedAt(line: string, at: number): SlotTyping | null {
  const begun = /(\\*)\{\{[ \t]*([\p{L}\p{M}\p{N}_]*)$/u.exec(line.slice(0, at));
  if (!begun) return null;
  // `\{{` is braces as they are, `\\{{` a backslash and a slot.
  if ((begun[1] ?? "").length % 2 === 1) return null;
  return {
    from: at - (begun[2] ?? "").length,
    isClosed: /^[\p{L}\p{M}\p{N}_]*[ \t]*\}\}/u.test(line.slice(at)),
  };
}
