"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpenText, Database, FileOutput, House, ListChecks, Play, ScrollText } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { waitingOptions } from "#lib/projects/project-query-options.ts";
import type { Step, Waiting } from "#lib/projects/projects.ts";
import { classNames } from "../ui/class-names.ts";

const STEPS = [
  { step: "data", Icon: Database },
  { step: "vocabularies", Icon: BookOpenText },
  { step: "recipes", Icon: ScrollText },
  { step: "runs", Icon: Play },
  { step: "review", Icon: ListChecks },
  { step: "exports", Icon: FileOutput },
] as const;

/** The steps with their counts, as they were when the page was made and then as they are. */
export function NavigationLinks({
  projectId,
  initial,
}: {
  projectId: string;
  initial: Record<Step, Waiting>;
}) {
  const { data: counts } = useQuery({ ...waitingOptions(projectId), initialData: initial });
  const t = useTranslations("common.navigation");
  const format = useFormatter();
  const path = usePathname();
  const home = `/projects/${projectId}`;
  return (
    <>
      <Item
        href={home}
        label={t("overview")}
        isHere={path === home}
        icon={<House aria-hidden className="size-4" />}
      />
      {STEPS.map(({ step, Icon }) => (
        <Item
          key={step}
          href={`${home}/${step}`}
          label={t(step)}
          isHere={path.startsWith(`${home}/${step}`)}
          icon={<Icon aria-hidden className="size-4" />}
          count={format.number(counts[step].count)}
          waiting={counts[step].waits ? t("waiting") : undefined}
        />
      ))}
    </>
  );
}

interface ItemProps {
  href: string;
  label: string;
  isHere: boolean;
  icon: React.ReactNode;
  count?: string;
  waiting?: string | undefined;
}

function Item({ href, label, isHere, icon, count, waiting }: ItemProps) {
  return (
    <Link
      href={href as Route}
      title={label}
      aria-current={isHere ? "page" : undefined}
      className={classNames(
        "relative flex h-8 items-center justify-center gap-2.5 rounded-md px-2 lg:justify-start",
        isHere ? "bg-raised font-medium text-text" : "text-muted hover:bg-raised hover:text-text",
      )}
    >
      {icon}
      <span className="max-lg:sr-only">{label}</span>
      {waiting && (
        <span
          role="img"
          aria-label={waiting}
          title={waiting}
          className="size-1.5 rounded-full bg-accent max-lg:absolute max-lg:top-1 max-lg:right-1"
        />
      )}
      {count && <span className="ml-auto text-sm tabular-nums max-lg:sr-only">{count}</span>}
    </Link>
  );
}
