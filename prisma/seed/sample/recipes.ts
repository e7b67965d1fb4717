/** For the built-in generator: five ways to put a message together, and one that rewords a support example. */
export const sampleGrammar = {
  name: "Put together from parts",
  template: `[
{{ request }} {{ object }} {{ detail }}[?|]
|[{{ opening }} |]{{ request }} {{ object }}[?|, please|. Thank you!|]
|{{ opening }} {{ request }} {{ object }} {{ detail }}[?|.]
|[{{ opening }} |]{{ request }} {{ object }} {{ detail }}[?|, please]
|{{ request }} {{ object }} {{ detail }}? [Thanks|Thank you|It is rather urgent|I can also come by].
|{{ example }}
]`,
};

/** For a language model. */
export const samplePrompt = {
  name: "Ask a language model",
  systemMessage:
    "You write messages that residents send to their city library: short, in plain words, sometimes with a typing mistake. You answer with one message and nothing else.",
  template: [
    "Write one new message of the kind “{{ label }}”. {{ label_description }}",
    "{{ instruction }}",
    "",
    "Messages of this kind:",
    "{{ demonstrations }}",
    "",
    "Yours is about {{ object }} and says nothing that stands above word for word.",
  ].join("\n"),
  demonstrations: 4,
  temperature: 0.9,
  topP: 0.95,
  maxTokens: 120,
  /** By label name. */
  instructions: {
    "renew loan": "The writer has the thing at home already.",
    "reserve item": "The writer does not have the thing yet.",
    "opening hours": "It asks for a time, not for a room or a loan.",
    "late fee": "Let the tone be polite, annoyed or worried, as if by chance.",
    "library card": "It is about being a member, not about what is lent.",
    "book a room": "Name a time, a number of people or a purpose.",
  } as Record<string, string>,
};
