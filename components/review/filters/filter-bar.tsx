"use client";

import { RefreshCw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../ui/form/button.tsx";
import { LayoutSwitch } from "../layouts/layout-switch.tsx";
import { useReview } from "../review-context.tsx";
import { keysOf } from "../state/keys/commands.ts";
import { CountLine } from "./count-line.tsx";
import { FilterButton } from "./filter-button.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { QueueMenu } from "./queue-menu.tsx";
import { QuickMenus } from "./quick-menus.tsx";
import { SortMenu } from "./sort-menu.tsx";
import { TextSearch } from "./text-search.tsx";
import { useCounts } from "./use-counts.ts";
import { ViewsMenu } from "./views-menu.tsx";

/** What is shown and in which order: one row, and below it what the filter asks for. */
export function FilterBar() {
  const t = useTranslations("review");
  const { store, keymap } = useReview();
  const counted = useCounts();
  const [paletteKey] = keysOf(keymap, "palette");
  return (
    <div className="@container border-b border-line bg-canvas">
      <div className="flex flex-col gap-1.5 px-3 py-2">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
          <QueueMenu />
          <CountLine counted={counted} />
          <TextSearch countsError={counted.error} />
          <FilterButton counted={counted} />
          <QuickMenus counted={counted} />
          <div className="ml-auto flex flex-wrap items-center gap-1.5">
            {!counted.isUnknown && <Reload total={counted.counts.total} />}
            <ViewsMenu />
            <SortMenu />
            <div className="@max-[100rem]:[&_button>span]:sr-only @max-[100rem]:[&_kbd]:hidden">
              <LayoutSwitch />
            </div>
            {paletteKey && (
              <Button
                size="small"
                variant="ghost"
                hint={paletteKey}
                title={t("filter.palette")}
                onClick={() => store.setOverlay("palette")}
              >
                <span className="sr-only">{t("filter.palette")}</span>
              </Button>
            )}
          </div>
        </div>
        <FilterChips counted={counted} />
      </div>
    </div>
  );
}

/** Applies the filter anew; says how many exemplars have come since it was last applied. */
function Reload({ total }: { total: number }) {
  const t = useTranslations("review");
  const { store, keymap } = useReview();
  const format = useFormatter();
  const [shownTotal, setShownTotal] = useState(total);
  // Exemplars are only ever added: more of them than when the list was shown are new ones.
  const added = total - shownTotal;
  const [key] = keysOf(keymap, "reload");
  return (
    <Button
      size="small"
      variant="ghost"
      title={t("reloadHint")}
      icon={<RefreshCw aria-hidden className="size-3.5" />}
      {...(key ? { hint: key } : {})}
      onClick={() => {
        setShownTotal(total);
        void store.reopen();
      }}
    >
      <span className="sr-only">{t("reload")}</span>
      {added > 0 && (
        <span className="text-accent-text tabular-nums" title={t("newExemplars", { count: added })}>
          <span aria-hidden>+{format.number(added)}</span>
          <span className="sr-only">{t("newExemplars", { count: added })}</span>
        </span>
      )}
    </Button>
  );
}
