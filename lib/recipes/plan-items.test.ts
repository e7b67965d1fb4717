import { describe, expect, it } from "vitest";
import { planItems } from "./plan-items.ts";
import type { PlanRequest } from "./planning/planning.ts";
import { RecipeProblem } from "./recipe-problem.ts";
import type { RecipeSettings } from "./recipes.ts";
import {
  ids,
  labels,
  numbered,
  plan,
  request,
  support,
  textOf,
  times,
  vocabulary,
} from "./test/planning-world.ts";

describe("the messages", () => {
  it("fills every slot for the item's label", () => {
    const [item] = plan(
      {
        kind: "prompt",
        systemMessage: "You write {{ label }}.",
        template:
          "{{ label }} / {{ label_description }} / {{ instruction }} / {{ city }}\n{{ demonstrations }}",
        instructions: { "label-0": "Be brief." },
        demonstrations: 2,
      },
      { vocabularies: [vocabulary("city", ["Rome"])] },
    );
    expect(item).toMatchObject({ position: 0, labelId: "label-0", slots: { city: "Rome" } });
    expect(item?.messages[0]).toEqual({ role: "system", content: "You write refund." });
    expect(item?.messages[1]?.content).toMatch(
      /^refund \/ About refund \/ Be brief\. \/ Rome\n- refund example \d\n- refund example \d$/,
    );
    for (const { message, slot, from, to } of item?.marks ?? []) {
      const value = item?.messages[message]?.content.slice(from, to);
      if (slot === "city") expect(value).toBe("Rome");
      if (slot === "label") expect(value).toBe("refund");
    }
    expect(item?.marks.map(({ message }) => message)).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it("has no system message for a grammar, nor an empty one", () => {
    expect(plan({ systemMessage: "x", template: "a" })[0]?.messages).toEqual([
      { role: "user", content: "a" },
    ]);
    expect(plan({ kind: "prompt", systemMessage: " ", template: "[a]" })[0]?.messages).toEqual([
      { role: "user", content: "[a]" },
    ]);
  });

  it("reads nothing in a value as template or grammar", () => {
    const value = `"{{ city }}" [a|b] {% x %} \\ ${"long ".repeat(2_000)}`;
    expect(textOf(plan({ template: "<{{ v }}>" }, { vocabularies: [vocabulary("v", [value])] })[0])).toBe(
      `<${value}>`,
    );
  });

  it("gives one slot one value in an item, and none that the item does not use", () => {
    const items = plan(
      { template: "{{ a }}{{ a }}[{{ b }}|x]" },
      { vocabularies: [numbered("a", 50), numbered("b", 50)], count: 40 },
    );
    for (const item of items) {
      expect(textOf(item).startsWith(`${item.slots.a}${item.slots.a}`)).toBe(true);
      expect("b" in item.slots).toBe(!textOf(item).endsWith("x"));
    }
  });
});

describe("determinism", () => {
  const recipe = { template: "[hi|hello|] {{ a }} in {{ b }} [now|] {{ example }}" };
  const material = { vocabularies: [numbered("a", 7), numbered("b", 13)], count: 25 };

  it("gives the same plan for the same request, and another for another seed", () => {
    expect(plan(recipe, material)).toEqual(plan(recipe, material));
    expect(plan(recipe, { ...material, seed: 2 })).not.toEqual(plan(recipe, material));
  });

  it("is the plan that it has been: a change here changes the runs of everybody", () => {
    const texts = plan(recipe, material).slice(0, 4).map(textOf);
    expect(texts).toMatchInlineSnapshot(`
      [
        "hello a 2 in b 4 refund example 1",
        "hi a 5 in b 2 lost card example 3",
        "a 3 in b 1 top up example 6",
        "hi a 1 in b 9 refund example 5",
      ]
    `);
  });

  it("begins the same whatever the number, where it is equal for all labels", () => {
    expect(plan(recipe, { ...material, count: 5 })).toEqual(plan(recipe, material).slice(0, 15));
  });

  it("gives every item a seed of its own in the range of the database", () => {
    const seeds = plan(recipe, material).map((item) => item.seed);
    expect(new Set(seeds).size).toBe(seeds.length);
    for (const seed of seeds) expect(seed >= 0 && seed < 2 ** 31 && Number.isInteger(seed)).toBe(true);
  });
});

describe("labels", () => {
  it("makes what is asked of each, interleaved", () => {
    const targets = [
      { labelId: "label-2", count: 4 },
      { labelId: "label-0", count: 2 },
      { labelId: "label-1", count: 0 },
    ];
    const order = plan({ template: "x" }, { targets }).map((item) => item.labelId.at(-1));
    expect(order.join("")).toBe("202202");
  });

  it.each([1, 2, 3])("never gives a label an entry that is not for it (seed %i)", (seed) => {
    const entries = vocabulary("v", [
      ["zero", 1, "label-0"],
      ["one", 3, "label-1"],
      ["both", 2, "label-0", "label-1"],
      ["all", 1],
      ["off", 0],
    ]);
    const drawn = (labelId: string) =>
      plan({ template: "{{ v }}" }, { vocabularies: [entries], seed, count: 30 })
        .filter((item) => item.labelId === labelId)
        .map((item) => item.slots.v ?? "");
    expect(new Set(drawn("label-0"))).toEqual(new Set(["zero", "both", "all"]));
    expect(new Set(drawn("label-1"))).toEqual(new Set(["one", "both", "all"]));
    expect(new Set(drawn("label-2"))).toEqual(new Set(["all"]));
    expect(times(drawn("label-1"))).toEqual({ one: 15, both: 10, all: 5 });
  });
});

describe("entries", () => {
  it.each([1, 2, 3, 4, 5])("are all used where a label's target allows (seed %i)", (seed) => {
    const items = plan({ template: "{{ v }}" }, { vocabularies: [numbered("v", 17)], seed, count: 17 });
    for (const id of ids) {
      const drawn = items.filter((item) => item.labelId === id).map((item) => item.slots.v);
      expect(new Set(drawn).size).toBe(17);
    }
  });

  it.each([1, 2, 3, 4, 5])("are all used by the labels together where the sum allows (seed %i)", (seed) => {
    const targets = ids.map((labelId, index) => ({ labelId, count: [3, 9, 18][index] ?? 0 }));
    const items = plan({ template: "{{ v }}" }, { vocabularies: [numbered("v", 30)], seed, targets });
    expect(new Set(items.map((item) => item.slots.v)).size).toBe(30);
  });

  it("are drawn in proportion to their weights", () => {
    const entries = vocabulary("v", [["often", 7.5], ["seldom", 2.5], "once"]);
    const drawn = plan(
      { template: "{{ v }} {{ n }}" },
      { vocabularies: [entries, numbered("n", 500)], count: 110 },
    );
    expect(times(drawn.filter((item) => item.labelId === "label-0").map((item) => item.slots.v))).toEqual({
      often: 75,
      seldom: 25,
      once: 10,
    });
  });

  it("are combined anew in every round, so that nothing is made twice while something new is left", () => {
    const material = { vocabularies: [numbered("a", 6), numbered("b", 5)], count: 30 };
    const items = plan({ template: "[x|y] {{ a }} {{ b }}" }, material).filter(
      (item) => item.labelId === "label-0",
    );
    expect(new Set(items.map(textOf)).size).toBe(30);
    for (const count of Object.values(times(items.map((item) => item.slots.a)))) {
      expect(Math.abs(count - 5)).toBeLessThanOrEqual(2);
    }
  });

  it("are drawn evenly again where nothing new is left", () => {
    const items = plan({ template: "{{ v }}" }, { vocabularies: [numbered("v", 5)], count: 50 });
    for (const id of ids) {
      const drawn = items.filter((item) => item.labelId === id).map((item) => item.slots.v);
      expect(Object.values(times(drawn))).toEqual([10, 10, 10, 10, 10]);
    }
  });
});

describe("support examples", () => {
  const recipe: Partial<RecipeSettings> = {
    kind: "prompt",
    template: "{{ example }}|{{ demonstrations }}",
    demonstrations: 3,
  };

  it("are of the item's label, shown once, and never the example itself", () => {
    for (const item of plan(recipe, { count: 40 })) {
      const [example = "", list = ""] = textOf(item).split("|");
      const shown = list.split("\n").map((line) => line.replace(/^- /, ""));
      const label = labels.find(({ id }) => id === item.labelId)?.name ?? "";
      expect(item.slots.example).toBe(example);
      expect(new Set([...shown, example]).size).toBe(4);
      for (const text of [...shown, example]) expect(text.startsWith(`${label} example`)).toBe(true);
    }
  });

  it("are dealt evenly", () => {
    const items = plan({ template: "{{ example }}" }, { count: 16 }).filter(
      (item) => item.labelId === "label-1",
    );
    expect(Object.values(times(items.map((item) => item.slots.example)))).toEqual(Array(8).fill(2));
  });

  it("are as many as there are where more are asked for", () => {
    const [item] = plan({ ...recipe, demonstrations: 50 });
    expect(textOf(item).split("\n")).toHaveLength(7);
  });
});

describe("what cannot be planned", () => {
  const few = support.filter(({ id }) => id !== "label-0-0" && !/label-2-[1-7]/.test(id));
  it.each<[string, string, Partial<RecipeSettings>, Partial<PlanRequest>]>([
    ["a vocabulary that is gone", "slotGone", { template: "{{ v }}" }, {}],
    ["an empty vocabulary", "slotEmpty", { template: "{{ v }}" }, { vocabularies: [vocabulary("v", [])] }],
    [
      "one without weights",
      "slotEmpty",
      { template: "[{{ v }}|x]" },
      { vocabularies: [vocabulary("v", [["a", 0]])] },
    ],
    [
      "one for other labels",
      "slotEmpty",
      { template: "{{ v }}" },
      { vocabularies: [vocabulary("v", [["a", 1, "label-1"]])] },
    ],
    ["no support", "noSupport", { template: "{{ example }}" }, { support: support.slice(8) }],
    ["too little of it", "oneSupport", { template: "{{ example }}{{ demonstrations }}" }, { support: few }],
    ["a label that is gone", "labelGone", { template: "x" }, { labels: labels.slice(1) }],
  ])("is told before the first item: %s", (_, key, version, other) => {
    let thrown: unknown;
    try {
      planItems(request(version, other)).next();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RecipeProblem);
    expect(thrown).toMatchObject({ key: `recipes.problems.${key}` });
  });

  it("is no matter for labels of which nothing is asked", () => {
    const targets = [
      { labelId: "label-0", count: 0 },
      { labelId: "label-1", count: 2 },
    ];
    expect(plan({ template: "{{ example }}" }, { support: support.slice(8), targets })).toHaveLength(2);
  });
});

describe("size", () => {
  it("plans 20,000 items over a vocabulary of 10,000 within seconds", () => {
    const started = performance.now();
    const material = { vocabularies: [numbered("a", 10_000), numbered("b", 100)], count: 6_667 };
    expect(plan({ template: "[x|y|z] {{ a }} {{ b }}" }, material)).toHaveLength(20_001);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});
