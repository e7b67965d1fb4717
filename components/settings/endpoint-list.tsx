"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Endpoint } from "#lib/settings/endpoints.ts";
import { EmptyState } from "../ui/feedback/empty-state.tsx";
import { Button } from "../ui/form/button.tsx";
import { EndpointForm } from "./endpoint-form.tsx";
import { EndpointRow } from "./endpoint-row.tsx";

export function EndpointList({ endpoints }: { endpoints: Endpoint[] }) {
  const t = useTranslations("settings.endpoints");
  const [isAdding, setIsAdding] = useState(false);
  const add = (
    <Button
      variant={endpoints.length === 0 ? "primary" : "secondary"}
      className="self-start"
      icon={<Plus aria-hidden className="size-4" />}
      onClick={() => setIsAdding(true)}
    >
      {t("add")}
    </Button>
  );
  if (endpoints.length === 0 && !isAdding) {
    return (
      <EmptyState title={t("none")} hint={t("noneHint")}>
        {add}
      </EmptyState>
    );
  }
  return (
    <>
      {endpoints.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.id} endpoint={endpoint} />
          ))}
        </ul>
      )}
      {isAdding ? <EndpointForm endpoint={null} onClose={() => setIsAdding(false)} /> : add}
    </>
  );
}
