import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRunProgress } from "#lib/runs/run-queries.ts";
import type { StartRunInput } from "#lib/runs/runs.ts";
import { startRun } from "#lib/runs/start-run.ts";
import { boot } from "../boot.ts";

/**
 * A web server without its pages: what it does before the first request, then the use-case that starts a run and the
 * query that a run's screen polls. POST / with the input of a run answers with its id, GET /?… with its progress.
 */
await boot();
const server = createServer(async (request, response) => {
  const answer = (value: unknown, status = 200) => response.writeHead(status).end(JSON.stringify(value));
  try {
    if (request.method === "GET") {
      const asked = Object.fromEntries(new URL(request.url ?? "", "http://here").searchParams);
      const { userId = "", projectId = "", runId = "" } = asked;
      return answer(await getRunProgress({ userId, projectId, runId }));
    }
    let text = "";
    for await (const chunk of request) text += chunk;
    answer(await startRun(JSON.parse(text) as StartRunInput & { userId: string }));
  } catch (error) {
    answer(String(error), 500);
  }
});
server.listen(0, "127.0.0.1", () => console.log(`listening ${(server.address() as AddressInfo).port}`));
