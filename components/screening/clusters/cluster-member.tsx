"use client";

import { useTranslations } from "next-intl";
import { type ExemplarView, writeView } from "#lib/exemplars/exemplar-views.ts";
import type { ListedMember } from "#lib/screening/clusters/clusters.ts";
import { StatusMark } from "../../review/grid/status-mark.tsx";
import { useReview } from "../../review/review-context.tsx";
import { indexOfRow } from "../../review/state/rows/grid-window.ts";
import { Badge } from "../../ui/feedback/badge.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";

interface Props {
  member: ListedMember;
  /** The view that surely has it. */
  home: ExemplarView;
  /** It is the exemplar that the panel is about. */
  isHere: boolean;
  isRepresentative: boolean;
}

/** One of several that are alike; its number opens it in the grid. */
export function ClusterMember({ member, home, isHere, isRepresentative }: Props) {
  const t = useTranslations("clusters");
  const { store } = useReview();
  const { number, text, label } = member;
  // Where the grid does not hold it the filter may leave it out.
  const opened = () => {
    const { view, window } = store.get();
    return indexOfRow(window, member.id) < 0 ? home : view;
  };
  return (
    <li className="border-t border-line py-1.5 text-sm first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <StatusMark status={member.status} isGone={false} />
        {isHere ? (
          <span className="font-medium tabular-nums">#{number}</span>
        ) : (
          <a
            href={`?${writeView(opened(), number)}`}
            className="font-medium tabular-nums text-accent-text underline underline-offset-2"
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              void store.openView(opened(), number);
            }}
          >
            #{number}
          </a>
        )}
        <LabelTag name={label.name} colour={label.colour} />
        {isRepresentative && <Badge tone="duplicate">{t("representative")}</Badge>}
        {isHere && <span className="text-muted">{t("here")}</span>}
      </div>
      <p dir="auto" className="mt-0.5 line-clamp-2 [overflow-wrap:anywhere]">
        {text}
      </p>
    </li>
  );
}
