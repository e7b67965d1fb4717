import { Worker } from "node:worker_threads";
import type {
  Calls,
  ThreadAnswer,
  ThreadFailureReason,
  ThreadRequest,
} from "#lib/screening/engine/thread-messages.ts";

/** Why a call failed: the project must be loaded first, the thread stopped meanwhile, or the work threw. */
export class ThreadError extends Error {
  readonly reason: ThreadFailureReason | "thread-stopped";

  constructor(reason: ThreadFailureReason | "thread-stopped", message: string) {
    super(message);
    this.name = "ThreadError";
    this.reason = reason;
  }
}

interface Pending {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/** One worker thread and the calls it has not answered yet. Dies once, with all of them. */
export class ThreadClient<C extends Calls<C>> {
  stopped = false;
  private name: string;
  private worker: Worker;
  private pending = new Map<number, Pending>();
  private calls = 0;
  private onStop: ((message: string) => void) | undefined;

  /** Runs the file; `onStop` is told once if the thread stops by itself. */
  constructor(file: string | URL, name: string, onStop?: (message: string) => void) {
    this.name = name;
    this.onStop = onStop;
    // Flags of the parent (a bundler's loader, a test runner's) are not for this thread.
    this.worker = new Worker(file, { execArgv: [], name, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
    this.worker.unref();
    this.worker.on("message", (answer: ThreadAnswer<C>) => this.settle(answer));
    this.worker.on("error", (error) => this.stop(`the ${name} thread failed: ${error}`));
    this.worker.on("messageerror", (error) => this.stop(`the ${name} thread sent nonsense: ${error}`));
    this.worker.on("exit", (code) => this.stop(`the ${name} thread ended with code ${code}`));
  }

  /** How many calls wait for an answer. */
  get waiting(): number {
    return this.pending.size;
  }

  call<Method extends keyof C & string>(
    method: Method,
    input: C[Method]["input"],
  ): Promise<C[Method]["output"]> {
    return new Promise((resolve, reject) => {
      const call = ++this.calls;
      this.pending.set(call, { resolve, reject });
      // Only unanswered calls keep the process alive.
      this.worker.ref();
      try {
        this.worker.postMessage({ call, method, input } as ThreadRequest<C>);
      } catch (error) {
        this.pending.delete(call);
        this.rest();
        reject(error);
      }
    });
  }

  /** Ends the thread and waits until it has ended. */
  async close(): Promise<void> {
    this.onStop = undefined;
    this.stop(`the ${this.name} thread was closed`);
    await this.worker.terminate();
  }

  private stop(message: string): void {
    if (this.stopped) return;
    this.stopped = true;
    for (const { reject } of this.pending.values()) reject(new ThreadError("thread-stopped", message));
    this.pending.clear();
    void this.worker.terminate();
    this.onStop?.(message);
  }

  private settle(answer: ThreadAnswer<C>): void {
    const waiting = this.pending.get(answer.call);
    this.pending.delete(answer.call);
    this.rest();
    if ("output" in answer) waiting?.resolve(answer.output);
    else waiting?.reject(new ThreadError(answer.failure.reason, answer.failure.message));
  }

  private rest(): void {
    if (this.pending.size === 0) this.worker.unref();
  }
}
