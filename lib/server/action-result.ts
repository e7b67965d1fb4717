import type { ErrorCode } from "./errors.ts";

export interface ActionError {
  code: ErrorCode | "unexpected";
  message: string;
  /** Sentences by the dotted path of the input's field. */
  fields?: Record<string, string>;
}

export type ActionResult<T> = { ok: true; data: T } | { ok: false; error: ActionError };
