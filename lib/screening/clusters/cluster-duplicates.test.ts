import { beforeEach, describe, expect, it } from "vitest";
import { countExemplars } from "#lib/exemplars/counts/exemplar-count-queries.ts";
import { listExemplars } from "#lib/exemplars/exemplar-queries.ts";
import { DEFAULT_SORT, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedMatch, seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { askClusters } from "./ask-clusters.ts";
import { type Cluster, clusterDuplicates } from "./cluster-duplicates.ts";
import { getClusterOf, getLookAlikesOf, hasToCluster, listProjectIdsToCluster } from "./cluster-queries.ts";
import { represent } from "./represent.ts";

useDatabase();

let userId: string;
let project: SeededProject;
let projectId: string;
let exemplars: { id: string }[];

/** Duplicates are texts that begin with the same letter, look-alikes those where only its case is another. */
const byLetter: Cluster = async (asked) => {
  const letter = (place: number) => asked.texts[place]?.[0] ?? "";
  return represent(asked, {
    isRewriting: (a, b) => letter(a) === letter(b),
    isAlike: (a, b) => letter(a).toLowerCase() === letter(b).toLowerCase(),
  });
};

beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
  projectId = project.id;
});

async function seed(...texts: string[]) {
  const labelId = project.labels[0]?.id ?? "";
  const made = await seedRun({ projectId, userId, exemplars: texts.map((text) => ({ text, labelId })) });
  exemplars = made.exemplars;
}

const idAt = (number: number) => exemplars[number - 1]?.id ?? "";

type Scores = Parameters<typeof seedMatch>[2];

/** Says of the one number what it is most like. */
const match = (number: number, other: number, scores: Scores = { probability: 0.95 }) =>
  seedMatch({ id: idAt(number) }, "exemplar", { matchId: idAt(other), ...scores });

/** By number, the number of the one that stands for it. */
async function standing(column: "clusterId" | "groupId") {
  const rows = await db().exemplar.findMany({ where: { projectId }, orderBy: { number: "asc" } });
  const numbers = new Map(rows.map(({ id, number }) => [id, number]));
  return rows.map((row) => numbers.get(row[column] ?? "") ?? null);
}
const clusters = () => standing("clusterId");
const groups = () => standing("groupId");

const reject = (number: number) =>
  db().exemplar.update({ where: { id: idAt(number) }, data: { status: "rejected" } });

describe("clusterDuplicates", () => {
  it("puts texts that are alike with their representative, and the others nowhere", async () => {
    await seed("a one", "a two", "a three", "b one", "b two");
    await match(2, 1);
    await match(3, 2);
    await match(4, 1, { probability: 0.4 });
    await match(5, 4, { probability: 0.1, exact: 1 });
    await clusterDuplicates(projectId, byLetter);
    expect(await clusters()).toEqual([1, 1, 1, 4, 4]);
  });

  it.each<[string, Scores, (number | null)[]]>([
    ["a word edit that the two texts have", { wordEdit: 0.6, probability: 0.2 }, [1, 1, null]],
    ["a cosine that the two texts have", { cosine: 0.9, probability: 0.2 }, [1, 1, null]],
    ["scores under every threshold", { cosine: 0.8, wordEdit: 0.4, probability: 0.89 }, [null, null, null]],
  ])("goes by %s", async (_name, scores, made) => {
    await seed("a one", "a two", "b");
    await match(2, 1, scores);
    await match(3, 1, scores);
    await clusterDuplicates(projectId, byLetter);
    expect(await clusters()).toEqual(made);
  });

  it("puts whole clusters and single texts that look alike into groups", async () => {
    await seed("A one", "a one", "a two", "A two", "b one", "B one", "c one");
    await match(2, 1, { cosine: 0.61, probability: 0.1 });
    await match(3, 2);
    await match(4, 3, { probability: 0.5 });
    await match(6, 5, { cosine: 0.59, probability: 0.49 });
    await match(7, 5, { cosine: 0.7 });
    await clusterDuplicates(projectId, byLetter);
    expect(await clusters()).toEqual([null, 2, 2, null, null, null, null]);
    expect(await groups()).toEqual([2, 2, 2, 2, null, null, null]);
    await db().match.deleteMany({ where: { exemplarId: idAt(4) } });
    await clusterDuplicates(projectId, byLetter);
    expect(await groups()).toEqual([2, 2, 2, null, null, null, null]);
  });

  it("moves no group where something is decided, while the clusters stay", async () => {
    await seed("a one", "a two", "A one");
    await match(2, 1);
    await match(3, 2, { probability: 0.6 });
    await clusterDuplicates(projectId, byLetter);
    await reject(3);
    await clusterDuplicates(projectId, byLetter);
    expect(await groups()).toEqual([1, 1, 1]);
  });

  it("follows decisions, thresholds and edits", async () => {
    await seed("a one", "a two", "a three");
    await match(2, 1, { probability: 0.95 });
    await match(3, 1, { probability: 0.92 });
    await clusterDuplicates(projectId, byLetter);
    await reject(1);
    await clusterDuplicates(projectId, byLetter);
    expect(await clusters()).toEqual([2, 2, 2]);
    await db().project.update({ where: { id: projectId }, data: { duplicateThreshold: 0.93 } });
    await clusterDuplicates(projectId, byLetter);
    expect(await clusters()).toEqual([2, 2, null]);
    await db().match.deleteMany({});
    await clusterDuplicates(projectId, byLetter);
    expect(await clusters()).toEqual([null, null, null]);
  });

  it("writes only what has changed, and leaves other projects alone", async () => {
    await seed("a one", "a two", "a three");
    await match(2, 1);
    await clusterDuplicates(projectId, byLetter);
    const other = await seedProject({ ownerId: userId, name: "Another" });
    await clusterDuplicates(other.id, byLetter);
    const versions = () => db().$queryRaw<{ xmin: string }[]>`
      SELECT xmin::text FROM "Exemplar" WHERE "projectId" = ${projectId}::uuid ORDER BY number`;
    const before = await versions();
    await match(3, 1);
    await clusterDuplicates(projectId, byLetter);
    const after = await versions();
    expect(after.map(({ xmin }, index) => xmin !== before[index]?.xmin)).toEqual([false, false, true]);
  });

  it("is done with what was asked for before it began, and not with what comes meanwhile", async () => {
    await seed("a one", "a two");
    await match(2, 1);
    const ask = () => db().$transaction((transaction) => askClusters(transaction, projectId));
    expect(await hasToCluster(projectId)).toBe(false);
    await ask();
    expect(await listProjectIdsToCluster()).toEqual([projectId]);
    await clusterDuplicates(projectId, async (asked) => {
      await ask();
      return byLetter(asked);
    });
    expect(await hasToCluster(projectId)).toBe(true);
    await clusterDuplicates(projectId, byLetter);
    expect(await listProjectIdsToCluster()).toEqual([]);
  });

  it("goes on after a run that failed, and passes over a project that is gone", async () => {
    await seed("a one", "a two");
    await match(2, 1, { wordEdit: 0.9 });
    const failing: Cluster = async () => {
      throw new Error("stopped");
    };
    await expect(clusterDuplicates(projectId, failing)).rejects.toThrow("stopped");
    await clusterDuplicates(projectId, byLetter);
    expect(await clusters()).toEqual([1, 1]);
    await expect(clusterDuplicates(crypto.randomUUID(), byLetter)).resolves.toBeUndefined();
  });
});

describe("the cluster of an exemplar", () => {
  beforeEach(async () => {
    await seed("a one", "a two", "a three", "b");
    for (const number of [2, 3]) await match(number, 1);
    await clusterDuplicates(projectId, byLetter);
  });
  const of = (number: number) => getClusterOf({ userId, projectId, exemplarId: idAt(number) });

  it("tells its size, representative and members, and proposes to keep one", async () => {
    expect(await of(4)).toBeNull();
    expect(await of(3)).toMatchObject({
      id: idAt(1),
      size: 3,
      representative: 1,
      members: [1, 2, 3].map((number) => ({ number, status: "pending", label: { name: "refund" } })),
      labels: ["refund"],
      proposal: { keep: 1, reject: [2, 3] },
    });
  });

  it("tells of labels that contradict each other", async () => {
    const labelId = project.labels[1]?.id ?? "";
    await db().exemplar.update({ where: { id: idAt(2) }, data: { labelId } });
    expect((await of(1))?.labels).toEqual(["refund", "card lost"]);
    await reject(2);
    expect((await of(1))?.labels).toEqual(["refund"]);
  });

  it("proposes another where the representative was rejected, and none where nothing is left to reject", async () => {
    await reject(1);
    expect((await of(1))?.proposal).toEqual({ keep: 2, reject: [3] });
    await reject(3);
    expect((await of(1))?.proposal).toBeNull();
  });

  it("has no representative once that is deleted, and is none once it stands alone", async () => {
    await db().exemplar.delete({ where: { id: idAt(1) } });
    expect(await of(2)).toMatchObject({ size: 2, representative: null, proposal: { keep: 2, reject: [3] } });
    await db().exemplar.delete({ where: { id: idAt(2) } });
    expect(await of(3)).toBeNull();
  });

  it("is a filter of the grid", async () => {
    const filter = { ...NO_FILTER, cluster: idAt(1) };
    const scope = { userId, projectId, filter };
    const { rows } = await listExemplars({ ...scope, sort: DEFAULT_SORT, page: { from: "start" } });
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(await countExemplars(scope)).toMatchObject({ total: 4, matching: 3 });
  });

  it("is nobody else's to see", async () => {
    const stranger = await seedUser("Stranger");
    const asked = { userId: stranger.id, projectId, exemplarId: idAt(1) };
    expect(await getClusterOf(asked)).toBeNull();
  });
});

describe("the look-alikes of an exemplar", () => {
  beforeEach(async () => {
    await seed("a one", "a two", "A one", "A two", "b");
    await match(2, 1);
    await match(3, 2, { probability: 0.6 });
    await match(4, 1, { cosine: 0.7 });
    await clusterDuplicates(projectId, byLetter);
  });
  const of = async (number: number, asking = userId) => {
    const found = await getLookAlikesOf({ userId: asking, projectId, exemplarId: idAt(number) });
    return found && { ...found, members: found.members.map((member) => member.number) };
  };

  it("are those of its group that are no near-duplicates of it", async () => {
    expect(await of(1)).toEqual({ id: idAt(1), size: 4, members: [3, 4], others: 2 });
    expect(await of(4)).toEqual({ id: idAt(1), size: 4, members: [1, 2, 3], others: 3 });
    expect(await of(5)).toBeNull();
  });

  it("are nobody else's to see, and none where only near-duplicates are left", async () => {
    expect(await of(1, (await seedUser("Stranger")).id)).toBeNull();
    await db().exemplar.deleteMany({ where: { id: { in: [idAt(3), idAt(4)] } } });
    expect(await of(1)).toBeNull();
  });
});
