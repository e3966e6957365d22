import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Docs } from "../../src/site/serve.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { type MadeSite, makeSite } from "../made-site.ts";
import { openPage } from "./open-page.ts";

const nested = (levels: number): object =>
  levels === 0
    ? { type: "object", properties: { innermostLatch: { type: "string", description: "Far down." } } }
    : { type: "object", properties: { [`level${levels}`]: nested(levels - 1) } };

const answer = (schema: object, description = "Answered.") => ({
  description,
  content: { "application/json": { schema } },
});

const locks = {
  openapi: "3.1.0",
  info: { title: "Locks", version: "1" },
  paths: {
    "/locks/{id}/revoke": {
      post: {
        operationId: "revokeAccess",
        summary: "Revoke lock access from user",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  doorId: { type: "string", description: "Lock ID" },
                  revokedBy: { type: "string" },
                  deep: nested(5),
                },
              },
            },
          },
        },
        responses: {
          "200": answer({ type: "object", properties: { success: { type: "boolean" } } }),
          "400": answer({ type: "object", properties: { "größe/x": { type: "string", description: "Odd name." } } }),
          "404": answer({ type: "object", properties: { reasonCode: { type: "string", description: "Why." } } }),
        },
      },
    },
    "/guests": { get: { operationId: "listGuests", summary: "List guests", responses: {} } },
  },
};

let site: MadeSite;
let docs: Docs;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([makeSite(locks), launchBrowser()]);
  docs = await site.serve();
});
afterAll(async () => {
  await browser?.close();
  await site?.remove();
});

const option = (page: Page, text: string) => page.getByRole("option").filter({ hasText: text });

/** Whether the target of the address is seen. */
const targetSeen = (page: Page) =>
  page.evaluate(() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const box = target?.getBoundingClientRect();
    return Boolean(target?.checkVisibility() && box && box.top >= 0 && box.top < innerHeight);
  });

describe("by keyboard alone", () => {
  test.for([
    { from: "", query: "doorId", want: "operations/revokeAccess/#body.doorId" },
    { from: "operations/listGuests/", query: "revokedBy", want: "operations/revokeAccess/#body.revokedBy" },
    { from: "operations/listGuests/", query: "revokd", want: "operations/revokeAccess/#body.revokedBy" },
    { from: "operations/revokeAccess/", query: "innermost latch", want: "operations/revokeAccess/#body.deep.level5" },
    { from: "errors/", query: "reasonCode", want: "operations/revokeAccess/#response-404.reasonCode" },
    { from: "operations/revokeAccess/", query: "reasonCode", want: "operations/revokeAccess/#response-404.reasonCode" },
    { from: "", query: "große", want: "operations/revokeAccess/#response-400.gr~" },
    { from: "no/such/page", query: "guests", want: "operations/listGuests/" },
  ])("'$query' leads from /$from to $want", async ({ from, query, want }) => {
    const { page, problems, close } = await openPage(browser, `${docs.url}/${from}`);
    await page.keyboard.press("/");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type(query);
    const deep = want.includes("#");
    await page
      .getByRole("option")
      .nth(deep ? 1 : 0)
      .waitFor();
    // The page comes first, then what on it was found.
    if (deep) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => decodeURI(url.href).startsWith(`${docs.url}/${want}`));
    expect(await page.getByRole("dialog").count()).toBe(0);
    if (deep) await expect.poll(() => targetSeen(page)).toBe(true);
    expect(problems).toEqual([]);
    await close();
  });

  test("Ctrl+K opens, Escape closes, and the focus is where it was", async () => {
    const { page, close } = await openPage(browser, `${docs.url}/operations/listGuests/`);
    const link = page.locator(".crumb a").first();
    await link.focus();
    for (const key of ["Control+k", "/"]) {
      await page.keyboard.press(key);
      const input = page.getByRole("combobox");
      await input.waitFor();
      expect(await input.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.keyboard.press("Escape");
      // The first Escape empties a search field in some browsers.
      if (await page.getByRole("dialog").count()) await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
      expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    }
    await close();
  });

  test("arrows go round, and the field says which result is chosen", async () => {
    const { page, close } = await openPage(browser, docs.url);
    await page.keyboard.press("/");
    await page.getByRole("combobox").fill("lock");
    await page.getByRole("option").first().waitFor();
    const chosen = async () => {
      const id = await page.getByRole("combobox").getAttribute("aria-activedescendant");
      const all = await page
        .getByRole("option")
        .evaluateAll((options) => options.map((each) => ({ id: each.id, is: each.ariaSelected })));
      expect(all.filter(({ is }) => is === "true").map((each) => each.id)).toEqual([id]);
      return all.findIndex((each) => each.id === id);
    };
    const count = await page.getByRole("option").count();
    expect(count).toBeGreaterThan(1);
    expect(await chosen()).toBe(0);
    await page.keyboard.press("ArrowUp");
    expect(await chosen()).toBe(count - 1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await chosen()).toBe(1);
    await close();
  });

  test("what is typed while the search is being fetched is not lost, and a slash in it is a slash", async () => {
    const { page, close } = await openPage(browser, docs.url);
    await page.keyboard.press("/");
    await page.keyboard.type("/locks/");
    await option(page, "Revoke").first().waitFor();
    expect(await page.getByRole("combobox").inputValue()).toBe("/locks/");
    await close();
  });
});

test("nothing of it is fetched before it is opened, and all of it once", async () => {
  const { page, close } = await openPage(browser, docs.url);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  for (const query of ["lock", "guest"]) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(query);
    await option(page, query).first().waitFor();
    await page.keyboard.press("Escape");
  }
  expect(asked.filter((path) => path.endsWith(".json")).length).toBe(2);
  expect(new Set(asked).size).toBe(asked.length);
  await close();
});

test("says so where nothing is found, and where the index can't be loaded, which it tries again", async () => {
  const { page, close } = await openPage(browser, docs.url);
  await page.route("**/search/index.json", (route) => route.abort(), { times: 1 });
  await page.getByRole("button", { name: "Search" }).click();
  const status = page.getByRole("dialog").getByRole("status");
  await status.filter({ hasText: "could not be loaded" }).waitFor();
  await page.keyboard.type("xyzzy");
  await status.filter({ hasText: "Nothing found for “xyzzy”" }).waitFor();
  expect(await page.getByRole("option").count()).toBe(0);
  await close();
});

test("without JavaScript there is no button", async () => {
  const { page, close } = await openPage(browser, docs.url, { javaScriptEnabled: false });
  expect(await page.getByText("Search").filter({ visible: true }).count()).toBe(0);
  await close();
});

test.for(["light", "dark"] as const)("has no fault of accessibility: %s, wide and narrow", async (colorScheme) => {
  const { page, close } = await openPage(browser, docs.url, { colorScheme, bypassCSP: true });
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
  await page.keyboard.press("/");
  await page.getByRole("combobox").fill("lock");
  await page.getByRole("option").first().waitFor();
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 700 });
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }; // The script above sets it.
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await close();
});

test("its script is at most 8 KB, gzipped", async () => {
  const folder = `${site.folder}/assets`;
  const dialog = (await readdir(folder)).find((name) => /^dialog-.*\.js$/.test(name)) ?? "";
  const loaded = new Set([dialog]);
  let bytes = 0;
  // What it imports at once is appended, and so visited.
  for (const name of loaded) {
    const code = await readFile(`${folder}/${name}`, "utf8");
    bytes += gzipSync(code).length;
    for (const [, imported = ""] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) loaded.add(imported);
  }
  expect(bytes).toBeLessThan(8_000);
});
