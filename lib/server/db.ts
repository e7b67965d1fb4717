import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { lockDataFolder } from "./embedded/data-folder-lock.ts";
import { openEmbeddedDatabase } from "./embedded/embedded-database.ts";
import { dataFolder, env } from "./env.ts";
import { PrismaClient } from "./generated/client.ts";
import { migrate } from "./migrate.ts";

export type DatabaseKind = "embedded" | "postgres";

export interface Database {
  kind: DatabaseKind;
  /** For people: the folder or the server, without the password. */
  place: string;
  pool: pg.Pool;
  prisma: PrismaClient;
  close(): Promise<void>;
}

// Next bundles a module once per layer; the process has one database all the same.
const shared = globalThis as typeof globalThis & { winnowDatabase?: Database };

/** Everything a use-case or query may do inside `db().$transaction`. */
export type Transaction = Omit<
  PrismaClient,
  "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends" | "$use"
>;

/** @throws where the process has not opened its database yet */
export function database(): Database {
  if (!shared.winnowDatabase) throw new Error("The database is not open: openDatabase() comes first.");
  return shared.winnowDatabase;
}

export function db(): PrismaClient {
  return database().prisma;
}

/** Opens and migrates the database of this process, once. */
export async function openDatabase(): Promise<Database> {
  shared.winnowDatabase ??= await (env().DATABASE_URL
    ? openPostgres(env().DATABASE_URL ?? "")
    : openEmbedded());
  return shared.winnowDatabase;
}

/** Gives this process a database that somebody else opened; tests do. */
export function installDatabase(opened: Database) {
  shared.winnowDatabase = opened;
}

export async function closeDatabase() {
  const opened = shared.winnowDatabase;
  delete shared.winnowDatabase;
  await opened?.close();
}

/** What a process does to the database before it serves or works. */
export const START_LOCK = 72_707_370;

/** Does what no other process on the same database may do at the same time. `lock`: any number that stands for it. */
export async function asTheOnlyOne(lock: number, work: () => Promise<void>): Promise<void> {
  const { kind, pool } = database();
  if (kind === "embedded") return work();
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lock]);
    await work();
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [lock]);
    client.release();
  }
}

export function connectPrisma(pool: pg.Pool): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(pool),
    // The embedded database has one session: a transaction may have to wait for its turn.
    transactionOptions: { maxWait: 30_000, timeout: 60_000 },
  });
}

async function openEmbedded(): Promise<Database> {
  const folder = dataFolder();
  const unlock = await lockPatiently(folder);
  try {
    const { pool, close } = await openEmbeddedDatabase({ folder: `${folder}/database` });
    await migrate(pool);
    const prisma = connectPrisma(pool);
    return {
      kind: "embedded",
      place: folder,
      pool,
      prisma,
      close: async () => {
        await prisma.$disconnect();
        await close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A Winnow that was just stopped may hold the folder a moment longer. */
async function lockPatiently(folder: string) {
  for (let attempt = 1; ; attempt++) {
    try {
      return lockDataFolder(folder);
    } catch (error) {
      if (attempt === LOCK_ATTEMPTS) throw error;
      await sleep(LOCK_PAUSE_MS);
    }
  }
}

const LOCK_ATTEMPTS = 12;
const LOCK_PAUSE_MS = 250;

async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // A connection that breaks while nobody uses it is replaced by the next who needs one; unheard, it ends the process.
  pool.on("error", () => {});
  await migrate(pool);
  const prisma = connectPrisma(pool);
  const { host, pathname } = new URL(url);
  return {
    kind: "postgres",
    place: `PostgreSQL ${host}${pathname}`,
    pool,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
