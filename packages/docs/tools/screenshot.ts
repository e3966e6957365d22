/** Writes `screenshot.png`, the picture in the README, from the built site: `node tools/screenshot.ts`. */
import { fileURLToPath } from "node:url";
import { serveDocs } from "../src/site/serve.ts";
import { launchBrowser } from "./browser.ts";

const path = fileURLToPath(new URL("../screenshot.png", import.meta.url));
const docs = await serveDocs();
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, colorScheme: "light" });
  await page.goto(docs.url);
  await page.locator("a.card").first().click();
  await page.screenshot({ path });
  console.log(path);
} finally {
  await browser.close();
  await docs.stop();
}
