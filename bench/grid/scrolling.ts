import type { Browser } from "@playwright/test";
import { openGrid } from "./serve.ts";

const rows = 10_000;
const rowHeight = 44;
const seconds = 20;

/** Frames that did not come in time while 10,000 rows pass by in 20 seconds, and those that showed rows not yet there. */
export async function measureScrolling(browser: Browser, review: string) {
  const page = await openGrid(browser, review);
  const seen = await page.evaluate(
    ({ distance, duration }) =>
      new Promise<{ frames: number; dropped: number; blank: number }>((resolve) => {
        const grid = document.querySelector("[role=grid]") as HTMLElement;
        const frame = 1_000 / 60;
        let [frames, dropped, blank] = [0, 0, 0];
        let [start, last] = [0, 0];
        const step = (now: number) => {
          if (start === 0) start = now;
          else {
            frames += 1;
            dropped += Math.max(0, Math.round((now - last) / frame) - 1);
            const height = grid.clientHeight;
            const isBlank = [...grid.querySelectorAll("[role=row][aria-busy=true]")].some((row) => {
              const { bottom, top } = row.getBoundingClientRect();
              return bottom > 0 && top < height;
            });
            if (isBlank) blank += 1;
          }
          last = now;
          const done = (now - start) / duration;
          grid.scrollTop = distance * Math.min(1, done);
          if (done < 1) requestAnimationFrame(step);
          else resolve({ frames, dropped, blank });
        };
        requestAnimationFrame(step);
      }),
    { distance: rows * rowHeight, duration: seconds * 1_000 },
  );
  await page.context().close();
  const { frames, dropped, blank } = seen;
  return {
    scroll_dropped_frames_pct: (100 * dropped) / (frames + dropped),
    scroll_blank_frames_pct: (100 * blank) / frames,
  };
}
