import { describe, expect, it } from "vitest";
import { dayOf, endOfDay, startOfDay } from "./local-days.ts";

describe("days in the time zone of whoever looks", () => {
  it.each(["2026-11-21", "2026-01-01", "2024-02-29", "2026-03-29", "2026-10-25"])(
    "%s goes from its first to its last millisecond",
    (day) => {
      const [start, end] = [startOfDay(day) ?? "", endOfDay(day) ?? ""];
      expect([dayOf(start), dayOf(end)]).toEqual([day, day]);
      expect(dayOf(new Date(Date.parse(start) - 1).toISOString())).not.toBe(day);
      expect(dayOf(new Date(Date.parse(end) + 1).toISOString())).not.toBe(day);
    },
  );

  it.each(["", "2026", "2026-02-30", "2026-13-01", "0000-01-01", "21.11.2026"])("%o is none", (text) => {
    expect([startOfDay(text), endOfDay(text)]).toEqual([null, null]);
  });

  it("no moment has no day", () => {
    expect(dayOf(null)).toBe("");
  });
});
