import type { Messages } from "./messages.ts";

type Keys<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}` }[keyof T & string];

/** The dotted name of one sentence of the message files. */
export type MessageKey = Keys<Messages>;

export type MessageValues = Record<string, string | number>;
