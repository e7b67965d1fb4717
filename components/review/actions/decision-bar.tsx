"use client";

import { Check, Keyboard, PanelRight, Pencil, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import type { Command } from "../state/keymap.ts";
import { runCommand } from "../state/run-command.ts";
import { Announcer } from "./announcer.tsx";
import { LabelPicker } from "./label-picker.tsx";
import { SaveState } from "./save-state.tsx";

/** What can be done with the current row or the selection; each button shows the key that does the same. */
export function DecisionBar({ picks, onPick }: { picks: boolean; onPick: (open: boolean) => void }) {
  const t = useTranslations("review.actions");
  const context = useReview();
  const selected = useReviewState((state) => state.selected.size);
  const run = (command: Command) => () => runCommand(command, context);
  const icon = "size-4";
  return (
    <div
      role="toolbar"
      aria-label={t("label")}
      className="flex min-h-11 flex-wrap items-center gap-1.5 border-t border-line bg-surface px-3 py-1.5"
    >
      {selected > 0 && (
        <>
          <span className="font-medium tabular-nums">{t("selection", { count: selected })}</span>
          <Button size="small" variant="ghost" hint="Esc" onClick={run({ name: "clear" })}>
            {t("clearSelection")}
          </Button>
        </>
      )}
      <Button
        size="small"
        hint="a"
        icon={<Check aria-hidden className={`${icon} text-accepted`} />}
        onClick={run({ name: "decide", kind: "accept" })}
      >
        {t("accept")}
      </Button>
      <Button
        size="small"
        hint="r"
        icon={<X aria-hidden className={`${icon} text-leak`} />}
        onClick={run({ name: "decide", kind: "reject" })}
      >
        {t("reject")}
      </Button>
      <LabelPicker open={picks} onOpenChange={onPick} />
      <Button
        size="small"
        hint="e"
        icon={<Pencil aria-hidden className="size-3.5" />}
        onClick={run({ name: "edit" })}
      >
        {t("edit")}
      </Button>
      <Button size="small" hint="⌫" onClick={run({ name: "decide", kind: "reopen" })}>
        {t("reopen")}
      </Button>
      <Button
        size="small"
        hint="u"
        icon={<Undo2 aria-hidden className={icon} />}
        onClick={run({ name: "undo" })}
      >
        {t("undo")}
      </Button>
      <div className="ml-auto flex min-w-0 items-center gap-2">
        <Announcer />
        <SaveState />
        <Button
          size="small"
          variant="ghost"
          hint="o"
          icon={<PanelRight aria-hidden className={icon} />}
          onClick={run({ name: "details" })}
        >
          {t("details")}
        </Button>
        <Button
          size="small"
          variant="ghost"
          hint="?"
          icon={<Keyboard aria-hidden className={icon} />}
          onClick={run({ name: "keys" })}
        >
          {t("keys")}
        </Button>
      </div>
    </div>
  );
}
