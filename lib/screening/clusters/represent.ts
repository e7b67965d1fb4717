import type { LikeExemplars, Representatives } from "#lib/screening/clusters/cluster-messages.ts";
import type { Comparison } from "#lib/screening/clusters/compare-texts.ts";
import { starClusters } from "#lib/screening/clusters/star-clusters.ts";

/** Clusters exemplars given in columns: see `starClusters`. */
export function represent(alike: LikeExemplars, isRewriting: Comparison): Representatives {
  const { numbers, statuses, pairs, probabilities, sure } = alike;
  const ids = Array.from(numbers, (_, place) => String(place));
  const id = (place: number | undefined) => ids[place ?? -1] ?? "";
  const members = statuses.map((status, place) => ({ id: id(place), number: numbers[place] ?? 0, status }));
  const listed = Array.from(probabilities, (probability, i) => ({
    a: id(pairs[2 * i]),
    b: id(pairs[2 * i + 1]),
    probability,
    isSure: sure[i] === 1,
  }));
  const made = starClusters(members, listed, (a, b) => isRewriting(Number(a), Number(b)));
  return Int32Array.from(ids, (own) => Number(made.get(own) ?? -1));
}
