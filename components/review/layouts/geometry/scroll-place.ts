/**
 * Browsers cut an element off at some 17 to 33 million pixels. Longer content is scrolled by a shorter bar: near both
 * ends a pixel of the bar is a pixel of the content, between them it stands for more. What is scrolled a little moves as
 * far as it was scrolled all the same; only a jump goes by the bar.
 */
export const SCROLL_LIMIT = 10_000_000;

/** So many pixels at both ends are not shortened. */
const EDGE = 200_000;
/** How far the content may be from where the bar says before the bar is moved. */
const DRIFT = EDGE / 2;
/** More than so many heights of the view at once are a jump. */
const JUMP_VIEWS = 4;

/** All in pixels. */
export interface Extent {
  /** The height of all rows. */
  total: number;
  /** The height of what one sees of them. */
  view: number;
}

export interface ScrollPlace {
  /** What the element has for its scroll place. */
  scroll: number;
  /** What stands at the top of the view. */
  offset: number;
}

export const scrollHeight = (total: number): number => Math.min(total, SCROLL_LIMIT);

const lastOffset = ({ total, view }: Extent) => Math.max(0, total - view);

/** Where the bar belongs for an offset. */
export function scrollAt(offset: number, extent: Extent): number {
  const last = lastOffset(extent);
  const lastScroll = Math.max(0, scrollHeight(extent.total) - extent.view);
  const at = Math.min(Math.max(0, offset), last);
  if (extent.total <= SCROLL_LIMIT || at <= EDGE) return at;
  if (at >= last - EDGE) return lastScroll - (last - at);
  return EDGE + ((at - EDGE) * (lastScroll - 2 * EDGE)) / (last - 2 * EDGE);
}

/** The offset that a place of the bar stands for. */
export function offsetAt(scroll: number, extent: Extent): number {
  const last = lastOffset(extent);
  const lastScroll = Math.max(0, scrollHeight(extent.total) - extent.view);
  const at = Math.min(Math.max(0, scroll), lastScroll);
  if (extent.total <= SCROLL_LIMIT || at <= EDGE) return at;
  if (at >= lastScroll - EDGE) return last - (lastScroll - at);
  return EDGE + ((at - EDGE) * (last - 2 * EDGE)) / (lastScroll - 2 * EDGE);
}

/** The place of an offset when it is gone to. */
export function placeOf(offset: number, extent: Extent): ScrollPlace {
  const at = Math.min(Math.max(0, offset), lastOffset(extent));
  return { offset: at, scroll: scrollAt(at, extent) };
}

/**
 * The place after the element was scrolled. Where `scroll` is another than the one given, the element is to be put there:
 * the bar had come too far from what it stands for.
 */
export function scrolledTo(before: ScrollPlace, scroll: number, extent: Extent): ScrollPlace {
  if (extent.total <= SCROLL_LIMIT) return { scroll, offset: Math.max(0, scroll) };
  const step = scroll - before.scroll;
  if (Math.abs(step) > JUMP_VIEWS * extent.view) return { scroll, offset: offsetAt(scroll, extent) };
  const offset = Math.min(Math.max(0, before.offset + step), lastOffset(extent));
  const right = scrollAt(offset, extent);
  const lastScroll = SCROLL_LIMIT - extent.view;
  const isAtEnd = scroll < JUMP_VIEWS * extent.view || scroll > lastScroll - JUMP_VIEWS * extent.view;
  const drift = Math.abs(scroll - right);
  return drift > DRIFT || (isAtEnd && drift >= 1) ? { scroll: right, offset } : { scroll, offset };
}
