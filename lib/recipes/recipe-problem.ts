import type { MessageKey, MessageValues } from "#lib/messages/message-key.ts";

/** Why a recipe cannot be planned as it stands; `key` names the sentence that says so. */
export class RecipeProblem extends Error {
  readonly key: MessageKey;
  readonly values: MessageValues;

  constructor(key: MessageKey, values: MessageValues = {}) {
    super(`${key} ${JSON.stringify(values)}`);
    this.name = "RecipeProblem";
    this.key = key;
    this.values = values;
  }
}
