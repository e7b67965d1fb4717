"use client";

import { ChevronRight, RotateCw, ShieldAlert } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { writeItemsAsked } from "#lib/runs/items/run-items.ts";
import { retryFailuresAction } from "#lib/runs/run-actions.ts";
import { nextRunState, type RunState } from "#lib/runs/run-state.ts";
import type { FailureExample, FailureGroup, ItemFailureCode, Run } from "#lib/runs/runs.ts";
import { Badge } from "../../ui/feedback/badge.tsx";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button, ButtonLink } from "../../ui/form/button.tsx";
import { Card } from "../../ui/page.tsx";
import { useAction } from "../../ui/use-action.ts";

interface Props {
  run: Run;
  state: RunState;
  failures: FailureGroup[];
  isSpent: boolean;
  onChanged: () => void;
}

/** Failed items by reason, the most frequent first, each with a few as they came and a way to ask for them again. */
export function RunFailures({ run, state, failures, isSpent, onChanged }: Props) {
  const t = useTranslations("runs.run");
  const { projectId, id: runId } = run;
  const retry = useAction(retryFailuresAction);
  if (failures.length === 0) return null;
  const canRetry = nextRunState(state, "resume") !== null && !isSpent;
  const held = failures.find(({ code }) => code === "holdsTestText");
  const others = failures.filter((group) => group !== held);
  return (
    <Card title={t("failures")} hint={t(canRetry ? "failuresHint" : isSpent ? "retrySpent" : "retryLater")}>
      {retry.error && <Notice kind="error">{retry.error.message}</Notice>}
      {held && <HeldBack run={run} group={held} />}
      <ul className="flex flex-col divide-y divide-line">
        {others.map((group) => (
          <Group
            key={group.code}
            run={run}
            group={group}
            action={
              canRetry && (
                <Button
                  size="small"
                  icon={<RotateCw aria-hidden className="size-3.5" />}
                  disabled={retry.pending}
                  onClick={() => retry.run({ projectId, runId, code: group.code }, onChanged)}
                >
                  {t("retryGroup", { count: group.count })}
                </Button>
              )
            }
          />
        ))}
      </ul>
    </Card>
  );
}

/** What the second lock of the test set refused: nothing that was sent, and nothing that trying again would change. */
function HeldBack({ run, group }: { run: Run; group: FailureGroup }) {
  const t = useTranslations("runs.run.heldBack");
  const project = `/projects/${run.projectId}`;
  return (
    <section
      aria-label={t("title", { count: group.count })}
      className="mb-2 rounded-md border border-leak/40 bg-leak-wash px-3 py-2"
    >
      <h3 className="flex items-center gap-2 font-medium text-leak">
        <ShieldAlert aria-hidden className="size-4 shrink-0" />
        {t("title", { count: group.count })}
      </h3>
      <p className="max-w-prose">{t("hint")}</p>
      <div className="my-2 flex flex-wrap gap-2">
        <ButtonLink size="small" href={`${project}/recipes/${run.recipeId}` as Route}>
          {t("toRecipe")}
        </ButtonLink>
        <ButtonLink size="small" href={`${project}/runs/new?from=${run.id}` as Route}>
          {t("toNewRun")}
        </ButtonLink>
      </div>
      <ul>
        <Group run={run} group={group} />
      </ul>
    </section>
  );
}

function Group({ run, group, action }: { run: Run; group: FailureGroup; action?: ReactNode }) {
  const t = useTranslations("runs");
  const format = useFormatter();
  const { code, count, examples } = group;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2">
      <details className="group min-w-0 flex-1 basis-80">
        <summary className="flex cursor-pointer list-none items-center gap-2">
          <ChevronRight
            aria-hidden
            className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
          />
          <Badge tone="leak">{format.number(count)}</Badge>
          <span className="min-w-0">{t(`failures.${code}`)}</span>
        </summary>
        <ul className="mt-2 flex flex-col gap-3 border-l-2 border-line pl-4">
          {examples.map((example) => (
            <Example key={example.position} example={example} />
          ))}
          <li>
            <Link href={itemsAddress(run, code) as Route} className="text-sm underline hover:no-underline">
              {t("run.allOfThem", { count })}
            </Link>
          </li>
        </ul>
      </details>
      {action}
    </li>
  );
}

function itemsAddress(run: Run, reason: ItemFailureCode): string {
  const asked = { filter: { state: null, labelId: null, reason }, place: null };
  return `/projects/${run.projectId}/runs/${run.id}/items?${writeItemsAsked(asked)}`;
}

function Example({ example: { position, detail, reply } }: { example: FailureExample }) {
  const t = useTranslations("runs.run");
  return (
    <li className="min-w-0">
      <p className="text-sm text-muted tabular-nums">{t("example", { position: String(position + 1) })}</p>
      {detail && <p className="break-words">{detail}</p>}
      {reply !== null && (
        <figure>
          <figcaption className="text-sm text-muted">{t("rawReply")}</figcaption>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1: what scrolls must be scrollable by keyboard
            tabIndex={0}
            className="mt-1 max-h-40 overflow-auto rounded-md bg-raised p-2 font-mono text-sm break-words whitespace-pre-wrap"
          >
            {reply}
          </pre>
        </figure>
      )}
    </li>
  );
}
