import type { ExemplarStatus } from "#lib/exemplars/exemplars.ts";
import type { LeftReason } from "../changes.ts";
import { type Decision, STATUS_AFTER } from "../review.ts";

/** An exemplar as it stands while it is locked. */
export interface LockedExemplar {
  id: string;
  revision: number;
  status: ExemplarStatus;
  labelId: string;
  flagged: boolean;
  suggestedLabelId: string | null;
  screened: boolean;
}

/** What becomes of an exemplar by a decision. Absent `seen`: whatever it is now. */
export function fateOf(
  exemplar: LockedExemplar | undefined,
  decision: Decision,
  seen: number | undefined,
): "changes" | "asItIs" | LeftReason {
  if (!exemplar) return "gone";
  if (seen !== undefined && seen !== exemplar.revision) return "changed";
  switch (decision.kind) {
    case "relabel":
      return exemplar.labelId === decision.labelId ? "asItIs" : "changes";
    case "suggestion":
      if (exemplar.suggestedLabelId === null) return "noSuggestion";
      return exemplar.labelId === exemplar.suggestedLabelId ? "asItIs" : "changes";
    case "flag":
    case "unflag":
      return exemplar.flagged === (decision.kind === "flag") ? "asItIs" : "changes";
    case "confirm":
      return "changes";
    default:
      if (exemplar.status === STATUS_AFTER[decision.kind]) return "asItIs";
      return decision.kind === "accept" && !exemplar.screened ? "unscreened" : "changes";
  }
}

/** Why a decision that was made before passed over an exemplar that would be fit for it now. */
export function missed({ kind }: Decision): LeftReason {
  return kind === "accept" ? "unscreened" : kind === "suggestion" ? "noSuggestion" : "changed";
}
