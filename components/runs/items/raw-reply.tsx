"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Checkbox } from "../../ui/form/checkbox.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";

/** The reply as it came; JSON also with line breaks, where it is JSON. */
export function RawReply({ reply }: { reply: string }) {
  const t = useTranslations("runs");
  const [isPretty, setPretty] = useState(false);
  const pretty = prettyOf(reply);
  return (
    <section>
      <div className="mb-1 flex flex-wrap items-center gap-x-4">
        <h2 className="text-sm font-medium">{t("run.rawReply")}</h2>
        {pretty !== null && (
          <Checkbox checked={isPretty} onChange={({ target }) => setPretty(target.checked)}>
            {t("items.pretty")}
          </Checkbox>
        )}
      </div>
      <ScrollRegion
        label={t("run.rawReply")}
        dir="auto"
        className="max-h-96 overflow-auto rounded-md border border-line bg-surface px-3 py-2 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]"
      >
        {isPretty && pretty !== null ? pretty : reply}
      </ScrollRegion>
    </section>
  );
}

function prettyOf(reply: string): string | null {
  try {
    return JSON.stringify(JSON.parse(reply), null, 2);
  } catch {
    return null;
  }
}
