import type { RunFailure } from "#lib/runs/runs.ts";

/** Thrown where going on makes no sense: every further item would meet the same. */
export class RunStop extends Error {
  readonly failure: RunFailure;

  constructor(failure: RunFailure) {
    super(`${failure.code}: ${failure.detail}`);
    this.name = "RunStop";
    this.failure = failure;
  }
}
