/**
 * The thread on which a local sentence-transformers model computes, so that no page waits for it. Node runs this file
 * as it is. Nothing is fetched: a file that is missing is an error.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { env, type FeatureExtractionPipeline, pipeline } from "@huggingface/transformers";
import type { LocalModelAnswer, LocalModelRequest, LocalModelTask } from "./local-model-messages.ts";

const { folder, name, dtype } = workerData as LocalModelTask;
env.allowRemoteModels = false;
env.allowLocalModels = true;
env.localModelPath = folder;
env.useFSCache = false;

let model: Promise<FeatureExtractionPipeline> | null = null;

async function load(): Promise<FeatureExtractionPipeline> {
  const loaded = await pipeline("feature-extraction", name, { dtype, device: "cpu" });
  // Some tokenizers name no limit; what is longer than the model's positions would make it fail.
  const positions = Number(jsonOf("config.json").max_position_embeddings);
  const tokenizer = loaded.tokenizer as { model_max_length?: number };
  if (positions > 0) {
    tokenizer.model_max_length = Math.min(tokenizer.model_max_length ?? Number.POSITIVE_INFINITY, positions);
  }
  return loaded;
}

/** How token vectors become one: the mean, where the model does not say that its first or last token stands for all. */
function pooling(): "mean" | "cls" | "last_token" {
  const said = jsonOf("1_Pooling/config.json");
  if (said.pooling_mode_cls_token === true) return "cls";
  return said.pooling_mode_lasttoken === true ? "last_token" : "mean";
}

function jsonOf(file: string): Record<string, unknown> {
  const full = path.join(folder, name, file);
  return existsSync(full) ? JSON.parse(readFileSync(full, "utf8")) : {};
}

async function answer({ call, texts }: LocalModelRequest): Promise<LocalModelAnswer> {
  try {
    model ??= load();
    const output = await (await model)(texts, { pooling: pooling() });
    const [count = 0, dimensions = 0] = output.dims;
    return { call, count, dimensions, numbers: Float32Array.from(output.data as Float32Array) };
  } catch (error) {
    model = null;
    return { call, failure: error instanceof Error ? error.message : String(error) };
  }
}

let last: Promise<void> = Promise.resolve();
parentPort?.on("message", (request: LocalModelRequest) => {
  last = last.then(async () => {
    const said = await answer(request);
    parentPort?.postMessage(said, "numbers" in said ? [said.numbers.buffer as ArrayBuffer] : []);
  });
});
