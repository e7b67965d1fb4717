import type { LikeExemplars, Representatives } from "#lib/screening/clusters/cluster-messages.ts";
import type { Comparisons } from "#lib/screening/clusters/compare-texts.ts";
import { alikeFrom, groupClusters } from "#lib/screening/clusters/group-clusters.ts";
import { starClusters } from "#lib/screening/clusters/star-clusters.ts";

/** Clusters and groups exemplars given in columns: see `starClusters` and `groupClusters`. */
export function represent(alike: LikeExemplars, compare: Comparisons): Representatives {
  const { numbers, statuses, pairs, probabilities, close, sure } = alike;
  const ids = Array.from(numbers, (_, place) => String(place));
  const id = (place: number | undefined) => ids[place ?? -1] ?? "";
  const members = statuses.map((status, place) => ({ id: id(place), number: numbers[place] ?? 0, status }));
  const listed = Array.from(probabilities, (probability, i) => ({
    a: id(pairs[2 * i]),
    b: id(pairs[2 * i + 1]),
    probability,
    isSure: sure[i] === 1,
  }));
  const clusters = starClusters(
    members,
    listed.filter((_, i) => close[i] === 1),
    (a, b) => compare.isRewriting(Number(a), Number(b)),
  );
  const groups = groupClusters({
    members,
    clusters,
    pairs: listed.map((pair) => ({
      ...pair,
      isSure: pair.isSure || pair.probability >= alikeFrom.probability,
    })),
    isAlike: (a, b) => compare.isAlike(Number(a), Number(b)),
  });
  const placesOf = (made: ReadonlyMap<string, string | null>) =>
    Int32Array.from(ids, (own) => Number(made.get(own) ?? -1));
  return { clusters: placesOf(clusters), groups: placesOf(groups) };
}
