"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { maskNumbersAction } from "#lib/screening/screening-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button } from "../ui/form/button.tsx";
import { Checkbox } from "../ui/form/checkbox.tsx";
import { useAction } from "../ui/use-action.ts";

/** Whether numbers count. Unlike a threshold it changes what is compared, so that all is screened again. */
export function NumberMasking({ projectId, saved }: { projectId: string; saved: boolean }) {
  const t = useTranslations("calibration.numbers");
  const say = useToast();
  const { run, pending, error } = useAction(maskNumbersAction);
  const [isMasked, setMasked] = useState(saved);
  const save = () => run({ projectId, maskNumbers: isMasked }, () => say({ title: t("saved") }));
  return (
    <form action={save} className="flex flex-col gap-2 border-t border-line pt-4">
      <Checkbox checked={isMasked} onChange={(event) => setMasked(event.target.checked)}>
        {t("mask")} <span className="block text-sm text-muted">{t("hint")}</span>
      </Checkbox>
      {error && <Notice kind="error" title={error.message} />}
      {isMasked !== saved && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button type="submit" disabled={pending}>
            {t("save")}
          </Button>
          <p className="text-sm text-muted">{t("again")}</p>
        </div>
      )}
    </form>
  );
}
