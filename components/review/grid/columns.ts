/** Height in pixels of a row that is neither open nor edited. */
export const ROW_HEIGHT = 44;
/** Height in pixels of the row of column heads; it stays at the top. */
export const HEAD_HEIGHT = 32;
/** Height in pixels of what stands above a group of look-alikes. */
export const GROUP_HEAD_HEIGHT = 36;
/** Pixels between a group and a row after it that belongs to none. */
export const GROUP_GAP = 12;

/** Rows and their heads share these columns; a narrow grid leaves out the number, a narrower one the provenance too. */
const SHARED = "grid items-center gap-x-2 px-2 @5xl:gap-x-3 @5xl:px-3 ";
const PLAIN =
  SHARED +
  "grid-cols-[1.25rem_minmax(0,1fr)_minmax(5.5rem,8.5rem)_1.25rem_7.5rem_4.25rem] " +
  "@min-[50rem]:grid-cols-[1.25rem_minmax(0,1fr)_minmax(6rem,10rem)_1.25rem_7.5rem_4.25rem_6.5rem] " +
  "@5xl:grid-cols-[1.25rem_3.25rem_minmax(0,1fr)_minmax(8rem,13rem)_6rem_9.5rem_6rem_6.5rem]";
const WITH_SCORES =
  SHARED +
  "grid-cols-[1.25rem_minmax(0,1fr)_minmax(5.5rem,8.5rem)_1.25rem_8rem_3.25rem_2.75rem] " +
  "@min-[50rem]:grid-cols-[1.25rem_minmax(0,1fr)_minmax(6rem,10rem)_1.25rem_8rem_3.25rem_2.75rem_6.5rem] " +
  "@5xl:grid-cols-[1.25rem_3.25rem_minmax(0,1fr)_minmax(8rem,13rem)_6rem_9.5rem_5.5rem_4.5rem_6.5rem]";

/** The judge's score has a column only where there are scores. */
export const columnsOf = (hasScores: boolean) => (hasScores ? WITH_SCORES : PLAIN);

export const WIDE_ONLY = "hidden @5xl:block";
export const NOT_NARROW = "hidden @min-[50rem]:block";

/** The element of the row at an index of the result. */
export const rowId = (index: number) => `exemplar-row-${index}`;

/** A guess at how high an open row is, until it has been drawn. */
export function openHeight(characters: number): number {
  return Math.max(ROW_HEIGHT, Math.ceil(characters / 70) * 20 + 26);
}
