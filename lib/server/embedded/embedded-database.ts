import { once } from "node:events";
import path from "node:path";
import { Duplex } from "node:stream";
import { Worker } from "node:worker_threads";
import pg from "pg";
import type { DatabaseOptions, FromDatabase, ToDatabase } from "./wire.ts";

export interface EmbeddedDatabase {
  pool: pg.Pool;
  /** The whole data folder as an uncompressed tar, for `snapshot`. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Starts PGlite in a thread of its own and speaks PostgreSQL's wire protocol to it over a message port, so that
 * node-postgres, Prisma and pg-boss see an ordinary server and no query computes on the caller's event loop.
 * @throws what the thread threw while it opened the folder
 */
export async function openEmbeddedDatabase(options: DatabaseOptions): Promise<EmbeddedDatabase> {
  const thread = new Worker(path.join(process.cwd(), "lib/server/embedded/embedded-database-thread.ts"), {
    workerData: options,
    // Its tables are not on the heap, and what it passes on lives for a moment: the usual size takes 50 MB more.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  await once(thread, "message");

  const connections = new Map<number, DatabaseStream>();
  let lastConnection = 0;
  thread.on("message", (message: FromDatabase) => {
    if (message.type === "bytes") connections.get(message.connection)?.push(Buffer.from(message.bytes));
  });
  thread.on("error", (error) => {
    for (const stream of connections.values()) stream.destroy(error);
  });

  const connect = () => {
    const connection = ++lastConnection;
    const stream = new DatabaseStream(
      (message) => thread.postMessage(message),
      connection,
      () => connections.delete(connection),
    );
    connections.set(connection, stream);
    return stream;
  };
  const pool = new pg.Pool({ ...STREAM_SETTINGS, stream: connect as unknown as () => Duplex });

  const answerTo = async (request: ToDatabase, type: FromDatabase["type"]) => {
    thread.postMessage(request);
    for (;;) {
      const [message] = (await once(thread, "message")) as [FromDatabase];
      if (message.type === type) return message;
    }
  };
  return {
    pool,
    dump: async () => {
      const message = await answerTo({ type: "dump" }, "dump");
      if (message.type !== "dump") throw new Error("unexpected answer to dump");
      return message.bytes;
    },
    close: async () => {
      await pool.end();
      await answerTo({ type: "close" }, "closed");
      await thread.terminate();
    },
  };
}

/** One session, never closed for idleness: PGlite has no second one to give. */
const STREAM_SETTINGS = {
  max: 1,
  idleTimeoutMillis: 0,
  user: "postgres",
  database: "postgres",
  ssl: false,
} as const;

/** What node-postgres takes for a socket. */
class DatabaseStream extends Duplex {
  readonly #send: (message: ToDatabase) => void;
  readonly #connection: number;
  readonly #forget: () => void;

  constructor(send: (message: ToDatabase) => void, connection: number, forget: () => void) {
    super();
    this.#send = send;
    this.#connection = connection;
    this.#forget = forget;
  }

  connect() {
    queueMicrotask(() => this.emit("connect"));
    return this;
  }

  setNoDelay() {
    return this;
  }

  setKeepAlive() {
    return this;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }

  override _read() {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void) {
    this.#send({ type: "bytes", connection: this.#connection, bytes: new Uint8Array(chunk) });
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void) {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), "binary" as BufferEncoding, done);
  }

  override _final(done: () => void) {
    this.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void) {
    this.#forget();
    this.#send({ type: "disconnect", connection: this.#connection });
    done(error);
  }
}
