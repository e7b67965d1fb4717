import type { MessageKey, MessageValues } from "#lib/messages/message-key.ts";

export type ErrorCode = "invalid" | "not-found" | "forbidden" | "conflict" | "unavailable";

/**
 * An expected failure, told to the user. `key` names a sentence of the message files that says what is wrong, where,
 * and what to do; anything else that is thrown is logged and shown as a general message.
 */
export class UserError extends Error {
  readonly code: ErrorCode;
  readonly key: MessageKey;
  readonly values: MessageValues;

  constructor(code: ErrorCode, key: MessageKey, values: MessageValues = {}) {
    super(`${code}: ${key} ${JSON.stringify(values)}`);
    this.name = "UserError";
    this.code = code;
    this.key = key;
    this.values = values;
  }
}
