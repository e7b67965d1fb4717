"use client";

import { ArrowDownUp, Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { SORT_KEYS } from "#lib/exemplars/exemplar-views.ts";
import { Button } from "../../ui/form/button.tsx";
import { Menu } from "../../ui/overlay/menu.tsx";
import { useReviewState } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";

export function SortMenu() {
  const t = useTranslations("review.filter");
  const view = useReviewState((state) => state.view);
  const setView = useSetView();
  const { sort } = view;
  const items = SORT_KEYS.flatMap((key) =>
    (["asc", "desc"] as const).map((direction) => ({
      key: `${key}-${direction}`,
      label: (
        <span>
          {t(`sortKeys.${key}`)} <span className="text-muted">{t(`directions.${key}.${direction}`)}</span>
        </span>
      ),
      icon:
        sort.key === key && sort.direction === direction ? (
          <Check aria-hidden className="size-4" />
        ) : (
          <span className="size-4" />
        ),
      onSelect: () => setView({ ...view, sort: { key, direction } }),
    })),
  );
  return (
    <Menu
      trigger={
        <Button size="small" icon={<ArrowDownUp aria-hidden className="size-3.5" />}>
          <span className="sr-only">{t("sort")}</span>
          {t(`sortKeys.${sort.key}`)}, {t(`directions.${sort.key}.${sort.direction}`)}
        </Button>
      }
      items={items}
    />
  );
}
