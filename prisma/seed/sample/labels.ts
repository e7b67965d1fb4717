/** The labels of the sample: what people write to a city library about. They get the palette's colours and digits. */
export const sampleLabels = [
  {
    name: "renew loan",
    description: "Wants to keep something borrowed for longer, or asks whether that is possible.",
  },
  {
    name: "reserve item",
    description: "Wants something set aside that is lent out, on the shelf, or not yet bought.",
  },
  {
    name: "opening hours",
    description: "Asks when a branch, a department or a service is open.",
  },
  {
    name: "late fee",
    description: "Asks about, pays or contests a fee for something brought back late, damaged or lost.",
  },
  {
    name: "library card",
    description: "Needs a card, has lost it, must extend it, or cannot sign in with it.",
  },
  {
    name: "book a room",
    description: "Wants to use a study room, a meeting room or its equipment at some time.",
  },
];
