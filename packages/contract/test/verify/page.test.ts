import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import sparticuz from "@sparticuz/chromium";
import { readDocument } from "@spkey/test-kit";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { htmlReport } from "../../src/report/html.ts";
import { openStage, verifyServer } from "./verify-server.ts";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const document = await readDocument("command");

let browser: Browser;
let page: string;
beforeAll(async () => {
  const stage = await openStage(document);
  stage.answer((request, response) => {
    response.writeHead(request.method === "POST" ? 201 : 405, { "content-type": "text/html" }).end("<h1>no</h1>");
  });
  page = htmlReport(await verifyServer(stage.url, document, { route: stage.route }));
  await stage.stop();
  // As the documentation's tests start it: Chromium can't put root into its sandbox; what it opens here is our own page.
  browser =
    process.platform === "linux" && process.arch === "x64"
      ? await chromium.launch({ executablePath: await sparticuz.executablePath(), chromiumSandbox: false })
      : await chromium.launch({ channel: "chrome" });
}, 60_000);
afterAll(() => browser?.close());

describe("the page of a report", () => {
  test.for([
    { name: "light", colorScheme: "light", width: 1000 },
    { name: "dark", colorScheme: "dark", width: 1000 },
    { name: "phone", colorScheme: "light", width: 320 },
  ] as const)("can be read by everybody ($name)", async ({ colorScheme, width }) => {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } });
    const opened = await context.newPage();
    const asked: string[] = [];
    opened.on("request", (request) => asked.push(request.url()));
    await opened.setContent(page);
    await opened.locator("details").evaluateAll((all) => {
      for (const each of all) each.setAttribute("open", "");
    });
    await opened.evaluate(axe);
    const violations = await opened.evaluate(async () => {
      // axe-core has put itself into the page.
      const { run } = (
        window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      ).axe;
      return (await run()).violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    });
    expect(violations).toEqual([]);
    expect(asked.filter((url) => !url.startsWith("about:"))).toEqual([]);
    // Nothing is wider than the screen but what scrolls by itself.
    expect(await opened.evaluate(() => window.document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await context.close();
  });

  test("keeps its own policy", async () => {
    const opened = await browser.newPage();
    const messages: string[] = [];
    opened.on("console", (message) => messages.push(message.text()));
    await opened.setContent(page);
    expect(await opened.locator("h1").evaluate((each) => getComputedStyle(each).fontSize)).toBe("30px");
    expect(messages).toEqual([]);
    await opened.close();
  });
});
