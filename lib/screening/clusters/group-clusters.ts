import { type ClusterMember, type LikePair, starClusters } from "#lib/screening/clusters/star-clusters.ts";

/**
 * From where on two texts look alike. Of 5,000 texts of BANKING77 .6 puts 44 of 100 into a group of twelve at most, 88 of
 * 100 under the label of the text in the middle; .7 puts 29 into one, with 91 under one label, .5 puts 62, in groups of
 * up to 25, with 84. A lower probability adds next to none, the template none: it tells how a text was made, not what it
 * says. The cosine is that of the built-in embedder, because only its scale is known.
 */
export const alikeFrom = { probability: 0.5, cosine: 0.6 };

export interface Grouped {
  members: readonly ClusterMember[];
  /** For each member the id of the one that stands for its near-duplicates; null where it has none. */
  clusters: ReadonlyMap<string, string | null>;
  /** Sure where the stored probability alone makes them alike. */
  pairs: readonly LikePair[];
  isAlike: (a: string, b: string) => boolean;
}

/**
 * Groups of look-alikes: star clusters as of `starClusters`, but of whole clusters of near-duplicates, each by its
 * representative, and of texts that are in none; so nothing is in a group that is not like the text in its middle. The
 * largest cluster comes first and stands for the group, among equals the lowest number. Whether a text is rejected does
 * not matter: what is decided moves no group.
 * @returns for each member the id of the one that stands for its group, null where it is alone
 */
export function groupClusters({ members, clusters, pairs, isAlike }: Grouped): Map<string, string | null> {
  const unitOf = (id: string) => clusters.get(id) ?? id;
  const sizes = new Map<string, number>();
  for (const { id } of members) sizes.set(unitOf(id), (sizes.get(unitOf(id)) ?? 0) + 1);
  const units = members
    .filter(({ id }) => unitOf(id) === id)
    .map((member) => ({ ...member, status: "pending" as const }));
  const between = pairs.map(({ a, b, ...pair }) => ({
    ...pair,
    a: unitOf(a),
    b: unitOf(b),
    // What is sure of two members is not sure of those that stand for them.
    isSure: pair.isSure && unitOf(a) === a && unitOf(b) === b,
  }));
  const size = ({ id }: ClusterMember) => sizes.get(id) ?? 1;
  const made = starClusters(units, between, isAlike, (a, b) => size(b) - size(a) || a.number - b.number);
  return new Map(
    members.map(({ id }) => {
      const unit = unitOf(id);
      return [id, made.get(unit) ?? ((sizes.get(unit) ?? 1) > 1 ? unit : null)];
    }),
  );
}
