"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../../ui/form/button.tsx";
import { BarPopover } from "./bar-popover.tsx";
import { ValueEditor } from "./fields/value-editor.tsx";
import type { Counted } from "./use-counts.ts";

/** The fields that are asked for most, each with a menu of its own where there is room. */
export function QuickMenus({ counted }: { counted: Counted }) {
  const t = useTranslations("review.filter.fields");
  return (["status", "label", "finding"] as const).map((field) => (
    <BarPopover
      key={field}
      title={t(field)}
      trigger={
        <Button size="small" variant="ghost" className="@max-[90rem]:hidden">
          {t(field)}
          <ChevronDown aria-hidden className="size-3.5 text-muted" />
        </Button>
      }
    >
      {() => <ValueEditor field={field} counted={counted} />}
    </BarPopover>
  ));
}
