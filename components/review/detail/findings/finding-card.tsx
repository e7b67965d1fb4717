"use client";

import { ShieldCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { FindingDetail } from "#lib/review/review.ts";
import { RevealRow } from "../../../screening/reveals/reveal-row.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { Badge } from "../../../ui/feedback/badge.tsx";
import { Button } from "../../../ui/form/button.tsx";
import { LabelTag } from "../../../ui/label-tag.tsx";
import { FINDING_LOOKS } from "../../grid/warning-badges.tsx";
import { useReview } from "../../review-context.tsx";
import { SaidTag } from "../judge-section.tsx";
import { FindingActions } from "./finding-actions.tsx";
import { MatchEvidence } from "./match-evidence.tsx";
import { WithdrawOverride } from "./override-form.tsx";

interface Props {
  finding: FindingDetail;
  row: ExemplarRow;
  /** The text above shows this finding's words. */
  isMarked: boolean;
  onHover: (isOver: boolean) => void;
  onChoose: () => void;
}

export function FindingCard({ finding, row, isMarked, onHover, onChoose }: Props) {
  const t = useTranslations("review");
  const format = useFormatter();
  const { tone, Icon } = FINDING_LOOKS[finding.kind];
  const isOpen = finding.state === "open";
  return (
    <li
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
      className={classNames("rounded-md border px-3 py-2", isMarked ? "border-line-strong" : "border-line")}
    >
      <div className="flex flex-wrap items-center gap-2">
        <Badge
          tone={isOpen ? tone : "neutral"}
          icon={
            isOpen ? <Icon aria-hidden className="size-3" /> : <ShieldCheck aria-hidden className="size-3" />
          }
        >
          {t(`finding.${finding.kind}`)}
        </Badge>
        {!isOpen && <span className="text-sm text-muted">{t("findingState.overridden")}</span>}
        {finding.spans.length > 0 && !isMarked && (
          <Button size="small" variant="ghost" className="ml-auto" onClick={onChoose}>
            {t("details.mark")}
          </Button>
        )}
      </div>
      {finding.kind === "labelDisagreement" ? (
        <Disagreement match={finding.match} row={row} />
      ) : (
        <Comparison finding={finding} exemplarId={row.id} />
      )}
      {finding.override ? (
        <>
          <p className="mt-1 text-sm [overflow-wrap:anywhere]">
            {t("details.overriddenBy", {
              by: finding.override.by,
              at: format.dateTime(new Date(finding.override.at), { dateStyle: "medium", timeStyle: "short" }),
              reason: finding.override.reason,
            })}
          </p>
          <WithdrawOverride findingId={finding.id} exemplarId={row.id} />
        </>
      ) : (
        <FindingActions finding={finding} row={row} />
      )}
    </li>
  );
}

/** What was compared, how alike it is, and from where on that is a finding. */
function Comparison({ finding, exemplarId }: { finding: FindingDetail; exemplarId: string }) {
  const t = useTranslations("review");
  const format = useFormatter();
  const score = (value: number) =>
    format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <>
      <p className="mt-1 text-sm text-muted tabular-nums">
        {t("details.score", {
          detector: t(`detector.${finding.detector}`),
          measure: measureOf(finding),
          score: score(finding.score),
          threshold: score(finding.threshold),
        })}
      </p>
      {finding.detector === "judge" && (
        <p className="mt-1 text-sm">
          <Verdict verdict={finding.verdict} />
        </p>
      )}
      <MatchLine finding={finding} exemplarId={exemplarId} />
      {finding.scores && <MatchEvidence match={finding.scores} />}
    </>
  );
}

/** What the judge says, which was not told the label, beside the label it has. */
function Disagreement({ match, row }: { match: FindingDetail["match"]; row: ExemplarRow }) {
  const t = useTranslations("review.details.judge");
  if (match.against !== "label" && match.against !== "gone") return null;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1">
      <SaidTag said={match} />
      <span className="inline-flex max-w-full min-w-0 items-center gap-2">
        <span className="text-sm whitespace-nowrap text-muted">{t("has")}</span>
        <LabelTag name={row.label.name} colour={row.label.colour} />
      </span>
    </p>
  );
}

function Verdict({ verdict: given }: { verdict: FindingDetail["verdict"] }) {
  const t = useTranslations("review.details");
  if (!given) return t("verdictWaits");
  const { verdict, model, reason } = given;
  return verdict === "unknown"
    ? t("verdictUnknown", { reason: reason ?? "" })
    : t("verdictRewriting", { model });
}

/** What the number of a finding is. */
function measureOf({ detector, match }: FindingDetail): "leak" | "likeness" | "score" {
  if (detector !== "combined" && detector !== "judge") return "score";
  return match.against === "support" || match.against === "exemplar" ? "likeness" : "leak";
}

function MatchLine({ finding: { id, match }, exemplarId }: { finding: FindingDetail; exemplarId: string }) {
  const t = useTranslations("review.details");
  const { store, projectId } = useReview();
  switch (match.against) {
    case "test":
      return (
        <RevealRow projectId={projectId} exemplarId={exemplarId} findingId={id} label={match.label.name} />
      );
    case "support":
      return (
        <>
          <p className="mt-1 text-sm text-muted">{t("matchSupport", { label: match.label.name })}</p>
          <OtherText text={match.text} />
        </>
      );
    case "exemplar":
      return (
        <>
          <p className="mt-1 text-sm text-muted">
            {t.rich("matchExemplar", {
              label: match.row.label.name,
              link: () => (
                <button
                  type="button"
                  className="font-medium text-accent-text underline underline-offset-2"
                  onClick={() => void store.openView(store.get().view, match.row.number)}
                >
                  #{match.row.number}
                </button>
              ),
            })}
          </p>
          <OtherText text={match.text} />
        </>
      );
    case "label":
      return null;
    case "gone":
      return <p className="mt-1 text-sm text-muted">{t("matchGone")}</p>;
  }
}

function OtherText({ text }: { text: string }) {
  return (
    <p
      dir="auto"
      className="mt-0.5 max-h-40 overflow-y-auto text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
    >
      {text}
    </p>
  );
}
