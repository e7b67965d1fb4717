import { reachedOf } from "#lib/runs/run-standing.ts";
import type { Counts, RunGoal } from "#lib/runs/runs.ts";
import { Progress } from "../ui/feedback/progress.tsx";

/** How far a run or one of its labels is from its target: what counts, and what waits for screening. */
export function RunBar({
  label,
  goal,
  target,
  counts,
}: {
  label: string;
  goal: RunGoal;
  target: number;
  counts: Counts;
}) {
  const reached = Math.min(target, reachedOf(goal, counts));
  const waiting = goal === "passing" ? counts.produced - counts.screened : 0;
  return (
    <Progress
      label={label}
      total={target}
      parts={[
        { value: reached, tone: "accent" },
        { value: Math.min(waiting, target - reached), tone: "neutral" },
      ]}
    />
  );
}
