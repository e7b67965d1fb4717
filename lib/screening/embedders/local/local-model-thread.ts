/**
 * The thread on which a local sentence-transformers model computes, so that no page waits for it. Node runs this file
 * as it is. Nothing is fetched: a file that is missing is an error.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import {
  AutoModel,
  AutoTokenizer,
  env,
  mean_pooling as meanOf,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from "@huggingface/transformers";
import type { LocalModelAnswer, LocalModelRequest, LocalModelTask } from "./local-model-messages.ts";

const { folder, name, dtype } = workerData as LocalModelTask;
env.allowRemoteModels = false;
env.allowLocalModels = true;
env.localModelPath = folder;
env.useFSCache = false;

interface Model {
  tokenizer: PreTrainedTokenizer;
  model: PreTrainedModel;
  /** How many tokens of a text the model takes. */
  longest: number;
  /** How token vectors become one. */
  pooling: "mean" | "first";
}

let loaded: Promise<Model> | null = null;

async function load(): Promise<Model> {
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModel.from_pretrained(name, { dtype, device: "cpu" });
  return { tokenizer, model, longest: longestOf(tokenizer), pooling: poolingOf() };
}

/** Some tokenizers name no limit; what is longer than the model has positions would make it fail. */
function longestOf(tokenizer: PreTrainedTokenizer): number {
  const config = jsonOf("config.json");
  // The RoBERTa family counts positions from behind the padding token's number.
  const skipped = /roberta/.test(String(config.model_type)) ? Number(config.pad_token_id ?? 1) + 1 : 0;
  const limits = [
    Number(tokenizer.model_max_length),
    Number(config.max_position_embeddings) - skipped,
    Number(jsonOf("sentence_bert_config.json").max_seq_length),
  ];
  return Math.min(...limits.filter((limit) => limit > 0));
}

/**
 * The mean, where the model does not say that its first token stands for the text. The last one is another for every
 * padding, and a maximum has no direction worth comparing: better no vector than a wrong one.
 */
function poolingOf(): Model["pooling"] {
  const said = Object.entries(jsonOf("1_Pooling/config.json"))
    .filter(([mode, on]) => mode.startsWith("pooling_mode_") && on === true)
    .map(([mode]) => mode.slice("pooling_mode_".length));
  if (said.length === 0 || (said.length === 1 && said[0] === "mean_tokens")) return "mean";
  if (said.length === 1 && said[0] === "cls_token") return "first";
  throw new Error(`it pools by ${said.join(" and ")}, which is not known here`);
}

function jsonOf(file: string): Record<string, unknown> {
  const full = path.join(folder, name, file);
  return existsSync(full) ? JSON.parse(readFileSync(full, "utf8")) : {};
}

async function embed(texts: string[]): Promise<Tensor> {
  loaded ??= load();
  const { tokenizer, model, longest, pooling } = await loaded;
  const limit = Number.isFinite(longest) ? { max_length: longest } : {};
  const inputs = tokenizer(texts, { padding: true, truncation: true, ...limit });
  const outputs = await model(inputs);
  // Some models are exported with their pooling.
  const ready: Tensor | undefined = outputs.sentence_embedding;
  const tokens: Tensor | undefined = outputs.last_hidden_state ?? outputs.token_embeddings;
  if (ready) return ready;
  if (!tokens) throw new Error(`it gives ${Object.keys(outputs).join(", ")} and no vectors of tokens`);
  return pooling === "mean" ? meanOf(tokens, inputs.attention_mask) : tokens.slice(null, 0);
}

async function answer({ call, texts }: LocalModelRequest): Promise<LocalModelAnswer> {
  try {
    const { dims, data } = await embed(texts);
    const [count = 0, dimensions = 0] = dims;
    return { call, count, dimensions, numbers: Float32Array.from(data as Float32Array) };
  } catch (error) {
    loaded = null;
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
