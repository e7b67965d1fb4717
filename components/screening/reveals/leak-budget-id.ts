/** The place on the screening page to which the review panel points. */
export const LEAK_BUDGET_ID = "leak-budget";
