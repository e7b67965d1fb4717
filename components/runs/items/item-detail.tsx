"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RunItemDetail } from "#lib/runs/items/run-items.ts";
import { runItemOptions } from "#lib/runs/run-query-options.ts";
import type { Run } from "#lib/runs/runs.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { RawReply } from "./raw-reply.tsx";

/** One item: what was sent, word for word, and what came back. */
export function ItemDetail({ run, itemId }: { run: Run; itemId: string }) {
  const t = useTranslations("runs.items");
  const { data: item, error } = useQuery(runItemOptions({ projectId: run.projectId, runId: run.id, itemId }));
  if (error) {
    return (
      <Notice kind="warning" title={t("itemStaleTitle")}>
        {error.message}
      </Notice>
    );
  }
  if (!item) return <Skeleton className="h-40" />;
  return <ItemContent run={run} item={item} />;
}

export function ItemContent({ run, item }: { run: Run; item: RunItemDetail }) {
  const t = useTranslations("runs");
  return (
    <div className="flex flex-col gap-3">
      <Facts run={run} item={item} />
      {item.reason && (
        <Notice kind="error" title={t(`failures.${item.reason}`)}>
          {item.detail && <p className="font-mono text-sm break-words whitespace-pre-wrap">{item.detail}</p>}
        </Notice>
      )}
      <section>
        <h2 className="mb-1 text-sm font-medium">{t("items.sent")}</h2>
        {item.attempts === 0 && <p className="mb-1 text-sm text-muted">{t("items.notSent")}</p>}
        <ol className="flex flex-col gap-2">
          {item.messages.map(({ role, content }, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: messages never change their order
            <li key={position} className="rounded-md border border-line bg-surface px-3 py-2">
              <p className="text-xs text-muted">{role}</p>
              <ScrollRegion
                label={t("items.message", { position: position + 1, role })}
                dir="auto"
                className="max-h-72 overflow-auto text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
              >
                {content}
              </ScrollRegion>
            </li>
          ))}
        </ol>
      </section>
      {item.reply !== null && <RawReply reply={item.reply} />}
    </div>
  );
}

function Facts({ run, item }: { run: Run; item: RunItemDetail }) {
  const t = useTranslations("runs.items");
  const format = useFormatter();
  const { promptTokens, completionTokens, exemplarNumber } = item;
  const isModel = run.generator === "openai";
  const tokens = (count: number | null) => (count === null ? t("notSaid") : format.number(count));
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {isModel && (
        <>
          <Fact name={t("tries")}>{format.number(item.attempts)}</Fact>
          <Fact name={t("took")}>
            {item.latencyMs === null ? t("notMeasured") : t("milliseconds", { value: item.latencyMs })}
          </Fact>
          <Fact name={t("promptTokens")}>{tokens(promptTokens)}</Fact>
          <Fact name={t("completionTokens")}>{tokens(completionTokens)}</Fact>
          <Fact name={t("reused")}>{t(item.reused ? "yes" : "no")}</Fact>
        </>
      )}
      {item.finishedAt && (
        <Fact name={t("finished")}>
          {format.dateTime(new Date(item.finishedAt), {
            dateStyle: "medium",
            timeStyle: "medium",
            timeZone: "UTC",
          })}{" "}
          UTC
        </Fact>
      )}
      {exemplarNumber !== null && (
        <Fact name={t("exemplar")}>
          <Link
            href={`/projects/${run.projectId}/review?run=${run.number}&at=${exemplarNumber}` as Route}
            className="underline hover:no-underline"
          >
            {t("toExemplar", { number: String(exemplarNumber) })}
          </Link>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}
