import type { Behaviour, Misbehaviour } from "./openai-behaviour.ts";

export function completion(model: string, content: string | null, reason = "stop") {
  return {
    id: "chatcmpl-test",
    object: "chat.completion",
    created: 0,
    model,
    choices: [{ index: 0, finish_reason: reason, message: { role: "assistant", content } }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

const OPENINGS = [
  "Could you tell me",
  "I need to know",
  "Please explain",
  "Hello, I wonder",
  "Quick question:",
  "Hi,",
];
const SUBJECTS = [
  "my last order",
  "the blue card",
  "this invoice",
  "a parcel",
  "the account",
  "our subscription",
];
const ASKS = [
  "was late again",
  "shows the wrong sum",
  "went missing",
  "cannot be opened",
  "was charged twice",
];
const CLOSINGS = [
  "since Monday",
  "after the update",
  "on my phone",
  "although I paid",
  "and what to do",
  "this week",
];

/** A sentence that the question alone decides: the same question, the same sentence; another one, mostly another. */
export function sentenceFor(question: string): string {
  const number = hash(question);
  const pick = (words: readonly string[], shift: number) => words[(number >>> shift) % words.length] ?? "";
  return `${pick(OPENINGS, 0)} why ${pick(SUBJECTS, 5)} ${pick(ASKS, 11)} ${pick(CLOSINGS, 17)} (${number.toString(36)})`;
}

/** A vector that the text alone decides: texts that share words point nearly the same way. Of any length. */
function vectorFor(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0.01);
  for (const word of text.toLowerCase().split(/\W+/)) {
    const place = hash(word) % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

/** The body of an answer to a question for embeddings, or of one gone wrong, as it goes over the wire. */
export function embeddings(model: string, texts: string[], dimensions: number, kind: Misbehaviour): string {
  const length = kind === "otherDimensions" ? dimensions + 1 : dimensions;
  const given = kind === "fewVectors" ? texts.slice(1) : texts;
  const data = given.map((text, index) => ({
    object: "embedding",
    index: kind === "doubledIndex" ? 0 : index,
    embedding: kind === "emptyVector" ? [] : vectorFor(text, length),
  }));
  const [first] = data;
  if (first && kind === "zeroVector") first.embedding.fill(0);
  const body = JSON.stringify({ object: "list", model, data });
  const oddities: Partial<Record<Misbehaviour, string>> = { nanVector: "NaN", infiniteVector: "1e999" };
  const odd = oddities[kind];
  return odd ? body.replace(/"embedding":\[[\d.]+/, `"embedding":[${odd}`) : body;
}

export function drawn(shares: Behaviour["shares"], number: number): Misbehaviour {
  let left = (number % 10_000) / 10_000;
  for (const [kind, share = 0] of Object.entries(shares) as [Misbehaviour, number | undefined][]) {
    if (left < share) return kind;
    left -= share;
  }
  return "ok";
}

/** FNV-1a, 32 bits, with a last mixing so that the low digits are even. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 15)) >>> 0;
}
