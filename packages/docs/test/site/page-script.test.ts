import { writeFile } from "node:fs/promises";
import { readDescription } from "@spkey/model";
import { samplesOf } from "@spkey/samples";
import { makeFolder } from "@spkey/test-kit";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildSite } from "../../src/site/build.ts";
import { readFiles } from "../../src/site/input.ts";
import { type Docs, serveDocs } from "../../src/site/serve.ts";
import { launchBrowser } from "../../tools/browser.ts";

/** What the page's own script adds: tabs that are in step, choices that are remembered, copying, colours. */

const doors = {
  openapi: "3.1.0",
  info: { title: "Doors", version: "1" },
  servers: [{ url: "https://doors.example" }],
  paths: {
    "/doors": {
      post: {
        operationId: "hangDoor",
        summary: "Hang a door",
        requestBody: {
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/Door" },
              examples: {
                oak: { summary: "Of oak", value: { wood: "oak" } },
                elm: { summary: "Of elm", value: { wood: "elm" } },
              },
            },
          },
        },
        responses: {
          201: {
            description: "It hangs.",
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/Door" },
                examples: {
                  elm: { summary: "An elm door", value: { wood: "elm" } },
                  oak: { summary: "An oak door", value: { wood: "oak" } },
                },
              },
            },
          },
          404: {
            description: "No frame.",
            content: {
              "application/json": {
                schema: { type: "object", properties: { why: { type: "string" } } },
                example: { why: "none" },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Door: {
        type: "object",
        properties: {
          wood: { type: "string" },
          hinges: {
            type: "object",
            properties: {
              left: {
                type: "object",
                properties: Object.fromEntries(
                  Array.from({ length: 12 }, (_, at) => [`screw${at}`, { type: "integer" }]),
                ),
              },
            },
          },
        },
      },
    },
  },
};

let browser: Browser;
let docs: Docs;
let remove: () => Promise<void>;
let context: BrowserContext;
let page: Page;
const url = () => `${docs.url}/operations/hangDoor/`;

beforeAll(async () => {
  const folder = await makeFolder();
  remove = folder.remove;
  const description = readDescription(doors);
  const samples = Object.fromEntries(description.operations.map((each) => [each.id, samplesOf(description, each)]));
  await writeFile(`${folder.path}/doors.json`, JSON.stringify(doors));
  const output = `${folder.path}/site`;
  await buildSite({ files: await readFiles(`${folder.path}/doors.json`), samples, output, redoc: false });
  docs = await serveDocs({ folder: output });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await docs?.stop();
  await remove?.();
});
beforeEach(async () => {
  context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
    viewport: { width: 1440, height: 900 },
  });
  page = await context.newPage();
  await page.goto(url());
});
afterEach(() => context.close());

const request = () => page.getByRole("region", { name: "Request" });
const response = () => page.getByRole("region", { name: "Response", exact: true });

test("one response is seen, by its tab; the example beside it follows, and it follows the example", async () => {
  const tab = (status: string) => page.getByRole("tab", { name: status });
  expect(await tab("201").getAttribute("aria-selected")).toBe("true");
  expect(await page.getByText("No frame.").isVisible()).toBe(false);
  await tab("404").click();
  expect(await page.getByText("No frame.").isVisible()).toBe(true);
  expect(await page.getByText("It hangs.").isVisible()).toBe(false);
  expect(await response().locator("pre:visible").innerText()).toContain("none");
  await response().getByText("201").click();
  expect(await page.getByText("It hangs.").isVisible()).toBe(true);
});

test("the tabs of responses go by arrow keys", async () => {
  await page.getByRole("tab", { name: "201" }).focus();
  await page.keyboard.press("ArrowRight");
  expect(await page.getByRole("tab", { name: "404" }).evaluate((tab) => tab === document.activeElement)).toBe(true);
  expect(await page.getByText("No frame.").isVisible()).toBe(true);
  await page.keyboard.press("ArrowRight");
  expect(await page.getByRole("tab", { name: "201" }).getAttribute("aria-selected")).toBe("true");
});

test("a language that was chosen is chosen on each page, also later", async () => {
  await request().getByText("Ruby", { exact: true }).click();
  await page.goto(docs.url);
  expect(await page.getByRole("radio", { name: "Ruby" }).isChecked()).toBe(true);
  await page.reload();
  expect(await page.getByRole("radio", { name: "Ruby" }).isChecked()).toBe(true);
});

test("an example of the request brings the one of the response with the same name", async () => {
  await request().getByText("Body", { exact: true }).click();
  const visible = () => response().locator("pre:visible").innerText();
  expect(await visible()).toContain("oak");
  await request().getByLabel("Example").locator("visible=true").selectOption("elm");
  expect(await request().locator("pre:visible").innerText()).toContain("elm");
  expect(await visible()).toContain("elm");
});

test("what is copied is the code that is seen", async () => {
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await request().getByText("Python", { exact: true }).click();
  await request().getByRole("button", { name: "Copy" }).click();
  expect(await copied()).toBe(await request().locator("pre:visible").textContent());
  await page.locator("[data-copy]").first().click();
  expect(await copied()).toBe("https://doors.example/doors");
  await page.getByRole("button", { name: "Copy page" }).click();
  await expect.poll(copied).toContain("# Hang a door");
});

describe("an address leads to its field", () => {
  test.for([
    { name: "in a response that is not seen at first", hash: "response-404.why" },
    { name: "in a part that is closed", hash: "body.hinges.left.screw7" },
  ])("$name", async ({ hash }) => {
    await page.goto(`${url()}#${hash}`);
    const field = page.locator(`[id="${hash}"]`);
    await field.waitFor({ state: "visible" });
    await expect.poll(() => field.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(800);
  });
});

test("colours are those of the system until others are chosen, and are there before anything is painted", async () => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.getByRole("button", { name: /^Colours/ }).click();
  expect(await ground()).toBe(light);
  await page.route("**/assets/*.js", (route) => route.abort());
  await page.reload();
  expect(await ground()).toBe(light);
});

test("the menu is closed on a phone until it is asked for", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  const link = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Overview" });
  await expect.poll(() => link.isVisible()).toBe(false);
  await page.getByText("Menu", { exact: true }).click();
  expect(await link.isVisible()).toBe(true);
});

test("on paper, every language and every response is there, and no button", async () => {
  await page.emulateMedia({ media: "print" });
  expect(await page.getByText("No frame.").isVisible()).toBe(true);
  for (const pre of await request().locator("pre").all()) expect(await pre.isVisible()).toBe(true);
  expect(await page.locator("button:visible").count()).toBe(0);
});
