/** A small set of messages to a ferry line, for journeys that need data of their own. */
export const LABELS = ["timetable", "lost property", "cancel booking"] as const;

type Label = (typeof LABELS)[number];

const SUPPORT: Record<Label, string[]> = {
  timetable: [
    "when does the last ferry leave tonight",
    "is there a boat to the island before eight",
    "how often do you sail on Sundays",
    "what time does the car ferry arrive",
    "do the evening sailings run in winter",
  ],
  "lost property": [
    "I left my umbrella on the upper deck",
    "has anybody handed in a blue rucksack",
    "my glasses must be under a seat on the Marianne",
    "who do I ask about a phone I lost on board",
    "we forgot a pushchair at the pier",
  ],
  "cancel booking": [
    "please cancel my crossing on Friday",
    "we cannot travel, can I get the fare back",
    "take our car off tomorrow's sailing",
    "how do I call off a group booking",
    "I no longer need the cabin I reserved",
  ],
};

const TEST: Record<Label, string[]> = {
  timetable: [
    "At what hour does the first boat set out on Monday?",
    "Could you tell me whether the noon ferry is running?",
    "How long before departure should we be at the quay?",
    "Which sailings stop at the northern harbour?",
  ],
  "lost property": [
    "A grey woollen scarf of mine stayed behind in the café on board.",
    "Did your crew find a child's teddy bear yesterday?",
    "My wallet fell out somewhere near the gangway.",
    "Where can I collect the keys I left in the lounge?",
  ],
  "cancel booking": [
    "Our plans changed, so kindly drop the reservation for six.",
    "Is it possible to return two tickets bought online?",
    "I want to withdraw from the midnight crossing I paid for.",
    "Strike my motorbike from the list for Thursday, please.",
  ],
};

export const SUPPORT_CSV = toCsv(SUPPORT);
export const TEST_CSV = toCsv(TEST);
export const TEST_TEXTS = Object.values(TEST).flat();

/** Copies of test rows as careless generators make them: each must be flagged. */
export const PLANTED = TEST_TEXTS.flatMap((text, index) => [
  text,
  text.toUpperCase(),
  text
    .split(" ")
    .map((word, place) => (place === (index % 3) + 1 ? "perhaps" : word))
    .join(" "),
]);

function toCsv(rows: Record<string, string[]>): string {
  const lines = Object.entries(rows).flatMap(([label, texts]) =>
    texts.map((text) => `"${text.replaceAll('"', '""')}",${label}`),
  );
  return ["text,label", ...lines].join("\r\n");
}
