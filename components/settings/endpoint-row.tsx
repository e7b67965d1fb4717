"use client";

import { KeyRound, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ENVIRONMENT, type Endpoint } from "#lib/settings/endpoints.ts";
import { deleteEndpointAction, testEndpointAction } from "#lib/settings/settings-actions.ts";
import { Badge } from "../ui/feedback/badge.tsx";
import { Notice } from "../ui/feedback/notice.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button, IconButton } from "../ui/form/button.tsx";
import { useAction } from "../ui/use-action.ts";
import { ConnectionNotice } from "./connection-notice.tsx";
import { EndpointForm } from "./endpoint-form.tsx";
import { KnownLimits } from "./known-limits.tsx";
import { Question } from "./question.tsx";
import { useReport } from "./use-report.ts";

export function EndpointRow({ endpoint }: { endpoint: Endpoint }) {
  const t = useTranslations("settings.endpoints");
  const say = useToast();
  const [isEditing, setIsEditing] = useState(false);
  const test = useReport(testEndpointAction);
  const remove = useAction(deleteEndpointAction);
  const { id, baseUrl, model, hasKey } = endpoint;
  const isFromEnvironment = id === ENVIRONMENT;
  const name = isFromEnvironment ? t("fromEnvironment") : endpoint.name;
  const error = test.error ?? remove.error;

  const edit = () => {
    test.forget();
    setIsEditing(true);
  };

  if (isEditing) {
    return (
      <li className="py-3">
        <EndpointForm endpoint={endpoint} onClose={() => setIsEditing(false)} />
      </li>
    );
  }
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <p className="flex items-center gap-2 font-medium">
            <span className="truncate">{name}</span>
            <Badge icon={<KeyRound aria-hidden className="size-3" />}>
              {hasKey ? t("keyStored") : t("noKey")}
            </Badge>
          </p>
          <p className="truncate text-sm text-muted">
            {model} · {baseUrl}
          </p>
          <KnownLimits endpoint={endpoint} />
          {isFromEnvironment && <p className="text-sm text-muted">{t("environmentHint")}</p>}
        </div>
        <div className="flex items-center gap-1">
          <Button
            size="small"
            disabled={test.pending}
            aria-label={t("testOf", { name })}
            onClick={() => test.run({ endpointId: id })}
          >
            {test.pending ? t("testing") : t("test")}
          </Button>
          {!isFromEnvironment && (
            <>
              <IconButton label={t("editOf", { name })} onClick={edit}>
                <Pencil aria-hidden className="size-4" />
              </IconButton>
              <IconButton
                label={t("deleteOf", { name })}
                disabled={remove.pending}
                onClick={() => remove.run({ endpointId: id }, () => say({ title: t("deleted", { name }) }))}
              >
                <Trash2 aria-hidden className="size-4" />
              </IconButton>
            </>
          )}
        </div>
      </div>
      {error && <Notice kind="error">{error.message}</Notice>}
      {test.report && <ConnectionNotice report={test.report} model={model} flavour={endpoint.flavour} />}
      {test.report && test.report.kind !== "failed" && <Question endpointId={id} />}
    </li>
  );
}
