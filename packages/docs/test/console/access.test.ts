import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Mock, startMock } from "@spkey/mock";
import { descriptionFile } from "@spkey/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../tools/browser.ts";
import { fillSecrets, type Opened, open } from "./open.ts";
import { type Stage, startStage } from "./stage.ts";

let stage: Stage;
let browser: Browser;
let mock: Mock;
const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
beforeAll(async () => {
  [stage, browser, mock] = await Promise.all([
    startStage(),
    launchBrowser(),
    startMock({ description: descriptionFile("command") }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([mock, stage].map((each) => each?.stop()));
});

/** What axe-core finds, and where. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // axe-core has put itself into the page.
    const { run } = (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe;
    const { violations } = await run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

const states = [
  { name: "idle", go: async () => {} },
  {
    name: "with an answer",
    go: async ({ page, send, answer }: Opened) => {
      await fillSecrets(page, "a-secret-of-ours");
      await send();
      await answer();
    },
  },
  {
    name: "with errors",
    go: async ({ page, send, answer }: Opened) => {
      await page.getByLabel("postId").fill("");
      await page.getByLabel("Base URL").fill("nonsense");
      await send();
      await page.locator('[aria-invalid="true"]').nth(1).waitFor();
      await page.getByLabel("Base URL").fill(mock.url);
      await send();
      await answer();
    },
  },
];
const looks = [
  { name: "light", colorScheme: "light", width: 1000 },
  { name: "dark", colorScheme: "dark", width: 1000 },
  { name: "phone", colorScheme: "light", width: 320 },
] as const;

describe.each(looks)("$name", ({ colorScheme, width }) => {
  test.for(states)("$name", async ({ go }) => {
    const url = await stage.page("command", "dismissGuard", mock.url);
    const opened = await open(browser, url, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
    await go(opened);
    expect(await violationsOf(opened.page)).toEqual([]);
    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await opened.page.context().close();
  });
});

const wide = ["listDoors", "checkChoices", "bringLuggage", "checkObjects", "showSeveral", "plantTree"];

test.for(wide)("%s of another description: axe finds nothing, and nothing is wider than a phone", async (id) => {
  const url = await stage.page("all-kinds", id, mock.url);
  const { page, problems } = await open(browser, url, { viewport: { width: 320, height: 900 }, bypassCSP: true });
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(problems).toEqual([]);
  await page.context().close();
});
