"use client";

import { Plus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import type { VocabularySummary } from "#lib/vocabularies/vocabularies.ts";
import { classNames } from "../ui/class-names.ts";

export function VocabularyLinks({
  projectId,
  vocabularies,
}: {
  projectId: string;
  vocabularies: VocabularySummary[];
}) {
  const t = useTranslations("vocabularies");
  const format = useFormatter();
  const pathname = usePathname();
  const base = `/projects/${projectId}/vocabularies`;
  const look = (isCurrent: boolean) =>
    classNames(
      "flex h-8 items-center gap-2 rounded-md px-2",
      isCurrent ? "bg-raised font-medium" : "hover:bg-raised",
    );
  return (
    <ul className="flex flex-col gap-0.5">
      <li>
        <Link
          href={base as Route}
          aria-current={pathname === base ? "page" : undefined}
          className={look(pathname === base)}
        >
          <Plus aria-hidden className="size-4 text-muted" />
          {t("list.new")}
        </Link>
      </li>
      {vocabularies.map(({ id, name, entryCount }) => {
        const href = `${base}/${id}`;
        return (
          <li key={id}>
            <Link
              href={href as Route}
              aria-current={pathname === href ? "page" : undefined}
              className={look(pathname === href)}
            >
              <span className="min-w-0 flex-1 truncate" title={name}>
                {name}
              </span>
              <span
                title={t("list.entries", { count: entryCount })}
                className="text-sm text-muted tabular-nums"
              >
                {format.number(entryCount)}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
