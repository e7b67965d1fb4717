import type { Spans } from "#lib/review/review.ts";
import { classNames } from "../../ui/class-names.ts";
import type { Tone } from "../../ui/feedback/badge.tsx";
import { markSpans } from "./mark-spans.ts";

const MARKS: Partial<Record<Tone, string>> = {
  leak: "bg-leak-wash text-leak decoration-leak",
  duplicate: "bg-duplicate-wash text-duplicate decoration-duplicate",
  conflict: "bg-conflict-wash text-conflict decoration-conflict",
};

/** A text with the words that a finding is about. Underlined too, not by colour alone. */
export function MarkedText({ text, spans, tone }: { text: string; spans: Spans; tone: Tone }) {
  return (
    <p dir="auto" className="leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
      {markSpans(text, spans).map(({ text: part, marked, from }) =>
        marked ? (
          <mark
            key={from}
            className={classNames("rounded-sm underline decoration-2 underline-offset-3", MARKS[tone])}
          >
            {part}
          </mark>
        ) : (
          <span key={from}>{part}</span>
        ),
      )}
    </p>
  );
}
