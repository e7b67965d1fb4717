/** A text that may be one of several alike. */
export interface ClusterMember {
  id: string;
  number: number;
  status: "pending" | "accepted" | "rejected";
}

/** Two texts of which screening found one to be most like the other. */
export interface LikePair {
  a: string;
  b: string;
  /** Calibrated probability in [0, 1]. */
  probability: number;
  /** Whether the probability alone makes them duplicates, so that they need not be compared again. */
  isSure: boolean;
}

/** How many representatives one text is compared with at most, so that a hub of 10,000 arms costs no 10,000² pairs. */
const TRIED = 8;

const RANKS = { accepted: 0, pending: 1, rejected: 2 };

/** Accepted ones first, then pending, then rejected, each by number: who comes first stands for the others. */
export function walkOrder(a: ClusterMember, b: ClusterMember): number {
  return RANKS[a.status] - RANKS[b.status] || a.number - b.number;
}

/**
 * Star clustering (Aslam, Pelekhov and Rus, "The star clustering algorithm for static and dynamic information
 * organization", 2004), as a leader algorithm over the pairs at hand. Members are walked in `walkOrder`; each joins the
 * representative of the one most like it if it is itself a rewriting of that representative, else it begins a cluster
 * of its own. So A ~ B ~ C with A ≁ C never end up in one cluster, and the arms of a hub only with the hub itself.
 *
 * The representatives tried are, the likeliest pair first and at most `TRIED` of them, those of the texts it is paired
 * with and, where such a text has none yet, those of the others paired with that text: a rejected text stands for none
 * but still tells who may be alike. Deterministic for the same members and pairs in whatever order.
 *
 * @param isRewriting compares two texts; asked only for pairs that are not sure
 * @param order in which members are walked: who comes first stands for the others
 * @returns for each member the id of its representative, null where nothing is in its cluster but itself
 */
export function starClusters(
  members: readonly ClusterMember[],
  pairs: readonly LikePair[],
  isRewriting: (a: string, b: string) => boolean,
  order: (a: ClusterMember, b: ClusterMember) => number = walkOrder,
): Map<string, string | null> {
  const walk = members.toSorted(order);
  const place = new Map(walk.map(({ id }, index) => [id, index]));
  const near = neighbours(walk.length, place, pairs);
  const leaderOf = new Array<number | null>(walk.length).fill(null);
  /** For a text not yet in a cluster: the representatives of those paired with it. */
  const heardOf: number[][] = walk.map(() => []);
  const sizes = new Uint32Array(walk.length);

  for (const [index, member] of walk.entries()) {
    const paired = near[index] ?? [];
    const candidates = new Set<number>();
    for (const { other } of paired) {
      const leader = leaderOf[other];
      if (typeof leader === "number") candidates.add(leader);
      else for (const heard of heardOf[other] ?? []) candidates.add(heard);
    }
    let chosen: number | null = null;
    for (const leader of [...candidates].slice(0, TRIED)) {
      const isSure = paired.some(({ other, isSure }) => other === leader && isSure);
      if (isSure || isRewriting(member.id, walk[leader]?.id ?? "")) {
        chosen = leader;
        break;
      }
    }
    if (chosen === null && member.status !== "rejected") chosen = index;
    leaderOf[index] = chosen;
    if (chosen !== null) {
      sizes[chosen] = (sizes[chosen] ?? 0) + 1;
      for (const { other } of paired) {
        const heard = heardOf[other];
        if (leaderOf[other] === null && heard && heard.length < TRIED && !heard.includes(chosen)) {
          heard.push(chosen);
        }
      }
    }
  }
  return new Map(
    walk.map(({ id }, index) => {
      const leader = leaderOf[index] ?? null;
      return [id, leader !== null && (sizes[leader] ?? 0) > 1 ? (walk[leader]?.id ?? null) : null];
    }),
  );
}

interface Neighbour {
  other: number;
  probability: number;
  isSure: boolean;
}

/** By place in the walk, the likeliest first and among equals the one that is walked first. */
function neighbours(count: number, place: ReadonlyMap<string, number>, pairs: readonly LikePair[]) {
  const near: Neighbour[][] = Array.from({ length: count }, () => []);
  for (const { a, b, probability, isSure } of pairs) {
    const [from, to] = [place.get(a), place.get(b)];
    if (from === undefined || to === undefined || from === to) continue;
    near[from]?.push({ other: to, probability, isSure });
    near[to]?.push({ other: from, probability, isSure });
  }
  for (const list of near) list.sort((x, y) => y.probability - x.probability || x.other - y.other);
  return near;
}
