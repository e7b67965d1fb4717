export interface DatabaseOptions {
  /** Where the database lies; null for one in memory. */
  folder: string | null;
  /** A dumped data folder to start from. */
  snapshot?: Uint8Array;
}

export type ToDatabase =
  | { type: "bytes"; connection: number; bytes: Uint8Array }
  | { type: "disconnect"; connection: number }
  | { type: "dump" }
  | { type: "close" };

export type FromDatabase =
  | { type: "ready" }
  | { type: "bytes"; connection: number; bytes: Uint8Array }
  | { type: "dump"; bytes: Uint8Array }
  | { type: "closed" };
