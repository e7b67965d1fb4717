"use client";

import { useTranslations } from "next-intl";
import type { LookAlikes } from "#lib/screening/clusters/clusters.ts";
import { PanelSection } from "../../review/detail/panel-section.tsx";
import { useReview } from "../../review/review-context.tsx";
import { useSetView } from "../../review/set-view.tsx";
import { keysOf } from "../../review/state/keys/commands.ts";
import { runCommand } from "../../review/state/run-command.ts";
import { Button } from "../../ui/form/button.tsx";
import { ClusterMember } from "./cluster-member.tsx";
import { groupView } from "./cluster-view.ts";

/** What looks like the exemplar without being a near-duplicate, and the way to all that is more or less like it. */
export function LookAlikeList({ alike, exemplarId }: { alike: LookAlikes | null; exemplarId: string }) {
  const t = useTranslations("clusters");
  const context = useReview();
  const setView = useSetView();
  const [key] = keysOf(context.keymap, "like");
  return (
    <PanelSection title={t("alike.title")}>
      <div className="flex flex-col items-start gap-2">
        {alike && (
          <>
            <p>{t("alike.count", { count: alike.size })}</p>
            <ul className="flex w-full flex-col">
              {alike.members.map((member) => (
                <ClusterMember
                  key={member.id}
                  member={member}
                  home={groupView(alike.id)}
                  isHere={false}
                  isRepresentative={false}
                />
              ))}
            </ul>
            {alike.others > alike.members.length && (
              <p className="text-sm text-muted">
                {t("alike.near", { count: alike.others - alike.members.length })}
              </p>
            )}
            <Button size="small" variant="ghost" onClick={() => setView(groupView(alike.id))}>
              {t("alike.show")}
            </Button>
          </>
        )}
        <Button
          size="small"
          title={t("alike.likeHint")}
          {...(key ? { hint: key } : {})}
          onClick={() => {
            context.store.moveToRow(exemplarId);
            context.screen.focusRows();
            runCommand("like", context);
          }}
        >
          {t("alike.like")}
        </Button>
      </div>
    </PanelSection>
  );
}
