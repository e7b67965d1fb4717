"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../ui/form/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { SidePanel } from "../side-panel.tsx";
import {
  COMMANDS,
  type CommandGroup,
  type CommandId,
  type KeyChoice,
  printedKey,
} from "../state/keys/commands.ts";
import { resetKeys } from "../state/keys/keymap.ts";
import { KeyLine } from "./keys/key-line.tsx";

const GROUPS: readonly CommandGroup[] = ["move", "decide", "select", "view", "help"];

/** Every command with its keys, which can be changed here. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("review.keys");
  const { screen } = useReview();
  const settings = useReviewState((state) => state.settings);
  const choice = settings.keys;
  const save = (keys: KeyChoice) => screen.saveSettings({ ...settings, keys });
  const isOwn = (id: CommandId) => choice[id] === undefined;
  return (
    <SidePanel title={t("title")} onClose={onClose}>
      <div className="flex flex-col gap-4 px-4 py-3">
        <div className="flex items-start justify-between gap-3">
          <p className="text-sm text-muted">{t("hint")}</p>
          {!COMMANDS.every(({ id }) => isOwn(id)) && (
            <Button size="small" onClick={() => save({})}>
              {t("resetAll")}
            </Button>
          )}
        </div>
        {GROUPS.map((group) => (
          <Group key={group} group={group}>
            {COMMANDS.filter((command) => command.group === group).map(({ id }) => (
              <KeyLine
                key={id}
                id={id}
                choice={choice}
                isOwn={isOwn(id)}
                onChoose={save}
                onReset={() => save(resetKeys(choice, id).choice)}
              />
            ))}
          </Group>
        ))}
        <LabelKeys />
      </div>
    </SidePanel>
  );
}

function Group({ group, children }: { group: CommandGroup; children: React.ReactNode }) {
  const t = useTranslations("commands.groups");
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-muted">{t(group)}</h3>
      <ul className="-mx-2">{children}</ul>
    </section>
  );
}

function LabelKeys() {
  const t = useTranslations("review.keys");
  const { labels, keymap } = useReview();
  const keyed = [...keymap.labels].flatMap(([key, id]) => {
    const label = labels.find((other) => other.id === id);
    return label ? [{ key, label }] : [];
  });
  if (keyed.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-muted">{t("relabel")}</h3>
      <ul>
        {keyed.map(({ key, label }) => (
          <li key={key} className="flex h-7 items-center justify-between gap-3">
            <LabelTag name={label.name} colour={label.colour} />
            <Kbd>{printedKey(key, keymap.mod)}</Kbd>
          </li>
        ))}
      </ul>
    </section>
  );
}
