/**
 * Runs one piece of work a key at a time. One that comes while another of its key is under way is not kept waiting:
 * the one under way starts over at its end, and so sees whatever the newcomer came for.
 */
export function oneAtATime() {
  const underWay = new Map<string, { again: boolean }>();
  return async (key: string, work: () => Promise<void>): Promise<void> => {
    const current = underWay.get(key);
    if (current) {
      current.again = true;
      return;
    }
    const own = { again: false };
    underWay.set(key, own);
    try {
      do {
        own.again = false;
        await work();
      } while (own.again);
    } finally {
      underWay.delete(key);
    }
  };
}
