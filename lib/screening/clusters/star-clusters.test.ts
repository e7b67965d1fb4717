import { describe, expect, it } from "vitest";
import { random } from "#lib/core/random.ts";
import { type ClusterMember, type LikePair, starClusters, walkOrder } from "./star-clusters.ts";

interface Case {
  name: string;
  /** "A5 accepted": id, number, status; pending where none is given. */
  members: string[];
  /** "A-B .9": alike with that probability; "sure" behind it where that needs no comparison. */
  pairs: string[];
  /** What a comparison of two texts finds alike. */
  alike: string[];
  clusters: string[];
}

const cases: Case[] = [
  { name: "nothing", members: [], pairs: [], alike: [], clusters: [] },
  { name: "a text alone", members: ["A1"], pairs: [], alike: [], clusters: [] },
  {
    name: "a sure pair, without comparing",
    members: ["A1", "B2"],
    pairs: ["B-A .95 sure"],
    alike: [],
    clusters: ["A: A B"],
  },
  {
    name: "a pair whose scores came from other rows",
    members: ["A1", "B2"],
    pairs: ["B-A .6"],
    alike: [],
    clusters: [],
  },
  {
    name: "a chain A ~ B ~ C with A ≁ C",
    members: ["A1", "B2", "C3"],
    pairs: ["B-A .95 sure", "C-B .95 sure"],
    alike: ["A-B", "B-C"],
    clusters: ["A: A B"],
  },
  {
    name: "a chain whose ends are alike",
    members: ["A1", "B2", "C3"],
    pairs: ["B-A .95 sure", "C-B .95 sure"],
    alike: ["A-C"],
    clusters: ["A: A B C"],
  },
  {
    name: "a long chain into stars of what is alike",
    members: ["A1", "B2", "C3", "D4", "E5"],
    pairs: ["B-A .95 sure", "C-B .95 sure", "D-C .95 sure", "E-D .95 sure"],
    alike: [],
    clusters: ["A: A B", "C: C D"],
  },
  {
    name: "a hub that comes first, with its arms",
    members: ["H1", "X2", "Y3"],
    pairs: ["X-H .95 sure", "Y-H .95 sure"],
    alike: [],
    clusters: ["H: H X Y"],
  },
  {
    name: "a hub that comes last with one of two arms only",
    members: ["X1", "Y2", "H3"],
    pairs: ["H-X .95 sure", "H-Y .92 sure"],
    alike: ["X-H", "Y-H"],
    clusters: ["X: H X"],
  },
  {
    name: "of equals the one that is walked first",
    members: ["X1", "Y2", "H3"],
    pairs: ["H-Y .95 sure", "H-X .95 sure"],
    alike: [],
    clusters: ["X: H X"],
  },
  {
    name: "an accepted text leads whatever its number",
    members: ["A1", "B2", "C3 accepted"],
    pairs: ["B-A .95 sure", "C-A .95 sure"],
    alike: ["B-C"],
    clusters: ["C: A B C"],
  },
  {
    name: "a rejected text leads none, and still tells who is alike",
    members: ["R1 rejected", "B2", "C3"],
    pairs: ["B-R .95 sure", "C-R .95 sure"],
    alike: ["B-C"],
    clusters: ["B: B C R"],
  },
  {
    name: "rejected texts among themselves",
    members: ["R1 rejected", "S2 rejected"],
    pairs: ["S-R 1 sure"],
    alike: ["R-S"],
    clusters: [],
  },
  {
    name: "the representative of the next likeliest where the likeliest's is too far",
    members: ["A1", "B2", "C3", "D4"],
    pairs: ["B-A .95 sure", "D-B .97 sure", "D-C .93 sure"],
    alike: [],
    clusters: ["A: A B", "C: C D"],
  },
  {
    name: "a match that is no longer there",
    members: ["A1"],
    pairs: ["A-Z 1 sure", "A-A 1 sure"],
    alike: [],
    clusters: [],
  },
];

describe("starClusters", () => {
  it.each(cases)("finds $name", ({ members, pairs, alike, clusters }) => {
    const made = starClusters(members.map(member), pairs.map(pair), (a, b) =>
      alike.some((both) => both === `${a}-${b}` || both === `${b}-${a}`),
    );
    expect(written(made)).toEqual(clusters);
  });

  it("gives the same whatever the order of what it is given", () => {
    const members = ["A1", "B2", "C3", "D4 accepted", "E5 rejected"].map(member);
    const pairs = ["B-A .95", "C-B .95", "D-A .95", "E-A .95", "E-C .95"].map(pair);
    const alike = (a: string, b: string) => Math.abs(a.charCodeAt(0) - b.charCodeAt(0)) < 3;
    const once = written(starClusters(members, pairs, alike));
    expect(written(starClusters(members.toReversed(), pairs.toReversed(), alike))).toEqual(once);
  });

  it("compares a text with a few representatives, however many stand around its hub", () => {
    const arms = Array.from({ length: 3_000 }, (_, index) => `X${index}`);
    const members = [
      { id: "R", number: 0, status: "rejected" as const },
      ...arms.map((id, index) => ({ id, number: index + 1, status: "pending" as const })),
    ];
    let compared = 0;
    starClusters(
      members,
      arms.map((a) => ({ a, b: "R", probability: 0.95, isSure: true })),
      () => {
        compared += 1;
        return false;
      },
    );
    expect(compared).toBeLessThan(8 * arms.length);
  });

  it("makes stars of 10,000 random points, none of which could have joined the star of its nearest", () => {
    const { points, distance } = randomPoints(10_000);
    const isAlike = (a: string, b: string) => distance(Number(a), Number(b)) < 0.5;
    const byId = new Map(points.map((point) => [point.id, point]));
    // As screening leaves it: the nearest of a lower number.
    const pairs: LikePair[] = [];
    for (let a = 1; a < points.length; a++) {
      let nearest = 0;
      for (let b = 1; b < a; b++) if (distance(a, b) < distance(a, nearest)) nearest = b;
      const away = distance(a, nearest);
      if (away < 0.5) pairs.push({ a: `${a}`, b: `${nearest}`, probability: 1 - away, isSure: away < 0.2 });
    }
    const made = starClusters(points, pairs, isAlike);

    const wrong: string[] = [];
    for (const { id } of points) {
      const leader = made.get(id);
      if (leader === null || leader === undefined) continue;
      if (made.get(leader) !== leader) wrong.push(`${id}: ${leader} leads and is led`);
      if (byId.get(leader)?.status === "rejected") wrong.push(`${id}: ${leader} is rejected`);
      if (leader !== id && !isAlike(id, leader)) wrong.push(`${id} is not like ${leader}`);
    }
    for (const { a, b } of pairs) {
      const [first, second] = [byId.get(a), byId.get(b)].filter((p) => p !== undefined).toSorted(walkOrder);
      if (!first || !second || first.status === "rejected") continue;
      if (![null, second.id].includes(made.get(second.id) ?? null)) continue;
      const leader = made.get(first.id) ?? first.id;
      if (isAlike(second.id, leader)) wrong.push(`${second.id} should be with ${leader}`);
    }
    expect(wrong).toEqual([]);
    expect([...made.values()].filter((leader) => leader !== null).length).toBeGreaterThan(1_000);
  });
});

function member(written: string): ClusterMember {
  const [, id = "", number, status = "pending"] = /^([A-Z])(\d+)(?: (\w+))?$/.exec(written) ?? [];
  return { id, number: Number(number), status: status as ClusterMember["status"] };
}

function pair(written: string): LikePair {
  const [, a = "", b = "", probability, sure] = /^(\w)-(\w) ([\d.]+)( sure)?$/.exec(written) ?? [];
  return { a, b, probability: Number(probability), isSure: sure !== undefined };
}

function randomPoints(count: number) {
  const dice = random("stars");
  const [xs, ys] = [0, 0].map(() => Float64Array.from({ length: count }, () => dice.next() * 40));
  const statuses = ["pending", "accepted", "rejected"] as const;
  const points = Array.from({ length: count }, (_, index) => ({
    id: `${index}`,
    number: index + 1,
    status: statuses[index % 3] ?? "pending",
  }));
  const along = (line: Float64Array | undefined, a: number, b: number) => (line?.[a] ?? 0) - (line?.[b] ?? 0);
  return { points, distance: (a: number, b: number) => Math.hypot(along(xs, a, b), along(ys, a, b)) };
}

/** "A: A B", sorted. */
function written(made: Map<string, string | null>): string[] {
  const clusters = new Map<string, string[]>();
  for (const [id, leader] of made) {
    if (leader !== null) clusters.set(leader, [...(clusters.get(leader) ?? []), id]);
  }
  return [...clusters].map(([leader, ids]) => `${leader}: ${ids.sort().join(" ")}`).sort();
}
