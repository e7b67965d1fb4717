import { createHash } from "node:crypto";

/**
 * The id of a test row: a UUID of version 8 (RFC 9562) from the SHA-256 of the project and the normalised text. The row
 * keeps it when the set is imported again, so that what was revealed of it, and decided about it, stays known.
 */
export function testRowId(projectId: string, normalised: string): string {
  const digest = createHash("sha256").update(`${projectId}\n${normalised}`).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return digest.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
