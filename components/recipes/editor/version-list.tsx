"use client";

import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { RecipeVersionSummary } from "#lib/recipes/recipes.ts";
import { Badge } from "../../ui/feedback/badge.tsx";
import { Card } from "../../ui/page.tsx";

/** The recipe's versions, the newest first. */
export function VersionList({
  path,
  versions,
  shown,
}: {
  path: string;
  versions: readonly RecipeVersionSummary[];
  /** The number of the one on screen. */
  shown: number;
}) {
  const t = useTranslations("recipes.versions");
  const format = useFormatter();
  const [newest] = versions;
  return (
    <Card title={t("title")} hint={t("hint")}>
      <ul className="-m-2 max-h-72 overflow-y-auto">
        {versions.map(({ id, number, createdAt, runCount }) => (
          <li key={id}>
            <Link
              href={(id === newest?.id ? path : `${path}?version=${number}`) as Route}
              scroll={false}
              aria-current={number === shown ? "true" : undefined}
              className="flex items-center gap-3 rounded-md px-2 py-1.5 hover:bg-raised aria-[current=true]:bg-raised"
            >
              <span className="font-medium tabular-nums">{t("number", { number })}</span>
              {id === newest?.id && <Badge>{t("newest")}</Badge>}
              <time dateTime={createdAt.toISOString()} className="ml-auto text-sm text-muted tabular-nums">
                {format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" })}
              </time>
              <span className="w-20 text-right text-sm text-muted tabular-nums">
                {t("runs", { count: runCount })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
