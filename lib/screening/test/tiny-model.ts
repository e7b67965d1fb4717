import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * A sentence-transformers model in miniature, written byte by byte: each word of its vocabulary has a vector drawn
 * from the seed, and a text has their mean. For tests.
 */

const WORDS = [
  "[PAD]",
  "[UNK]",
  "[CLS]",
  "[SEP]",
  "[MASK]",
  "where",
  "is",
  "my",
  "parcel",
  "close",
  "account",
];
const DIMENSIONS = 6;
const POSITIONS = 16;

/** Writes the model's files into a folder, under the names they have on the hub. */
export function writeTinyModel(folder: string, { seed = 1 } = {}) {
  for (const [file, content] of Object.entries(tinyModelFiles({ seed }))) {
    const full = path.join(folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
}

export function tinyModelFiles({ seed = 1 } = {}): Record<string, string | Uint8Array> {
  return {
    "config.json": JSON.stringify({
      model_type: "bert",
      architectures: ["BertModel"],
      hidden_size: DIMENSIONS,
      vocab_size: WORDS.length,
      max_position_embeddings: POSITIONS,
    }),
    "tokenizer_config.json": JSON.stringify({
      tokenizer_class: "BertTokenizer",
      do_lower_case: true,
      pad_token: "[PAD]",
      unk_token: "[UNK]",
    }),
    "tokenizer.json": JSON.stringify(tokenizer()),
    "1_Pooling/config.json": JSON.stringify({
      pooling_mode_mean_tokens: true,
      pooling_mode_cls_token: false,
    }),
    "onnx/model.onnx": lookupModel(seed),
  };
}

function tokenizer() {
  const special = (content: string) => ({
    id: WORDS.indexOf(content),
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: WORDS.slice(0, 5).map(special),
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: null,
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
    },
  };
}

type Bytes = readonly number[];

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return bytes;
}

const number = (field: number, value: number): Bytes => [...varint(field * 8), ...varint(value)];

function block(field: number, content: Bytes | string): Bytes {
  const bytes = typeof content === "string" ? [...new TextEncoder().encode(content)] : content;
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
}

function value(name: string, type: number, shape: (string | number)[]): Bytes {
  const sizes = shape.flatMap((size) =>
    block(1, typeof size === "number" ? number(1, size) : block(2, size)),
  );
  return [...block(1, name), ...block(2, block(1, [...number(1, type), ...block(2, sizes)]))];
}

/** `input_ids[n,s] → last_hidden_state[n,s,d]`: one row of a table for each token. Protobuf fields as in onnx.proto3. */
function lookupModel(seed: number): Uint8Array {
  let state = seed;
  const table = Float32Array.from({ length: WORDS.length * DIMENSIONS }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24 - 0.5;
  });
  const weights = [
    ...number(1, WORDS.length),
    ...number(1, DIMENSIONS),
    ...number(2, 1),
    ...block(8, "table"),
    ...block(9, [...new Uint8Array(table.buffer)]),
  ];
  const gather = [
    ...block(1, "table"),
    ...block(1, "input_ids"),
    ...block(2, "last_hidden_state"),
    ...block(4, "Gather"),
  ];
  const graph = [
    ...block(1, gather),
    ...block(2, "tiny"),
    ...block(5, weights),
    ...block(11, value("input_ids", 7, ["n", "s"])),
    ...block(12, value("last_hidden_state", 1, ["n", "s", DIMENSIONS])),
  ];
  return Uint8Array.from([...number(1, 8), ...block(7, graph), ...block(8, number(2, 13))]);
}
