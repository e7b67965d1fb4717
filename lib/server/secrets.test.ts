import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import { keyedDigest, UnreadableSecret } from "./secrets.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const newKey = () => vi.stubEnv("WINNOW_SECRET_KEY", randomBytes(32).toString("base64"));

describe("keyedDigest", () => {
  it("is the same each time, and another for another text or purpose", () => {
    newKey();
    const digest = keyedDigest("one");
    expect(digest("text")).toMatch(/^[0-9a-f]{64}$/);
    expect(keyedDigest("one")("text")).toBe(digest("text"));
    expect(digest("Text")).not.toBe(digest("text"));
    expect(keyedDigest("other")("text")).not.toBe(digest("text"));
  });

  it("is another under another key", () => {
    newKey();
    const first = keyedDigest("one")("text");
    newKey();
    expect(keyedDigest("one")("text")).not.toBe(first);
  });

  it("is none where the key is none", () => {
    vi.stubEnv("WINNOW_SECRET_KEY", "too short");
    expect(() => keyedDigest("one")).toThrow(UnreadableSecret);
  });
});
