import { describe, expect, it } from "vitest";
import { canonicalBaseUrl, saveEndpointInput } from "./endpoints.ts";

describe("canonicalBaseUrl", () => {
  it.each([
    ["http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"],
    ["https://api.openai.com/v1/", "https://api.openai.com/v1"],
    ["HTTPS://API.Example.com:443/v1//", "https://api.example.com/v1"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["ftp://example.com", null],
    ["file:///etc/passwd", null],
    ["javascript:alert(1)", null],
    ["http://user:secret@example.com/v1", null],
    ["https://example.com/v1?key=secret", null],
    ["https://example.com/v1#x", null],
    ["example.com/v1", null],
    ["", null],
  ])("%s", (given, expected) => expect(canonicalBaseUrl(given)).toBe(expected));
});

describe("saveEndpointInput", () => {
  const fine = { endpointId: null, name: "Local", baseUrl: "http://127.0.0.1:11434/v1", model: "llama" };

  it("takes an endpoint without a key", () => {
    expect(saveEndpointInput.parse(fine)).toEqual({ ...fine, key: "", removeKey: false });
  });

  it.each([
    ["name", "", "settings.errors.nameMissing"],
    ["name", "Environment", "settings.errors.nameReserved"],
    ["name", "x".repeat(101), "settings.errors.nameTooLong"],
    ["baseUrl", "gopher://x", "settings.errors.baseUrl"],
    ["model", "  ", "settings.errors.modelMissing"],
    ["key", "two words", "settings.errors.keyCharacters"],
    ["key", "line\nbreak", "settings.errors.keyCharacters"],
    ["key", "ключ", "settings.errors.keyCharacters"],
  ])("refuses %s %j", (field, value, message) => {
    const { error } = saveEndpointInput.safeParse({ ...fine, [field]: value });
    expect(error?.issues.map((issue) => [issue.path.join("."), issue.message])).toContainEqual([
      field,
      message,
    ]);
  });
});
