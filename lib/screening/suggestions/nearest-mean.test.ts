import { describe, expect, it } from "vitest";
import { random } from "#lib/core/random.ts";
import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { type LabelledVectors, learnMeans, suggestLabels } from "./nearest-mean.ts";

/** Vectors of length 1 in a plane, by their angles in degrees. */
function plane(...degrees: number[]) {
  const vectors = new Float32Array(
    degrees.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
  );
  return { dimensions: 2, vectors };
}

function labelled(angles: number[], labels: number[], labelCount = 3): LabelledVectors {
  return { ...plane(...angles), labels: Int32Array.from(labels), labelCount };
}

function learnt(examples: LabelledVectors) {
  const found = learnMeans(examples);
  if (!found) throw new Error("something should have been learnt");
  return found;
}

describe("learnMeans", () => {
  it.each<[string, LabelledVectors]>([
    ["no example", labelled([], [])],
    ["one label", labelled([0, 10, 20], [1, 1, 1])],
    ["one example a label, so that none can be left out", labelled([0, 90, 180], [0, 1, 2])],
    ["examples without a direction", { ...labelled([0, 0], [0, 1]), vectors: new Float32Array(4) }],
  ])("learns nothing from %s", (_name, examples) => {
    expect(learnMeans(examples)).toBeNull();
  });

  it("is not certain after a few examples that all come out right", () => {
    const few = learnt(labelled([0, 2, 90, 92], [0, 0, 1, 1]));
    const { scores } = suggestLabels(few, plane(1));
    expect(scores[0]).toBeGreaterThan(0.7);
    expect(scores[0]).toBeLessThan(0.95);
    const many = Array.from({ length: 200 }, (_, index) => (index % 2) * 90 + (index % 7));
    const sharper = learnt(
      labelled(
        many,
        many.map((_, index) => index % 2),
      ),
    );
    expect(suggestLabels(sharper, plane(3)).scores[0]).toBeGreaterThan(0.98);
  });

  it("says no more than chance where the labels say nothing", () => {
    const dice = random("noise");
    const angles = Array.from({ length: 400 }, () => dice.next() * 360);
    const noise = learnt(
      labelled(
        angles,
        angles.map(() => Math.floor(dice.next() * 2)),
      ),
    );
    const { scores } = suggestLabels(noise, plane(0, 90, 180, 270));
    for (const score of scores) expect(score).toBeLessThan(0.62);
  });
});

describe("suggestLabels", () => {
  const three = learnt(labelled([0, 10, 120, 130, 240, 250], [0, 0, 1, 1, 2, 2]));

  it("gives the label of the nearest mean, and less where another is near, too", () => {
    const { labels, scores } = suggestLabels(three, plane(5, 125, 245, 66));
    expect([...labels]).toEqual([0, 1, 2, 1]);
    expect(scores[3]).toBeLessThan(scores[1] ?? 0);
    expect(scores[3]).toBeGreaterThan(0.4);
  });

  it("never suggests a label without examples", () => {
    const gap = learnt(labelled([0, 10, 240, 250], [0, 0, 2, 2]));
    const { labels } = suggestLabels(gap, plane(5, 60, 120, 180, 245));
    expect([...labels]).not.toContain(1);
  });

  it("suggests nothing for a text without a direction", () => {
    const { labels, scores } = suggestLabels(three, { dimensions: 2, vectors: new Float32Array(2) });
    expect([...labels, ...scores]).toEqual([-1, 0]);
  });

  it("finds labels of sentences, its scores as often right as they say", () => {
    const frames = {
      lost: (thing: string) => [`my ${thing} was stolen`, `I lost the ${thing}`, `somebody took my ${thing}`],
      rate: (thing: string) => [`what rate for the ${thing}`, `is the ${thing} rate good`, `${thing} rates`],
    };
    const things = ["card", "phone", "euro", "dollar", "wallet", "pound", "purse", "franc"];
    const rows = Object.values(frames).flatMap((frame, label) =>
      things.flatMap((thing) => frame(thing).map((text) => ({ text, label }))),
    );
    const [train, test] = [0, 1].map((half) => rows.filter((_, index) => index % 2 === half));
    const vectorsOf = (some: typeof rows) => ({
      dimensions: embedder.dimensions,
      vectors: embed(some.map(({ text }) => text)),
    });
    const means = learnt({
      ...vectorsOf(train ?? []),
      labels: Int32Array.from(train ?? [], ({ label }) => label),
      labelCount: 2,
    });
    const { labels, scores } = suggestLabels(means, vectorsOf(test ?? []));
    const right =
      (test ?? []).filter(({ label }, index) => labels[index] === label).length / (test?.length ?? 1);
    const said = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(right).toBeGreaterThan(0.9);
    expect(Math.abs(right - said)).toBeLessThan(0.12);
  });
});
