/*
 * What OpenBLAS multiplies on this machine, single precision, in GFLOP/s: ROWS x DIMENSIONS by the transpose of
 * COLUMNS x DIMENSIONS, the best of REPEATS. Usage: sgemm ROWS COLUMNS DIMENSIONS REPEATS
 */
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static float *matrix(size_t numbers) {
  float *made = malloc(numbers * sizeof(float));
  if (made == NULL) exit(1);
  for (size_t i = 0; i < numbers; i++) made[i] = (float)rand() / (float)RAND_MAX - 0.5f;
  return made;
}

int main(int count, char **arguments) {
  if (count != 5) return 2;
  const int rows = atoi(arguments[1]), columns = atoi(arguments[2]), dimensions = atoi(arguments[3]);
  float *queries = matrix((size_t)rows * dimensions);
  float *references = matrix((size_t)columns * dimensions);
  float *scores = matrix((size_t)rows * columns);
  double shortest = 1e9;
  for (int repeat = atoi(arguments[4]); repeat > 0; repeat--) {
    const double start = seconds();
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, columns, dimensions, 1.0f, queries, dimensions,
                references, dimensions, 0.0f, scores, columns);
    const double taken = seconds() - start;
    if (taken < shortest) shortest = taken;
  }
  printf("%.3f\n", 2e-9 * rows * columns * dimensions / shortest);
  return 0;
}
