"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { IconButton } from "../ui/form/button.tsx";

/** What stands beside the rows, or below them where the window is narrow. */
export function SidePanel({
  title,
  label,
  onClose,
  children,
}: {
  title: ReactNode;
  /** What the panel is called where its title is of what it shows just now. */
  label?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("common.actions");
  return (
    <aside
      aria-label={label ?? (typeof title === "string" ? title : undefined)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable by keyboard
      tabIndex={0}
      className="h-[45%] w-full shrink-0 overflow-y-auto border-t border-line bg-surface xl:h-auto xl:w-[22rem] xl:border-t-0 xl:border-l 2xl:w-[27rem]"
    >
      <div className="sticky top-0 z-10 flex h-10 items-center justify-between gap-2 border-b border-line bg-surface pr-2 pl-4">
        <h2 className="truncate font-medium tabular-nums">{title}</h2>
        <IconButton label={t("close")} onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {children}
    </aside>
  );
}
