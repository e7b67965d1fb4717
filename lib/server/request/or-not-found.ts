import "server-only";
import { notFound } from "next/navigation";
import { UserError } from "../errors.ts";

/** For pages: what a query finds; where it finds nothing, the page that says so. */
export async function orNotFound<T>(found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof UserError && error.code === "not-found") notFound();
    throw error;
  }
}
