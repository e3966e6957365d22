import { createRequire } from "node:module";
import { join } from "node:path";
import { readDescription } from "@spkey/model";
import { makeFolder, readDocument } from "@spkey/test-kit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { layVersion } from "../../src/hosting/lay.ts";
import { type Docs, serveDocs } from "../../src/site/serve.ts";
import { operationUrl } from "../../src/site/urls.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { type MadeSite, makeSite } from "../made-site.ts";
import { openPage } from "./open-page.ts";

const museum = await readDocument("museum");
const [gone, kept] = readDescription(museum).operations.map(({ id }) => operationUrl(id));

/** Version 2 has one operation less: the first. */
function without(first: unknown): object {
  const copy = structuredClone(first) as { paths: Record<string, object> }; // An OpenAPI document has paths.
  const [path = ""] = Object.keys(copy.paths);
  const { [path]: _, ...paths } = copy.paths;
  return { ...copy, paths };
}

const base = "/locks/";
let sites: readonly MadeSite[];
let folder: Awaited<ReturnType<typeof makeFolder>>;
let docs: Docs;
let single: Docs;
let browser: Browser;
beforeAll(async () => {
  folder = await makeFolder();
  browser = await launchBrowser();
  const settings = (version: string) => ({ DOCS_VERSION: version, BASE_PATH: `${base}v${version.split(".")[0]}` });
  sites = await Promise.all([
    makeSite(museum, settings("1.4.0")),
    makeSite(without(museum), settings("2.0.3")),
    makeSite(museum, settings("3.0.0-rc.1")),
  ]);
  const [first, second, next] = sites.map((site) => site.folder);
  const all = join(folder.path, "all");
  const one = join(folder.path, "one");
  // Version 1 is laid, and never touched again.
  await layVersion({ site: first ?? "", version: "1.4.0", into: one });
  await layVersion({ site: first ?? "", version: "1.4.0", into: all });
  await layVersion({ site: second ?? "", version: "2.0.3", into: all });
  await layVersion({ site: next ?? "", version: "3.0.0-rc.1", into: all });
  [docs, single] = await Promise.all([serveDocs({ folder: all, base }), serveDocs({ folder: one, base })]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await docs?.stop();
  await single?.stop();
  await Promise.all(sites?.map((site) => site.remove()) ?? []);
  await folder?.remove();
});

test("the root leads to the newest version, which is no prerelease", async () => {
  const { page, problems, close } = await openPage(browser, `${docs.url}/`);
  await page.waitForURL(`${docs.url}/v2/`);
  expect(problems).toEqual([]);
  await close();
});

test("all versions are listed, from the newest on, and this one is marked", async () => {
  const { page, problems, close } = await openPage(browser, `${docs.url}/v2/`);
  await page.locator(".versions summary").click();
  const links = page.locator(".versions a");
  expect(await links.allInnerTexts()).toEqual(["Version 3\n3.0.0-rc.1", "Version 2\n2.0.3", "Version 1\n1.4.0"]);
  expect(await page.locator(".versions [aria-current]").innerText()).toContain("2.0.3");
  expect(await page.locator(".old-version").count()).toBe(0);
  expect(problems).toEqual([]);
  await close();
});

describe("switching", () => {
  test.for([
    { name: "keeps the page, and the place in it", from: `v2/${kept}#request`, to: "v1", leads: `v1/${kept}#request` },
    { name: "keeps the overview", from: "v2/", to: "v1", leads: "v1/" },
    { name: "keeps the page of errors", from: "v1/errors/", to: "v2", leads: "v2/errors/" },
    { name: "leads to the start where the page is not there", from: `v1/${gone}#request`, to: "v2", leads: "v2/" },
    { name: "leads to the start from what is no page", from: "v2/no/such/page", to: "v1", leads: "v1/" },
  ])("$name", async ({ from, to, leads }) => {
    const { page, problems, close } = await openPage(browser, `${docs.url}/${from}`);
    await page.locator(".versions summary").click();
    await page.locator(`.versions a[href*="/${to}/"]`).click();
    await page.waitForURL(`${docs.url}/${leads}`);
    expect(problems).toEqual([]);
    await close();
  });

  test("by keyboard alone: Enter opens, Tab goes on, Escape closes", async () => {
    const { page, close } = await openPage(browser, `${docs.url}/v2/errors/`);
    const summary = page.locator(".versions summary");
    await summary.focus();
    await page.keyboard.press("Enter");
    const links = page.locator(".versions a");
    await links.first().waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await expect.poll(() => links.first().isVisible()).toBe(false);
    expect(await summary.evaluate((element) => element.matches(":focus"))).toBe(true);
    await page.keyboard.press("Enter");
    for (let at = 0; at < 3; at++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${docs.url}/v1/errors/`);
    await close();
  });

  test("it closes by a click elsewhere, and where the focus goes on", async () => {
    const { page, close } = await openPage(browser, `${docs.url}/v2/errors/`);
    const summary = page.locator(".versions summary");
    const isOpen = () => page.locator(".versions").evaluate((element) => element.hasAttribute("open"));
    await summary.click();
    await page.locator("h1").click();
    await expect.poll(isOpen).toBe(false);
    await summary.click();
    for (let at = 0; at < 4; at++) await page.keyboard.press("Tab");
    await expect.poll(isOpen).toBe(false);
    await close();
  });

  test("a link that is opened in a new tab leads to the page, too", async () => {
    const { page, close } = await openPage(browser, `${docs.url}/v2/${kept}`);
    await page.locator(".versions summary").click();
    await expect.poll(() => page.locator(".versions a").last().getAttribute("href")).toBe(`${docs.url}/v1/${kept}`);
    await close();
  });
});

describe("an old version says that it is one", () => {
  test.for([
    { from: "v1/", leads: "v2/", link: "Go to version 2" },
    { from: `v1/${kept}`, leads: `v2/${kept}`, link: "See this page in version 2" },
    { from: `v1/${gone}`, leads: "v2/", link: "Go to version 2" },
  ])("at $from", async ({ from, leads, link }) => {
    const { page, problems, close } = await openPage(browser, `${docs.url}/${from}`);
    const notice = page.locator(".old-version");
    expect(await notice.innerText()).toBe(`This is version 1. The newest is version 2. ${link}`);
    await notice.getByRole("link").click();
    await page.waitForURL(`${docs.url}/${leads}`);
    expect(problems).toEqual([]);
    await close();
  });

  test("and a prerelease is none", async () => {
    const { page, close } = await openPage(browser, `${docs.url}/v3/`);
    await page.locator(".versions").waitFor();
    expect(await page.locator(".old-version").count()).toBe(0);
    await close();
  });
});

test("with one version, there is nothing to see", async () => {
  const { page, problems, close } = await openPage(browser, `${single.url}/v1/`);
  await page.waitForLoadState("networkidle");
  expect(await page.locator(".versions, .old-version").count()).toBe(0);
  expect(problems).toEqual([]);
  await close();
});

test("a site without a version asks for no list", async () => {
  const plain = await makeSite(museum);
  const { url } = await plain.serve();
  const { page, close } = await openPage(browser, "about:blank");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(url);
  await page.waitForLoadState("networkidle");
  expect(asked.filter((each) => /version/.test(each))).toEqual([]);
  await close();
  await plain.remove();
});

test("without the list, the page is whole", async () => {
  const { page, problems, close } = await openPage(browser, "about:blank");
  await page.route("**/versions.json", (route) => route.fulfill({ status: 404 }));
  await page.goto(`${docs.url}/v1/`);
  await page.waitForLoadState("networkidle");
  expect(await page.locator(".versions, .old-version").count()).toBe(0);
  expect(problems.filter((each) => !each.startsWith("asked"))).toEqual([]);
  await close();
});

test.for([
  { name: "light", options: { colorScheme: "light" } },
  { name: "dark", options: { colorScheme: "dark" } },
  { name: "a phone", options: { viewport: { width: 360, height: 780 } } },
] as const)("axe has nothing to say, and nothing overflows: $name", async ({ options }) => {
  const { page, close } = await openPage(browser, `${docs.url}/v1/${kept}`, {
    ...options,
    bypassCSP: true,
  });
  await page.locator(".old-version").waitFor();
  await page.locator(".versions summary").click();
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
  const violations = await page.evaluate(async () => {
    // The script above sets it.
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
    return (await axe.run()).violations.map(({ id }) => id);
  });
  expect(violations).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await close();
});
