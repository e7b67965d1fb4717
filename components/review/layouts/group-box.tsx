"use client";

import { Check, SquareDashedMousePointer, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type ReactNode, useMemo } from "react";
import { Button } from "../../ui/form/button.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { GROUP_HEAD_HEIGHT, HEAD_HEIGHT } from "../grid/columns.ts";
import { Cell, Row, RowGroup } from "../grid/grid-parts.tsx";
import { useReview } from "../review-context.tsx";
import { keysOf } from "../state/keys/commands.ts";
import { type GridWindow, rowAt } from "../state/rows/grid-window.ts";
import { decideGroup, keepOne, selectGroup } from "./decide-group.ts";
import { type GroupRun, groupSummary } from "./group-runs.ts";

/** So many labels are named in a heading. */
const NAMED = 3;

/** Where there is little room the icon stands for it. */
const WORD = "sr-only @2xl:not-sr-only";

interface Props {
  run: GroupRun;
  rows: GridWindow;
  /** Pixels, as the rows'. */
  top: number;
  height: number;
  current: number;
  children: ReactNode;
}

/** Look-alikes, with a heading that stays in sight as long as any of them does. */
export function GroupBox({ run, rows, top, height, current, children }: Props) {
  const t = useTranslations("layouts.group");
  const kept = current >= run.first && current <= run.last ? (rowAt(rows, current)?.number ?? null) : null;
  return (
    <RowGroup
      aria-label={t("title", { size: run.size })}
      className="absolute right-0 left-1.5 before:absolute before:inset-y-0 before:-left-1.5 before:w-1 before:rounded-r before:bg-duplicate"
      style={{ top, height }}
    >
      <GroupHead run={run} rows={rows} kept={kept} />
      {children}
    </RowGroup>
  );
}

interface HeadProps {
  run: GroupRun;
  rows: GridWindow;
  /** The number of the current row, where it is one of the group. */
  kept: number | null;
}

const GroupHead = memo(function GroupHead({ run, rows, kept }: HeadProps) {
  const t = useTranslations("layouts.group");
  const context = useReview();
  const { keymap } = context;
  const members = rows.rows.slice(run.first - rows.start, run.last + 1 - rows.start);
  const { pending, labels } = groupSummary(members);
  const hint = useMemo(() => {
    const [select, accept, reject, toggle] = (["selectCluster", "accept", "reject", "toggle"] as const).map(
      (id) => keysOf(keymap, id)[0] ?? "",
    );
    return {
      select: select ?? "",
      accept: `${select} ${accept}`,
      reject: `${select} ${reject}`,
      keep: `${select} ${toggle} ${reject}`,
    };
  }, [keymap]);
  const isCurrent = kept !== null;
  const named = labels.slice(0, NAMED);
  return (
    <Row
      data-group
      className="sticky z-10 flex items-center border-b border-line bg-canvas px-3 text-sm"
      style={{ top: HEAD_HEIGHT, height: GROUP_HEAD_HEIGHT }}
    >
      <Cell className="flex min-w-0 flex-1 items-center gap-3 overflow-hidden">
        <span className="shrink-0 font-medium tabular-nums">{t("title", { size: run.size })}</span>
        {run.isWhole && members.length < run.size && (
          <span className="hidden shrink-0 text-muted tabular-nums @5xl:inline">
            {t("held", { held: members.length })}
          </span>
        )}
        <span className="hidden min-w-0 items-center gap-2 text-muted @5xl:flex">
          {named.map(({ name, colour, count }) => (
            <span key={name} className="flex min-w-0 items-center gap-1 tabular-nums">
              <LabelTag name={name} colour={colour} />
              {labels.length > 1 && <span>{count}</span>}
            </span>
          ))}
          {labels.length > NAMED && <span>+{labels.length - NAMED}</span>}
        </span>
        <span className="min-w-0 truncate text-muted tabular-nums">{t("pending", { count: pending })}</span>
      </Cell>
      <Cell className="flex shrink-0 items-center gap-1">
        <HeadButton hint={isCurrent ? hint.select : ""} onClick={() => void selectGroup(context, run)}>
          <SquareDashedMousePointer aria-hidden className="size-3.5" />
          <span className={WORD}>{t("select")}</span>
        </HeadButton>
        <HeadButton
          hint={isCurrent ? hint.accept : ""}
          onClick={() => void decideGroup(context, run, "accept")}
        >
          <Check aria-hidden className="size-4 text-accepted" />
          <span className={WORD}>{t("accept")}</span>
        </HeadButton>
        <HeadButton
          hint={isCurrent ? hint.reject : ""}
          onClick={() => void decideGroup(context, run, "reject")}
        >
          <X aria-hidden className="size-4 text-leak" />
          <span className={WORD}>{t("reject")}</span>
        </HeadButton>
        {kept !== null && (
          <HeadButton hint={hint.keep} title={t("keepHint")} onClick={() => void keepOne(context, run)}>
            {t("keep", { number: kept })}
          </HeadButton>
        )}
      </Cell>
    </Row>
  );
});

/** Not in the order of tabs: the keys that stand on it do the same. */
function HeadButton({
  hint,
  title,
  onClick,
  children,
}: {
  hint: string;
  title?: string;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <Button
      size="small"
      variant="ghost"
      tabIndex={-1}
      onClick={onClick}
      {...(hint ? { hint } : {})}
      {...(title ? { title } : {})}
    >
      {children}
    </Button>
  );
}
