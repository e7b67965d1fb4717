"use client";

import { ArrowDown, ArrowDownUp, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { DEFAULT_SORT, type ExemplarSort, SORT_KEYS, type SortKey } from "#lib/exemplars/exemplar-views.ts";
import { Button } from "../../ui/form/button.tsx";
import { Menu } from "../../ui/overlay/menu.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";

/** These begin with what a reviewer is after; the others with the least or the oldest. */
const FALLING: readonly SortKey[] = ["attention", "leak", "similarity", "findings", "agreement", "decided"];

/** Choosing the present key again turns its order round. */
export function SortMenu() {
  const t = useTranslations("review.filter");
  const { store } = useReview();
  const sort = useReviewState((state) => state.view.sort);
  const likens = useReviewState((state) => state.view.filter.like !== null);
  const setView = useSetView();
  const Arrow = sort.direction === "asc" ? ArrowUp : ArrowDown;
  const isPlain = sort.key === DEFAULT_SORT.key && sort.direction === DEFAULT_SORT.direction;
  const items = SORT_KEYS.filter((key) => key !== "likeness" || likens).map((key) => ({
    key,
    label: (
      <span className="flex min-w-56 flex-1 items-baseline justify-between gap-4">
        <span className={key === sort.key ? "font-medium" : undefined}>{t(`sortKeys.${key}`)}</span>
        {key === sort.key && (
          <span className="text-sm text-muted" title={t("sortAgain")}>
            {t(`directions.${key}.${sort.direction}`)}
            <span className="sr-only">. {t("sortAgain")}</span>
          </span>
        )}
      </span>
    ),
    icon: key === sort.key ? <Arrow aria-hidden className="size-4" /> : <span className="size-4" />,
    onSelect: () => setView({ ...store.get().view, sort: nextSort(sort, key) }),
  }));
  const direction = t(`directions.${sort.key}.${sort.direction}`);
  return (
    <Menu
      trigger={
        <Button
          size="small"
          variant={isPlain ? "ghost" : "secondary"}
          title={t("sortHint", { key: t(`sortKeys.${sort.key}`), direction })}
          icon={<ArrowDownUp aria-hidden className="size-3.5" />}
        >
          <span className="sr-only">{t("sort")}</span>
          <span className="max-w-40 truncate @max-[76rem]:sr-only">{t(`sortKeys.${sort.key}`)}</span>
          <span className="sr-only">, {direction}</span>
          <Arrow aria-hidden className="size-3.5 text-muted" />
        </Button>
      }
      items={items}
    />
  );
}

function nextSort(sort: ExemplarSort, key: SortKey): ExemplarSort {
  if (key === sort.key) return { key, direction: sort.direction === "asc" ? "desc" : "asc" };
  return { key, direction: FALLING.includes(key) ? "desc" : "asc" };
}
