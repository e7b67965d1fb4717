"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { removedAtOnce, type SupportInTest } from "#lib/real-data/real-data.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { RemoveSupportExamples } from "./remove-support-examples.tsx";

const NAMED = 30;

/** What an import found of the user's own support rows in the test set, and the way to be rid of them. */
export function SupportInTestNotice({ projectId, found }: { projectId: string; found: SupportInTest }) {
  const t = useTranslations("realData.report");
  const leaks = useTranslations("realData.leaks");
  const format = useFormatter();
  const [removed, setRemoved] = useState(0);
  const { exact, contained, positions, ids } = found;
  if (ids.length === 0) return <p className="text-sm">{t("inTestNone")}</p>;
  // The next ones, where there are more than one action may delete.
  const next = ids.slice(removed, removed + removedAtOnce);
  if (next.length === 0) return <p className="text-sm">{t("inTestRemoved", { count: removed })}</p>;
  const left = positions.slice(removed);
  const named = left.slice(0, NAMED).map((position) => format.number(position));
  if (left.length > NAMED) named.push(leaks("more", { count: left.length - NAMED }));
  return (
    <Notice
      kind="error"
      title={t("inTest", { exact, contained })}
      action={
        <RemoveSupportExamples
          projectId={projectId}
          ids={next}
          onRemoved={() => setRemoved(removed + next.length)}
        >
          {leaks("remove", { count: next.length })}
        </RemoveSupportExamples>
      }
    >
      <p>{t("inTestHint")}</p>
      <p className="text-sm tabular-nums text-muted">{leaks("rows", { rows: named.join(", ") })}</p>
    </Notice>
  );
}
