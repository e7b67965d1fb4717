"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Link2, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { readView } from "#lib/exemplars/exemplar-views.ts";
import { deleteViewAction, renameViewAction, saveViewAction } from "#lib/review/views/view-actions.ts";
import { savedViewsOptions } from "#lib/review/views/view-query-options.ts";
import type { SavedView } from "#lib/review/views/views.ts";
import { classNames } from "../../ui/class-names.ts";
import { useToast } from "../../ui/feedback/toasts.tsx";
import { IconButton } from "../../ui/form/button.tsx";
import { useAction } from "../../ui/use-action.ts";
import { useReview } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";
import { ViewNameForm } from "./view-name-form.tsx";

/** One saved view: open it, or rename, share or delete it. */
export function SavedViewRow({
  view,
  isPresent,
  close,
  onDeleted,
}: {
  view: SavedView;
  isPresent: boolean;
  close: () => void;
  /** This row goes, and with it the focus that it has. */
  onDeleted: () => void;
}) {
  const t = useTranslations("views");
  const { projectId, screen } = useReview();
  const setView = useSetView();
  const say = useToast();
  const queries = useQueryClient();
  const renameButton = useRef<HTMLButtonElement>(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: savedViewsOptions(projectId).queryKey });
  const deletion = useAction(deleteViewAction);
  const restoring = useAction(saveViewAction);
  const [isRenaming, setRenaming] = useState(false);
  const { name, query } = view;

  const open = () => {
    close();
    setView(readView(new URLSearchParams(query)));
    requestAnimationFrame(screen.focusRows);
  };
  const copy = async () => {
    const address = `${window.location.origin}${window.location.pathname}${query ? `?${query}` : ""}`;
    try {
      await navigator.clipboard.writeText(address);
      say({ title: t("copied", { name }) });
    } catch {
      // No permission, or a page that is not served securely: the address is shown to be copied by hand.
      say({ title: t("notCopied"), description: address });
    }
  };
  const remove = () =>
    deletion.run({ projectId, viewId: view.id }, () => {
      refresh();
      onDeleted();
      say({
        title: t("deleted", { name }),
        actionProps: {
          children: t("undo"),
          onClick: () => restoring.run({ projectId, name, query }, refresh),
        },
      });
    });

  const failure = deletion.error ?? restoring.error;
  const wasRenaming = useRef(false);
  useEffect(() => {
    if (!isRenaming && wasRenaming.current) renameButton.current?.focus();
    wasRenaming.current = isRenaming;
  }, [isRenaming]);
  if (isRenaming) return <RenameForm view={view} onDone={() => setRenaming(false)} refresh={refresh} />;
  return (
    <li className="flex flex-col rounded hover:bg-raised">
      <div className="flex items-center">
        <button
          type="button"
          aria-current={isPresent || undefined}
          onClick={open}
          className="flex h-7 min-w-0 flex-1 items-baseline gap-2 rounded px-2 text-left leading-7"
        >
          <span className={classNames("truncate", isPresent && "font-medium text-accent-text")}>{name}</span>
          <span className="shrink-0 text-sm text-muted">{t("by", { by: view.by })}</span>
        </button>
        <IconButton label={t("copyLink", { name })} onClick={() => void copy()}>
          <Link2 aria-hidden className="size-3.5" />
        </IconButton>
        <IconButton ref={renameButton} label={t("rename", { name })} onClick={() => setRenaming(true)}>
          <Pencil aria-hidden className="size-3.5" />
        </IconButton>
        <IconButton label={t("delete", { name })} disabled={deletion.pending} onClick={remove}>
          <Trash2 aria-hidden className="size-3.5" />
        </IconButton>
      </div>
      {failure && (
        <p role="alert" className="px-2 pb-1 text-sm text-leak">
          {failure.message}
        </p>
      )}
    </li>
  );
}

function RenameForm({ view, onDone, refresh }: { view: SavedView; onDone: () => void; refresh: () => void }) {
  const t = useTranslations("views");
  const { projectId } = useReview();
  const renaming = useAction(renameViewAction);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const submit = (name: string) => {
    if (name.trim() === view.name) return onDone();
    renaming.run({ projectId, viewId: view.id, name }, () => {
      refresh();
      onDone();
    });
  };
  return (
    <li
      className="py-0.5"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
    >
      <ViewNameForm
        label={t("renameLabel", { name: view.name })}
        initial={view.name}
        action={renaming}
        submit={submit}
        inputRef={input}
      />
    </li>
  );
}
