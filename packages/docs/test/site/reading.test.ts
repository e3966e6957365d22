import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { descriptionFile, makeFolder } from "@spkey/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../../src/site/build.ts";
import { readFiles } from "../../src/site/input.ts";
import { type Docs, serveDocs } from "../../src/site/serve.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { readSite } from "./pages-of.ts";

/** What anybody can do with the pages: read them in any colours and widths, by keyboard, by a screen reader, on paper. */

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
let docs: Docs;
let pages: string[];
let remove: () => Promise<void>;
beforeAll(async () => {
  const folder = await makeFolder();
  remove = folder.remove;
  const output = `${folder.path}/site`;
  await buildSite({ files: await readFiles(descriptionFile("all-kinds")), samples: {}, output, redoc: false });
  docs = await serveDocs({ folder: output });
  browser = await launchBrowser();
  pages = [...(await readSite(output)).pages.keys()].map((name) => name.replace(/index\.html$/, "")).toSorted();
});
afterAll(async () => {
  await browser?.close();
  await docs?.stop();
  await remove?.();
});

/** Every page kind: the overview, the errors, a page that is not found, and operations and webhooks of all kinds. */
const kinds = () =>
  pages.filter(
    (name) =>
      !name.startsWith("operations/") || /(listDoors|hangDoor|checkChoices|bringParcel|plantTree)\/$/.test(name),
  );

const widths = [320, 768, 1440] as const;

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // Put there by the line above.
    const { axe: tool } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations: found } = await tool.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}

describe.for([
  { name: "light", width: 1440, colorScheme: "light" },
  { name: "dark", width: 1440, colorScheme: "dark" },
  { name: "a phone", width: 390, colorScheme: "light" },
] as const)("in $name", ({ width, colorScheme }) => {
  test("axe finds nothing on any kind of page", { timeout: 120_000 }, async () => {
    // The pages' own policy would keep axe out.
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const found: Record<string, string[]> = {};
    for (const name of kinds()) {
      await page.goto(`${docs.url}/${name}`);
      const problems = await violations(page);
      if (problems.length > 0) found[name] = problems;
    }
    expect(found).toEqual({});
    await context.close();
  });
});

test("axe would find something", async () => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.goto(docs.url);
  await page.evaluate(() => document.querySelector("main")?.append(document.createElement("img")));
  expect((await violations(page)).join()).toMatch(/^image-alt/);
  await context.close();
});

test.for(widths)("nothing sticks out at %i px", { timeout: 120_000 }, async (width) => {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const wide: string[] = [];
  // Narrow screens are where it happens: there, every page is looked at.
  for (const name of width === 320 ? pages : kinds()) {
    await page.goto(`${docs.url}/${name}`);
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(name);
  }
  expect(wide).toEqual([]);
  await page.close();
});
