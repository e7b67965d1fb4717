"use client";

import {
  Copy,
  CopyCheck,
  Hourglass,
  PackageX,
  Scale,
  ShieldAlert,
  ShieldCheck,
  ShieldQuestionMark,
  Split,
} from "lucide-react";
import { useTranslations } from "next-intl";
import {
  type ExemplarRow,
  type FindingKind,
  type FindingSummary,
  isHeldBack,
  isLeak,
} from "#lib/exemplars/exemplars.ts";
import { Badge, type Tone } from "../../ui/feedback/badge.tsx";

export const FINDING_LOOKS: Record<FindingKind, { tone: Tone; Icon: typeof Copy }> = {
  exactLeak: { tone: "leak", Icon: ShieldAlert },
  nearLeak: { tone: "leak", Icon: ShieldAlert },
  semanticLeak: { tone: "leak", Icon: ShieldAlert },
  unjudged: { tone: "leak", Icon: ShieldQuestionMark },
  labelConflict: { tone: "conflict", Icon: Split },
  labelDisagreement: { tone: "conflict", Icon: Scale },
  duplicate: { tone: "duplicate", Icon: Copy },
  supportCopy: { tone: "conflict", Icon: CopyCheck },
};

/** What speaks against a row, the worst first: of several leaks the worst; the panel shows all. */
export function WarningBadges({ row }: { row: ExemplarRow }) {
  const t = useTranslations("review");
  const shown = new Map<string, FindingSummary>();
  for (const finding of row.findings) {
    const about = isLeak(finding.kind) ? "leak" : finding.kind;
    if (!shown.has(about)) shown.set(about, finding);
  }
  return (
    <div className="flex max-h-[42px] flex-wrap gap-x-1 gap-y-0.5 overflow-hidden">
      {!row.screened && (
        <Badge icon={<Hourglass aria-hidden className="size-3" />}>{t("grid.waiting")}</Badge>
      )}
      {isHeldBack(row) && (
        <span title={t("grid.heldBackTitle")}>
          <Badge tone="leak" icon={<PackageX aria-hidden className="size-3" />}>
            {t("grid.heldBack")}
          </Badge>
        </span>
      )}
      {[...shown.values()].map(({ kind, state }) => {
        const { tone, Icon } = FINDING_LOOKS[kind];
        const word = t(`finding.${kind}`);
        if (state === "overridden") {
          return (
            <span key={kind} title={t("grid.overridden", { kind: word })}>
              <Badge icon={<ShieldCheck aria-hidden className="size-3" />}>
                <s>{word}</s>
              </Badge>
            </span>
          );
        }
        return (
          <Badge key={kind} tone={tone} icon={<Icon aria-hidden className="size-3" />}>
            {word}
          </Badge>
        );
      })}
    </div>
  );
}
