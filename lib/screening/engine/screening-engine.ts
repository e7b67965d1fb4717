import path from "node:path";
import { ThreadClient, ThreadError } from "#lib/screening/engine/thread-client.ts";
import type { ScreeningCalls } from "#lib/screening/engine/thread-messages.ts";
import type { ScreeningEngine } from "#lib/screening/screening.ts";

/** Why a call failed: the project must be loaded first, the thread stopped meanwhile, or the work threw. */
export class ScreeningEngineError extends Error {
  readonly reason: ThreadError["reason"];

  constructor(reason: ThreadError["reason"], message: string) {
    super(message);
    this.name = "ScreeningEngineError";
    this.reason = reason;
  }
}

/**
 * An engine over a thread that runs `threadFile`. The thread starts at the first call; if it stops, every
 * waiting call rejects with reason "thread-stopped", and the next call starts another, which knows no
 * project.
 */
export function createScreeningEngine(threadFile: string): ScreeningEngine {
  let thread: ThreadClient<ScreeningCalls> | null = null;

  async function call<Method extends keyof ScreeningCalls & string>(
    method: Method,
    input: ScreeningCalls[Method]["input"],
  ): Promise<ScreeningCalls[Method]["output"]> {
    if (!thread || thread.stopped) thread = new ThreadClient<ScreeningCalls>(threadFile, "screening");
    try {
      return await thread.call(method, input);
    } catch (error) {
      if (error instanceof ThreadError) throw new ScreeningEngineError(error.reason, error.message);
      throw error;
    }
  }

  return {
    load: async (project) => {
      await call("load", project);
    },
    loaded: (projectId) => call("loaded", { projectId }),
    screen: (projectId, texts, vectors) => call("screen", { projectId, texts, vectors: vectors ?? null }),
    probe: (projectId, texts, options) =>
      call("probe", {
        projectId,
        texts,
        vectors: options?.vectors ?? null,
        leaveOut: options?.leaveOut ?? null,
      }),
    nearest: (projectId, text, { limit, vectors }) =>
      call("nearest", { projectId, text, limit, vectors: vectors ?? null }),
    forgetExemplars: async (projectId, ids) => {
      await call("forgetExemplars", { projectId, ids });
    },
    forget: async (projectId) => {
      await call("forget", { projectId });
    },
    close: async () => {
      await thread?.close();
      thread = null;
    },
  };
}

const shared = Symbol.for("winnow.screening-engine");

/**
 * The one engine of this process. It hangs on globalThis because the bundler may hold this module several
 * times; two threads would hold every project twice.
 */
export function screeningEngine(): ScreeningEngine {
  const holder = globalThis as { [shared]?: ScreeningEngine };
  holder[shared] ??= createScreeningEngine(
    path.join(/* turbopackIgnore: true */ process.cwd(), "lib/screening/engine/screening-thread.ts"),
  );
  return holder[shared];
}
