import { describe, expect, it } from "vitest";
import { groupClusters } from "./group-clusters.ts";

interface Case {
  name: string;
  /** "A5 rejected": id, number, status; pending where none is given. */
  members: string[];
  /** "A: A B", the near-duplicates and who stands for them. */
  clusters: string[];
  /** "A-B", or "A-B sure". */
  pairs: string[];
  /** What a comparison of two texts finds alike. */
  alike: string[];
  groups: string[];
}

const cases: Case[] = [
  { name: "nothing", members: [], clusters: [], pairs: [], alike: [], groups: [] },
  {
    name: "a cluster without look-alikes as a group of its own",
    members: ["A1", "B2", "C3"],
    clusters: ["A: A B"],
    pairs: ["B-A sure"],
    alike: [],
    groups: ["A: A B"],
  },
  {
    name: "two texts that look alike",
    members: ["A1", "B2"],
    clusters: [],
    pairs: ["B-A"],
    alike: ["A-B"],
    groups: ["A: A B"],
  },
  {
    name: "no two texts whose scores came from other rows",
    members: ["A1", "B2"],
    clusters: [],
    pairs: ["B-A"],
    alike: [],
    groups: [],
  },
  {
    name: "whole clusters, the largest in the middle",
    members: ["A1", "B2", "C3", "D4", "E5", "F6"],
    clusters: ["A: A B", "C: C D E"],
    pairs: ["B-D sure", "F-E"],
    alike: ["C-A", "C-F"],
    groups: ["C: A B C D E F"],
  },
  {
    name: "no chain of look-alikes",
    members: ["A1", "B2", "C3"],
    clusters: [],
    pairs: ["B-A sure", "C-B sure"],
    alike: ["A-B", "B-C"],
    groups: ["A: A B"],
  },
  {
    name: "no cluster by what is sure of one of its members only",
    members: ["A1", "B2", "C3"],
    clusters: ["A: A B"],
    pairs: ["C-B sure"],
    alike: [],
    groups: ["A: A B"],
  },
  {
    name: "the same whatever is rejected",
    members: ["A1 rejected", "B2 rejected", "C3 accepted"],
    clusters: [],
    pairs: ["B-A sure", "C-A sure"],
    alike: [],
    groups: ["A: A B C"],
  },
];

describe("groupClusters", () => {
  it.each(cases)("finds $name", ({ members, clusters, pairs, alike, groups }) => {
    const standing = new Map(
      clusters.flatMap((cluster) => {
        const [leader = "", ...rest] = cluster.split(/:? /);
        return rest.map((id) => [id, leader] as const);
      }),
    );
    const made = groupClusters({
      members: members.map((written) => {
        const [, id = "", number, status = "pending"] = /^([A-Z])(\d+)(?: (\w+))?$/.exec(written) ?? [];
        return { id, number: Number(number), status: status as "pending" };
      }),
      clusters: standing,
      pairs: pairs.map((pair) => ({
        a: pair[0] ?? "",
        b: pair[2] ?? "",
        probability: 0.6,
        isSure: pair.endsWith("sure"),
      })),
      isAlike: (a, b) => alike.includes(`${a}-${b}`) || alike.includes(`${b}-${a}`),
    });
    const found = new Map<string, string[]>();
    for (const [id, leader] of made) {
      if (leader !== null) found.set(leader, [...(found.get(leader) ?? []), id]);
    }
    expect([...found].map(([leader, ids]) => `${leader}: ${ids.sort().join(" ")}`).sort()).toEqual(groups);
  });
});
