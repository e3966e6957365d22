import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Shot } from "./shots.ts";

/** How a page is looked at: each is a picture. */
const looks = [
  { name: "light", width: 1440, height: 1000, colorScheme: "light" },
  { name: "dark", width: 1440, height: 1000, colorScheme: "dark" },
  { name: "phone", width: 390, height: 844, colorScheme: "light" },
] as const;

/** The widths at which nothing may overflow sideways, in CSS pixels. */
const widths = [320, 390, 768, 1440] as const;

/** What {@link takePictures} reports. */
export interface Pictures {
  /** The files that were written. */
  readonly files: readonly string[];
  /** What is wrong with the page, each with the name of the shot: errors, and what overflows. */
  readonly problems: readonly string[];
}

/**
 * Takes the pictures of a shot, the whole page in each look, and checks it at each width.
 *
 * @param site the address of the site, without a slash at its end
 * @param folder has to be there
 */
export async function takePictures(browser: Browser, site: string, shot: Shot, folder: string): Promise<Pictures> {
  const files: string[] = [];
  const problems: string[] = [];
  for (const { name, width, height, colorScheme } of looks) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    try {
      const errors = watchErrors(page);
      await page.goto(`${site}/${shot.url}`);
      await shot.prepare?.(page);
      const path = join(folder, `${shot.name}-${name}.png`);
      await page.screenshot({ path, fullPage: true });
      files.push(path);
      const wide = await overflowing(page, height);
      problems.push(...[...errors, ...wide].map((problem) => `${shot.name}, ${name}: ${problem}`));
    } finally {
      await page.close();
    }
  }
  return { files, problems };
}

/** The page's uncaught errors and what its console reports as such, violations of its policy included. It grows. */
function watchErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return errors;
}

async function overflowing(page: Page, height: number): Promise<string[]> {
  const problems: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    const taken = await page.evaluate(() => document.documentElement.scrollWidth);
    if (taken > width) problems.push(`takes ${taken} px where the window has ${width}`);
  }
  return problems;
}
