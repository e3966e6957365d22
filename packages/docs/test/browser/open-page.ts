import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A page, and what went wrong on it: errors, refusals of its policy, and requests that left the hosts it may ask. */
export interface OpenPage {
  readonly page: Page;
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** Opens a page in a browser context of its own. @param allowed origins besides the page's own that may be asked */
export async function openPage(
  browser: Browser,
  url: string,
  { allowed = [], ...options }: BrowserContextOptions & { readonly allowed?: readonly string[] } = {},
): Promise<OpenPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const problems: string[] = [];
  const origins = [new URL(url).origin, ...allowed];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    // The browser itself reports what a server refuses; a test asks for that on purpose.
    if (message.type() === "error" && !/Failed to load resource|blocked by CORS/.test(message.text()))
      problems.push(message.text());
  });
  page.on("request", (request) => {
    if (!origins.includes(new URL(request.url()).origin)) problems.push(`asked ${request.url()}`);
  });
  await page.goto(url);
  return { page, problems, close: () => context.close() };
}
