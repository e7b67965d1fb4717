import { DEFAULT_SORT, type ExemplarView, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";

/** The exemplars of one second look, whatever has become of them since. */
export function sampleView(lookId: string): ExemplarView {
  return { filter: { ...NO_FILTER, secondLook: lookId }, sort: DEFAULT_SORT };
}
