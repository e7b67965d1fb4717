import "server-only";
import { exchange } from "./exchange.ts";

/**
 * Whether a request may leave: asked with its body before it is sent.
 * @returns why not, in words for a log, without a word of the test set; null where it may
 */
export type Egress = (body: string) => Promise<string | null>;

/** For what is sent with the consent of the project's owner, and for requests that carry no text of a project. */
export const consented: Egress = async () => null;

/** The request was not sent. */
export class EgressRefused extends Error {}

/**
 * The only way out: every request to an endpoint goes through it. A body that cannot be read stays here.
 * @param most bytes of an answer
 */
export function guardedFetch(egress: Egress, most: number): typeof fetch {
  return async (input, init) => {
    const body = init?.body ?? null;
    const isReadable = (body === null || typeof body === "string") && !(input instanceof Request);
    if (!isReadable)
      throw new EgressRefused("The request's body is no text, so it is not known what it holds.");
    const reason = body === null ? null : await egress(body);
    if (reason !== null) throw new EgressRefused(reason);
    return exchange(input, init ?? {}, most);
  };
}
