"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { BulkProgress } from "#lib/review/bulk/bulk.ts";
import { isUnderWay } from "#lib/review/bulk/bulk.ts";
import { cancelBulkAction } from "#lib/review/bulk/bulk-actions.ts";
import { Progress } from "../../ui/feedback/progress.tsx";
import { Button, IconButton } from "../../ui/form/button.tsx";
import { useAction } from "../../ui/use-action.ts";
import { useReview, useReviewState } from "../review-context.tsx";

/** Bulk decisions under way, and those that have just ended. */
export function BulkStrip() {
  const t = useTranslations("bulk.panel");
  const bulks = useReviewState((state) => state.bulks);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = bulks.filter(({ id }) => !hidden.has(id));
  if (shown.length === 0) return null;
  return (
    <ul aria-label={t("running")} className="shrink-0 divide-y divide-line border-t border-line bg-surface">
      {shown.map((bulk) => (
        <Bulk key={bulk.id} bulk={bulk} onHide={() => setHidden(new Set([...hidden, bulk.id]))} />
      ))}
    </ul>
  );
}

function Bulk({ bulk, onHide }: { bulk: BulkProgress; onHide: () => void }) {
  const t = useTranslations("bulk");
  const { projectId, saver, me, screen } = useReview();
  const cancel = useAction(cancelBulkAction);
  const { task, state, changed, skipped, expected, error, by } = bulk;
  const name = t("panel.task", { kind: task.kind === "decide" ? task.decision.kind : task.kind });
  const runs = isUnderWay(bulk);
  const isMine = by === me.name;
  const tone = state === "failed" ? "leak" : state === "done" ? "accepted" : "accent";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5 text-sm">
      <span className="font-medium">{name}</span>
      {!isMine && <span className="text-muted">{t("panel.by", { by })}</span>}
      {runs && (
        <span className="w-40">
          <Progress label={name} total={expected} parts={[{ value: changed + skipped, tone }]} />
        </span>
      )}
      <span role="status" className="min-w-0 flex-1 tabular-nums text-muted">
        {!runs && <Outcome bulk={bulk} />}
      </span>
      {runs && (
        <span className="text-muted tabular-nums">{t(`progress.${state}`, { changed, expected })}</span>
      )}
      {(error || cancel.error) && (
        <span className="text-leak">{cancel.error?.message ?? (error && t(`failures.${error}`))}</span>
      )}
      {runs && isMine && (
        <Button
          size="small"
          aria-label={t("panel.stopOf", { task: name })}
          disabled={cancel.pending}
          onClick={() => {
            cancel.run({ projectId, bulkId: bulk.id });
            screen.focusRows();
          }}
        >
          {t("panel.stop")}
        </Button>
      )}
      {!runs && isMine && task.kind === "decide" && changed > 0 && (
        <Button
          size="small"
          aria-label={t("panel.undoOf", { task: name })}
          onClick={() => {
            saver.undoBatch(bulk.id);
            onHide();
            screen.focusRows();
          }}
        >
          {t("panel.undo")}
        </Button>
      )}
      {!runs && (
        <IconButton
          label={t("panel.hide")}
          onClick={() => {
            onHide();
            screen.focusRows();
          }}
        >
          <X aria-hidden className="size-4" />
        </IconButton>
      )}
    </li>
  );
}

function Outcome({ bulk: { state, changed, skipped, expected } }: { bulk: BulkProgress }) {
  const t = useTranslations("bulk.progress");
  return (
    <>
      {t(state, { changed, expected })}
      {skipped > 0 && ` · ${t("skipped", { skipped })}`}
    </>
  );
}
