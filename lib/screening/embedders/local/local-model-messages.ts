/** What the thread of a local model is started with. */
export interface LocalModelTask {
  /** The models folder; the model's own is `name` in it. */
  folder: string;
  name: string;
  dtype: "fp32" | "fp16" | "q8";
}

export interface LocalModelRequest {
  call: number;
  texts: string[];
}

export type LocalModelAnswer =
  /** `count × dimensions` numbers, row by row, of any length. */
  | { call: number; count: number; dimensions: number; numbers: Float32Array }
  | { call: number; failure: string };
