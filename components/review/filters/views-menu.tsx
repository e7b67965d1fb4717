"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { writeView } from "#lib/exemplars/exemplar-views.ts";
import { saveViewAction } from "#lib/review/views/view-actions.ts";
import { savedViewsOptions } from "#lib/review/views/view-query-options.ts";
import { Button } from "../../ui/form/button.tsx";
import { useAction } from "../../ui/use-action.ts";
import { useReview, useReviewState } from "../review-context.tsx";
import { BarPopover } from "./bar-popover.tsx";
import { SavedViewRow } from "./saved-view-row.tsx";
import { ViewNameForm } from "./view-name-form.tsx";

/** Filters and sorts that someone kept under a name, for everyone in the project. */
export function ViewsMenu() {
  const t = useTranslations("views");
  return (
    <BarPopover
      title={t("title")}
      align="end"
      trigger={
        <Button
          size="small"
          variant="ghost"
          title={t("title")}
          icon={<Bookmark aria-hidden className="size-3.5" />}
        >
          <span className="@max-[106rem]:sr-only">{t("short")}</span>
        </Button>
      }
    >
      {(close) => <ViewList close={close} />}
    </BarPopover>
  );
}

function ViewList({ close }: { close: () => void }) {
  const t = useTranslations("views");
  const { projectId } = useReview();
  const { data: views, error } = useQuery(savedViewsOptions(projectId));
  const present = useReviewState((state) => writeView(state.view));
  const panel = useRef<HTMLDivElement>(null);
  const same = views?.find(({ query }) => query === present);
  return (
    <div ref={panel} tabIndex={-1} className="flex w-80 max-w-full flex-col gap-2 outline-none">
      {same ? (
        <p className="px-1 text-sm text-muted">{t("alreadySaved", { name: same.name })}</p>
      ) : (
        <SaveForm query={present} />
      )}
      {error && <p className="px-1 text-sm text-leak">{error.message}</p>}
      {!views && !error && <p className="px-1 text-sm text-muted">{t("loading")}</p>}
      {views?.length === 0 && <p className="px-1 text-sm text-muted">{t("none")}</p>}
      {views && views.length > 0 && (
        <ul aria-label={t("title")} className="flex flex-col border-t border-line pt-1">
          {views.map((view) => (
            <SavedViewRow
              key={view.id}
              view={view}
              isPresent={view.query === present}
              close={close}
              onDeleted={() => panel.current?.focus()}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function SaveForm({ query }: { query: string }) {
  const t = useTranslations("views");
  const { projectId } = useReview();
  const { refetch } = useQuery(savedViewsOptions(projectId));
  const saving = useAction(saveViewAction);
  return (
    <ViewNameForm
      label={t("saveTitle")}
      placeholder={t("saveTitle")}
      action={saving}
      submit={(name) => saving.run({ projectId, name, query }, () => void refetch())}
    />
  );
}
