import { describe, expect, it } from "vitest";
import { noAugmentation } from "./recipes.ts";
import { plan } from "./test/planning-world.ts";
import { writeBuiltIn } from "./write-built-in.ts";

describe("writeBuiltIn", () => {
  const synonyms = [["refund", "repayment"]];
  const [item] = plan({ template: "  I want my refund back today " });
  const write = (operations: Partial<typeof noAugmentation.operations>) =>
    writeBuiltIn(
      {
        augmentation: {
          ...noAugmentation,
          strength: 0.2,
          operations: { ...noAugmentation.operations, ...operations },
        },
      },
      item ?? { seed: 0, messages: [] },
      synonyms,
    );

  it("writes the filled template where nothing is switched on", () => {
    expect(write({})).toBe("I want my refund back today");
  });

  it("applies one of the operations that are, the same one for the same item", () => {
    expect(write({ synonymReplacement: true })).toBe("I want my repayment back today");
    expect(write({ randomSwap: true })).not.toBe("I want my refund back today");
    expect(write({ randomSwap: true, randomDeletion: true })).toBe(
      write({ randomSwap: true, randomDeletion: true }),
    );
  });

  it("goes on to another where one finds nothing to change", () => {
    const version = {
      augmentation: {
        ...noAugmentation,
        operations: { ...noAugmentation.operations, synonymReplacement: true, randomSwap: true },
      },
    };
    for (let seed = 0; seed < 20; seed++) {
      expect(writeBuiltIn(version, { seed, messages: [{ role: "user", content: "a b" }] }, [])).toBe("b a");
    }
  });
});
