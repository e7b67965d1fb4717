import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, refusalOf } from "./request-guard.ts";

const get = { method: "GET", host: "127.0.0.1:3000", origin: null, fetchSite: null };
const post = {
  method: "POST",
  host: "127.0.0.1:3000",
  origin: "http://127.0.0.1:3000",
  fetchSite: "same-origin",
};

describe("refusalOf", () => {
  it.each([
    ["a loopback address", get],
    ["localhost with a port", { ...get, host: "localhost:4000" }],
    ["IPv6 loopback", { ...get, host: "[::1]:3000" }],
    ["an allowed name", { ...get, host: "winnow.lan" }],
    ["a post of our own page", post],
    ["a post of a program without a browser", { ...post, origin: null, fetchSite: null }],
    ["a link from elsewhere", { ...get, fetchSite: "cross-site" }],
  ])("lets %s pass", (_name, request) => {
    expect(refusalOf(request, ["winnow.lan"])).toBeNull();
  });

  it.each([
    ["a rebound name", { ...get, host: "evil.example" }],
    ["no host", { ...get, host: null }],
    ["a name that only begins like ours", { ...get, host: "127.0.0.1.evil.example" }],
    ["a cross-site post", { ...post, origin: "https://evil.example", fetchSite: "cross-site" }],
    ["a post of another port", { ...post, origin: "http://127.0.0.1:9999", fetchSite: "same-site" }],
    ["a post of an opaque origin", { ...post, origin: "null", fetchSite: null }],
    ["a foreign origin without fetch metadata", { ...post, origin: "https://evil.example", fetchSite: null }],
  ])("refuses %s", (_name, request) => {
    expect(refusalOf(request, ["winnow.lan"])).toEqual(expect.any(String));
  });
});

describe("contentSecurityPolicy", () => {
  it("allows scripts by nonce only", () => {
    const scripts = contentSecurityPolicy("abc", false)
      .split("; ")
      .find((directive) => directive.startsWith("script-src"));
    expect(scripts).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  });
});
