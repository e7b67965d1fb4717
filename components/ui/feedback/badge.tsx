import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export type Tone = "neutral" | "accent" | "leak" | "duplicate" | "conflict" | "accepted";

const TONES: Record<Tone, string> = {
  neutral: "bg-raised text-muted",
  accent: "bg-accent-wash text-accent-text",
  leak: "bg-leak-wash text-leak",
  duplicate: "bg-duplicate-wash text-duplicate",
  conflict: "bg-conflict-wash text-conflict",
  accepted: "bg-accepted-wash text-accepted",
};

/** A word with a colour that means something; `icon` repeats the meaning for who does not see the colour. */
export function Badge({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded px-1.5 text-xs font-medium tabular-nums",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}
