/** The search field, which a key brings the focus to. */
export const SEARCH_ID = "review-search";
