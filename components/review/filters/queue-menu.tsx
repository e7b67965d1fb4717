"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { QUEUE_IDS, type QueueCounts, queueOf, queueView } from "#lib/review/views/queues.ts";
import { queueCountsOptions } from "#lib/review/views/view-query-options.ts";
import { Button } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { QUEUE_ID } from "../search-id.ts";
import { useSetView } from "../set-view.tsx";
import { keysOf } from "../state/keys/commands.ts";
import { BarPopover } from "./bar-popover.tsx";
import { OptionList } from "./fields/option-list.tsx";

/** Ready-made views; the button says which one stands here, if any. */
export function QueueMenu() {
  const t = useTranslations("views");
  const view = useReviewState((state) => state.view);
  const queue = queueOf(view);
  const [key] = keysOf(useReview().keymap, "queue");
  return (
    <BarPopover
      title={t("queue")}
      trigger={
        <Button
          id={QUEUE_ID}
          size="small"
          className="max-w-60"
          {...(key ? { hint: key } : {})}
          icon={<ListFilter aria-hidden className="size-3.5" />}
        >
          <span className={queue ? "sr-only" : undefined}>{t("queue")}</span>
          {queue && <span className="truncate font-medium">{t(`queues.${queue}.name`)}</span>}
          <ChevronDown aria-hidden className="size-3.5 text-muted" />
        </Button>
      }
    >
      {(close) => <QueueList close={close} />}
    </BarPopover>
  );
}

function QueueList({ close }: { close: () => void }) {
  const t = useTranslations("views");
  const { projectId, labels, screen } = useReview();
  const view = useReviewState((state) => state.view);
  const setView = useSetView();
  const { data, error, isFetching } = useQuery(queueCountsOptions(projectId));
  const present = queueOf(view);
  const least = labels.find(({ id }) => id === data?.leastLabelId)?.name;
  const hint = (id: keyof QueueCounts["counts"]) =>
    id !== "leastLabel"
      ? t(`queues.${id}.hint`)
      : least
        ? t("queues.leastLabel.hint", { label: least })
        : t(data ? "queues.leastLabel.noneHint" : "loading");
  return (
    <>
      <OptionList
        title={t("queue")}
        empty=""
        wide
        isStale={isFetching && data !== undefined}
        options={QUEUE_IDS.map((id) => ({
          key: id,
          name: t(`queues.${id}.name`),
          look: (
            <span className="flex flex-col py-0.5">
              <span className={id === present ? "font-medium text-accent-text" : undefined}>
                {t(`queues.${id}.name`)}
                {id === present && <span className="sr-only">, {t("present")}</span>}
              </span>
              <span className="whitespace-normal text-sm text-muted">{hint(id)}</span>
            </span>
          ),
          count: data?.counts[id] ?? null,
        }))}
        onPick={(key) => {
          const id = QUEUE_IDS.find((queue) => queue === key);
          if (!id || (id === "leastLabel" && !data?.leastLabelId)) return;
          close();
          setView(queueView(id, data?.leastLabelId));
          requestAnimationFrame(screen.focusRows);
        }}
      />
      {error && <p className="px-2 py-1 text-sm text-leak">{error.message}</p>}
    </>
  );
}
