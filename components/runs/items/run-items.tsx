import { ArrowLeft } from "lucide-react";
import type { Route } from "next";
import { getTranslations } from "next-intl/server";
import { listRunItems } from "#lib/runs/items/run-item-queries.ts";
import { readItemsAsked } from "#lib/runs/items/run-items.ts";
import { getRun, getRunProgress } from "#lib/runs/run-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { ButtonLink } from "../../ui/form/button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ItemBrowser } from "./item-browser.tsx";

interface Props {
  projectId: string;
  runId: string;
  parameters: Record<string, string | string[] | undefined>;
}

/** Every item of a run: what was sent for it and what came back. */
export async function RunItems({ projectId, runId, parameters }: Props) {
  const t = await getTranslations("runs.items");
  const user = await currentUser();
  const ids = { userId: user.id, projectId, runId };
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const asked = readItemsAsked(given);
  const [run, progress] = await orNotFound(Promise.all([getRun(ids), getRunProgress(ids)]));
  const initial = await listRunItems({ ...ids, ...asked });
  return (
    <>
      <PageHeader
        title={t("title", { number: run.number })}
        hint={t("hint")}
        actions={
          <ButtonLink
            href={`/projects/${projectId}/runs/${runId}` as Route}
            icon={<ArrowLeft aria-hidden className="size-4" />}
          >
            {t("back", { number: run.number })}
          </ButtonLink>
        }
      />
      <ItemBrowser
        run={run}
        labels={progress.labels}
        reasons={progress.failures.map(({ code }) => code)}
        initial={{ asked, page: initial }}
      />
    </>
  );
}
