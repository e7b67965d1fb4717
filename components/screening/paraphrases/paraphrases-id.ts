/** The place on the screening page to which a row of the recall table points. */
export const PARAPHRASES_ID = "paraphrases";
