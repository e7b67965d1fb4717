import { createHash } from "node:crypto";

/**
 * Identifies a set of texts: SHA-256, hexadecimal, over the UTF-8 of the normalised texts (`exactKey` of lib/core/text),
 * sorted by UTF-16 units and joined by LF, which no normalised text holds. The same for any order, case or punctuation
 * of the rows, and for other names of the labels; another as soon as one text is added, lost or worded differently.
 */
export function fingerprintOf(normalised: readonly string[]): string {
  return createHash("sha256")
    .update([...normalised].sort().join("\n"))
    .digest("hex");
}
