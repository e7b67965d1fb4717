"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { type ExemplarView, readView } from "#lib/exemplars/exemplar-views.ts";
import { QUEUE_IDS, queueView } from "#lib/review/views/queues.ts";
import { queueCountsOptions, savedViewsOptions } from "#lib/review/views/view-query-options.ts";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";
import { COMMANDS, type CommandGroup, keysOf } from "../state/keys/commands.ts";
import { LAYOUTS } from "../state/review-state.ts";
import { runCommand } from "../state/run-command.ts";
import type { Choice } from "./choices.ts";

/** What one decides comes before where one goes: it is what this screen is for. */
const GROUPS: readonly CommandGroup[] = ["decide", "view", "select", "move", "help"];

/** Commands, labels, views and layouts; choosing one closes the palette before it is done. */
export function usePaletteChoices(): Choice[] {
  const t = useTranslations("review.palette");
  const close = useClose();
  return [
    ...useCommandChoices(close),
    ...useLabelChoices(close),
    ...useViewChoices(close),
    ...useScreenChoices(close),
  ].map((choice) => {
    const { group = t("title"), also = [], text } = choice;
    // The name of a group finds all of it.
    return { ...choice, group, also: [...also, `${group} ${text}`] };
  });
}

type Close = (then: () => void) => () => void;

function useClose(): Close {
  const { store, screen } = useReview();
  return (then) => () => {
    store.setOverlay(null);
    screen.focusRows();
    then();
  };
}

function useCommandChoices(close: Close): Choice[] {
  const t = useTranslations("commands");
  const context = useReview();
  return GROUPS.flatMap((group) =>
    COMMANDS.filter((command) => command.group === group && command.id !== "palette").map(
      ({ id }): Choice => ({
        id,
        text: t(id),
        keys: keysOf(context.keymap, id),
        group: t(`groups.${group}`),
        choose: close(() => runCommand(id, context)),
      }),
    ),
  );
}

function useLabelChoices(close: Close): Choice[] {
  const t = useTranslations("review.palette");
  const context = useReview();
  const { labels, keymap } = context;
  return labels.map(({ id, name, colour }) => ({
    id: `label-${id}`,
    text: t("relabelAs", { label: name }),
    also: [name],
    shows: t.rich("relabelAsTag", { tag: () => <LabelTag name={name} colour={colour} /> }),
    keys: [...keymap.labels].flatMap(([key, labelId]) => (labelId === id ? [key] : [])),
    group: t("labels"),
    choose: close(() => runCommand({ labelId: id }, context)),
  }));
}

function useViewChoices(close: Close): Choice[] {
  const t = useTranslations("review.palette");
  const words = useTranslations("views");
  const format = useFormatter();
  const { projectId } = useReview();
  const setView = useSetView();
  const { data: queues } = useQuery(queueCountsOptions(projectId));
  const { data: saved = [] } = useQuery(savedViewsOptions(projectId));
  const show = (view: ExemplarView) => close(() => setView(view));
  const ready = QUEUE_IDS.filter((id) => id !== "leastLabel" || queues?.leastLabelId).map(
    (id): Choice => ({
      id: `queue-${id}`,
      text: words(`queues.${id}.name`),
      note: queues ? format.number(queues.counts[id]) : null,
      group: t("queues"),
      choose: show(queueView(id, queues?.leastLabelId ?? null)),
    }),
  );
  const kept = saved.map(
    ({ id, name, query, by }): Choice => ({
      id: `view-${id}`,
      text: name,
      note: words("by", { by }),
      group: words("title"),
      choose: show(readView(new URLSearchParams(query))),
    }),
  );
  return [...ready, ...kept];
}

function useScreenChoices(close: Close): Choice[] {
  const t = useTranslations("review.palette");
  const layouts = useTranslations("layouts");
  const { store } = useReview();
  const layout = useReviewState((state) => state.layout);
  return LAYOUTS.map(
    (id): Choice => ({
      id: `layout-${id}`,
      text: t("layoutOf", { layout: layouts(`names.${id}`) }),
      note: id === layout ? t("shown") : null,
      group: layouts("title"),
      choose: close(() => store.setLayout(id)),
    }),
  );
}
