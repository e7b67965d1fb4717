"use client";

import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface MenuItem {
  key: string;
  label: ReactNode;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

/** A list of commands behind a trigger. */
export function Menu({
  trigger,
  items,
  align = "end",
}: {
  trigger: ReactElement;
  items: MenuItem[];
  align?: "start" | "end";
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-40">
          <Base.Popup className="min-w-40 rounded-lg border border-line-strong bg-surface p-1 shadow-raised outline-none">
            {items.map((item) => (
              <Base.Item
                key={item.key}
                disabled={item.disabled ?? false}
                onClick={item.onSelect}
                className={classNames(
                  "flex h-7 cursor-default items-center gap-2 rounded px-2 text-base outline-none",
                  "data-highlighted:bg-raised data-disabled:opacity-50",
                  item.danger && "text-leak",
                )}
              >
                {item.icon}
                {item.label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
