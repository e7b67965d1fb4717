/**
 * The two tiny ONNX models of the nearest-neighbour engine, written byte by byte in the protobuf wire format,
 * so that no model file and no protobuf library is needed. Field numbers: onnx.proto3 of ONNX 1.18.
 */

/**
 * Operator set 13 is the first with today's Gemm and an axes-free TopK; every later runtime still reads it.
 */
const operatorSet = 13;
const irVersion = 8;
const float32 = 1;
const int64 = 7;
const attributeInt = 2;

type Bytes = readonly number[];

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
  return [...varint(field * 8), ...varint(value)];
}

/** Wire type 2: text, bytes or a nested message, preceded by its length. */
function block(field: number, content: Bytes | string): Bytes {
  const bytes = typeof content === "string" ? [...new TextEncoder().encode(content)] : content;
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
}

/** A ValueInfoProto: name, element type, and a shape whose dimensions are numbers or free names. */
function value(name: string, type: number, shape: (string | number)[]): Bytes {
  const dimensions = shape.flatMap((size) =>
    block(1, typeof size === "number" ? number(1, size) : block(2, size)),
  );
  const tensor = [...number(1, type), ...block(2, dimensions)];
  return [...block(1, name), ...block(2, block(1, tensor))];
}

function node(
  operator: string,
  inputs: string[],
  outputs: string[],
  attributes: Record<string, number>,
): Bytes {
  return [
    ...inputs.flatMap((name) => block(1, name)),
    ...outputs.flatMap((name) => block(2, name)),
    ...block(4, operator),
    ...Object.entries(attributes).flatMap(([name, amount]) =>
      block(5, [...block(1, name), ...number(3, amount), ...number(20, attributeInt)]),
    ),
  ];
}

function model(nodes: Bytes[], inputs: Bytes[], outputs: Bytes[]): Uint8Array {
  const graph = [
    ...nodes.flatMap((each) => block(1, each)),
    ...block(2, "nearest"),
    ...inputs.flatMap((each) => block(11, each)),
    ...outputs.flatMap((each) => block(12, each)),
  ];
  return Uint8Array.from([...number(1, irVersion), ...block(7, graph), ...block(8, number(2, operatorSet))]);
}

/** `queries[n,d] × references[m,d]ᵀ`: Gemm reads both row by row, so no side is ever transposed in memory. */
const product = node("Gemm", ["queries", "references"], ["scores"], { transB: 1 });

function inputs(dimensions: number): Bytes[] {
  return [value("queries", float32, ["n", dimensions]), value("references", float32, ["m", dimensions])];
}

/** `queries[n,d], references[m,d] → scores[n,m]`, all dot products. */
export function scoresModel(dimensions: number): Uint8Array {
  return model([product], inputs(dimensions), [value("scores", float32, ["n", "m"])]);
}

/**
 * `queries[n,d], references[m,d], k[1] → values[n,k], indices[n,k]`, the k largest dot products of each row
 * in falling order; ONNX defines that of equal values the lower index comes first.
 */
export function topModel(dimensions: number): Uint8Array {
  const top = node("TopK", ["scores", "k"], ["values", "indices"], {
    // -1 as a ten-byte varint would be needed for "last"; the scores have two axes, so it is 1.
    axis: 1,
    largest: 1,
    sorted: 1,
  });
  return model(
    [product, top],
    [...inputs(dimensions), value("k", int64, [1])],
    [value("values", float32, ["n", "k"]), value("indices", int64, ["n", "k"])],
  );
}
