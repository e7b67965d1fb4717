import { beforeEach, describe, expect, it, vi } from "vitest";
import { seedUser } from "#prisma/seed/projects.ts";
import { UserError } from "../errors.ts";
import { useDatabase } from "../test/database.ts";
import { route } from "./route.ts";

vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
}));

useDatabase();
beforeEach(() => seedUser());

const ask = (answer: () => Promise<Response>, params?: Record<string, string>) =>
  route(answer)(new Request("http://127.0.0.1/api"), { params: Promise.resolve(params) });
const id = "01a2b3c4-0000-7000-8000-000000000000";

describe("route", () => {
  it("gives what is answered", async () => {
    const response = await ask(async () => Response.json({ fine: true }), { projectId: id });
    expect(await response.json()).toEqual({ fine: true });
  });

  it.each(["x", "", `${id}0`, "../settings", "1 or 1=1"])(
    "does not ask the database for %j",
    async (typed) => {
      const answer = vi.fn(async () => Response.json({}));
      const response = await ask(answer, { projectId: id, runId: typed });
      expect(response.status).toBe(404);
      expect(answer).not.toHaveBeenCalled();
    },
  );

  it("takes it for no failure that work stopped because nobody waits any more", async () => {
    const gone = new Request("http://127.0.0.1/api", { signal: AbortSignal.abort() });
    const answer = async ({ signal }: Request) => {
      signal.throwIfAborted();
      return Response.json({});
    };
    const response = await route(answer)(gone, { params: Promise.resolve({}) });
    expect(response.status).toBe(499);
  });

  it("says what is expected, with a fitting status", async () => {
    const response = await ask(() => Promise.reject(new UserError("not-found", "projects.errors.notFound")));
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      error: { code: "not-found", message: "projects.errors.notFound" },
    });
  });

  it("logs what is not, and tells nothing of it", async () => {
    const log = vi.mocked(console.error).mockImplementation(() => {});
    const response = await ask(() => Promise.reject(new Error("secret")));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(log).toHaveBeenCalledOnce();
    log.mockClear();
  });
});
