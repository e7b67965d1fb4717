import { afterEach, beforeEach, expect, vi } from "vitest";

// An error that nobody expected fails the test in which it was printed.
beforeEach(() => {
  vi.spyOn(console, "error");
});
afterEach(() => {
  expect(vi.mocked(console.error).mock.calls, "unexpected console.error").toEqual([]);
  vi.restoreAllMocks();
});
