import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { dataFolder } from "#lib/server/env.ts";
import { localModelName } from "../embedders.ts";

/** Weights in the order of preference, and what the loading library calls their kind. */
export const weightFiles = [
  { file: "onnx/model.onnx", dtype: "fp32" },
  { file: "onnx/model_fp16.onnx", dtype: "fp16" },
  { file: "onnx/model_quantized.onnx", dtype: "q8" },
] as const;

/** Holds one folder for each model, named ORGANISATION/NAME. */
export function modelsFolder(): string {
  return path.join(dataFolder(), "models");
}

/** @throws ZodError where the name could lead out of the models folder */
export function folderOfModel(name: string): string {
  return path.join(modelsFolder(), localModelName.parse(name));
}

/** The names of the models on this machine. */
export async function listLocalModels(): Promise<string[]> {
  const files = await filesIn(modelsFolder());
  const names = files
    .map((file) => file.split(path.sep))
    .filter((parts) => parts.length > 2 && parts.at(-1) === "tokenizer.json")
    .map((parts) => parts.slice(0, 2).join("/"));
  return [...new Set(names)].filter((name) => localModelName.safeParse(name).success).sort();
}

const digests = new Map<string, { state: string; digest: string }>();

/**
 * SHA-256, hexadecimal, over the names and contents of a model's files; null where there are none. Read once, then
 * again only where a size or a time has changed.
 */
export async function digestOfModel(name: string): Promise<string | null> {
  const folder = folderOfModel(name);
  const files = await filesIn(folder);
  if (files.length === 0) return null;
  const stats = await Promise.all(files.map((file) => stat(path.join(folder, file))));
  const state = JSON.stringify(stats.map(({ size, mtimeMs }, index) => [files[index], size, mtimeMs]));
  const known = digests.get(folder);
  if (known?.state === state) return known.digest;
  const hash = createHash("sha256");
  for (const [index, file] of files.entries()) {
    hash.update(`${file.split(path.sep).join("/")} ${stats[index]?.size}\n`);
    for await (const chunk of createReadStream(path.join(folder, file))) hash.update(chunk);
  }
  const digest = hash.digest("hex");
  digests.set(folder, { state, digest });
  return digest;
}

/** Paths within the folder, sorted; [] where there is no folder. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
