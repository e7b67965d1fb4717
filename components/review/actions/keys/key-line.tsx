"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button, IconButton } from "../../../ui/form/button.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { useReview } from "../../review-context.tsx";
import {
  type CommandId,
  type KeyChoice,
  keysOf,
  printedKey,
  type TakenKey,
} from "../../state/keys/commands.ts";
import { withoutTarget } from "../../use-review-keys.ts";
import { assignKey } from "./assign-key.ts";

type Stage =
  | { is: "shown"; said?: string }
  | { is: "listening"; said?: string }
  | { is: "asking"; choice: KeyChoice; key: string; taken: TakenKey[] };

/** One command and its keys; chosen, it waits for the key that it is to have. */
export function KeyLine({
  id,
  choice,
  isOwn,
  onChoose,
  onReset,
}: {
  id: CommandId;
  choice: KeyChoice;
  /** The keys are those that it has of itself. */
  isOwn: boolean;
  onChoose: (choice: KeyChoice) => void;
  onReset: () => void;
}) {
  const t = useTranslations("review.keys");
  const words = useTranslations("commands");
  const { keymap } = useReview();
  const [stage, setStage] = useState<Stage>({ is: "shown" });
  const line = useRef<HTMLButtonElement>(null);
  const keys = keysOf(keymap, id);
  const name = words(id);
  const print = (key: string) => printedKey(key, keymap.mod);

  function give(next: KeyChoice, key: string) {
    onChoose(next);
    setStage({ is: "shown", said: t("changed", { command: name, key: print(key) }) });
    line.current?.focus();
  }

  useListening(stage.is === "listening", (event) => {
    const assigned = assignKey(withoutTarget(event), id, choice, keymap);
    if (assigned.kind === "left") setStage({ is: "shown" });
    else if (assigned.kind === "fixed")
      setStage({ is: "listening", said: t("fixed", { key: print(assigned.key) }) });
    else if (assigned.kind === "given") {
      const { choice: next, key, taken } = assigned;
      if (taken.length > 0) setStage({ is: "asking", choice: next, key, taken });
      else give(next, key);
    }
  });

  return (
    <li className="group">
      <div className="flex items-center gap-1">
        <button
          ref={line}
          type="button"
          title={t("change", { command: name })}
          onClick={() => setStage({ is: "listening" })}
          onBlur={() => stage.is === "listening" && setStage({ is: "shown" })}
          className="flex min-h-7 min-w-0 flex-1 items-center justify-between gap-3 rounded px-2 text-left hover:bg-raised"
        >
          <span className="min-w-0">{name}</span>
          {stage.is === "listening" ? (
            <span className="shrink-0 text-sm text-accent-text">{t("press")}</span>
          ) : (
            <span className="flex shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
              {keys.length === 0 && <span className="text-sm text-muted">{t("none")}</span>}
            </span>
          )}
        </button>
        {!isOwn && (
          <IconButton label={t("resetOf", { command: name })} onClick={onReset}>
            <RotateCcw aria-hidden className="size-3.5" />
          </IconButton>
        )}
      </div>
      <p role="status" className={stage.is === "shown" ? "sr-only" : "px-2 text-sm text-muted"}>
        {stage.is === "asking" ? null : (stage.said ?? (stage.is === "listening" ? t("pressHint") : null))}
      </p>
      {stage.is === "asking" && (
        <Taken
          taken={stage.taken}
          onTake={() => give(stage.choice, stage.key)}
          onAnother={() => {
            setStage({ is: "listening" });
            line.current?.focus();
          }}
        />
      )}
    </li>
  );
}

/** Says whose key it is, and whether to take it from there. */
function Taken({
  taken,
  onTake,
  onAnother,
}: {
  taken: readonly TakenKey[];
  onTake: () => void;
  onAnother: () => void;
}) {
  const t = useTranslations("review.keys");
  const words = useTranslations("commands");
  const { keymap, labels } = useReview();
  const take = useRef<HTMLButtonElement>(null);
  useEffect(() => take.current?.focus(), []);
  return (
    <div
      role="alert"
      className="mx-2 mb-2 rounded border border-conflict/40 bg-conflict-wash px-3 py-2 text-sm"
    >
      {taken.map(({ key: chord, from }) => {
        const key = printedKey(chord, keymap.mod);
        return typeof from === "string" ? (
          <p key={from}>{t("taken", { key, command: words(from) })}</p>
        ) : (
          <p key={from.labelId}>
            {t("takenByLabel", { key, label: labels.find(({ id }) => id === from.labelId)?.name ?? "" })}
          </p>
        );
      })}
      <div className="mt-2 flex gap-2">
        <Button ref={take} size="small" variant="primary" onClick={onTake}>
          {t("take")}
        </Button>
        <Button size="small" onClick={onAnother}>
          {t("another")}
        </Button>
      </div>
    </div>
  );
}

/** Hears every key before anything else does. */
function useListening(isOn: boolean, onKey: (event: KeyboardEvent) => void) {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    if (!isOn) return;
    const listener = (event: KeyboardEvent) => {
      // Tab leaves the line, which ends the listening.
      if (event.key === "Tab") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      latest.current(event);
    };
    window.addEventListener("keydown", listener, { capture: true });
    return () => window.removeEventListener("keydown", listener, { capture: true });
  }, [isOn]);
}
