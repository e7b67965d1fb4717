import path from "node:path";
import { Worker } from "node:worker_threads";
import type {
  ThreadAnswer,
  ThreadCalls,
  ThreadFailureReason,
  ThreadMethod,
} from "#lib/screening/engine/thread-messages.ts";
import type { ScreeningEngine } from "#lib/screening/screening.ts";

/** Why a call failed: the project must be loaded first, the thread stopped meanwhile, or the work threw. */
export class ScreeningEngineError extends Error {
  readonly reason: ThreadFailureReason | "thread-stopped";

  constructor(reason: ThreadFailureReason | "thread-stopped", message: string) {
    super(message);
    this.name = "ScreeningEngineError";
    this.reason = reason;
  }
}

interface Pending {
  resolve(output: ThreadCalls[ThreadMethod]["output"]): void;
  reject(error: Error): void;
}

/** One worker thread and the calls it has not answered yet. Dies once, with all of them. */
class ScreeningThread {
  stopped = false;
  private worker: Worker;
  private pending = new Map<number, Pending>();
  private calls = 0;

  constructor(file: string) {
    // Flags of the parent (a bundler's loader, a test runner's) are not for this thread.
    this.worker = new Worker(file, { execArgv: [], name: "screening" });
    this.worker.unref();
    this.worker.on("message", (answer: ThreadAnswer) => this.settle(answer));
    this.worker.on("error", (error) => this.stop(`the screening thread failed: ${error}`));
    this.worker.on("messageerror", (error) => this.stop(`the screening thread sent nonsense: ${error}`));
    this.worker.on("exit", (code) => this.stop(`the screening thread ended with code ${code}`));
  }

  call<Method extends ThreadMethod>(
    method: Method,
    input: ThreadCalls[Method]["input"],
  ): Promise<ThreadCalls[Method]["output"]> {
    return new Promise((resolve, reject) => {
      const call = ++this.calls;
      this.pending.set(call, { resolve: resolve as Pending["resolve"], reject });
      // Only unanswered calls keep the process alive.
      this.worker.ref();
      try {
        this.worker.postMessage({ call, method, input });
      } catch (error) {
        this.pending.delete(call);
        this.rest();
        reject(error);
      }
    });
  }

  stop(message: string): void {
    if (this.stopped) return;
    this.stopped = true;
    for (const { reject } of this.pending.values())
      reject(new ScreeningEngineError("thread-stopped", message));
    this.pending.clear();
    void this.worker.terminate();
  }

  /** Ends the thread and waits until it has ended. */
  async close(): Promise<void> {
    this.stop("the screening thread was closed");
    await this.worker.terminate();
  }

  private settle(answer: ThreadAnswer): void {
    const waiting = this.pending.get(answer.call);
    this.pending.delete(answer.call);
    this.rest();
    if ("output" in answer) waiting?.resolve(answer.output);
    else waiting?.reject(new ScreeningEngineError(answer.failure.reason, answer.failure.message));
  }

  private rest(): void {
    if (this.pending.size === 0) this.worker.unref();
  }
}

/**
 * An engine over a thread that runs `threadFile`. The thread starts at the first call; if it stops, every
 * waiting call rejects with reason "thread-stopped", and the next call starts another, which knows no
 * project.
 */
export function createScreeningEngine(threadFile: string): ScreeningEngine {
  let thread: ScreeningThread | null = null;

  function call<Method extends ThreadMethod>(
    method: Method,
    input: ThreadCalls[Method]["input"],
  ): Promise<ThreadCalls[Method]["output"]> {
    if (!thread || thread.stopped) thread = new ScreeningThread(threadFile);
    return thread.call(method, input);
  }

  return {
    load: async (project) => {
      await call("load", project);
    },
    loaded: (projectId) => call("loaded", { projectId }),
    screen: (projectId, texts) => call("screen", { projectId, texts }),
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
