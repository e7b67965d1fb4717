/** Several divisions of one file into test rows, positives and negatives; the first is the one that is reported. */
export const trialOffsets = [1, 2, 4, 5, 8, 11, 13, 14];
