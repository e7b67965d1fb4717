import { describe, expect, it } from "vitest";
import { random } from "#lib/core/random.ts";
import { fitLogistic } from "./logistic-regression.ts";

const column = (...values: number[]) => values.map((value) => Float64Array.of(value));
const repeated = (value: number, times: number) => Array.from({ length: times }, () => value);

/** The gradient of the penalised likelihood at the fitted model, by feature as it was brought to deviation 1. */
function slopes(
  rows: Float64Array[],
  labels: number[],
  penalty: number,
  importance = repeated(1, rows.length),
) {
  const { intercept, weights } = fitLogistic(rows, labels, { penalty, importance });
  const errors = rows.map((row, at) => {
    const logit = row.reduce((sum, value, i) => sum + value * (weights[i] as number), intercept);
    return (importance[at] as number) * (1 / (1 + Math.exp(-logit)) - (labels[at] as number));
  });
  const ofFeatures = Array.from(weights, (weight, i) => {
    const values = rows.map((row) => row[i] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const slope = errors.reduce((sum, error, at) => sum + error * ((values[at] as number) - mean), 0);
    return slope + penalty * weight * variance;
  });
  return [errors.reduce((sum, error) => sum + error, 0), ...ofFeatures];
}

describe("fitLogistic", () => {
  it("gives the log odds ratio of a table of two by two", () => {
    // 30 of 40 with the feature, 20 of 80 without it: odds of 3 and 1/3.
    const rows = column(...repeated(1, 40), ...repeated(0, 80));
    const labels = [...repeated(1, 30), ...repeated(0, 10), ...repeated(1, 20), ...repeated(0, 60)];
    const { intercept, weights } = fitLogistic(rows, labels, { penalty: 0 });
    expect(intercept).toBeCloseTo(Math.log(1 / 3), 8);
    expect(weights[0]).toBeCloseTo(Math.log(9), 8);
  });

  it.each([
    ["no feature", [], Math.log(3)],
    ["a feature that never changes", [7], Math.log(3)],
  ])("gives the odds of the labels for %s", (_, feature, odds) => {
    const rows = repeated(0, 8).map(() => Float64Array.from(feature));
    const { intercept, weights } = fitLogistic(rows, [1, 1, 1, 0, 1, 1, 1, 0]);
    expect(intercept).toBeCloseTo(odds, 8);
    expect([...weights]).toEqual(feature.map(() => 0));
  });

  it("stays finite where the labels can be told apart, the weaker the penalty the surer", () => {
    const rows = column(-2, -1, 1, 2);
    const weight = (penalty: number) => fitLogistic(rows, [0, 0, 1, 1], { penalty }).weights[0] as number;
    expect(weight(1)).toBeGreaterThan(0);
    expect(weight(0.1)).toBeGreaterThan(weight(1));
    expect(weight(0.001)).toBeGreaterThan(weight(0.1));
    expect(weight(0.001)).toBeLessThan(20);
    expect(fitLogistic(rows, [0, 0, 1, 1]).intercept).toBeCloseTo(0, 10);
  });

  it("takes a row's importance for so many equal rows, but for the scale of the penalty", () => {
    const rows = column(0, 1, 2, 3);
    const labels = [0, 1, 0, 1];
    const times = [1, 3, 2, 2];
    const each = times.flatMap((count, at) => repeated(at, count));
    const weighted = fitLogistic(rows, labels, { importance: times, penalty: 0 });
    const written = fitLogistic(
      each.map((at) => rows[at] as Float64Array),
      each.map((at) => labels[at] as number),
      { penalty: 0 },
    );
    expect(weighted.intercept).toBeCloseTo(written.intercept, 8);
    expect(weighted.weights[0]).toBeCloseTo(written.weights[0] as number, 8);
    const halved = fitLogistic(rows, labels, { importance: times.map((count) => count / 2), penalty: 0.5 });
    const whole = fitLogistic(rows, labels, { importance: times, penalty: 1 });
    expect(halved.weights[0]).toBeCloseTo(whole.weights[0] as number, 8);
  });

  it("leaves no slope, with several features of very different scales", () => {
    const source = random("logistic");
    const rows = Array.from({ length: 200 }, () =>
      Float64Array.of(source.next(), 1000 * source.next(), source.next() / 1000 - 5),
    );
    const labels = rows.map((row) => ((row[0] as number) + source.next() > 1 ? 1 : 0));
    const importance = rows.map(() => 0.1 + source.next());
    for (const penalty of [0, 0.3, 10]) {
      for (const slope of slopes(rows, labels, penalty, importance))
        expect(Math.abs(slope)).toBeLessThan(1e-4);
    }
  });

  it("is not moved by the units of a feature", () => {
    const source = random("units");
    const rows = Array.from({ length: 60 }, () => Float64Array.of(source.next(), source.next()));
    const labels = rows.map((row) => ((row[0] as number) > source.next() ? 1 : 0));
    const own = fitLogistic(rows, labels);
    const scaled = fitLogistic(
      rows.map(([a, b]) => Float64Array.of(100 * (a as number) + 3, b as number)),
      labels,
    );
    expect((scaled.weights[0] as number) * 100).toBeCloseTo(own.weights[0] as number, 8);
    expect(scaled.weights[1]).toBeCloseTo(own.weights[1] as number, 8);
    expect(scaled.intercept + 3 * (scaled.weights[0] as number)).toBeCloseTo(own.intercept, 8);
  });
});
