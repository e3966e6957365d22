import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A page with a console, and what went wrong on it. */
export interface Opened {
  readonly page: Page;
  /** Errors of scripts and violations of the policy. */
  readonly problems: readonly string[];
  /** What an answer says, once it is there. */
  answer(): Promise<string>;
  send(): Promise<void>;
}

/** Opens a page with a console, in a context of its own, and waits until it can be used. */
export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) problems.push(message.text());
  });
  await page.goto(url);
  await page.locator("body[data-ready], body[data-failed]").waitFor({ state: "attached" });
  return {
    page,
    problems,
    answer: async () => {
      await page.locator(".ac-result .ac-status").waitFor();
      return page.locator(".ac-result").innerText();
    },
    send: () => page.locator("button.ac-send[type=submit]").click(),
  };
}

/** Fills in all credentials that can be. */
export async function fillSecrets(page: Page, secret: string): Promise<void> {
  const fieldset = page.locator("fieldset", { has: page.locator("legend", { hasText: /^Credentials$/ }) });
  for (const input of await fieldset.locator('input[type="password"], input[type="text"]').all())
    await input.fill(secret);
}
