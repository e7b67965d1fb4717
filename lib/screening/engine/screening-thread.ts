/**
 * The thread on which everything heavy of screening runs, so that no page waits for it. Node runs this file
 * as it is, by type stripping: it and all it imports hold to erasable syntax and import only lib/core, this
 * domain's pure files and onnxruntime-node.
 */
import { parentPort } from "node:worker_threads";
import { ProjectIndex } from "#lib/screening/engine/project-index.ts";
import type { ThreadAnswer, ThreadRequest } from "#lib/screening/engine/thread-messages.ts";

const projects = new Map<string, ProjectIndex>();

type Outcome = { output: Extract<ThreadAnswer, { output: unknown }>["output"] } | { failure: "not-loaded" };

async function handle(request: ThreadRequest): Promise<Outcome> {
  const { projectId } = request.input;
  const project = projects.get(projectId);
  switch (request.method) {
    case "load":
      projects.delete(projectId);
      projects.set(projectId, await ProjectIndex.create(request.input));
      return { output: null };
    case "loaded":
      return { output: project ? { corpusKey: project.corpusKey, exemplars: project.size } : null };
    case "screen":
      return project ? { output: await project.screen(request.input.texts) } : { failure: "not-loaded" };
    case "forgetExemplars":
      for (const id of request.input.ids) project?.remove(id);
      return { output: null };
    case "forget":
      projects.delete(projectId);
      return { output: null };
  }
}

async function answer(request: ThreadRequest): Promise<ThreadAnswer> {
  const { call } = request;
  try {
    const outcome = await handle(request);
    if ("output" in outcome) return { call, output: outcome.output };
    const message = `project ${request.input.projectId} is not loaded for screening`;
    return { call, failure: { reason: outcome.failure, message } };
  } catch (error) {
    // A half-changed index would answer wrongly later: whoever asks next must load the project again.
    projects.delete(request.input.projectId);
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { call, failure: { reason: "failed", message } };
  }
}

/** The last answer under way for each project: requests of one project run in order, projects take turns. */
const queues = new Map<string, Promise<void>>();

parentPort?.on("message", (request: ThreadRequest) => {
  const { projectId } = request.input;
  const before = queues.get(projectId) ?? Promise.resolve();
  const done = before.then(async () => {
    parentPort?.postMessage(await answer(request));
    if (queues.get(projectId) === done) queues.delete(projectId);
  });
  queues.set(projectId, done);
});
