import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/**
 * Starts a headless Chromium: on Linux (x64) the one that npm brings along, which needs nothing installed and runs as
 * root; elsewhere the Chrome that is installed.
 *
 * @param args more arguments of its command line
 */
export async function launchBrowser(args: string[] = []): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome", args });
  // Chromium can't put root into its sandbox; what it opens here is our own site.
  return chromium.launch({ executablePath: await sparticuz.executablePath(), chromiumSandbox: false, args });
}
