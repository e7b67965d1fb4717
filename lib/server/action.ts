import "server-only";
import { unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { type CurrentUser, currentUser } from "./access.ts";
import type { ActionError, ActionResult } from "./action-result.ts";
import { UserError } from "./errors.ts";

/** Every write of the browser: who asks, parse, use-case, and errors told in words. */
export function action<S extends z.ZodType, T>(
  schema: S,
  useCase: (input: z.output<S>, user: CurrentUser) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async (input) => {
    const t = await getTranslations();
    try {
      const parsed = schema.safeParse(input);
      if (!parsed.success) {
        const fields = Object.fromEntries(
          parsed.error.issues.map((issue) => [
            issue.path.join("."),
            say(t, issue.message) ?? t("common.errors.invalidField"),
          ]),
        );
        return { ok: false, error: { code: "invalid", message: t("common.errors.invalidInput"), fields } };
      }
      return { ok: true, data: await useCase(parsed.data, await currentUser()) };
    } catch (error) {
      unstable_rethrow(error);
      if (error instanceof UserError) return { ok: false, error: await tell(error) };
      console.error(error);
      return { ok: false, error: { code: "unexpected", message: t("common.errors.unexpected") } };
    }
  };
}

/** An expected failure in words: for actions that make several changes and tell of each. */
export async function tell({ code, key, values }: UserError): Promise<ActionError> {
  return { code, message: say(await getTranslations(), key, values) ?? key };
}

type Translate = Awaited<ReturnType<typeof getTranslations>>;

function say(t: Translate, key: string, values = {}): string | null {
  return t.has(key as never) ? t(key as never, values as never) : null;
}
