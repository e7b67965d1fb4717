import { classNames } from "../class-names.ts";
import type { Tone } from "./badge.tsx";

export interface ProgressPart {
  value: number;
  tone: Tone;
}

const FILLS: Record<Tone, string> = {
  neutral: "bg-line-strong",
  accent: "bg-accent",
  leak: "bg-leak",
  duplicate: "bg-duplicate",
  conflict: "bg-conflict",
  accepted: "bg-accepted",
};

/** How far something is, of `total`; several parts stand one behind the other. */
export function Progress({ label, total, parts }: { label: string; total: number; parts: ProgressPart[] }) {
  const done = parts.reduce((sum, part) => sum + part.value, 0);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
      className="flex h-1.5 w-full overflow-hidden rounded-full bg-raised"
    >
      {parts.map((part) => (
        <div
          key={part.tone}
          className={classNames("h-full transition-[width]", FILLS[part.tone])}
          style={{ width: `${total > 0 ? (100 * part.value) / total : 0}%` }}
        />
      ))}
    </div>
  );
}
