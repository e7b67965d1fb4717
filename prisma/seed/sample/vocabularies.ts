interface SampleEntry {
  text: string;
  weight?: number;
  /** Names of the labels it may be used for; every label where absent. */
  labels?: string[];
}

interface SampleVocabulary {
  name: string;
  description: string;
  entries: SampleEntry[];
}

/** Entries that belong to one label each. */
function perLabel(entries: Record<string, string[]>): SampleEntry[] {
  return Object.entries(entries).flatMap(([label, texts]) =>
    texts.map((text) => ({ text, labels: [label] })),
  );
}

export const SYNONYMS = "synonyms";

export const sampleVocabularies: SampleVocabulary[] = [
  {
    name: "opening",
    description: "How a message begins. Heavier entries come more often.",
    entries: [
      { text: "hello,", weight: 3 },
      { text: "hi there,", weight: 2 },
      { text: "good morning," },
      { text: "dear library team," },
      { text: "quick question:", weight: 2 },
      { text: "sorry to bother you, but" },
      { text: "my neighbour told me to ask:" },
      { text: "one more thing:" },
    ],
  },
  {
    name: "request",
    description: "What is asked for; each belongs to one label.",
    entries: perLabel({
      "renew loan": [
        "can I renew",
        "please renew",
        "is it possible to extend the loan of",
        "I would like to keep",
        "could you push back the due date of",
      ],
      "reserve item": [
        "could you reserve",
        "please put aside",
        "can you put a hold on",
        "I am waiting for",
        "how do I get in line for",
      ],
      "opening hours": [
        "when can I come to",
        "is there anybody at",
        "what are the hours of",
        "I could not find the times of",
        "until when can I visit",
      ],
      "late fee": [
        "why do I have to pay a fee for",
        "I do not agree with the charge for",
        "how much is the fine for",
        "where can I pay for",
        "please cancel the reminder about",
      ],
      "library card": [
        "how do I replace",
        "where do I sign up for",
        "I have a problem with",
        "what does it cost to get",
        "can I renew",
      ],
      "book a room": [
        "can I book",
        "is there a free slot in",
        "our group would like to use",
        "how do I cancel my booking of",
        "who has the key to",
      ],
    }),
  },
  {
    name: "object",
    description: "What the request is about; each belongs to one label.",
    entries: perLabel({
      "renew loan": [
        "the travel guide to Lisbon",
        "the two picture books",
        "my audiobooks",
        "the repair manual for old bicycles",
        "everything I borrowed in April",
        "a graphic novel that is due today",
      ],
      "reserve item": [
        "the next part of the dragon series",
        "the new biography of the mayor",
        "a guitar from the library of things",
        "the film about the lighthouse keeper",
        "this month's science magazine",
        "the big dictionary of dialects",
      ],
      "opening hours": [
        "the children's department",
        "the central library",
        "the branch by the railway station",
        "the newspaper room",
        "the return desk",
        "the reading garden",
      ],
      "late fee": [
        "the film I returned on time",
        "a novel with a torn page",
        "the magazines of my son",
        "a book that was never on my account",
        "the three comics from last summer",
        "the game with the missing dice",
      ],
      "library card": [
        "my lost library card",
        "a card for my mother",
        "my membership",
        "the pin of my account",
        "a guest card for one day",
        "the login for the e-book shelf",
      ],
      "book a room": [
        "the study room on the second floor",
        "the meeting room",
        "the hall with the stage",
        "the quiet booth next to the stairs",
        "the workshop with the 3D printer",
        "a table for six people",
      ],
    }),
  },
  {
    name: "detail",
    description: "When, how long, or why. Entries without a label fit every message.",
    entries: [
      ...perLabel({
        "renew loan": ["for another week", "until the end of the month", "over the holidays"],
        "reserve item": ["at the harbour branch", "as soon as it is back", "for my book club"],
        "opening hours": ["on Sundays", "between the years", "on Wednesday evening"],
        "late fee": ["although I was ill", "that I found in your last letter", "without coming by"],
        "library card": ["before school starts", "now that I live in another district", "with my passport"],
        "book a room": ["for two hours", "on Thursday evening", "during the exam weeks"],
      }),
      { text: "if that is not too much trouble" },
      { text: "as I live next door" },
    ],
  },
  {
    name: SYNONYMS,
    description: "Words that may stand for one another, a group a line; used by synonym replacement.",
    entries: [
      { text: "extend, prolong" },
      { text: "cancel, call off" },
      { text: "film, movie" },
      { text: "fee, charge, fine" },
      { text: "reserve, order" },
      { text: "need, require" },
      { text: "closed, shut" },
      { text: "big, large" },
      { text: "buy, purchase" },
      { text: "group, club" },
      { text: "travelling, away" },
      { text: "hello, hi" },
      { text: "correct, right" },
      { text: "problem, difficulty" },
      { text: "get, receive" },
      { text: "message, letter" },
    ],
  },
];
