"use client";

import { useTranslations } from "next-intl";
import {
  grantRevealPermissionAction,
  withdrawRevealPermissionAction,
} from "#lib/screening/reveals/reveal-actions.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useAction } from "../../ui/use-action.ts";

/** Gives oneself the permission to reveal, or takes it back, with what follows from it. */
export function RevealPermission({ projectId, since }: { projectId: string; since: string | null }) {
  const t = useTranslations("reveals.budget");
  const grant = useAction(grantRevealPermissionAction);
  const withdraw = useAction(withdrawRevealPermissionAction);
  const { run, pending } = since ? withdraw : grant;
  const error = grant.error ?? withdraw.error;
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="font-medium">{since ? t("permitted", { date: since }) : t("notPermitted")}</p>
      <p className="text-sm text-muted">{t(since ? "withdrawHint" : "grantHint")}</p>
      <Button
        size="small"
        variant={since ? "secondary" : "danger"}
        disabled={pending}
        onClick={() => run({ projectId })}
      >
        {t(since ? "withdraw" : "grant")}
      </Button>
      {error && <Notice kind="error">{error.message}</Notice>}
    </div>
  );
}
