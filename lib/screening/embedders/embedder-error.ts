import "server-only";
import { UserError } from "#lib/server/errors.ts";
import type { EmbedderProblem, EmbedderProblemCode } from "./embedders.ts";

const PASSING: readonly EmbedderProblemCode[] = ["timeout", "unreachable", "rateLimited", "serverError"];

/** Texts could not be embedded. Screening of the project stops: what is not compared stays unscreened and blocks. */
export class EmbedderError extends UserError {
  readonly problem: EmbedderProblem;
  /** Whether trying again by itself may help. */
  readonly isPassing: boolean;

  constructor(code: EmbedderProblemCode, values: EmbedderProblem["values"] = {}) {
    super("unavailable", `embedders.problems.${code}`, values);
    this.name = "EmbedderError";
    this.problem = { code, values };
    this.isPassing = PASSING.includes(code);
  }
}
