import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Docs, serveDocs } from "../../src/site/serve.ts";
import { launchBrowser } from "../../tools/browser.ts";

/** How many of the page's buttons and links are pressed. */
const presses = 25;

let docs: Docs;
let browser: Browser;
beforeAll(async () => {
  docs = await serveDocs();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await docs?.stop();
});

/** What a page asks of others, what its policy refuses, and its errors. It grows. */
async function watch(page: Page): Promise<readonly string[]> {
  const problems: string[] = [];
  await page.context().route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(`${docs.url}/`)) return route.continue();
    problems.push(`asks ${url}`);
    return route.abort();
  });
  await page.exposeFunction("refused", (what: string) => problems.push(`refused: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      // Exposed above.
      (window as unknown as { refused(what: string): void }).refused(`${violatedDirective} ${blockedURI}`);
    });
  });
  page.on("pageerror", ({ message }) => problems.push(message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  return problems;
}

test.for(["light", "dark"] as const)(
  "in %s, clicking around asks nothing of others and breaks no policy, and there is a way back",
  { timeout: 60_000 },
  async (colorScheme) => {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1440, height: 1000 } });
    const problems = await watch(page);
    await page.goto(`${docs.url}/redoc/`);
    await page.locator("h1").first().waitFor();
    expect(await page.locator("html").getAttribute("class")).toContain(colorScheme);

    // What is pressed changes the page: each turn looks again. No link leads away from the page here, nor does a button.
    let pressed = 0;
    let gone = 0;
    const here = page.locator(
      'button:not([aria-label="Open in new tab"]):visible, [role="menuitem"]:visible, [role="tab"]:visible, a[href^="#"]:visible',
    );
    while (pressed < presses) {
      await page.keyboard.press("Escape"); // A menu that is open hides the rest.
      await expect.poll(() => here.count()).toBeGreaterThan(0);
      const count = await here.count();
      await here
        .nth((pressed * 7) % count)
        .dispatchEvent("click", {}, { timeout: 5_000 })
        .catch(() => {
          gone += 1; // Redoc has drawn its page anew meanwhile.
        });
      pressed += 1;
    }
    expect(gone).toBeLessThan(presses / 2);
    expect(new URL(page.url()).pathname).toBe("/redoc/");
    expect(problems).toEqual([]);
    await page.getByRole("link", { name: "Front page" }).click();
    await page.waitForURL(`${docs.url}/`);
    expect(problems).toEqual([]);
    await page.close();
  },
);
