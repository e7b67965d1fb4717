"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "../../ui/class-names.ts";
import { Button, type ButtonVariant } from "../../ui/form/button.tsx";
import { useReview } from "../review-context.tsx";
import { type CommandId, keysOf } from "../state/keys/commands.ts";
import { runCommand } from "../state/run-command.ts";

/** From which width of the bar on a button says in words what it does. */
const WORDS_FROM = {
  first: "@max-[60rem]/bar:sr-only",
  second: "@max-[66rem]/bar:sr-only",
  third: "@max-[84rem]/bar:sr-only",
} as const;

/** Does what a key does, and gives the focus back to the rows. */
export function CommandButton({
  id,
  words,
  hint,
  rank,
  icon,
  variant = "secondary",
  isPressed,
  isDisabled = false,
}: {
  id: CommandId;
  words: string;
  /** More than the words say. */
  hint?: string;
  /** How early its words give way to its icon. */
  rank: keyof typeof WORDS_FROM;
  icon: ReactNode;
  variant?: ButtonVariant;
  isPressed?: boolean;
  /** It would do nothing; still it can be reached and says why. */
  isDisabled?: boolean;
}) {
  const t = useTranslations("review.actions");
  const context = useReview();
  const [key] = keysOf(context.keymap, id);
  const name = hint ?? words;
  return (
    <Button
      size="small"
      variant={variant}
      {...(key ? { hint: key } : {})}
      icon={icon}
      title={key ? t("withKey", { name, key }) : name}
      aria-pressed={isPressed}
      aria-disabled={isDisabled || undefined}
      onClick={() => {
        // What opens something takes the focus from there.
        context.screen.focusRows();
        runCommand(id, context);
      }}
      className={classNames("@max-[60rem]/bar:gap-1 @max-[60rem]/bar:px-1", isPressed && "bg-raised")}
    >
      <span className={WORDS_FROM[rank]}>{words}</span>
    </Button>
  );
}
