import type { ScreeningThresholds, TextVectors } from "#lib/screening/screening.ts";
import type { ClusterMember } from "./star-clusters.ts";

/** Exemplars of which some are like others, in columns: as many lie in them as a project has look-alikes. */
export interface LikeExemplars {
  /** Each at its place. */
  numbers: Int32Array;
  statuses: ClusterMember["status"][];
  texts: string[];
  /** Two places a pair. */
  pairs: Int32Array;
  probabilities: Float64Array;
  /** 1 where one of its scores reaches a threshold of duplicates; the others may be look-alikes. */
  close: Uint8Array;
  /** 1 where the match alone makes the pair duplicates, so that they need not be compared again. */
  sure: Uint8Array;
}

export interface ClusterQuestion extends LikeExemplars {
  projectId: string;
  thresholds: ScreeningThresholds;
}

/** For each exemplar the place of the one that stands for it; -1 where nothing is with it. */
export interface Representatives {
  /** Among its near-duplicates. */
  clusters: Int32Array;
  /** Among its look-alikes, its near-duplicates among them. */
  groups: Int32Array;
}

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
