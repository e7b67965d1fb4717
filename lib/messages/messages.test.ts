import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import { messages } from "./messages.ts";

/** Every sentence with its dotted name. */
function sentences(part: object, path = ""): [string, string][] {
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : sentences(value, `${path}${key}.`),
  );
}

it("has only sentences that can be read as ICU messages", () => {
  const broken: string[] = [];
  for (const [key, sentence] of sentences(messages)) {
    const t = createTranslator({
      locale: "en",
      messages: { sentence },
      // A value that is missing is told as well, and is none of this test's business.
      onError: ({ code }) => code === "INVALID_MESSAGE" && broken.push(key),
    });
    // With values every sentence is parsed in full.
    t("sentence", { nothing: "" } as never);
  }
  expect(broken).toEqual([]);
});
