"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button, ButtonLink } from "../../ui/form/button.tsx";

/** Says that an older version is on screen, and how to go on from it. */
export function OlderVersion({
  path,
  number,
  isUnsaved,
  onStart,
}: {
  path: string;
  number: number;
  /** Whether the draft has changes that going on from here would lose. */
  isUnsaved: boolean;
  onStart: () => void;
}) {
  const t = useTranslations("recipes.versions");
  return (
    <Notice title={t("older", { number })}>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button size="small" variant="primary" onClick={onStart}>
          {t("startFrom")}
        </Button>
        <ButtonLink size="small" href={path as Route}>
          {t("back")}
        </ButtonLink>
        {isUnsaved && <span className="text-sm text-muted">{t("replaces")}</span>}
      </div>
    </Notice>
  );
}
