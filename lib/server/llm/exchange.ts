import "server-only";
import { type ClientRequest, type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** Who was given up is waited for so long to let go of the connection. */
const LETTING_GO_MS = 250;
const unzip = promisify(gunzip);

/** Statuses whose answers have no body. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * Sends one request and gives its answer when all of it is there. Redirects are not followed. Where the signal aborts,
 * the connection is closed first: whoever learns of it may ask another question, and the server has let go of this one.
 * An answer that is there all the same, as after a laptop slept, is given.
 * @param most bytes of an answer; what is longer is cut there
 * @throws what the system says of a connection that failed, or the signal's reason
 */
export async function exchange(address: string | URL, init: RequestInit, most: number): Promise<Response> {
  const { method = "GET", body, signal } = init;
  signal?.throwIfAborted();
  const url = new URL(address);
  const headers = { ...Object.fromEntries(new Headers(init.headers)), "accept-encoding": "gzip" };
  const request = (url.protocol === "https:" ? secureRequest : plainRequest)(url, { method, headers });
  const answered = new Promise<Response>((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (incoming) => answerOf(incoming, most).then(resolve, reject));
  });
  let closed: Promise<void> | null = null;
  const giveUp = () => {
    closed = letGo(request);
  };
  signal?.addEventListener("abort", giveUp, { once: true });
  request.end(body ?? undefined);
  try {
    return await answered;
  } catch (error) {
    await closed;
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}

/** Says that nothing more comes, and waits for the other side to hang up. */
function letGo(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const { socket } = request;
    if (!socket || socket.connecting) request.destroy();
    else socket.end();
    const late = setTimeout(() => request.destroy(), LETTING_GO_MS);
    (socket ?? request).once("close", () => {
      clearTimeout(late);
      resolve();
    });
  });
}

async function answerOf(incoming: IncomingMessage, most: number): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) break;
  }
  const { statusCode: status = 0, headers } = incoming;
  const isZipped = headers["content-encoding"] === "gzip";
  const sent = Buffer.concat(chunks);
  const bytes = isZipped ? await unzip(sent, { maxOutputLength: most }) : sent;
  return new Response(WITHOUT_BODY.has(status) ? null : bytes, {
    status,
    headers: pairsOf(incoming.rawHeaders),
  });
}

function pairsOf(raw: string[]): [string, string][] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ""] as [string, string]] : []));
}
