/** A fitted model: the log odds of a row are `intercept` plus the sum of weight times feature. */
export interface LogisticModel {
  intercept: number;
  weights: Float64Array;
}

const iterations = 30;
const enough = 1e-8;

/**
 * Binary logistic regression with an L2 penalty by Newton's method (iteratively reweighted least squares, McCullagh &
 * Nelder 1989). Features are brought to mean 0 and deviation 1 for the penalty and back for the model; the intercept is
 * not penalised. Deterministic.
 * @param rows examples × features
 * @param labels 1 or 0 for each row
 * @param importance a weight for each row, 1 where absent
 * @param penalty half of it times the squared weights is added to the negative log-likelihood
 */
export function fitLogistic(
  rows: readonly Float64Array[],
  labels: ArrayLike<number>,
  { importance, penalty = 1 }: { importance?: ArrayLike<number>; penalty?: number } = {},
): LogisticModel {
  const width = rows[0]?.length ?? 0;
  const { means, deviations } = scaleOf(rows, width);
  const size = width + 1;
  const model = new Float64Array(size);
  const scaled = new Float64Array(size);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const gradient = new Float64Array(size);
    const hessian = Array.from({ length: size }, () => new Float64Array(size));
    for (const [at, row] of rows.entries()) {
      scaled[0] = 1;
      for (let i = 0; i < width; i++)
        scaled[i + 1] = ((row[i] as number) - (means[i] as number)) / (deviations[i] as number);
      let logit = 0;
      for (let i = 0; i < size; i++) logit += (model[i] as number) * (scaled[i] as number);
      const probability = 1 / (1 + Math.exp(-logit));
      const weight = importance ? (importance[at] as number) : 1;
      const error = weight * (probability - (labels[at] as number));
      const curvature = weight * probability * (1 - probability);
      for (let i = 0; i < size; i++) {
        gradient[i] = (gradient[i] as number) + error * (scaled[i] as number);
        const line = hessian[i] as Float64Array;
        const factor = curvature * (scaled[i] as number);
        for (let j = 0; j <= i; j++) line[j] = (line[j] as number) + factor * (scaled[j] as number);
      }
    }
    for (let i = 1; i < size; i++) {
      gradient[i] = (gradient[i] as number) + penalty * (model[i] as number);
      (hessian[i] as Float64Array)[i] = ((hessian[i] as Float64Array)[i] as number) + penalty;
    }
    const step = solve(hessian, gradient);
    let largest = 0;
    for (let i = 0; i < size; i++) {
      model[i] = (model[i] as number) - (step[i] as number);
      largest = Math.max(largest, Math.abs(step[i] as number));
    }
    if (largest < enough) break;
  }
  const weights = new Float64Array(width);
  let intercept = model[0] as number;
  for (let i = 0; i < width; i++) {
    weights[i] = (model[i + 1] as number) / (deviations[i] as number);
    intercept -= (weights[i] as number) * (means[i] as number);
  }
  return { intercept, weights };
}

function scaleOf(rows: readonly Float64Array[], width: number) {
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (let i = 0; i < width; i++) {
    let sum = 0;
    for (const row of rows) sum += row[i] as number;
    const mean = sum / rows.length;
    let squares = 0;
    for (const row of rows) squares += ((row[i] as number) - mean) ** 2;
    means[i] = mean;
    // A feature that never changes says nothing, whatever it is divided by.
    deviations[i] = Math.sqrt(squares / rows.length) || 1;
  }
  return { means, deviations };
}

/** Solves for a symmetric positive definite matrix, given by its lower half, which is overwritten (Cholesky). */
function solve(lower: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const solved = Float64Array.from(right);
  for (let i = 0; i < size; i++) {
    const line = lower[i] as Float64Array;
    for (let j = 0; j <= i; j++) {
      const other = lower[j] as Float64Array;
      let sum = line[j] as number;
      for (let k = 0; k < j; k++) sum -= (line[k] as number) * (other[k] as number);
      line[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (other[j] as number);
    }
  }
  for (let i = 0; i < size; i++) {
    const line = lower[i] as Float64Array;
    let sum = solved[i] as number;
    for (let k = 0; k < i; k++) sum -= (line[k] as number) * (solved[k] as number);
    solved[i] = sum / (line[i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = solved[i] as number;
    for (let k = i + 1; k < size; k++)
      sum -= ((lower[k] as Float64Array)[i] as number) * (solved[k] as number);
    solved[i] = sum / ((lower[i] as Float64Array)[i] as number);
  }
  return solved;
}
