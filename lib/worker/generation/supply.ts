import "server-only";

/**
 * Hands out things one by one, and fetches further ones before the last are gone.
 * @param fetch gives none when there will be no more
 * @param low fewer left, and more are fetched
 */
export function supplyOf<T>(fetch: () => Promise<T[]>, low: number) {
  let stock: T[] = [];
  let isExhausted = false;
  let coming: Promise<void> | null = null;
  const more = () => {
    coming ??= fetch()
      .then((things) => {
        stock = [...stock, ...things];
        isExhausted = things.length === 0;
      })
      .finally(() => {
        coming = null;
      });
    return coming;
  };
  return {
    /** Null at the end. @throws what `fetch` throws */
    next: async (): Promise<T | null> => {
      while (stock.length === 0 && !isExhausted) await more();
      const thing = stock.shift() ?? null;
      // One that fails is tried again when there is nothing left, and its error thrown then.
      if (stock.length < low && !isExhausted) more().catch(() => {});
      return thing;
    },
    /** Resolves when nothing is being fetched. */
    end: async () => {
      await coming?.catch(() => {});
    },
  };
}
