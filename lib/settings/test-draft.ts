import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { decryptSecret } from "#lib/server/secrets.ts";
import type { ConnectionReport } from "./connection-report.ts";
import type { TestDraftInput } from "./endpoints.ts";
import { keptKey } from "./kept-key.ts";
import { testConnection } from "./test-endpoint.ts";

/**
 * Tests what stands in the form, with the stored key where none is entered.
 * @throws UserError not-found; invalid where the stored key is of another host
 */
export async function testDraft(input: TestDraftInput & { userId: string }): Promise<ConnectionReport> {
  const { userId, endpointId, key, removeKey, ...spoken } = input;
  const before = endpointId
    ? await db().endpoint.findFirst({ where: { id: endpointId, ownerId: userId } })
    : null;
  if (endpointId && !before) throw new UserError("not-found", "settings.errors.notFound");
  const kept = keptKey(before, input);
  return testConnection({ ...spoken, key: key || (kept && decryptSecret(kept)) });
}
