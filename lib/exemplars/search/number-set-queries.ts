import "server-only";
import { Prisma } from "#lib/server/generated/client.ts";

/** Exemplars of a project by their numbers: a bit for every number, from the lowest bit of the first byte on. */
export interface NumberSet {
  bits: Uint8Array<ArrayBuffer>;
  count: number;
}

/** Up to so many are looked up one by one; beyond that every row is looked up among them. */
const FEW = 2000;
const REMEMBERED = 16;

/** The sets that were found last: a page, its counts and the pages after it search once. */
const sets = new Map<string, Promise<NumberSet>>();

/** @param key all that the set depends on */
export async function remembered(key: string[], find: () => Promise<NumberSet>): Promise<NumberSet> {
  const name = JSON.stringify(key);
  const set = sets.get(name) ?? find();
  sets.delete(name);
  sets.set(name, set);
  for (const old of [...sets.keys()].slice(0, -REMEMBERED)) sets.delete(old);
  try {
    return await set;
  } catch (error) {
    sets.delete(name);
    throw error;
  }
}

/** @param last the highest number that can be in it */
export function emptySet(last: number): NumberSet {
  return { bits: new Uint8Array((last >> 3) + 1), count: 0 };
}

/** Adds numbers that are not in it; those beyond its last are left out. */
export function addNumbers(set: NumberSet, numbers: readonly number[]): void {
  for (const number of numbers) {
    const byte = set.bits[number >> 3];
    if (byte === undefined) continue;
    set.bits[number >> 3] = byte | (1 << (number & 7));
    set.count += 1;
  }
}

/** Whether `"Exemplar" e` is in it; the project is not looked at. */
export function isAmong({ bits, count }: NumberSet): Prisma.Sql {
  if (count === 0) return Prisma.sql`FALSE`;
  if (count <= FEW) return Prisma.sql`e.number = ANY(${numbersOf(bits)}::int[])`;
  return Prisma.sql`CASE WHEN e.number < ${bits.length * 8} THEN get_bit(${bits}::bytea, e.number) = 1 ELSE FALSE END`;
}

function numbersOf(bits: Uint8Array): number[] {
  const numbers: number[] = [];
  for (const [at, byte] of bits.entries()) {
    for (let bit = 0; byte >> bit > 0; bit++) if ((byte >> bit) & 1) numbers.push(at * 8 + bit);
  }
  return numbers;
}
