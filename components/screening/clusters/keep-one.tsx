"use client";

import { useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { Cluster } from "#lib/screening/clusters/clusters.ts";
import { useReview } from "../../review/review-context.tsx";
import { Button } from "../../ui/form/button.tsx";

interface Props {
  cluster: Cluster;
  /** The rows that the proposal would reject: what is asked for is among the unsaved changes at once. */
  proposed: readonly ExemplarRow[];
  /** Nothing is on its way to the server, so that the proposal is of now. */
  isSaved: boolean;
}

/** Rejects all of a cluster but one: a batch of decisions like any other, taken back as one. */
export function KeepOne({ cluster: { proposal }, proposed, isSaved }: Props) {
  const t = useTranslations("clusters");
  const { store, saver, screen } = useReview();
  if (!proposal) return null;
  const start = () => {
    screen.focusRows();
    const changed = saver.make({ kind: "decide", decision: { kind: "reject" } }, proposed);
    const first = changed[0];
    if (first) store.announce("reject", { count: changed.length, number: first.number, label: "" });
    else store.announce("unchanged", { count: proposed.length, number: proposed[0]?.number ?? 0 });
  };
  return (
    <>
      <Button size="small" disabled={!isSaved} onClick={start}>
        {t("propose", { keep: String(proposal.keep), count: proposal.reject.length })}
      </Button>
      <p className="text-sm text-muted">{t("proposeHint")}</p>
    </>
  );
}
