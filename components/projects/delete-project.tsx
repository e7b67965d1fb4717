"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { deleteProjectAction } from "#lib/projects/project-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Input } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";

export function DeleteProject({ projectId, name }: { projectId: string; name: string }) {
  const t = useTranslations("projects.delete");
  const common = useTranslations("common");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [confirmation, setConfirmation] = useState("");
  const { run, pending, error } = useAction(deleteProjectAction);
  if (!open) {
    return (
      <Button variant="danger" onClick={() => setOpen(true)}>
        {t("start")}
      </Button>
    );
  }
  return (
    <form
      className="flex max-w-xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        run({ projectId, confirmation }, () => router.push("/"));
      }}
    >
      {error && <Notice kind="error">{error.message}</Notice>}
      <Field label={t("confirm", { name })}>
        <Input
          value={confirmation}
          onChange={(event) => setConfirmation(event.target.value)}
          autoComplete="off"
          autoFocus
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="danger" disabled={pending || confirmation.trim() !== name}>
          {t("button")}
        </Button>
        <Button variant="ghost" onClick={() => setOpen(false)}>
          {common("actions.cancel")}
        </Button>
      </div>
    </form>
  );
}
