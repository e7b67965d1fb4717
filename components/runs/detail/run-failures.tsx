"use client";

import { ChevronRight } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { FailureExample, FailureGroup } from "#lib/runs/runs.ts";
import { Badge } from "../../ui/feedback/badge.tsx";
import { Card } from "../../ui/page.tsx";

/** Failed items by reason, the most frequent first, each with a few as they came. */
export function RunFailures({ failures }: { failures: FailureGroup[] }) {
  const t = useTranslations("runs");
  const format = useFormatter();
  if (failures.length === 0) return null;
  return (
    <Card title={t("run.failures")} hint={t("run.failuresHint")}>
      <ul className="flex flex-col gap-3">
        {failures.map(({ code, count, examples }) => (
          <li key={code}>
            <details className="group">
              <summary className="flex cursor-pointer list-none items-center gap-2">
                <ChevronRight
                  aria-hidden
                  className="size-4 text-muted transition-transform group-open:rotate-90"
                />
                <Badge tone="leak">{format.number(count)}</Badge>
                {t(`failures.${code}`)}
              </summary>
              <ul className="mt-2 flex flex-col gap-3 border-l-2 border-line pl-4">
                {examples.map((example) => (
                  <Example key={example.position} example={example} />
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </Card>
  );
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
          <pre className="mt-1 max-h-40 overflow-auto rounded-md bg-raised p-2 font-mono text-sm break-words whitespace-pre-wrap">
            {reply}
          </pre>
        </figure>
      )}
    </li>
  );
}
