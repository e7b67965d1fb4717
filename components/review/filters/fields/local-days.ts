/** Days as a date field has them (`2026-11-21`), in the time zone of whoever looks, and moments as the filter has them. */

/** The first millisecond of a day; null for what is no day. */
export function startOfDay(day: string): string | null {
  return momentOf(day, 0);
}

/** The last millisecond of a day; null for what is no day. */
export function endOfDay(day: string): string | null {
  const next = momentOf(day, 1);
  return next === null ? null : new Date(Date.parse(next) - 1).toISOString();
}

/** The day of a moment; "" where there is none. */
export function dayOf(moment: string | null): string {
  if (moment === null) return "";
  const date = new Date(moment);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${String(date.getFullYear()).padStart(4, "0")}-${month}-${day}`;
}

/** Days are not all of 24 hours: clocks are put forward and back. */
function momentOf(day: string, further: number): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || Number(year) < 1000) return null;
  const begins = new Date(Number(year), Number(month) - 1, Number(date));
  if (dayOf(begins.toISOString()) !== day) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + further).toISOString();
}
