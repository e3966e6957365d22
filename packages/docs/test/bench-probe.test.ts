import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Seen, seen, watch, watchKey } from "../bench/probe.ts";
import { launchBrowser } from "../tools/browser.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);

afterAll(() => browser?.close());

/**
 * What a page has seen of itself after a while in which it is looked at several times.
 *
 * @param isEnough what it has to have seen by then: observers are told of it when the browser has time
 */
async function seenOf(html: string, isEnough: (state: Seen) => boolean = () => true) {
  const page = await browser.newPage({ viewport: { width: 412, height: 823 } });
  await page.addInitScript(watch, { landmarks: ["Open a door", "/doors/{id}"], key: watchKey });
  await page.goto(`data:text/html,${encodeURIComponent(`<!doctype html><body>${html}`)}`);
  await page.waitForFunction(() => performance.now() > 600);
  const look = () => page.evaluate(seen, watchKey);
  await expect.poll(async () => isEnough(await look())).toBe(true);
  const state = await look();
  await page.close();
  return state;
}

test.for<{ name: string; html: string; shown: boolean }>([
  { name: "a title", html: "<h1>Open a door</h1>", shown: true },
  { name: "a path", html: "<code>/doors/{id}</code>", shown: true },
  { name: "a path with a space of no width in it", html: "<code>/doors&#8203;/{id}</code>", shown: true },
  { name: "a path in pieces", html: "<code>/doors/<b>{id}</b></code>", shown: true },
  {
    name: "a title in a shadow tree",
    html: '<x-api><template shadowrootmode="open"><h1>Open a door</h1></template></x-api>',
    shown: true,
  },
  { name: "another title", html: "<h1>Close a door</h1>", shown: false },
  { name: "a menu's entry", html: "<nav><a href='#'>Open a door</a></nav>", shown: false },
  { name: "a title below the viewport", html: "<h1 style='margin-top: 3000px'>Open a door</h1>", shown: false },
  {
    name: "a title under something else",
    html: "<h1>Open a door</h1><p style='position: fixed; inset: 0; background: white'>Loading</p>",
    shown: false,
  },
  { name: "a title in a frame", html: `<iframe srcdoc="<h1>Open a door</h1>"></iframe>`, shown: false },
])("$name: shown is $shown", async ({ html, shown }) => {
  const state = await seenOf(html);
  expect(state.shown !== undefined).toBe(shown);
});

test("what a task takes beyond 50 ms is blocked, and no longer is quiet", async () => {
  const busyLoop = "for (const end = performance.now() + 300; performance.now() < end; );";
  // From an address of its own: a browser does not time the task in which it begins to be watched, and may parse a page in that one.
  const work = `<script src="data:text/javascript,${encodeURIComponent(busyLoop)}"></script>`;
  const busy = await seenOf(
    `${work}<h1>Open a door</h1>`,
    ({ blocked, paint, shown }) => blocked > 0 && paint > 0 && shown !== undefined,
  );
  // Clocks of a page and of its observers differ by some milliseconds.
  expect(busy.blocked).toBeGreaterThan(240);
  expect(busy.shown).toBeGreaterThan(240);
  expect(busy.paint).toBeGreaterThan(240);
  expect(busy.quiet).toBeLessThan(performance.now());
});
