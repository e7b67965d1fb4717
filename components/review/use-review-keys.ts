"use client";

import { useEffect } from "react";
import type { ReviewContext } from "./review-context.tsx";
import { commandOf, type KeyPress, type KeyTarget } from "./state/keys/keymap.ts";
import { runCommand } from "./state/run-command.ts";

/** Keys work wherever the focus is on the page, except in text fields and in whatever has opened over it. */
export function useReviewKeys(context: ReviewContext) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const press = pressOf(event);
      if (event.defaultPrevented || !press) return;
      const command = commandOf(press, context.keymap);
      if (!command) return;
      event.preventDefault();
      runCommand(command, context);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [context]);
}

/** @returns null where the key belongs to what it was pressed in */
function pressOf(event: KeyboardEvent): KeyPress | null {
  const target = targetOf(event.target);
  return target && { ...withoutTarget(event), target };
}

/** A key press as the keymap reads it, wherever it was pressed: for who chooses another key. */
export function withoutTarget(event: KeyboardEvent): Omit<KeyPress, "target"> {
  return {
    key: event.key,
    code: event.code,
    shift: event.shiftKey,
    control: event.ctrlKey || event.metaKey,
    alt: event.altKey,
    composing: event.isComposing,
  };
}

const OVERLAYS = "[role=dialog],[role=menu],[role=listbox],[role=alertdialog]";
const BUTTON_INPUTS = new Set(["button", "checkbox", "radio", "submit", "reset"]);

function targetOf(target: EventTarget | null): KeyTarget | null {
  if (!(target instanceof HTMLElement)) return "other";
  if (target.closest(OVERLAYS)) return null;
  if (target.isContentEditable || target.matches("textarea, select")) return "text";
  if (target instanceof HTMLInputElement) return BUTTON_INPUTS.has(target.type) ? "control" : "text";
  return target.closest("a, button, summary, [role=button]") ? "control" : "other";
}
