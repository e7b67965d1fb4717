"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { classNames } from "../../../ui/class-names.ts";
import { Input } from "../../../ui/form/input.tsx";
import { ranked } from "../../palette/ranked.ts";
import { type Option, OptionRow } from "./option-row.tsx";

interface Props {
  title: string;
  options: readonly Option[];
  /** Several may be ticked. */
  many?: boolean;
  /** With a field to type in. */
  searched?: boolean;
  placeholder?: string;
  /** For entries of more than a few words. */
  wide?: boolean;
  /** Said where nothing stands. */
  empty: string;
  /** The counts are of the filter before. */
  isStale?: boolean;
  onPick: (key: string) => void;
  /** Escape and backspace lead back. */
  onBack?: (() => void) | undefined;
}

const SHOWN = 200;

/** A list for the arrow keys: Enter or space takes the marked one, typing finds. It takes the focus when it appears. */
export function OptionList({
  title,
  options,
  many = false,
  searched = false,
  wide = false,
  placeholder,
  empty,
  isStale = false,
  onPick,
  onBack,
}: Props) {
  const t = useTranslations("review.filter");
  const [search, setSearch] = useState("");
  const [marked, setMarked] = useState(0);
  const holder = useRef<HTMLElement | null>(null);
  const listId = useId();
  useEffect(() => holder.current?.focus({ preventScroll: true }), []);

  const found =
    search.trim() === ""
      ? options.filter(({ hidden }) => !hidden)
      : ranked(options, search, ({ name }) => name);
  const shown = found.slice(0, SHOWN);
  const at = Math.min(marked, Math.max(0, shown.length - 1));
  const optionId = (index: number) => `${listId}-${index}`;
  const mark = (index: number) => {
    const place = Math.max(0, Math.min(index, shown.length - 1));
    setMarked(place);
    document.getElementById(optionId(place))?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const option = shown[at];
    const isTyping = search !== "";
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at - 1);
    else if (event.key === "Home" && !isTyping) mark(0);
    else if (event.key === "End" && !isTyping) mark(shown.length - 1);
    else if ((event.key === "Enter" || (event.key === " " && !isTyping)) && option) onPick(option.key);
    else if (event.key === "ArrowRight" && !isTyping && option?.leads) onPick(option.key);
    else if ((event.key === "Backspace" || event.key === "ArrowLeft") && !isTyping && onBack) onBack();
    else if (event.key === "Escape" && isTyping) setSearch("");
    else if (event.key === "Escape" && onBack) onBack();
    else return;
    event.preventDefault();
    // Whatever the list did with the key, the panel around it must not close for it.
    event.stopPropagation();
  };
  const active = shown.length > 0 ? optionId(at) : undefined;
  return (
    <div className={classNames("flex max-w-full flex-col gap-1", wide ? "w-[26rem]" : "w-72")}>
      {searched && (
        <Input
          ref={(input) => {
            holder.current = input;
          }}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active}
          aria-label={placeholder ?? t("findValue")}
          placeholder={placeholder ?? t("findValue")}
          value={search}
          maxLength={200}
          className="h-7 text-sm"
          onChange={(event) => {
            setSearch(event.target.value);
            setMarked(0);
          }}
          onKeyDown={onKeyDown}
        />
      )}
      <div
        ref={(list) => {
          if (!searched) holder.current = list;
        }}
        id={listId}
        role="listbox"
        aria-label={title}
        aria-multiselectable={many || undefined}
        tabIndex={searched ? -1 : 0}
        {...(searched ? {} : { "aria-activedescendant": active, onKeyDown })}
        className="max-h-[min(30rem,58vh)] overflow-y-auto outline-none"
      >
        {shown.map((option, index) => (
          <OptionRow
            key={option.key}
            id={optionId(index)}
            option={option}
            isMarked={index === at}
            isStale={isStale}
            onMark={() => setMarked(index)}
            onPick={() => onPick(option.key)}
          />
        ))}
      </div>
      {shown.length === 0 && (
        <p className="px-2 py-1 text-sm text-muted">{options.length === 0 ? empty : t("noValue")}</p>
      )}
      {found.length > SHOWN && (
        <p className="px-2 py-1 text-sm text-muted">{t("shownFirst", { count: SHOWN })}</p>
      )}
    </div>
  );
}
