/** What reviewers of the sample go by. */
export const sampleGuidelines = `Accept a message if a resident could have written it and a colleague at the desk would file it under its label.

- **One wish a message.** Two wishes: keep the label of the first one, or reject.
- **Spelling slips are fine**, nonsense is not. Mend a small fault with an edit rather than reject.
- A message that only *names* a thing (“my card”) says nothing: reject it.
- Never accept what says a row of the test set in other words, however well it reads.`;

/** By the label's name: where two labels are easily taken for one another. */
export const sampleLabelGuidelines: Record<string, string> = {
  "renew loan": `The resident **has** the item already. Who wants one that somebody else has wants to *reserve* it.`,
  "late fee": `About money. “Can I bring it back later?” without a word of a fee is *renew loan*.`,
  "library card": `Also PINs and sign-in. Not for cards of the study rooms: those are *book a room*.`,
};
