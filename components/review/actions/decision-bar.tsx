"use client";

import {
  Check,
  Flag,
  Keyboard,
  MessageSquare,
  PanelRight,
  Pencil,
  Redo2,
  RotateCcw,
  Sparkles,
  Tag,
  Undo2,
  X,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { SessionLine } from "../session/session-line.tsx";
import { keysOf } from "../state/keys/commands.ts";
import { rowAt, windowLength } from "../state/rows/grid-window.ts";
import { Announcer } from "./announcer.tsx";
import { CommandButton } from "./command-button.tsx";
import { SaveState } from "./save-state.tsx";

const ICON = "size-4 shrink-0";

/**
 * What can be done with the current row or the selection; each button shows the key that does the same. Below it, or
 * between the buttons where the window is wide, how things stand.
 */
export function DecisionBar() {
  const t = useTranslations("review.actions");
  return (
    <div className="@container/bar shrink-0 border-t border-line bg-surface">
      <div
        role="toolbar"
        aria-label={t("label")}
        className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-3 py-1.5 @min-[104rem]/bar:grid-cols-[auto_1fr_auto]"
      >
        <div className="col-start-1 row-start-1 flex items-center gap-1">
          <Decisions />
        </div>
        <div className="col-span-2 col-start-1 row-start-2 flex h-7 min-w-0 items-center gap-3 @min-[104rem]/bar:col-span-1 @min-[104rem]/bar:col-start-2 @min-[104rem]/bar:row-start-1">
          <Selected />
          <div className="min-w-0 flex-1">
            <Announcer />
          </div>
          <SessionLine />
          <SaveState />
        </div>
        <div className="col-start-2 row-start-1 flex items-center @min-[104rem]/bar:col-start-3">
          <Panels />
        </div>
      </div>
    </div>
  );
}

function Decisions() {
  const t = useTranslations("review.actions");
  const { labels } = useReview();
  const isBulk = useReviewState((state) => state.selected.size > 0 || state.wholeResult);
  const row = useReviewState((state) => rowAt(state.window, state.current));
  const suggested = row?.suggestion && labels.find(({ id }) => id === row.suggestion?.labelId);
  return (
    <>
      <CommandButton
        id="accept"
        words={t("accept")}
        rank="first"
        icon={<Check aria-hidden className={`${ICON} text-accepted`} />}
      />
      <CommandButton
        id="reject"
        words={t("reject")}
        rank="first"
        icon={<X aria-hidden className={`${ICON} text-leak`} />}
      />
      <CommandButton
        id="relabel"
        words={t("relabel")}
        rank="first"
        icon={<Tag aria-hidden className={ICON} />}
      />
      <CommandButton
        id="suggestion"
        words={t("suggestion")}
        {...(isBulk
          ? {}
          : { hint: suggested ? t("suggestionOf", { label: suggested.name }) : t("noSuggestion") })}
        rank="second"
        icon={<Sparkles aria-hidden className={ICON} />}
        isDisabled={!isBulk && !suggested}
      />
      <CommandButton
        id="edit"
        words={t("edit")}
        rank="second"
        icon={<Pencil aria-hidden className={ICON} />}
        isDisabled={isBulk}
      />
      <CommandButton
        id="flag"
        words={t("flag")}
        rank="third"
        icon={<Flag aria-hidden className={ICON} />}
        {...(isBulk ? {} : { isPressed: row?.flagged ?? false })}
      />
      <CommandButton
        id="note"
        words={t("note")}
        rank="third"
        icon={<MessageSquare aria-hidden className={ICON} />}
        isDisabled={isBulk}
      />
      <CommandButton
        id="reopen"
        words={t("reopen")}
        rank="third"
        icon={<RotateCcw aria-hidden className={ICON} />}
      />
      <span aria-hidden className="mx-1 h-5 border-l border-line" />
      <CommandButton id="undo" words={t("undo")} rank="third" icon={<Undo2 aria-hidden className={ICON} />} />
      <CommandButton id="redo" words={t("redo")} rank="third" icon={<Redo2 aria-hidden className={ICON} />} />
    </>
  );
}

/** What a decision would be about, where it is more than the current row. */
function Selected() {
  const t = useTranslations("review.actions");
  const context = useReview();
  const selected = useReviewState((state) => state.selected.size);
  const isWhole = useReviewState((state) => state.wholeResult);
  const matching = useReviewState((state) => windowLength(state.window));
  const [key = ""] = keysOf(context.keymap, "clear");
  if (selected === 0 && !isWhole) return null;
  return (
    <span className="inline-flex h-7 items-center gap-1 rounded-md bg-accent-wash pl-2 font-medium whitespace-nowrap text-accent-text tabular-nums">
      {isWhole ? t("wholeSelection", { count: matching }) : t("selection", { count: selected })}
      <IconButton
        label={t("withKey", { name: t("clearSelection"), key })}
        onClick={() => {
          context.screen.focusRows();
          context.store.clearSelection();
        }}
      >
        <X aria-hidden className="size-3.5" />
      </IconButton>
    </span>
  );
}

function Panels() {
  const t = useTranslations("review.actions");
  const panel = useReviewState((state) => state.panel);
  return (
    <>
      <CommandButton
        id="details"
        words={t("details")}
        rank="third"
        variant="ghost"
        icon={<PanelRight aria-hidden className={ICON} />}
        isPressed={panel === "details"}
      />
      <CommandButton
        id="keys"
        words={t("keys")}
        rank="third"
        variant="ghost"
        icon={<Keyboard aria-hidden className={ICON} />}
        isPressed={panel === "keys"}
      />
    </>
  );
}
