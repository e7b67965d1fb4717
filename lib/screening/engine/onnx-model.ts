/**
 * The tiny ONNX models of the nearest-neighbour engine, written byte by byte in the protobuf wire format, so
 * that no model file and no protobuf library is needed. Field numbers: onnx.proto3 of ONNX 1.18.
 */

/**
 * Operator set 13 is the first with today's Gemm and an axes-free TopK; every later runtime still reads it.
 */
const operatorSet = 13;
const irVersion = 8;
const float32 = 1;
const int64 = 7;
const attributeInt = 2;

/** Bytes in pieces, joined once at the end: a model can hold many megabytes. */
type Bytes = readonly Uint8Array[];

function joined(parts: Bytes): Uint8Array {
  const bytes = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function lengthOf(parts: Bytes): number {
  return parts.reduce((length, part) => length + part.length, 0);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}

/** Wire type 0: a number. */
function number(field: number, value: number): Bytes {
  return [Uint8Array.from([...varint(field * 8), ...varint(value)])];
}

/** Wire type 2: text, bytes or a nested message of the given parts, preceded by its length. */
function block(field: number, ...content: (Bytes | string)[]): Bytes {
  const parts = content.flatMap((part) =>
    typeof part === "string" ? [new TextEncoder().encode(part)] : part,
  );
  return [Uint8Array.from([...varint(field * 8 + 2), ...varint(lengthOf(parts))]), ...parts];
}

/** A ValueInfoProto: name, element type, and a shape whose dimensions are numbers or free names. */
function value(name: string, type: number, shape: (string | number)[]): Bytes {
  const dimensions = shape.map((size) =>
    block(1, typeof size === "number" ? number(1, size) : block(2, size)),
  );
  return [...block(1, name), ...block(2, block(1, number(1, type), block(2, ...dimensions)))];
}

/** A TensorProto of the graph: its numbers lie in it as little-endian bytes, as in memory. */
function constant(name: string, rows: Float32Array, shape: number[]): Bytes {
  return block(
    5,
    ...shape.map((size) => number(1, size)),
    number(2, float32),
    block(8, name),
    block(9, [new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)]),
  );
}

function node(
  operator: string,
  inputs: string[],
  outputs: string[],
  attributes: Record<string, number>,
): Bytes {
  return block(
    1,
    ...inputs.map((name) => block(1, name)),
    ...outputs.map((name) => block(2, name)),
    block(4, operator),
    ...Object.entries(attributes).map(([name, amount]) =>
      block(5, block(1, name), number(3, amount), number(20, attributeInt)),
    ),
  );
}

function model(nodes: Bytes[], constants: Bytes[], inputs: Bytes[], outputs: Bytes[]): Uint8Array {
  const graph = block(
    7,
    ...nodes,
    block(2, "nearest"),
    ...constants,
    ...inputs.map((each) => block(11, each)),
    ...outputs.map((each) => block(12, each)),
  );
  return joined([...number(1, irVersion), ...graph, ...block(8, number(2, operatorSet))]);
}

/** `queries[n,d] × references[m,d]ᵀ`: Gemm reads both row by row, so no side is ever transposed in memory. */
const product = node("Gemm", ["queries", "references"], ["scores"], { transB: 1 });

/** -1 as a ten-byte varint would be needed for "last"; the scores have two axes, so it is 1. */
const top = node("TopK", ["scores", "k"], ["values", "indices"], { axis: 1, largest: 1, sorted: 1 });

const topOutputs = [value("values", float32, ["n", "k"]), value("indices", int64, ["n", "k"])];

function inputs(dimensions: number): Bytes[] {
  return [value("queries", float32, ["n", dimensions]), value("references", float32, ["m", dimensions])];
}

/** `queries[n,d], references[m,d] → scores[n,m]`, all dot products. */
export function scoresModel(dimensions: number): Uint8Array {
  return model([product], [], inputs(dimensions), [value("scores", float32, ["n", "m"])]);
}

/**
 * `queries[n,d], references[m,d], k[1] → values[n,k], indices[n,k]`, the k largest dot products of each row
 * in falling order; ONNX defines that of equal values the lower index comes first.
 */
export function topModel(dimensions: number): Uint8Array {
  return model([product, top], [], [...inputs(dimensions), value("k", int64, [1])], topOutputs);
}

/**
 * The same with the references (row-major, `dimensions` numbers a row) inside the model: the runtime then
 * lays them out for its kernels once, not at every run.
 */
export function topAmongModel(references: Float32Array, dimensions: number): Uint8Array {
  const shape = [references.length / dimensions, dimensions];
  return model(
    [product, top],
    [constant("references", references, shape)],
    [value("queries", float32, ["n", dimensions]), value("k", int64, [1])],
    topOutputs,
  );
}
