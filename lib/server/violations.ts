import "server-only";
import { PrismaClientKnownRequestError } from "@prisma/client/runtime/client";

/** Whether a write failed because a value that must be unique is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof PrismaClientKnownRequestError && error.code === "P2002";
}

/** PostgreSQL's own code of what went wrong in a raw query; null where it was something else. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof PrismaClientKnownRequestError) || error.code !== "P2010") return null;
  const found = (error.meta?.driverAdapterError as { cause?: { originalCode?: unknown } } | undefined)?.cause;
  return typeof found?.originalCode === "string" ? found.originalCode : null;
}
