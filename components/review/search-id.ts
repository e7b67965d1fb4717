/** The search field, which a key brings the focus to. */
export const SEARCH_ID = "review-search";

/** The buttons of the bar that keys press. */
export const FILTER_ID = "review-filter";
export const QUEUE_ID = "review-queue";
