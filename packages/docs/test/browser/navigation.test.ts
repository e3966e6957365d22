import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Docs } from "../../src/site/serve.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { largeDocument, type MadeSite, makeSite } from "../made-site.ts";
import { openPage } from "./open-page.ts";

const own = "operations/listdoor0/index.html";

let small: MadeSite;
let large: MadeSite;
let docs: Docs;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
  small = await makeSite(largeDocument(1));
  large = await makeSite(largeDocument(501));
  docs = await large.serve();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await small?.remove();
  await large?.remove();
});

test("a page grows by at most 1 KB, gzipped, with 500 other operations", async () => {
  const [alone = 0, among = 0] = await Promise.all(
    [small, large].map(async ({ folder }) => gzipSync(await readFile(`${folder}/${own}`)).length),
  );
  expect(among).toBeGreaterThan(alone);
  expect(among - alone).toBeLessThanOrEqual(1024);
});

test("a group that is opened lists its operations, and what is fetched for that is fetched once", async () => {
  const { page, problems, close } = await openPage(browser, `${docs.url}/operations/listdoor0/`);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const area of [3, 7]) {
    const group = page
      .locator("details.group")
      .filter({ hasText: `Area ${area}` })
      .first();
    await group.locator("summary").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => group.locator("li").count()).toBe(25);
  }
  expect(asked.filter((url) => url.endsWith(".json")).length).toBe(1);
  const link = page.locator("details.group[open] a").last();
  const title = await link.locator("span").first().innerText();
  await link.click();
  expect(await page.locator("h1").innerText()).toBe(title);
  expect(problems).toEqual([]);
  await close();
});

test("the group of the page lists all of its operations when that is asked for, the page's own marked", async () => {
  const { page, close } = await openPage(browser, `${docs.url}/operations/listdoor0/`);
  const group = page.locator("details.group[open]").first();
  await group.getByRole("link", { name: "All 25 operations" }).press("Enter");
  await expect.poll(() => group.locator("li").count()).toBe(25);
  expect(await group.locator("[aria-current=page]").count()).toBe(1);
  expect(await page.evaluate(() => document.activeElement?.closest(".side")?.tagName)).toBe("NAV");
  await close();
});

test("where it can't be fetched, and without JavaScript, a link leads to the group on the overview", async () => {
  for (const options of [{}, { javaScriptEnabled: false }]) {
    const { page, close } = await openPage(browser, `${docs.url}/operations/listdoor0/`, options);
    await page.route("**/search/pages.json", (route) => route.abort());
    const group = page.locator("details.group").filter({ hasText: "Area 3" }).first();
    await group.locator("summary").click();
    await group.getByRole("link", { name: "25 operations" }).click();
    await page.waitForURL(/\/#group-Area/);
    await page.locator(":target").waitFor();
    await close();
  }
});
