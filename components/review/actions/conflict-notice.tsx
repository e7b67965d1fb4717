"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { useNow } from "../session/use-now.ts";
import type { Conflict } from "../state/review-state.ts";
import { conflictWords } from "./conflict-words.ts";

/** So many are told one by one; of more one only wants to be rid. */
const TOLD = 3;
const EVERY_MS = 5_000;

/** Exemplars that somebody else decided first: what both did, and whose decision stays. */
export function ConflictNotice() {
  const t = useTranslations("review.save.conflicts");
  const { saver, screen } = useReview();
  const conflicts = useReviewState((state) => state.conflicts);
  const list = useRef<HTMLUListElement>(null);
  const settles = useRef(false);
  useEffect(() => {
    if (!settles.current) return;
    settles.current = false;
    // The button went with its conflict: on to the next one to settle, or to the rows when all are.
    const next = conflicts.length > 0 && list.current?.querySelector("button");
    if (next) next.focus();
    else screen.focusRows();
  }, [conflicts, screen]);
  if (conflicts.length === 0) return null;
  const rest = conflicts.length - TOLD;
  const settle = (how: () => void) => () => {
    settles.current = true;
    how();
  };
  return (
    <div className="border-b border-line p-2">
      <Notice
        kind="warning"
        title={t("title", { count: conflicts.length })}
        action={
          conflicts.length > 1 && (
            <Button
              size="small"
              onClick={settle(() => {
                for (const conflict of conflicts) saver.keepTheirs(conflict);
              })}
            >
              {t("keepAll")}
            </Button>
          )
        }
      >
        <ul ref={list} className="flex flex-col gap-1">
          {conflicts.slice(0, TOLD).map((conflict) => (
            <Told key={conflict.id} conflict={conflict} settle={settle} />
          ))}
        </ul>
        {rest > 0 && <p className="mt-1 text-sm text-muted">{t("more", { count: rest })}</p>}
      </Notice>
    </div>
  );
}

function Told({ conflict, settle }: { conflict: Conflict; settle: (how: () => void) => () => void }) {
  const t = useTranslations("review.save.conflicts");
  const format = useFormatter();
  const { saver, me } = useReview();
  const now = useNow(EVERY_MS);
  const { key, values, at, isOpen } = conflictWords(conflict, me.name);
  // A clock that is behind must not speak of the future.
  const ago = at === null ? "" : format.relativeTime(Math.min(Date.parse(at), now), now);
  const { number } = conflict;
  const keep = settle(() => saver.keepTheirs(conflict));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="min-w-0 tabular-nums">{t(key, { ...values, ago })}</span>
      <span className="flex gap-1.5">
        {isOpen ? (
          <>
            <Button size="small" aria-label={t("keepOf", { number })} onClick={keep}>
              {t("keep")}
            </Button>
            <Button
              size="small"
              aria-label={t("mineOf", { number })}
              onClick={settle(() => saver.applyMine(conflict))}
            >
              {t("mine")}
            </Button>
          </>
        ) : (
          <Button size="small" aria-label={t("understoodOf", { number })} onClick={keep}>
            {t("understood")}
          </Button>
        )}
      </span>
    </li>
  );
}
