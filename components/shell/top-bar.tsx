import { Settings, Wheat } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ThemeSwitch } from "./theme-switch.tsx";

export async function TopBar() {
  const t = await getTranslations("common");
  return (
    <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line bg-surface px-3">
      <a
        href="#content"
        className="absolute top-1 left-1 z-50 -translate-y-20 rounded bg-accent px-2 py-1 text-on-accent focus:translate-y-0"
      >
        {t("navigation.skip")}
      </a>
      <Link href="/" className="flex items-center gap-1.5 rounded px-1 font-semibold tracking-tight">
        <Wheat aria-hidden className="size-4.5 text-accent-text" />
        {t("appName")}
      </Link>
      <nav aria-label={t("appName")} className="ml-auto flex items-center gap-1">
        <ThemeSwitch />
        <Link
          href="/settings"
          aria-label={t("navigation.settings")}
          title={t("navigation.settings")}
          className="inline-flex size-7 items-center justify-center rounded-md hover:bg-raised"
        >
          <Settings aria-hidden className="size-4" />
        </Link>
      </nav>
    </header>
  );
}
