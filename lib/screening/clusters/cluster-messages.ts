import type { ScreeningThresholds, TextVectors } from "#lib/screening/screening.ts";
import type { ClusterMember } from "./star-clusters.ts";

/** Exemplars of which some are like others, in columns: as many lie in them as a project has near-duplicates. */
export interface LikeExemplars {
  /** Each at its place. */
  numbers: Int32Array;
  statuses: ClusterMember["status"][];
  texts: string[];
  /** Two places a pair. */
  pairs: Int32Array;
  probabilities: Float64Array;
  /** 1 where the match alone makes the pair duplicates, so that they need not be compared again. */
  sure: Uint8Array;
}

export interface ClusterQuestion extends LikeExemplars {
  projectId: string;
  thresholds: ScreeningThresholds;
}

/** For each exemplar the place of its representative; -1 where nothing is in its cluster but itself. */
export type Representatives = Int32Array;

/** What the clustering thread is asked. */
export interface ClusterCalls {
  cluster: {
    input: ClusterQuestion & {
      maskNumbers: boolean;
      /** Of the test and the support set. */
      rows: string[];
      /** One for each text, zeros where there is none; null where the embedder is the built-in one. */
      vectors: TextVectors | null;
    };
    output: Representatives;
  };
}
