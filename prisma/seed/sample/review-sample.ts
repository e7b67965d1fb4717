import { decideExemplars } from "#lib/review/decisions/decide-exemplars.ts";
import { editExemplar } from "#lib/review/decisions/edit-exemplar.ts";
import { overrideFinding } from "#lib/screening/findings/override-finding.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { db } from "#lib/server/db.ts";

const EDIT = {
  label: "library card",
  text: "My card must have slipped out of my pocket on the tram. Can you block it and print me another?",
};

interface Sample {
  userId: string;
  projectId: string;
}

/**
 * Reviews a part of the sample, so that every screen shows something: most of what is clean is accepted, copies are
 * rejected, and one leak each is rejected, overridden with a reason, edited away, and accepted unseen.
 */
export async function reviewSample({ userId, projectId }: Sample): Promise<void> {
  const exemplars = await db().exemplar.findMany({
    where: { projectId },
    orderBy: { number: "asc" },
    include: { findings: true, label: true },
  });
  const decide = (ids: string[], kind: "accept" | "reject") =>
    decideExemplars({ userId, projectId, exemplarIds: ids, decision: { kind } });
  const idsOf = (some: typeof exemplars) => some.map(({ id }) => id);

  const clean = exemplars.filter(({ openFindings }) => openFindings === 0);
  const leaks = exemplars.filter(({ openLeaks }) => openLeaks > 0);
  const copies = exemplars.filter(({ openFindings, openLeaks }) => openFindings > 0 && openLeaks === 0);
  // A third of everything stays for the user to decide.
  await decide(idsOf(clean.filter((_, index) => index % 3 > 0)), "accept");
  await decide(idsOf(copies.filter((_, index) => index % 3 > 0)), "reject");

  const isExact = ({ findings }: (typeof leaks)[number]) => findings.some(({ kind }) => kind === "exactLeak");
  const rejected = leaks.find(isExact);
  const edited = leaks.find((leak) => !isExact(leak) && leak.label.name === EDIT.label);
  const [overridden, unseen] = leaks.filter((leak) => !isExact(leak) && leak !== edited);
  if (rejected) await decide([rejected.id], "reject");
  if (overridden) {
    for (const { id } of overridden.findings.filter(({ against }) => against === "test")) {
      const reason = "A stock phrase that any resident may write; the particulars are our own.";
      await overrideFinding({ userId, projectId, findingId: id, reason });
    }
    await decide([overridden.id], "accept");
  }
  if (edited) {
    const { text } = EDIT;
    await editExemplar({ userId, projectId, exemplarId: edited.id, text, revision: edited.revision });
    await screenExemplars({ projectId });
    await decide([edited.id], "accept");
  }
  if (unseen) await decide([unseen.id], "accept");
}
