import "server-only";
import { db } from "./db.ts";

export interface CurrentUser {
  id: string;
  name: string;
}

/** The one place that says who is asking. For now: the owner of this installation, made at the first start. */
export async function currentUser(): Promise<CurrentUser> {
  return db().user.findFirstOrThrow({ orderBy: { createdAt: "asc" }, select: { id: true, name: true } });
}
