"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../../ui/form/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useReview } from "../review-context.tsx";

const KEYS = [
  ["move", ["j", "k", "↓", "↑"]],
  ["page", ["PgDn", "PgUp", "Home", "End"]],
  ["accept", ["a"]],
  ["reject", ["r"]],
  ["reopen", ["⌫"]],
  ["pick", ["l"]],
  ["edit", ["e"]],
  ["undo", ["u"]],
  ["toggle", ["x", "␣"]],
  ["extend", ["⇧ j", "⇧ k"]],
  ["all", ["Ctrl a", "⌘ a"]],
  ["clear", ["Esc"]],
  ["finding", ["n", "p"]],
  ["details", ["Enter", "o"]],
  ["search", ["/"]],
  ["keys", ["?"]],
] as const;

export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("review.keys");
  const common = useTranslations("common.actions");
  const { labels, labelKeys } = useReview();
  const keyed = [...labelKeys].flatMap(([key, id]) => {
    const label = labels.find((other) => other.id === id);
    return label ? [{ key, label }] : [];
  });
  return (
    <aside
      aria-label={t("title")}
      className="max-h-[45%] w-full shrink-0 overflow-y-auto border-t border-line xl:border-t-0 xl:border-l bg-surface p-4 xl:max-h-none xl:w-[22rem] 2xl:w-[27rem]"
    >
      <div className="mb-2 flex items-center justify-between">
        <h2 className="font-medium">{t("title")}</h2>
        <IconButton label={common("close")} onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5 text-sm">
        {KEYS.map(([name, keys]) => (
          <KeyLine key={name} keys={keys} meaning={t(name)} />
        ))}
      </dl>
      {keyed.length > 0 && (
        <>
          <h3 className="mt-4 mb-2 text-sm font-medium">{t("relabel")}</h3>
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1.5 text-sm">
            {keyed.map(({ key, label }) => (
              <KeyLine
                key={key}
                keys={[key]}
                meaning={<LabelTag name={label.name} colour={label.colour} />}
              />
            ))}
          </dl>
        </>
      )}
    </aside>
  );
}

function KeyLine({ keys, meaning }: { keys: readonly string[]; meaning: React.ReactNode }) {
  return (
    <>
      <dt className="flex flex-wrap items-start gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dt>
      <dd className="min-w-0">{meaning}</dd>
    </>
  );
}
