import { afterAll, beforeAll, beforeEach } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { db } from "#lib/server/db.ts";
import { chooseEmbedder } from "../embedders/choose-embedder.ts";
import { useScreenedProject } from "./screened-project.ts";

/** A database, a project for each test, and an endpoint that embeds. For tests. */
export function useEmbeddedProject() {
  const screened = useScreenedProject();
  const { made } = screened;
  const served = {} as { server: OpenaiServer; endpointId: string };
  beforeAll(async () => {
    served.server = await startOpenaiServer();
  });
  afterAll(() => served.server.close());
  beforeEach(async () => {
    served.server.behave({ script: [], dimensions: 8, key: null, reply: null });
    served.server.requests.length = 0;
    const endpoint = await db().endpoint.create({
      data: { ownerId: made.userId, name: "local", baseUrl: served.server.baseUrl, model: "test-model" },
    });
    served.endpointId = endpoint.id;
  });
  return {
    ...screened,
    served,
    chooseEndpoint: (model = "embed-model") =>
      chooseEmbedder({
        kind: "endpoint",
        userId: made.userId,
        projectId: made.projectId,
        endpointId: served.endpointId,
        baseUrl: served.server.baseUrl,
        model,
        consent: true,
      }),
    /** The digests of the project's stored vectors by their embedder. */
    async storedVectors() {
      const rows = await db().storedVector.groupBy({
        by: ["embedder"],
        where: { projectId: made.projectId },
        _count: true,
      });
      return Object.fromEntries(rows.map(({ embedder, _count }) => [embedder, _count]));
    },
  };
}
