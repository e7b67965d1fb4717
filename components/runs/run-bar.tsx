import type { Counts } from "#lib/runs/runs.ts";
import { Progress } from "../ui/feedback/progress.tsx";

/** How far a run or one of its labels is: screened, produced but not screened yet, failed, and to come. */
export function RunBar({ label, counts }: { label: string; counts: Counts }) {
  const { asked, produced, screened, failed } = counts;
  return (
    <Progress
      label={label}
      total={asked}
      parts={[
        { value: screened, tone: "accent" },
        { value: produced - screened, tone: "neutral" },
        { value: failed, tone: "leak" },
      ]}
    />
  );
}
