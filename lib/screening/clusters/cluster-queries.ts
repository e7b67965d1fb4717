import "server-only";
import { CLAMPED_TEXT } from "#lib/exemplars/exemplars.ts";
import { db } from "#lib/server/db.ts";
import { type Cluster, LISTED_ALIKE, LISTED_MEMBERS, type LookAlikes, propose } from "./clusters.ts";
import { walkOrder } from "./star-clusters.ts";

interface Asked {
  userId: string;
  projectId: string;
}

/** The near-duplicates among which an exemplar stands; null where it has none. */
export async function getClusterOf({
  userId,
  projectId,
  exemplarId,
}: Asked & { exemplarId: string }): Promise<Cluster | null> {
  const where = { projectId, project: { ownerId: userId } };
  const exemplar = await db().exemplar.findFirst({
    where: { ...where, id: exemplarId },
    select: { clusterId: true },
  });
  if (!exemplar?.clusterId) return null;
  const { clusterId } = exemplar;
  const found = await db().exemplar.findMany({
    where: { ...where, clusterId },
    select: { id: true, number: true, status: true, labelId: true },
  });
  // What they were like may have been deleted.
  if (found.length < 2) return null;
  const members = found
    .map((member) => ({ ...member, isRepresentative: member.id === clusterId }))
    .sort((a, b) => Number(b.isRepresentative) - Number(a.isRepresentative) || walkOrder(a, b));
  const listed = members.slice(0, LISTED_MEMBERS);
  const details = await detailsOf(listed.map(({ id }) => id));
  const labelIds = members.filter(({ status }) => status !== "rejected").map(({ labelId }) => labelId);
  const labels = await db().label.findMany({
    where: { id: { in: [...new Set(labelIds)] } },
    orderBy: { position: "asc" },
    select: { name: true },
  });
  return {
    id: clusterId,
    size: members.length,
    representative: members[0]?.isRepresentative ? members[0].number : null,
    members: listed.flatMap(({ id, number, status }) => {
      const detail = details.get(id);
      return detail ? [{ id, number, status, ...detail }] : [];
    }),
    labels: labels.map(({ name }) => name),
    proposal: propose(members),
  };
}

/** The look-alikes of an exemplar that are no near-duplicates of it; null where it has none. */
export async function getLookAlikesOf({
  userId,
  projectId,
  exemplarId,
}: Asked & { exemplarId: string }): Promise<LookAlikes | null> {
  const where = { projectId, project: { ownerId: userId } };
  const exemplar = await db().exemplar.findFirst({
    where: { ...where, id: exemplarId },
    select: { clusterId: true, groupId: true },
  });
  if (!exemplar?.groupId) return null;
  const { groupId, clusterId } = exemplar;
  const inGroup = { ...where, groupId };
  const alike = {
    ...inGroup,
    id: { not: exemplarId },
    ...(clusterId === null ? {} : { OR: [{ clusterId: null }, { clusterId: { not: clusterId } }] }),
  };
  const [size, others, found] = await Promise.all([
    db().exemplar.count({ where: inGroup }),
    db().exemplar.count({ where: alike }),
    db().exemplar.findMany({
      where: alike,
      orderBy: { number: "asc" },
      take: LISTED_ALIKE,
      select: { id: true, number: true, status: true },
    }),
  ]);
  if (others === 0) return null;
  const details = await detailsOf(found.map(({ id }) => id));
  const members = found.flatMap((member) => {
    const detail = details.get(member.id);
    return detail ? [{ ...member, ...detail }] : [];
  });
  return { id: groupId, size, members, others };
}

async function detailsOf(ids: string[]) {
  const rows = await db().exemplar.findMany({
    where: { id: { in: ids } },
    select: { id: true, text: true, label: { select: { name: true, colour: true } } },
  });
  return new Map(
    rows.map(({ id, text, label }) => [id, { text: text.slice(0, CLAMPED_TEXT).toWellFormed(), label }]),
  );
}

/** Whether the project's clusters are not those of its matches and thresholds as they stand. */
export async function hasToCluster(projectId: string): Promise<boolean> {
  const project = await db().project.findUnique({
    where: { id: projectId },
    select: { clustersAsked: true, clustersMade: true },
  });
  return project !== null && project.clustersAsked !== project.clustersMade;
}

/** The projects whose clusters are not those of the matches and thresholds as they stand. */
export async function listProjectIdsToCluster(): Promise<string[]> {
  const projects = await db().project.findMany({
    where: { clustersAsked: { gt: db().project.fields.clustersMade } },
    select: { id: true },
  });
  return projects.map(({ id }) => id);
}
