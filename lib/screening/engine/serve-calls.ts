import os from "node:os";
import { type MessagePort, parentPort } from "node:worker_threads";
import { ThreadError } from "#lib/screening/engine/thread-client.ts";
import type { Calls, ThreadAnswer, ThreadRequest } from "#lib/screening/engine/thread-messages.ts";

type Handlers<C extends Calls<C>> = {
  [Method in keyof C & string]: (input: C[Method]["input"]) => Promise<C[Method]["output"]>;
};

/**
 * Answers what the parent thread asks. Requests of one project run in order, projects take turns. `drop` is told
 * of a project whose request failed: a half-changed index would answer wrongly later, so whoever asks next must
 * load it again.
 */
export function serveCalls<C extends Calls<C>>(
  handlers: Handlers<C>,
  drop: (projectId: string) => Promise<void>,
): void {
  giveWay();
  const port = parentPort as MessagePort;
  /** The last answer under way for each project. */
  const queues = new Map<string, Promise<void>>();

  async function answer({ call, method, input }: ThreadRequest<C>): Promise<ThreadAnswer<C>> {
    try {
      return { call, output: await handlers[method](input) };
    } catch (error) {
      if (error instanceof ThreadError && error.reason === "not-loaded") {
        return { call, failure: { reason: "not-loaded", message: error.message } };
      }
      await drop(input.projectId);
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { call, failure: { reason: "failed", message } };
    }
  }

  port.on("message", (request: ThreadRequest<C>) => {
    const { projectId } = request.input;
    const before = queues.get(projectId) ?? Promise.resolve();
    const done = before.then(async () => {
      port.postMessage(await answer(request));
      if (queues.get(projectId) === done) queues.delete(projectId);
    });
    queues.set(projectId, done);
  });
}

export function notLoaded(projectId: string): ThreadError {
  return new ThreadError("not-loaded", `project ${projectId} is not loaded for screening`);
}

/** To the pages, and to whoever asks a model: where there are fewer cores than work, screening is what waits. */
function giveWay() {
  // Elsewhere this would be said of the whole process, not of the thread that says it.
  if (process.platform === "linux") os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
}
