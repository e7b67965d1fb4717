import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DEFAULT_SORT, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { messages } from "#lib/messages/messages.ts";
import type { AssessmentDetail, DecisionDetail, ExemplarDetail, FindingDetail } from "#lib/review/review.ts";
import { type ReviewContext, ReviewProvider } from "../review-context.tsx";
import { keymapOf } from "../state/keys/keymap.ts";
import { ReviewStore } from "../state/review-store.ts";
import { rowOf } from "../state/test/test-rows.ts";
import { DecisionHistory } from "./decision-history.tsx";
import { DiffText } from "./diff-text.tsx";
import { FindingActions } from "./findings/finding-actions.tsx";
import { FindingCard } from "./findings/finding-card.tsx";
import { JudgeSection } from "./judge-section.tsx";
import { LabelRow } from "./label-row.tsx";
import { NoteSection } from "./note-section.tsx";

const LABELS = [
  { id: "refund", name: "refund", colour: "red" },
  { id: "lost", name: "card lost", colour: "blue" },
];

/** What somebody reads, without the tags. */
function read(shown: ReactNode): string {
  return html(shown)
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ")
    .trim();
}

function html(shown: ReactNode): string {
  const page = {
    rows: [],
    first: null,
    last: null,
    hasBefore: false,
    hasAfter: false,
    start: 0,
    place: null,
  };
  const store = new ReviewStore(
    { fetchPage: () => Promise.reject(new Error("none")), fetchRows: () => Promise.resolve([]) },
    { view: { filter: NO_FILTER, sort: DEFAULT_SORT }, page, matching: 0 },
  );
  const labels = LABELS as unknown as ReviewContext["labels"];
  const keymap = keymapOf({ choice: {}, labels, mod: "Ctrl" });
  const context = { store, labels, keymap, projectId: "p" } as unknown as ReviewContext;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" onError={fail}>
      <QueryClientProvider client={new QueryClient()}>
        <ReviewProvider value={context}>{shown}</ReviewProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
}

/** A word that is missing, or a value of it. */
function fail(error: Error): never {
  throw error;
}

const LOST = { id: "lost", name: "card lost", colour: "blue" };
const said = (label: typeof LOST | null) => ({ against: "label" as const, label });

const row = (more: Partial<ExemplarRow> = {}) => rowOf(1, more);

describe("the text beside its original", () => {
  it("tells what was removed and added in words and by elements, not by colour alone", () => {
    const shown = <DiffText before="I lost my card" after="I lost my phone" />;
    expect(read(shown)).toBe("I lost my before card after phone");
    expect(html(shown)).toMatch(/<del .*card<\/del><ins .*phone<\/ins>/);
  });
});

describe("the label row", () => {
  const detail = (suggestions: ExemplarDetail["suggestions"]) =>
    ({ suggestions, intendedLabel: LABELS[0] }) as unknown as ExemplarDetail;

  it("leads from the intended label to the one it has, with what is suggested and by whom", () => {
    const suggestions = [
      { source: "judge" as const, labelId: "refund", score: 0.914 },
      { source: "prototype" as const, labelId: "lost", score: 0.7 },
    ];
    expect(
      read(<LabelRow detail={detail(suggestions)} row={row({ label: LABELS[1] ?? row().label })} />),
    ).toBe(
      "Label intended refund now card lost Relabel as refund refund s judge 91% nearest prototype agrees, 70%",
    );
  });

  it("says why nothing is suggested, but not before the text was screened", () => {
    expect(read(<LabelRow detail={detail([])} row={row()} />)).toContain("No label is suggested.");
    expect(read(<LabelRow detail={detail([])} row={row({ screened: false })} />)).toBe(
      "Label intended refund",
    );
  });
});

describe("the ways to settle a finding", () => {
  const finding = (kind: FindingDetail["kind"], match: FindingDetail["match"]) =>
    ({ id: "f", kind, match, state: "open" }) as unknown as FindingDetail;
  const other = (more: Partial<ExemplarRow> = {}) => ({
    against: "exemplar" as const,
    row: row({ id: "other", number: 7, label: LABELS[1] ?? row().label, ...more }),
    text: "the other",
  });

  it.each<[string, FindingDetail, ExemplarRow, string]>([
    [
      "a leak",
      finding("nearLeak", { against: "test", label: { name: "refund", colour: "red" } }),
      row(),
      "Reject this one r Edit the text e Override with a reason",
    ],
    [
      "a duplicate",
      finding("duplicate", other()),
      row(),
      "Keep this, reject #7 Keep #7, reject this r Edit the text e Override with a reason",
    ],
    [
      "a duplicate of what is rejected already",
      finding("duplicate", other({ status: "rejected" })),
      row(),
      "Reject this one r Edit the text e Override with a reason #7 is rejected already.",
    ],
    [
      "a label conflict with an exemplar",
      finding("labelConflict", other()),
      row({ status: "rejected" }),
      "Relabel as card lost Keep this, reject #7 Edit the text e Override with a reason",
    ],
    [
      "a label conflict with a support example",
      finding("labelConflict", {
        against: "support",
        label: { id: "lost", name: "card lost", colour: "blue" },
        text: "lost",
      }),
      row(),
      "Relabel as card lost Reject this one r Edit the text e Override with a reason",
    ],
    [
      "a judge that says another label, which is suggested",
      finding("labelDisagreement", said(LOST)),
      row({ suggestion: { source: "judge", labelId: "lost", score: 0.9 } }),
      "Relabel as card lost s Reject this one r Edit the text e Override with a reason",
    ],
    [
      "a judge whose label was taken since",
      finding("labelDisagreement", said(LOST)),
      row({ label: LOST }),
      "Reject this one r Edit the text e Override with a reason",
    ],
    [
      "a judge that says that none fits",
      finding("labelDisagreement", said(null)),
      row(),
      "Reject this one r Edit the text e Override with a reason",
    ],
  ])("of %s", (_name, found, shown, words) => {
    expect(read(<FindingActions finding={found} row={shown} />)).toBe(words);
  });
});

describe("the judge", () => {
  const judged = { kind: "judged", score: 2, confidence: 0.914, reason: "", model: "m-1" } as const;

  it.each<[AssessmentDetail | null, string]>([
    [null, ""],
    [
      { ...judged, said: said(LOST), reason: "It says <b>lost</b>." },
      "Judge 2 of 5 says card lost 91% sure, by its own word It says &lt;b&gt;lost&lt;/b&gt;. m-1, which was not told the intended label",
    ],
    [
      { ...judged, said: said(null) },
      "Judge 2 of 5 says none of the labels fits 91% sure, by its own word m-1, which was not told the intended label",
    ],
    [
      { ...judged, said: { against: "gone" } },
      "Judge 2 of 5 says a deleted label 91% sure, by its own word m-1, which was not told the intended label",
    ],
    [
      { kind: "notJudged", problem: "timeout", model: "m-1" },
      "Judge Not judged: no answer in time, after several tries (m-1).",
    ],
    [
      { kind: "notAsked" },
      "Judge Not asked yet. While a run goes on, its judge is asked about what is screened, has no open finding and is not rejected.",
    ],
  ])("is told as %o", (assessment, words) => {
    expect(read(<JudgeSection assessment={assessment} />)).toBe(words);
  });

  it("disagrees without a score, a threshold or words that are alike", () => {
    const finding = {
      id: "f",
      kind: "labelDisagreement",
      detector: "judge",
      score: 1,
      threshold: 1,
      state: "open",
      spans: [],
      match: said(LOST),
      scores: null,
      verdict: null,
      override: null,
    } as const;
    const shown = (
      <FindingCard
        finding={{ ...finding, spans: [] }}
        row={row()}
        isMarked={false}
        onHover={() => {}}
        onChoose={() => {}}
      />
    );
    expect(read(shown)).toMatch(
      /^Judge disagrees says card lost it is labelled refund Relabel as card lost /,
    );
    expect(read(shown)).not.toMatch(/threshold|answered/);
  });
});

describe("notes", () => {
  it("are listed with who wrote them, and one's own can be removed", () => {
    const note = { by: "Ada", at: "2026-01-02T03:04:00.000Z" };
    const notes = [
      { ...note, id: "1", text: "a question", isMine: true },
      { ...note, id: "2", text: "an answer", isMine: false },
    ];
    const shown = <NoteSection notes={notes} row={row()} />;
    expect(read(shown)).toMatch(/^Notes a question Ada, Jan 2, 2026.* an answer Ada, .* Add a note m$/);
    expect(html(shown).match(/aria-label="Remove the note of/g)).toHaveLength(1);
    expect(read(<NoteSection notes={[]} row={row()} />)).toBe("Notes No notes yet. Add a note m");
  });
});

describe("the history", () => {
  const decision = (more: Partial<DecisionDetail>): DecisionDetail => ({
    sequence: "1",
    kind: "accept",
    undoes: null,
    isRedo: false,
    isBulk: false,
    by: "Ada",
    at: "2026-01-02T03:04:00.000Z",
    fromStatus: "pending",
    toStatus: "accepted",
    fromLabel: "refund",
    toLabel: "refund",
    fromText: null,
    toText: null,
    reason: null,
    ...more,
  });

  it.each<[Partial<DecisionDetail>, string]>([
    [{}, "Accepted"],
    [{ kind: "flag" }, "Flagged to be talked about"],
    [{ kind: "unflag" }, "Flag removed"],
    [{ kind: "confirm" }, "Found right on a second look"],
    [{ kind: "reject", isBulk: true }, "Rejected (in bulk)"],
    [{ kind: "relabel", toLabel: null }, "Relabelled from refund to a deleted label"],
    [{ kind: "undo", undoes: "flag" }, "Taken back: the flag"],
    [{ kind: "undo" }, "Taken back"],
    [{ kind: "flag", isRedo: true }, "Made again: the flag"],
    [{ kind: "override", reason: "fine as it is" }, "Finding overridden fine as it is"],
    [{ kind: "edit", fromText: "my card", toText: "my phone" }, "Text edited my before card after phone"],
  ])("says %o", (more, words) => {
    expect(read(<DecisionHistory decisions={[decision(more)]} />)).toContain(
      `History ${words} Ada, Jan 2, 2026`,
    );
  });
});
