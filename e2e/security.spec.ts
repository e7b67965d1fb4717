import { type IncomingMessage, request } from "node:http";
import { expect, test } from "./fixtures.ts";
import { createProject, deleteProject } from "./support/journey.ts";

/** A request with headers that a browser would not let a page set. */
function ask(
  baseURL: string | undefined,
  method: string,
  headers: Record<string, string>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(new URL("/", baseURL), { method, headers }, (response) => {
      response.resume();
      resolve(response);
    })
      .on("error", reject)
      .end();
  });
}

test("answers its own host names and no other", async ({ baseURL }) => {
  const { port } = new URL(baseURL ?? "");
  expect((await ask(baseURL, "GET", { host: `localhost:${port}` })).statusCode).toBe(200);
  expect((await ask(baseURL, "GET", { host: "rebound.example" })).statusCode).toBe(403);
});

test("refuses a change asked for by another site", async ({ baseURL }) => {
  const { host } = new URL(baseURL ?? "");
  const foreign = await ask(baseURL, "POST", { host, origin: "https://elsewhere.example" });
  expect(foreign.statusCode).toBe(403);
  const sneaky = await ask(baseURL, "POST", {
    host,
    origin: `http://${host}`,
    "sec-fetch-site": "cross-site",
  });
  expect(sneaky.statusCode).toBe(403);
});

test("sends a strict policy with every page and runs under it", async ({ page }) => {
  const response = await page.goto("/");
  const policy = response?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("'strict-dynamic'");
  expect(policy).not.toContain("unsafe-eval");
  expect(policy.split("; ").find((part) => part.startsWith("script-src "))).not.toContain("unsafe-inline");
  expect(response?.headers()["x-content-type-options"]).toBe("nosniff");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("says how it is", async ({ request: client }) => {
  const health = await client.get("/api/health");
  expect(await health.json()).toEqual({ status: "ok", database: "embedded", version: expect.any(String) });
});

test("keeps to the policy of the page that was loaded when a later answer carries another nonce", async ({
  page,
}, info) => {
  const journey = await createProject(page, `Nonce ${info.testId}`, ["one", "two"]);
  await page.getByRole("link", { name: "Recipes" }).first().click();
  await page.getByRole("link", { name: "New recipe" }).click();
  await expect(page.locator(".cm-editor")).toBeVisible();
  await expect(page.locator(".cm-editor")).toHaveCSS("display", "flex");
  await deleteProject(journey, `Nonce ${info.testId}`);
});
