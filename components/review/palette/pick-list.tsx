"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { classNames } from "../../ui/class-names.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { type Choice, grouped } from "./choices.ts";
import { ranked } from "./ranked.ts";

/** More than this nobody reads; a further letter brings the rest. */
const SHOWN = 200;
const PAGE = 8;

/** A field and what it finds: letters narrow, arrows mark, Enter takes. */
export function PickList({
  title,
  placeholder,
  choices,
}: {
  /** Names the list for screen readers. */
  title: string;
  placeholder: string;
  choices: readonly Choice[];
}) {
  const t = useTranslations("review.picker");
  const [search, setSearch] = useState("");
  const [marked, setMarked] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = ranked(choices, search, ({ text, also = [] }) => [text, ...also]);
  const groups = grouped(found.slice(0, SHOWN));
  const shown = groups.flatMap((group) => group.choices);
  const at = Math.max(0, Math.min(marked, shown.length - 1));
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    // The heading of the first group comes into view with it.
    if (at === 0) list.current?.scrollTo({ top: 0 });
    else document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [at, listId]);

  function onKeyDown(event: KeyboardEvent) {
    const last = shown.length - 1;
    const places: Record<string, number> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(last, at + PAGE),
      PageUp: Math.max(0, at - PAGE),
    };
    const place = places[event.key];
    if (event.nativeEvent.isComposing) return;
    if (place !== undefined) setMarked(place);
    else if (event.key === "Enter") shown[at]?.choose();
    // There is nowhere else to go in here.
    else if (event.key !== "Tab") return;
    event.preventDefault();
  }

  return (
    <div className="flex min-h-0 flex-col">
      <input
        role="combobox"
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked for it, to be typed into
        autoFocus
        autoComplete="off"
        spellCheck={false}
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={shown.length > 0 ? optionId(at) : undefined}
        aria-label={placeholder}
        placeholder={placeholder}
        value={search}
        maxLength={100}
        onChange={(event) => {
          setSearch(event.target.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
        className="h-11 w-full shrink-0 rounded-t-lg border-b border-line bg-surface px-4 text-base outline-none"
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={title}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto p-1"
      >
        {groups.map(({ group, choices: members }) => (
          // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by this role
          <div key={group ?? ""} role="group" aria-label={group ?? title}>
            {group !== null && (
              <div aria-hidden className="px-3 pt-2 pb-1 text-xs text-muted">
                {group}
              </div>
            )}
            {members.map((choice) => {
              const index = shown.indexOf(choice);
              return (
                <Option
                  key={choice.id}
                  id={optionId(index)}
                  choice={choice}
                  isMarked={index === at}
                  onMark={() => setMarked(index)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <p
        role="status"
        className={found.length > SHOWN || found.length === 0 ? "px-4 py-2 text-sm text-muted" : "sr-only"}
      >
        {found.length === 0
          ? t("none")
          : found.length > SHOWN
            ? t("more", { count: found.length - SHOWN })
            : t("found", { count: found.length })}
      </p>
    </div>
  );
}

function Option({
  id,
  choice,
  isMarked,
  onMark,
}: {
  id: string;
  choice: Choice;
  isMarked: boolean;
  onMark: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isMarked}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={choice.choose}
      onMouseMove={onMark}
      className={classNames(
        "flex h-8 cursor-default items-center gap-3 rounded px-3",
        isMarked && "bg-raised shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      <span className="min-w-0 flex-1 truncate">{choice.shows ?? choice.text}</span>
      {choice.note && <span className="shrink-0 text-sm text-muted tabular-nums">{choice.note}</span>}
      {choice.keys && choice.keys.length > 0 && (
        <span className="flex shrink-0 gap-1">
          {choice.keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </div>
  );
}
