import "server-only";
import { unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type CurrentUser, currentUser } from "../access.ts";
import { type ErrorCode, UserError } from "../errors.ts";
import { isUuid } from "../uuid.ts";

const STATUS: Record<ErrorCode, number> = {
  invalid: 400,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  unavailable: 503,
};

/**
 * A GET route: who asks, the query, and errors as `{ error: { code, message } }` with a fitting status. Its parameters
 * are ids.
 */
export function route<P extends Record<string, string>>(
  answer: (request: Request, params: P, user: CurrentUser) => Promise<Response>,
): (request: Request, context: { params: Promise<P | undefined> }) => Promise<Response> {
  return async (request, { params }) => {
    try {
      // An address without parameters has none at all.
      const ids = (await params) ?? ({} as P);
      if (!Object.values(ids).every(isUuid)) {
        throw new UserError("not-found", "common.errors.notFound");
      }
      return await answer(request, ids, await currentUser());
    } catch (error) {
      unstable_rethrow(error);
      // Nobody reads the answer: work that stopped for that is no failure.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      const t = await getTranslations();
      if (error instanceof UserError) {
        const message = t.has(error.key as never) ? t(error.key as never, error.values as never) : error.key;
        return Response.json({ error: { code: error.code, message } }, { status: STATUS[error.code] });
      }
      console.error(error);
      return Response.json(
        { error: { code: "unexpected", message: t("common.errors.unexpected") } },
        { status: 500 },
      );
    }
  };
}
