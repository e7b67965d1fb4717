import "server-only";
import { UserError } from "#lib/server/errors.ts";

/**
 * The stored key, still encrypted, that goes on being used where no other one is entered. It stays with the host it was
 * entered for: who may change the address but does not know the key must not be able to have it sent elsewhere.
 * @throws UserError invalid where the address is of another host
 */
export function keptKey(
  before: { baseUrl: string; encryptedKey: string | null } | null,
  input: { baseUrl: string; key: string; removeKey: boolean },
): string | null {
  if (!before?.encryptedKey || input.key || input.removeKey) return null;
  const host = new URL(before.baseUrl).origin;
  if (host !== new URL(input.baseUrl).origin) {
    throw new UserError("invalid", "settings.errors.keyForOtherHost", { host });
  }
  return before.encryptedKey;
}
