import { readDescription } from "@spkey/model";
import { readDocument, startRecorder } from "@spkey/test-kit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Docs } from "../../src/site/serve.ts";
import { operationUrl, webhookUrl } from "../../src/site/urls.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { type MadeSite, makeSite } from "../made-site.ts";
import { openPage } from "./open-page.ts";

const { operations, webhooks } = readDescription(await readDocument("all-kinds"));

let site: MadeSite;
let docs: Docs;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([
    makeSite("all-kinds", { BASE_PATH: "/docs/", REPOSITORY_URL: "https://github.com/owner/name" }),
    launchBrowser(),
  ]);
  docs = await site.serve();
});
afterAll(async () => {
  await browser?.close();
  await site?.remove();
});

const pages = [
  { kind: "overview", path: "/" },
  { kind: "errors", path: "/errors/" },
  { kind: "operation", path: `/${operationUrl(operations[0]?.id ?? "")}` },
  { kind: "webhook", path: `/${webhookUrl(webhooks[0]?.id ?? "")}` },
  { kind: "not found", path: "/no/such/page" },
];

test.for(pages)("the page kind $kind breaks no rule of its policy, and asks nobody else", async ({ path }) => {
  const { page, problems, close } = await openPage(browser, `${docs.url}${path}`);
  await page.locator("[data-theme-switch]").click();
  await page.locator("details").evaluateAll((all) => {
    for (const details of all) details.toggleAttribute("open", true);
  });
  await page.keyboard.press("Control+k");
  await page.keyboard.type("door");
  await page.getByRole("dialog").getByRole("option").first().waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.locator("[role=tab]").evaluateAll((tabs) => {
    for (const tab of tabs) tab.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  });
  expect(problems).toEqual([]);
  await close();
});

test.for(pages)("nothing that gets into the page kind $kind runs", async ({ path }) => {
  const { page, close } = await openPage(browser, `${docs.url}${path}`);
  const ran = await page.evaluate(async () => {
    const violations: string[] = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    const style = document.createElement("style");
    style.textContent = "body { opacity: 0 }";
    document.body.append(script, style);
    const image = document.createElement("img");
    const failed = new Promise((resolve) => image.addEventListener("error", resolve));
    image.src = "https://elsewhere.example/a.png";
    document.body.append(image);
    await failed;
    return {
      ran: "ran" in window,
      opacity: getComputedStyle(document.body).opacity,
      violations: violations.toSorted(),
    };
  });
  expect(ran).toEqual({
    ran: false,
    opacity: "1",
    violations: expect.arrayContaining(["img-src", "script-src-elem", "style-src-elem"]),
  });
  await close();
});

test("only the page of an operation may call a server of its reader's", async () => {
  const server = await startRecorder(() => ({ status: 200, headers: { "Access-Control-Allow-Origin": "*" } }));
  for (const { kind, path } of pages) {
    const { page, close } = await openPage(browser, `${docs.url}${path}`);
    const answered = await page.evaluate(
      (url) =>
        fetch(url).then(
          ({ ok }) => ok,
          () => false,
        ),
      server.url("called"),
    );
    expect(answered, kind).toBe(kind === "operation");
    await close();
  }
  expect(server.of("called").length).toBe(1);
  await server.stop();
});

test("the console opens on a page that has no samples", async () => {
  const { page, problems, close } = await openPage(browser, `${docs.url}/${operationUrl(operations[0]?.id ?? "")}`);
  expect(await page.locator("[data-card='request']").count()).toBe(0);
  await page.locator("[data-try]").click();
  await page.locator(".ac-send").waitFor();
  expect(problems).toEqual([]);
  await close();
});
