"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { guidelinesOptions } from "#lib/projects/project-query-options.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Button } from "../../ui/form/button.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useLaterReviewState, useReview } from "../review-context.tsx";
import { SidePanel } from "../side-panel.tsx";
import { rowAt } from "../state/rows/grid-window.ts";
import { guidelineOrder } from "./guideline-order.ts";

// Who never looks at guidelines need not load what draws them.
const MarkdownText = dynamic(
  () => import("../../ui/markdown-text.tsx").then((module) => module.MarkdownText),
  {
    loading: () => <Skeleton className="h-24" />,
  },
);

/** The project's guidelines, those of the labels that are in question for the current row, and the other labels'. */
export function GuidelinesPanel() {
  const t = useTranslations("guidelines.panel");
  const common = useTranslations("common.actions");
  const { projectId, labels, store } = useReview();
  const row = useLaterReviewState((state) => rowAt(state.window, state.current));
  const { data, error, refetch } = useQuery(guidelinesOptions(projectId));
  const order = data && guidelineOrder(labels, data, row);
  const settings = `/projects/${projectId}#guidelines` as Route;
  return (
    <SidePanel title={t("title")} onClose={() => store.setPanel(null)}>
      <div className="flex flex-col gap-4 px-4 py-3">
        {error && !data && (
          <Notice
            kind="error"
            title={t("failed")}
            action={
              <Button size="small" onClick={() => void refetch()}>
                {common("retry")}
              </Button>
            }
          />
        )}
        {!data && !error && <Skeleton className="h-40" />}
        {data && (
          <>
            {data.project && <MarkdownText text={data.project} level={3} />}
            {order?.first.map(({ label, text }) => (
              <Section key={label.id} title={<LabelTag name={label.name} colour={label.colour} />}>
                {text ? (
                  <MarkdownText text={text} level={4} />
                ) : (
                  <p className="text-muted">{t("noneForLabel", { name: label.name })}</p>
                )}
              </Section>
            ))}
            {order && order.others.length > 0 && (
              <Section title={t("others")}>
                {order.others.map(({ label, text }) => (
                  <details key={label.id} className="py-1">
                    <summary className="cursor-pointer">
                      <LabelTag name={label.name} colour={label.colour} />
                    </summary>
                    <div className="py-2 pl-4">
                      <MarkdownText text={text} level={4} />
                    </div>
                  </details>
                ))}
              </Section>
            )}
            {!data.project && Object.keys(data.labels).length === 0 && (
              <p className="text-muted">{t("none")}</p>
            )}
            <Link
              href={settings}
              className="self-start text-sm text-accent-text underline underline-offset-2"
            >
              {t("edit")}
            </Link>
          </>
        )}
      </div>
    </SidePanel>
  );
}

function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t border-line pt-3">
      <h3 className="mb-1 font-medium">{title}</h3>
      {children}
    </section>
  );
}
