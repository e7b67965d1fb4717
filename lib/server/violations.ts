import "server-only";
import { PrismaClientKnownRequestError } from "@prisma/client/runtime/client";

/** Whether a write failed because a value that must be unique is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof PrismaClientKnownRequestError && error.code === "P2002";
}
