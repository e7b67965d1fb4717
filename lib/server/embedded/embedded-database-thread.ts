import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import type { DatabaseOptions, FromDatabase, ToDatabase } from "./wire.ts";

const port = parentPort;
if (!port) throw new Error("embedded-database-thread.ts runs only as a worker thread");
const options = workerData as DatabaseOptions;

const database = await PGlite.create({
  dataDir: options.folder ?? "memory://",
  ...(options.snapshot ? { loadDataDir: new Blob([options.snapshot as Uint8Array<ArrayBuffer>]) } : {}),
});

/** All of it is in memory: without this the planner goes through a whole table rather than fetch a few thousand rows. */
const settings = "SET random_page_cost = 1.1";
await database.exec(settings);

const send = (message: FromDatabase) => port.postMessage(message);

async function answer(message: ToDatabase) {
  // Connections still say goodbye to a closed database.
  if (database.closed) return;
  switch (message.type) {
    case "bytes":
      return send({
        type: "bytes",
        connection: message.connection,
        bytes: await database.execProtocolRaw(message.bytes),
      });
    case "disconnect":
      // PGlite has one session for life: what a real server drops with a connection is dropped here.
      await database.exec("ROLLBACK");
      await database.exec("DISCARD ALL");
      await database.exec(settings);
      return;
    case "dump": {
      const file = await database.dumpDataDir("none");
      return send({ type: "dump", bytes: new Uint8Array(await file.arrayBuffer()) });
    }
    case "close":
      await database.close();
      send({ type: "closed" });
      port?.close();
  }
}

// One message after another: PGlite is a single session.
let last: Promise<void> = Promise.resolve();
port.on("message", (message: ToDatabase) => {
  last = last.then(() => answer(message));
});
send({ type: "ready" });
