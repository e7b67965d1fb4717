"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { IconButton } from "../ui/form/button.tsx";
import { Menu } from "../ui/overlay/menu.tsx";

const CHOICES = [
  { key: "light", Icon: Sun },
  { key: "dark", Icon: Moon },
  { key: "system", Icon: Monitor },
] as const;

export function ThemeSwitch() {
  const t = useTranslations("common.theme");
  const { setTheme } = useTheme();
  const items = CHOICES.map(({ key, Icon }) => ({
    key,
    label: t(key),
    icon: <Icon aria-hidden className="size-4" />,
    onSelect: () => setTheme(key),
  }));
  return (
    <Menu
      trigger={
        <IconButton label={t("label")}>
          <Sun aria-hidden className="size-4" />
        </IconButton>
      }
      items={items}
    />
  );
}
