"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { fetchExemplarRows } from "#lib/exemplars/exemplar-query-options.ts";
import { EXEMPLAR_LIMITS, type ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { Cluster } from "#lib/screening/clusters/clusters.ts";
import { useReview } from "../../review/review-context.tsx";
import { Button } from "../../ui/form/button.tsx";

interface Props {
  cluster: Cluster;
  /** Nothing is on its way to the server, so that the proposal is of now. */
  isSaved: boolean;
}

/** Rejects all of a cluster but one: a batch of decisions like any other, taken back as one. */
export function KeepOne({ cluster: { proposal }, isSaved }: Props) {
  const t = useTranslations("clusters");
  const { projectId, store, saver } = useReview();
  const [isUnderWay, setUnderWay] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!proposal) return null;
  const { keep, reject } = proposal;
  const start = async () => {
    setUnderWay(true);
    setProblem(null);
    try {
      const rows = await fetchRows(projectId, reject);
      const changed = saver.make({ kind: "decide", decision: { kind: "reject" } }, rows);
      const first = changed[0];
      if (first) store.announce("reject", { count: changed.length, number: first.number, label: "" });
      else store.announce("unchanged");
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setUnderWay(false);
    }
  };
  return (
    <>
      <Button size="small" disabled={isUnderWay || !isSaved} onClick={() => void start()}>
        {t("propose", { keep: String(keep), count: reject.length })}
      </Button>
      <p className="text-sm text-muted">{t("proposeHint")}</p>
      {problem && (
        <p role="alert" className="text-sm text-leak">
          {t("failed", { message: problem })}
        </p>
      )}
    </>
  );
}

/** As they stand now: a decision names the revision that it is about. */
async function fetchRows(projectId: string, numbers: number[]): Promise<ExemplarRow[]> {
  const rows: ExemplarRow[] = [];
  for (let from = 0; from < numbers.length; from += EXEMPLAR_LIMITS.pageRows) {
    rows.push(...(await fetchExemplarRows(projectId, numbers.slice(from, from + EXEMPLAR_LIMITS.pageRows))));
  }
  return rows;
}
