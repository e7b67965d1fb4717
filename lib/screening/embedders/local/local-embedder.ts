import "server-only";
import { existsSync } from "node:fs";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { EmbedderError } from "../embedder-error.ts";
import { type Embedder, localEmbedderId } from "../embedders.ts";
import { unitVectors } from "../unit-vectors.ts";
import type { LocalModelAnswer, LocalModelTask } from "./local-model-messages.ts";
import { digestOfModel, folderOfModel, modelsFolder, weightFiles } from "./local-models.ts";

/** After this long without a text the thread ends, and gives its memory back. */
const IDLE_MS = 5 * 60_000;
const SHOWN = 300;

interface Thread {
  /** Of the embedder and its folder: another model, or other files of the same name, need another thread. */
  key: string;
  ask(texts: string[]): Promise<LocalModelAnswer>;
  close(): Promise<void>;
}

// The bundler may hold this module several times; the process holds one model at a time.
const shared = globalThis as typeof globalThis & { winnowLocalModel?: Thread };

/**
 * A sentence-transformers model in ONNX form, from the models folder; nothing is fetched. A text longer than the model
 * takes is compared by its beginning.
 * @param findDimensions of the vectors stored under the embedder's id; null where none is
 * @throws EmbedderError modelMissing
 */
export async function localEmbedder(
  name: string,
  findDimensions: (id: string) => Promise<number | null>,
): Promise<Embedder> {
  const digest = await digestOfModel(name);
  const weights = weightFiles.find(({ file }) => existsSync(path.join(folderOfModel(name), file)));
  if (digest === null || !weights) throw new EmbedderError("modelMissing", { model: name });
  const id = localEmbedderId({ name, digest });
  let dimensions = await findDimensions(id);
  return {
    id,
    get dimensions() {
      return dimensions;
    },
    async embed(texts, signal) {
      signal.throwIfAborted();
      const answer = await threadOf(id, { folder: modelsFolder(), name, dtype: weights.dtype }).ask([
        ...texts,
      ]);
      signal.throwIfAborted();
      if ("failure" in answer) {
        throw new EmbedderError("modelBroken", { model: name, detail: answer.failure.slice(0, SHOWN) });
      }
      const { count, numbers } = answer;
      const rows = Array.from({ length: count }, (_, row) =>
        numbers.subarray(row * answer.dimensions, (row + 1) * answer.dimensions),
      );
      const unit = unitVectors(rows, { count: texts.length, dimensions });
      if ("fault" in unit) throw new EmbedderError(unit.fault, unit.values);
      ({ dimensions } = unit);
      return unit.vectors;
    },
  };
}

/** Ends the thread and waits until it has ended; the next text starts another. */
export async function closeLocalModel(): Promise<void> {
  await shared.winnowLocalModel?.close();
}

function threadOf(id: string, task: LocalModelTask): Thread {
  const key = `${id} ${task.folder}`;
  if (shared.winnowLocalModel?.key === key) return shared.winnowLocalModel;
  void shared.winnowLocalModel?.close();
  const thread = startThread(key, task);
  shared.winnowLocalModel = thread;
  return thread;
}

function startThread(key: string, task: LocalModelTask): Thread {
  const file = "lib/screening/embedders/local/local-model-thread.ts";
  const worker = new Worker(path.join(/* turbopackIgnore: true */ process.cwd(), file), {
    // Flags of the parent (a bundler's loader, a test runner's) are not for this thread.
    execArgv: [],
    name: "local-model",
    workerData: task,
  });
  const waiting = new Map<number, (answer: LocalModelAnswer) => void>();
  let calls = 0;
  let idle: NodeJS.Timeout | undefined;

  const settle = (answer: LocalModelAnswer) => {
    const resolve = waiting.get(answer.call);
    waiting.delete(answer.call);
    if (waiting.size === 0) {
      worker.unref();
      idle = setTimeout(() => void thread.close(), IDLE_MS).unref();
    }
    resolve?.(answer);
  };
  const end = (why: string) => {
    if (shared.winnowLocalModel === thread) delete shared.winnowLocalModel;
    for (const call of [...waiting.keys()]) settle({ call, failure: why });
    clearTimeout(idle);
  };
  worker.on("message", settle);
  worker.on("error", (error) => end(error instanceof Error ? error.message : String(error)));
  worker.on("exit", (code) => end(`its thread ended with code ${code}`));
  worker.unref();

  const thread: Thread = {
    key,
    ask: (texts) =>
      new Promise((resolve) => {
        clearTimeout(idle);
        const call = ++calls;
        waiting.set(call, resolve);
        // Only unanswered calls keep the process alive.
        worker.ref();
        worker.postMessage({ call, texts });
      }),
    close: async () => {
      end("it was closed");
      // Else a process with nothing left to do would end before the thread has.
      worker.ref();
      await worker.terminate();
    },
  };
  return thread;
}
