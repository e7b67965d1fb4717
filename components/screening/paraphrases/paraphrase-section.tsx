import { getTranslations } from "next-intl/server";
import { getParaphraserState } from "#lib/screening/paraphrases/paraphrase-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { listEndpoints } from "#lib/settings/endpoint-queries.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Card } from "../../ui/page.tsx";
import { ParaphraseForm } from "./paraphrase-form.tsx";
import { PARAPHRASES_ID } from "./paraphrases-id.ts";

/** Who is trusted with test rows so that paraphrases of them can be measured, and another choice. */
export async function ParaphraseSection({ projectId }: { projectId: string }) {
  const t = await getTranslations("paraphrases");
  const user = await currentUser();
  const [state, endpoints] = await Promise.all([
    orNotFound(getParaphraserState({ userId: user.id, projectId })),
    listEndpoints(user.id),
  ]);
  const { agreed, problem } = state;
  return (
    <Card id={PARAPHRASES_ID} title={t("title")} hint={t("hint")}>
      <div className="flex flex-col gap-4">
        {agreed ? (
          <p className="break-words text-muted">
            {t("agreed", {
              name: agreed.userName,
              at: new Date(agreed.at),
              model: agreed.model,
              baseUrl: agreed.baseUrl,
            })}
          </p>
        ) : (
          <p className="text-muted">{t("nothing")}</p>
        )}
        {problem && <Notice kind="error" title={t(`problems.${problem}`)} />}
        <ParaphraseForm
          // A choice made in another window begins the form anew.
          key={JSON.stringify(state)}
          projectId={projectId}
          state={state}
          endpoints={endpoints}
        />
      </div>
    </Card>
  );
}

export function ParaphraseSectionSkeleton() {
  return <Skeleton className="h-48" />;
}
