"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SECOND_LOOK_LIMITS } from "#lib/review/second-look/second-look.ts";
import { drawSecondLookAction } from "#lib/review/second-look/second-look-actions.ts";
import { secondLooksOptions } from "#lib/review/second-look/second-look-query-options.ts";
import { Button } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { useAction } from "../../ui/use-action.ts";
import { useReview } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";
import { sampleView } from "./sample-view.ts";

export function DrawSample({ accepted }: { accepted: number }) {
  const t = useTranslations("secondLook");
  const { projectId } = useReview();
  const setView = useSetView();
  const queries = useQueryClient();
  const [size, setSize] = useState(String(SECOND_LOOK_LIMITS.suggested));
  const { run, pending, error } = useAction(drawSecondLookAction);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        run({ projectId, size: Number(size) }, ({ lookId }) => {
          void queries.invalidateQueries({ queryKey: secondLooksOptions(projectId).queryKey });
          setView(sampleView(lookId));
        });
      }}
    >
      <p className="tabular-nums">{t("accepted", { count: accepted })}</p>
      <Field label={t("size")} error={error?.fields?.size ?? error?.message} className="w-40">
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={SECOND_LOOK_LIMITS.size}
          value={size}
          onChange={(event) => setSize(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" className="self-start" disabled={pending || accepted === 0}>
        {t("draw")}
      </Button>
    </form>
  );
}
