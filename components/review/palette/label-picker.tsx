"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { Label } from "#lib/projects/projects.ts";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { type Command, keysOf } from "../state/keys/commands.ts";
import { rowAt } from "../state/rows/grid-window.ts";
import { runCommand } from "../state/run-command.ts";
import type { Choice } from "./choices.ts";
import { PickOver } from "./pick-over.tsx";
import { suggestedLabels } from "./suggested-labels.ts";

/** Relabels what is decided on: what is suggested for it first, then all labels in their order. */
export function LabelPicker() {
  const t = useTranslations("review.picker");
  return <PickOver title={t("title")} placeholder={t("search")} choices={useLabelChoices()} />;
}

function useLabelChoices(): Choice[] {
  const t = useTranslations("review.picker");
  const format = useFormatter();
  const context = useReview();
  const { labels, keymap, store, screen } = context;
  const selected = useReviewState((state) => state.selected);
  const isWhole = useReviewState((state) => state.wholeResult);
  const current = useReviewState((state) => rowAt(state.window, state.current));
  const isBulk = isWhole || selected.size > 0;
  // Of a whole result the browser holds a part, which need not be like the rest.
  const rows: ExemplarRow[] = isWhole ? [] : isBulk ? [...selected.values()] : current ? [current] : [];
  const found = suggestedLabels(rows);

  const run = (command: Command) => () => {
    store.setOverlay(null);
    screen.focusRows();
    runCommand(command, context);
  };
  const keyOf = (id: string) => [...keymap.labels].flatMap(([key, labelId]) => (labelId === id ? [key] : []));
  const choiceOf = (label: Label): Choice => ({
    id: label.id,
    text: label.name,
    shows: <LabelTag name={label.name} colour={label.colour} />,
    note: isBulk ? null : noteOf(label.id, current),
    keys: keyOf(label.id),
    group: t("all"),
    choose: run({ labelId: label.id }),
  });
  const noteOf = (id: string, row: ExemplarRow | undefined) =>
    row?.label.id === id ? t("now") : row?.intendedLabelId === id ? t("intended") : null;

  const suggested = found.flatMap(({ labelId, count, best }): Choice[] => {
    const label = labels.find(({ id }) => id === labelId);
    if (!label) return [];
    const score = format.number(best.score, { style: "percent", maximumFractionDigits: 0 });
    const note = isBulk
      ? t("suggestedFor", { count, of: rows.length })
      : t("suggestion", { source: best.source, score });
    const own = noteOf(labelId, isBulk ? undefined : current);
    return [
      {
        ...choiceOf(label),
        note: own ? `${own} · ${note}` : note,
        keys: isBulk ? keyOf(labelId) : [...keysOf(keymap, "suggestion").slice(0, 1), ...keyOf(labelId)],
        group: t("suggested"),
      },
    ];
  });
  const each: Choice[] =
    isWhole || suggested.length > 1
      ? [
          {
            id: "each",
            text: t("each"),
            keys: keysOf(keymap, "suggestion"),
            group: t("suggested"),
            choose: run("suggestion"),
          },
        ]
      : [];
  const isSuggested = new Set(suggested.map(({ id }) => id));
  const others = labels.filter(({ id }) => !isSuggested.has(id)).map(choiceOf);
  return [...suggested, ...each, ...others];
}
