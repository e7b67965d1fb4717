import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { localModelName } from "../embedders.ts";
import { folderOfModel, modelsFolder, weightFiles } from "./local-models.ts";

const HUB = "https://huggingface.co";
const REQUIRED = ["config.json", "tokenizer.json", "tokenizer_config.json"];
/** Absent from many models. */
const WELCOME = [
  "special_tokens_map.json",
  "modules.json",
  "1_Pooling/config.json",
  "sentence_bert_config.json",
];

/** Why a model could not be fetched, in a sentence for the terminal. */
export class FetchModelError extends Error {}

/**
 * Fetches a sentence-transformers model in ONNX form from the Hugging Face hub, or a mirror of it, into the models
 * folder: all its files or none, so that a broken connection leaves no half of a model.
 * @returns where it is
 * @throws FetchModelError
 */
export async function fetchModel({
  name,
  hub = HUB,
  say = () => {},
}: {
  name: string;
  hub?: string;
  say?: (line: string) => void;
}): Promise<string> {
  if (!localModelName.safeParse(name).success) {
    throw new FetchModelError(`“${name}” is no model's name. A name is ORGANISATION/NAME, as on the hub.`);
  }
  const root = hub.replace(/\/+$/, "");
  const unfinished = path.join(modelsFolder(), `.unfinished-${process.pid}`);
  const fetchFile = async (file: string): Promise<boolean> => {
    const url = `${root}/${name}/resolve/main/${file}`;
    const response = await answerOf(url, { name, root });
    if (response === null) return false;
    say(file);
    const target = path.join(unfinished, file);
    await mkdir(path.dirname(target), { recursive: true });
    try {
      await pipeline(Readable.fromWeb(response.body as never), createWriteStream(target));
    } catch (error) {
      throw new FetchModelError(`${url} broke off: ${causeOf(error)}. Nothing was kept; try again.`);
    }
    return true;
  };
  await rm(unfinished, { recursive: true, force: true });
  try {
    for (const file of REQUIRED) {
      if (await fetchFile(file)) continue;
      throw new FetchModelError(
        file === "config.json"
          ? `${root} has no model “${name}”, or it is not public.`
          : `“${name}” has no ${file} and cannot be loaded here.`,
      );
    }
    for (const file of WELCOME) await fetchFile(file);
    await fetchWeights(name, fetchFile);
    const folder = folderOfModel(name);
    await rm(folder, { recursive: true, force: true });
    await mkdir(path.dirname(folder), { recursive: true });
    await rename(unfinished, folder);
    return folder;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function fetchWeights(name: string, fetchFile: (file: string) => Promise<boolean>): Promise<void> {
  for (const { file } of weightFiles) {
    if (!(await fetchFile(file))) continue;
    // Weights over 2 GB stand in a file of their own.
    await fetchFile(`${file}_data`);
    return;
  }
  throw new FetchModelError(
    `“${name}” has no weights in ONNX form (${weightFiles[0].file}). Look on the hub for a model that has, ` +
      "for example under sentence-transformers, Xenova or onnx-community.",
  );
}

/** Null where the hub has no such file. */
async function answerOf(
  url: string,
  { name, root }: { name: string; root: string },
): Promise<Response | null> {
  const response = await fetch(url).catch((error) => {
    throw new FetchModelError(
      `${root} cannot be reached (${causeOf(error)}). Connect to the internet, or name a mirror in HF_ENDPOINT.`,
    );
  });
  if (response.ok) return response;
  await response.body?.cancel();
  if (response.status === 404) return null;
  if (response.status === 401 || response.status === 403) {
    throw new FetchModelError(`${root} does not give “${name}” to everyone, or has no such model.`);
  }
  throw new FetchModelError(`${url} answers with ${response.status} ${response.statusText}.`);
}

/** "connect ECONNREFUSED 127.0.0.1:9" says more than "fetch failed". */
function causeOf(error: unknown): string {
  let said = "";
  for (let cause = error; cause instanceof Error; cause = cause.cause) said = cause.message || said;
  return said;
}
