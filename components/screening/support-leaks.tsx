import { getFormatter, getTranslations } from "next-intl/server";
import { removedAtOnce } from "#lib/real-data/real-data.ts";
import { findSupportLeaks } from "#lib/screening/support-leak-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { RemoveSupportExamples } from "../real-data/remove-support-examples.tsx";
import { Notice } from "../ui/feedback/notice.tsx";

const NAMED = 30;

/** Says which of the user's own support rows are withheld, since they stand in their test set too or hold words of it. */
export async function SupportLeaks({ projectId }: { projectId: string }) {
  const t = await getTranslations("realData.leaks");
  const format = await getFormatter();
  const user = await currentUser();
  const { ids, positions, alsoWithheld } = await findSupportLeaks({ userId: user.id, projectId });
  const held = alsoWithheld > 0 && t("held", { count: alsoWithheld });
  if (ids.length === 0) return held && <Notice>{held}</Notice>;
  const named = positions.slice(0, NAMED).map((position) => format.number(position));
  if (positions.length > NAMED) named.push(t("more", { count: positions.length - NAMED }));
  const deleted = ids.slice(0, removedAtOnce);
  return (
    <Notice
      kind="error"
      title={t("title", { count: ids.length })}
      action={
        <RemoveSupportExamples projectId={projectId} ids={deleted}>
          {t("remove", { count: deleted.length })}
        </RemoveSupportExamples>
      }
    >
      <p>{t("hint")}</p>
      <p className="text-sm tabular-nums text-muted">{t("rows", { rows: named.join(", ") })}</p>
      {held && <p className="mt-1">{held}</p>}
    </Notice>
  );
}
