import "server-only";
import { setTimeout as sleep } from "node:timers/promises";

const LONGEST_MS = 60_000;
const PAUSE_MS = 500;

/**
 * Does what may be done twice, and does it again where the database went away under it: a server that restarts is back
 * within a minute, and what waits for it was paid for.
 * @throws what `work` throws for any other reason, or after a minute
 */
export async function throughRestarts<T>(work: () => Promise<T>): Promise<T> {
  for (const since = performance.now(); ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() - since > LONGEST_MS) throw error;
    }
    await sleep(PAUSE_MS);
  }
}

/** The same operation, done through restarts. */
export function lasting<P extends unknown[], T>(
  operation: (...given: P) => Promise<T>,
): (...given: P) => Promise<T> {
  return (...given) => throughRestarts(() => operation(...given));
}

interface Told {
  message?: string;
  code?: string;
  meta?: { driverAdapterError?: { cause?: { kind?: string; code?: string } } };
}

/** 57P01 to 57P03: it is shut down or starts up; class 08: the connection. */
const CODE = /^(57P0[123]|08...|ECONNREFUSED|ECONNRESET|EPIPE)$/;
/** As the driver says it, which has no code for it. */
const CONNECTION_GONE =
  /^Connection terminated|connection error and is not queryable|closed and is not queryable/;
const KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout"]);

function isDatabaseAway(error: unknown): boolean {
  const { message, code, meta } = error as Told;
  const cause = meta?.driverAdapterError?.cause;
  return (
    CODE.test(cause?.code ?? code ?? "") ||
    KINDS.has(cause?.kind ?? "") ||
    CONNECTION_GONE.test(message ?? "")
  );
}
