import type { ClusterMember } from "./star-clusters.ts";

/** How many near-duplicates the panel lists. */
export const LISTED_MEMBERS = 30;
/** Of how many it proposes to reject all but one; more are decided in the grid. */
export const PROPOSED_MEMBERS = 500;

export interface ListedMember extends ClusterMember {
  /** Its beginning. */
  text: string;
  label: { name: string; colour: string };
}

/** Exemplars that say nearly the same as the one that stands for them. */
export interface Cluster {
  /** Also the representative's id. */
  id: string;
  /** With the representative. */
  size: number;
  /** Its number; null where it was deleted since. */
  representative: number | null;
  /** In the order in which they would stand for the others; LISTED_MEMBERS at most. */
  members: ListedMember[];
  /** Names of the labels of those not rejected; two and more contradict each other. */
  labels: string[];
  /** Keep one, reject these others; null where nothing is left to reject, or more than PROPOSED_MEMBERS. */
  proposal: { keep: number; reject: number[] } | null;
}

/** How many look-alikes the panel lists. */
export const LISTED_ALIKE = 10;

/** Exemplars that look alike: a group, of which near-duplicates are a part. */
export interface LookAlikes {
  /** The group's, which is that of the exemplar in its middle. */
  id: string;
  /** With the exemplar itself and its near-duplicates. */
  size: number;
  /** Those that are no near-duplicates of it, by number; LISTED_ALIKE at most. */
  members: ListedMember[];
  /** How many of those there are. */
  others: number;
}

/** The one to keep: the representative, or where it was rejected since the first of the others that was not. */
export function propose(
  members: readonly (ClusterMember & { isRepresentative: boolean })[],
): Cluster["proposal"] {
  const left = members.filter(({ status }) => status !== "rejected");
  const keep = left.find(({ isRepresentative }) => isRepresentative) ?? left[0];
  const reject = left.filter((member) => member !== keep).map(({ number }) => number);
  if (!keep || reject.length === 0 || reject.length > PROPOSED_MEMBERS) return null;
  return { keep: keep.number, reject };
}
