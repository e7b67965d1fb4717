/** What the server does with one question. */
export type Misbehaviour =
  | "ok"
  | "rateLimited"
  | "serverError"
  | "hang"
  | "hangInBody"
  | "reset"
  | "cutOffBody"
  | "cutOffReply"
  | "notJson"
  | "wrongShape"
  | "empty"
  | "filtered"
  | "refused"
  | "nul"
  | "echoKey"
  | "unauthorised"
  | "forbidden"
  | "modelNotFound"
  | "badRequest"
  | "tooLongPrompt"
  | "redirect"
  | "quota"
  /** Of embeddings: one vector too few, of other dimensions, not a number, zeros, without numbers, twice one index. */
  | "fewVectors"
  | "otherDimensions"
  | "nanVector"
  | "infiniteVector"
  | "zeroVector"
  | "emptyVector"
  | "doubledIndex";

export interface RecordedRequest {
  path: string;
  authorization: string | null;
  /** Azure's header for the key. */
  apiKey: string | null;
  body: unknown;
}

export interface Behaviour {
  /** Used up one by one, in the order of the questions; then `shares`; what is left is answered as it should be. */
  script: Misbehaviour[];
  /** Share of the questions, 0 to 1, decided by the question's own text and `seed`. */
  shares: Partial<Record<Misbehaviour, number>>;
  seed: number;
  latencyMs: number;
  /** Questions that are worked on at once, the others wait; null: any number. */
  slots: number | null;
  /** Questions let through a second, the others are refused with 429 and Retry-After; null: any number. */
  perSecond: number | null;
  /** Whether requests are kept as they came; of chats it is always kept what became of each question. */
  isRecorded: boolean;
  /** Seconds in the header of a 429; null: no header. */
  retryAfter: number | null;
  models: string[];
  /** Refuses `max_tokens`, as newer models do. */
  wantsMaxCompletionTokens: boolean;
  /** Refuses `seed`, as some servers do. */
  refusesSeed: boolean;
  /** Refuses a JSON schema, as some servers do. */
  refusesSchema: boolean;
  /** What a chat is answered with; null: a sentence that the question decides. */
  reply: ((question: string) => string) | null;
  /** What a request is answered with, as other servers would; null: as usual. */
  answer: ((request: RecordedRequest) => { status: number; body: unknown } | null) | null;
  /** Of a vector. */
  dimensions: number;
  /** Where set, questions without this key are refused. */
  key: string | null;
}

export const WELL_BEHAVED: Behaviour = {
  script: [],
  shares: {},
  seed: 0,
  latencyMs: 0,
  slots: null,
  perSecond: null,
  isRecorded: true,
  retryAfter: null,
  models: ["test-model", "other-model"],
  wantsMaxCompletionTokens: false,
  refusesSeed: false,
  refusesSchema: false,
  reply: null,
  answer: null,
  dimensions: 8,
  key: null,
};
