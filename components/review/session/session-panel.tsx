"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { wilsonInterval } from "#lib/core/statistics/wilson-interval.ts";
import { Checkbox } from "../../ui/form/checkbox.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useCounts } from "../filters/use-counts.ts";
import { useReview, useReviewState } from "../review-context.tsx";
import { SidePanel } from "../side-panel.tsx";
import { keysOf } from "../state/keys/commands.ts";
import { runCommand } from "../state/run-command.ts";
import { perMinute } from "../state/session/session-tally.ts";
import { leftIn, timeLeft } from "./pace.ts";
import { useNow } from "./use-now.ts";

const EVERY_MS = 5_000;

/** How this session goes: pace, agreement with what is suggested, and what is left. */
export function SessionPanel() {
  const t = useTranslations("session");
  const { store } = useReview();
  return (
    <SidePanel title={t("title")} onClose={() => store.setPanel(null)}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-3 px-4 py-3">
        <Pace />
        <Agreement />
        <Streak />
      </dl>
      <Advance />
    </SidePanel>
  );
}

function Figure({ name, value, hint }: { name: string; value: ReactNode; hint?: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 tabular-nums">
        <div className="font-medium">{value}</div>
        {hint && <div className="text-sm text-muted">{hint}</div>}
      </dd>
    </>
  );
}

function Pace() {
  const t = useTranslations("session");
  const format = useFormatter();
  const session = useReviewState((state) => state.session);
  const filter = useReviewState((state) => state.view.filter);
  const { counts, isUnknown } = useCounts();
  const now = useNow(EVERY_MS);
  const rate = perMinute(session, now);
  const left = isUnknown ? undefined : leftIn(filter, counts);
  const time = left === undefined ? null : timeLeft(left, rate);
  return (
    <>
      <Figure
        name={t("made")}
        value={format.number(session.made)}
        hint={
          session.startedAt === null
            ? t("notBegun")
            : t("since", { at: format.dateTime(session.startedAt, { hour: "numeric", minute: "2-digit" }) })
        }
      />
      <Figure
        name={t("rate")}
        value={rate === null ? "–" : format.number(rate, { maximumFractionDigits: rate < 10 ? 1 : 0 })}
        hint={t("rateHint")}
      />
      <Figure
        name={t("left")}
        value={left === undefined ? "–" : t("pending", { count: left })}
        hint={time && left ? t("time", time) : null}
      />
    </>
  );
}

function Agreement() {
  const t = useTranslations("session");
  const format = useFormatter();
  const { compared, agreed } = useReviewState((state) => state.session);
  const share = wilsonInterval(agreed, compared);
  const percent = (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 0 });
  return (
    <Figure
      name={t("agreement")}
      value={share ? percent(share.share) : "–"}
      hint={
        share
          ? t("interval", {
              agreed: share.count,
              compared: share.of,
              low: percent(share.low),
              high: percent(share.high),
            })
          : t("notCompared")
      }
    />
  );
}

function Streak() {
  const t = useTranslations("session");
  const { labels } = useReview();
  const streak = useReviewState((state) => state.session.streak);
  const label = streak && labels.find(({ id, name }) => id === streak.label || name === streak.label);
  return (
    <Figure
      name={t("streak")}
      value={
        label && streak.count > 1 ? (
          <span className="flex min-w-0 items-baseline gap-2">
            <span className="shrink-0">{t("inARow", { count: streak.count })}</span>
            <LabelTag name={label.name} colour={label.colour} />
          </span>
        ) : (
          "–"
        )
      }
      hint={t("streakHint")}
    />
  );
}

function Advance() {
  const t = useTranslations("session");
  const context = useReview();
  const advances = useReviewState((state) => state.settings.advances);
  const [key] = keysOf(context.keymap, "advance");
  return (
    <div className="flex items-center gap-2 border-t border-line px-4 py-3">
      <Checkbox checked={advances} onChange={() => runCommand("advance", context)}>
        {t("advance")}
      </Checkbox>
      {key && <Kbd>{key}</Kbd>}
    </div>
  );
}
