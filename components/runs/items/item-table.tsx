"use client";

import { ChevronRight, CircleCheck, CircleX, Clock, LoaderCircle, type LucideIcon } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import type { RunItemRow, RunItemState } from "#lib/runs/items/run-items.ts";
import type { LabelProgress, Run } from "#lib/runs/runs.ts";
import { Badge, type Tone } from "../../ui/feedback/badge.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { ItemDetail } from "./item-detail.tsx";

const LOOKS: Record<RunItemState, { tone: Tone; Icon: LucideIcon }> = {
  pending: { tone: "neutral", Icon: Clock },
  claimed: { tone: "accent", Icon: LoaderCircle },
  produced: { tone: "accepted", Icon: CircleCheck },
  failed: { tone: "leak", Icon: CircleX },
};

const COLUMNS = 6;

interface Props {
  run: Run;
  labels: LabelProgress[];
  items: RunItemRow[];
  isBusy: boolean;
}

export function ItemTable({ run, labels, items, isBusy }: Props) {
  const t = useTranslations("runs.items");
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <ScrollRegion
      label={t("caption", { number: run.number })}
      aria-busy={isBusy}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full min-w-2xl table-fixed text-left">
        <caption className="sr-only">{t("caption", { number: run.number })}</caption>
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <th className="w-32 px-3 py-2 font-medium">{t("item")}</th>
            <th className="w-26 px-3 py-2 font-medium">{t("state")}</th>
            <th className="w-32 px-3 py-2 font-medium">{t("label")}</th>
            <th className="px-3 py-2 font-medium">{t("came")}</th>
            <th className="w-15 px-3 py-2 text-right font-medium">{t("tries")}</th>
            <th className="w-22 py-2 pr-4 pl-3 text-right font-medium">{t("took")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Fragment key={item.id}>
              <Row
                item={item}
                label={labels.find(({ labelId }) => labelId === item.labelId)}
                isOpen={item.id === openId}
                onToggle={() => setOpenId(item.id === openId ? null : item.id)}
              />
              {item.id === openId && (
                <tr className="border-b border-line bg-raised/50 last:border-0">
                  <td id={`item-${item.id}`} colSpan={COLUMNS} className="px-4 py-3">
                    <ItemDetail run={run} itemId={item.id} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({
  item,
  label,
  isOpen,
  onToggle,
}: {
  item: RunItemRow;
  label: LabelProgress | undefined;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const t = useTranslations("runs");
  const format = useFormatter();
  const { tone, Icon } = LOOKS[item.state];
  return (
    <tr className="relative border-b border-line last:border-0 hover:bg-raised">
      <td className="px-3 py-1.5 whitespace-nowrap">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `item-${item.id}` : undefined}
          onClick={onToggle}
          className="inline-flex items-center gap-1 tabular-nums before:absolute before:inset-0"
        >
          <ChevronRight
            aria-hidden
            className={`size-4 shrink-0 text-muted transition-transform ${isOpen ? "rotate-90" : ""}`}
          />
          {t("run.example", { position: String(item.position + 1) })}
        </button>
      </td>
      <td className="px-3 py-1.5">
        <Badge tone={tone} icon={<Icon aria-hidden className="size-3" />}>
          {t(`items.states.${item.state}`)}
        </Badge>
      </td>
      <td className="px-3 py-1.5">{label && <LabelTag name={label.name} colour={label.colour} />}</td>
      <td dir="auto" className="truncate px-3 py-1.5">
        {item.reason ? <span className="text-leak">{t(`failures.${item.reason}`)}</span> : item.excerpt}
      </td>
      <td className="px-3 py-1.5 text-right tabular-nums">{format.number(item.attempts)}</td>
      <td className="py-1.5 pr-4 pl-3 text-right whitespace-nowrap text-muted tabular-nums">
        {item.reused
          ? t("items.reusedShort")
          : item.latencyMs === null
            ? ""
            : t("run.milliseconds", { value: item.latencyMs })}
      </td>
    </tr>
  );
}
