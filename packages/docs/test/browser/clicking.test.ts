import { readDescription } from "@spkey/model";
import { samplesByExample } from "@spkey/samples";
import { readDocument } from "@spkey/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Docs } from "../../src/site/serve.ts";
import { operationUrl, webhookUrl } from "../../src/site/urls.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { type MadeSite, makeSite } from "../made-site.ts";
import { openPage } from "./open-page.ts";

/** How often something is pressed on each page. */
const presses = 40;

const description = readDescription(await readDocument("all-kinds"));
const { operations } = description;
const samples = operations.map((operation) => [operation.id, samplesByExample(description, operation)] as const);
const busiest = operations.toSorted((one, other) => other.parameters.length - one.parameters.length)[0]?.id ?? "";

const addresses = [operationUrl(busiest), "", "errors/", webhookUrl(description.webhooks[0]?.id ?? "")];

let site: MadeSite;
let docs: Docs;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([
    makeSite("all-kinds", { REPOSITORY_URL: "https://github.com/owner/name" }, Object.fromEntries(samples)),
    launchBrowser(),
  ]);
  docs = await site.serve();
});
afterAll(async () => {
  await browser?.close();
  await site?.remove();
});

/** Whatever can be pressed, but for what sends a request, and what leads to another page. */
function pressable(page: Page) {
  return page.locator(
    [
      "button:not([type=submit]):visible",
      "summary:visible",
      "label:has(input[type=radio]):visible",
      "[role=tab]:visible",
      'a[href^="#"]:visible',
    ].join(", "),
  );
}

test.for([
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 390 },
] as const)(
  "in $colorScheme at $width px, clicking around asks nothing of others, and breaks no policy",
  { timeout: 90_000 },
  async ({ colorScheme, width }) => {
    const { page, problems, close } = await openPage(browser, `${docs.url}/${operationUrl(busiest)}`, {
      colorScheme,
      viewport: { width, height: 900 },
    });
    const pressed = new Set<string>();
    const tooWide: string[] = [];
    let gone = 0;
    for (const address of addresses) {
      await page.goto(`${docs.url}/${address}`);
      if (address === operationUrl(busiest)) {
        await page.locator("[data-try]").click();
        await page.locator(".ac-send").waitFor();
      }
      for (let turn = 0; turn < presses; turn++) {
        const here = pressable(page);
        // From the first to the last: what is pressed may add some.
        const one = here.nth(Math.floor((turn * (await here.count())) / presses));
        try {
          const text = (await one.textContent({ timeout: 2_000 })) ?? "";
          await one.dispatchEvent("click", {}, { timeout: 2_000 });
          pressed.add(text);
          // What is too wide scrolls by itself, not with the page.
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (beyond > 0) tooWide.push(`${page.url()}: ${beyond} px after ${text}`);
        } catch {
          gone += 1; // The page has changed meanwhile.
        }
      }
    }
    expect(tooWide).toEqual([]);
    expect(gone).toBeLessThan((addresses.length * presses) / 4);
    expect(pressed.size).toBeGreaterThan(15);
    expect(problems).toEqual([]);
    await close();
  },
);
