"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { SecondLooks } from "#lib/review/second-look/second-look.ts";
import { secondLooksOptions } from "#lib/review/second-look/second-look-query-options.ts";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { useReview } from "../review-context.tsx";
import { SidePanel } from "../side-panel.tsx";
import { DrawSample } from "./draw-sample.tsx";
import { SampleResult } from "./sample-result.tsx";

/** Random samples of what is accepted: drawn, looked at again, and what they say of all. */
export function SecondLookPanel({ onClose }: { onClose: () => void }) {
  const t = useTranslations("secondLook");
  const { projectId } = useReview();
  const { data, error } = useQuery(secondLooksOptions(projectId));
  return (
    <SidePanel title={t("title")} onClose={onClose}>
      <div className="flex flex-col gap-4 p-4">
        <p className="text-sm text-muted">{t("hint")}</p>
        {data ? <Samples found={data} /> : error ? null : <Skeleton className="h-32" />}
        {error && !data && (
          <p role="alert" className="text-sm text-leak">
            {t("failed", { message: error.message })}
          </p>
        )}
      </div>
    </SidePanel>
  );
}

function Samples({ found: { accepted, looks } }: { found: SecondLooks }) {
  const t = useTranslations("secondLook");
  return (
    <>
      <DrawSample accepted={accepted} />
      {looks.length > 0 && (
        <section className="flex flex-col">
          <h3 className="mb-2 text-sm font-medium text-muted">{t("drawn")}</h3>
          <ul className="flex flex-col">
            {looks.map((look) => (
              <SampleResult key={look.id} look={look} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
