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
    expect(saveEndpointInput.parse(fine)).toMatchObject({ ...fine, key: "", removeKey: false });
  });

  it.each([
    ["requestsPerMinute", "", null],
    ["requestsPerMinute", " 60 ", 60],
    ["tokensPerMinute", "200,000", 200_000],
    ["tokensPerMinute", "1.000.000", 1_000_000],
    ["mostAtOnce", "1000", 1_000],
    ["takesSeed", "findOut", null],
    ["takesSeed", "yes", true],
    ["takesSchema", "no", false],
    ["apiVersion", "", null],
    ["apiVersion", " 2024-10-21 ", "2024-10-21"],
  ])("reads %s %j", (field, value, expected) => {
    expect(saveEndpointInput.parse({ ...fine, [field]: value })).toHaveProperty(field, expected);
  });

  it.each([
    ["0.15", "0,6", [0.15, 0.6]],
    ["0", "0", [0, 0]],
    ["", "", [null, null]],
  ])("reads prices %j and %j", (inputPrice, outputPrice, expected) => {
    const read = saveEndpointInput.parse({ ...fine, inputPrice, outputPrice });
    expect([read.inputPrice, read.outputPrice]).toEqual(expected);
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
    ["requestsPerMinute", "0", "settings.errors.requestsPerMinute"],
    ["requestsPerMinute", "2.5", "settings.errors.requestsPerMinute"],
    ["requestsPerMinute", "many", "settings.errors.requestsPerMinute"],
    ["tokensPerMinute", "1,00", "settings.errors.tokensPerMinute"],
    ["mostAtOnce", "1001", "settings.errors.mostAtOnce"],
    ["inputPrice", "-1", "settings.errors.price"],
    ["inputPrice", "$1", "settings.errors.price"],
    ["outputPrice", "Infinity", "settings.errors.price"],
    ["apiVersion", "2024-10-21&x=1", "settings.errors.apiVersion"],
  ])("refuses %s %j", (field, value, message) => {
    const { error } = saveEndpointInput.safeParse({ ...fine, [field]: value });
    expect(error?.issues.map((issue) => [issue.path.join("."), issue.message])).toContainEqual([
      field,
      message,
    ]);
  });

  it("takes both prices or neither, and says which one is missing", () => {
    const { error } = saveEndpointInput.safeParse({ ...fine, inputPrice: "1" });
    expect(error?.issues).toMatchObject([{ path: ["outputPrice"], message: "settings.errors.pricePair" }]);
  });

  it.each([
    ["https://a.openai.azure.com", true],
    ["https://a.openai.azure.com/openai/", true],
    ["https://a.openai.azure.com/openai/v1", false],
    ["https://a.openai.azure.com/openai/deployments/gpt/chat/completions", false],
  ])("takes of Azure the resource's address alone: %s", (baseUrl, isFine) => {
    expect(saveEndpointInput.safeParse({ ...fine, flavour: "azure", baseUrl }).success).toBe(isFine);
    expect(saveEndpointInput.safeParse({ ...fine, baseUrl }).success).toBe(true);
  });
});
