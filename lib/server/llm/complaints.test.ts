import { describe, expect, it } from "vitest";
import { complaintIn, complaintInAnswer } from "./complaints.ts";

const plain = { code: null, param: null, status: null };

describe("complaintIn", () => {
  it.each<[string, unknown, object | null]>([
    [
      "OpenAI's",
      {
        error: {
          message: "Unknown field",
          type: "invalid_request_error",
          param: "seed",
          code: "unknown_field",
        },
      },
      { message: "Unknown field", param: "seed", code: "unknown_field", status: null },
    ],
    ["a string", { error: "model 'x' not found" }, { ...plain, message: "model 'x' not found" }],
    [
      "vLLM's, without `error`",
      { object: "error", message: "No such model", type: "NotFoundError", param: null, code: 404 },
      { message: "No such model", code: "NotFoundError", param: null, status: 404 },
    ],
    [
      "llama.cpp's",
      { error: { code: 503, message: "Loading model", type: "unavailable_error" } },
      { message: "Loading model", code: "unavailable_error", param: null, status: 503 },
    ],
    [
      "Azure's",
      { error: { code: "404", message: "Resource not found" } },
      { ...plain, message: "Resource not found", status: 404 },
    ],
    [
      "Azure's gateway's",
      { statusCode: 401, message: "Access denied" },
      { ...plain, message: "Access denied", status: 401 },
    ],
    ["FastAPI's", { detail: "Not Found" }, { ...plain, message: "Not Found" }],
    [
      "FastAPI's list of fields",
      { detail: [{ type: "extra_forbidden", loc: ["body", "seed"], msg: "Extra inputs are not permitted" }] },
      { ...plain, message: "body.seed: Extra inputs are not permitted", param: "seed" },
    ],
    [
      "a list of fields in the place of a message",
      { object: "error", message: { detail: [{ loc: ["body", "seed"], msg: "No" }] }, type: "error" },
      { ...plain, message: "body.seed: No", param: "seed", code: "error" },
    ],
    [
      "OpenRouter's, with another server's inside",
      {
        error: {
          code: 400,
          message: "Provider returned error",
          metadata: { raw: '{"error":{"message":"Too long","code":"context_length_exceeded"}}' },
        },
      },
      {
        message: "Provider returned error: Too long",
        code: "context_length_exceeded",
        param: null,
        status: 400,
      },
    ],
    [
      "OpenRouter's, with words inside",
      { error: { code: 429, message: "Provider returned error", metadata: { raw: "slow down" } } },
      { ...plain, message: "Provider returned error: slow down", status: 429 },
    ],
    [
      "OpenRouter's of a filter",
      { error: { code: 403, message: "Flagged", metadata: { reasons: ["violence"], flagged_input: "…" } } },
      { message: "Flagged: violence", code: "content_filter", param: null, status: 403 },
    ],
    ["nothing of it", { hello: "there" }, null],
    ["an empty one", { error: {} }, null],
    ["no object", null, null],
  ])("reads %s", (_, body, expected) => expect(complaintIn(body)).toEqual(expected));
});

describe("complaintInAnswer", () => {
  it.each<[string, unknown, object | null]>([
    [
      "OpenRouter's",
      { error: { code: 502, message: "Upstream" } },
      { ...plain, message: "Upstream", status: 502 },
    ],
    [
      "LM Studio's",
      { error: "Unexpected endpoint or method. (GET /models)" },
      { ...plain, message: "Unexpected endpoint or method. (GET /models)" },
    ],
    [
      "one in the place of a choice",
      { choices: [{ error: { code: 429, message: "Slow down" }, message: { content: "" } }] },
      { ...plain, message: "Slow down", status: 429 },
    ],
    ["an answer", { choices: [{ message: { content: "hello" } }], error: null, message: "fine" }, null],
    ["a list", [1, 2], null],
  ])("finds %s", (_, answer, expected) => expect(complaintInAnswer(answer)).toEqual(expected));
});
