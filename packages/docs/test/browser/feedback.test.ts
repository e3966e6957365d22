import { createServer } from "node:http";
import { createRequire } from "node:module";
import { listen, type Recorder, startRecorder } from "@spkey/test-kit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Environment } from "../../src/site/settings.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { makeSite } from "../made-site.ts";
import { openPage } from "./open-page.ts";

/** What the server answers, by the first segment of the address that a site was built with. */
const statuses: Readonly<Record<string, number>> = { takes: 204, refuses: 422, fails: 503, moves: 307 };

let browser: Browser;
let recorder: Recorder;
let dead: string;
beforeAll(async () => {
  browser = await launchBrowser();
  recorder = await startRecorder(({ method }, name) => ({
    status: method === "OPTIONS" ? 204 : (statuses[name] ?? 500),
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "content-type",
      ...(name === "moves" && { Location: "/takes" }),
    },
  }));
  const gone = await listen(createServer());
  dead = `${gone.url}/feedback`;
  await gone.stop();
});
afterAll(async () => {
  await browser?.close();
  await recorder?.stop();
});

/** A page of a site that was built with these variables. */
async function open(
  environment: Environment,
  options: { readonly javaScriptEnabled?: boolean; readonly path?: string } = {},
) {
  const site = await makeSite("museum", environment);
  const docs = await site.serve();
  const { path = "/errors/", ...context } = options;
  const target = environment["FEEDBACK_URL"];
  const opened = await openPage(browser, `${docs.url}${path}`, {
    ...context,
    allowed: target ? [new URL(target, docs.url).origin] : [],
  });
  const block = opened.page.getByRole("region", { name: "Was this page helpful?" });
  return {
    ...opened,
    block,
    async close() {
      await opened.close();
      await site.remove();
    },
  };
}

const posts = (name: string) => recorder.of(name).filter(({ method }) => method === "POST");

test("an answer arrives where the site was built to send it, and thanks come after that", async () => {
  const { block, problems, close } = await open({ FEEDBACK_URL: recorder.url("takes") });
  await block.getByRole("button", { name: "No" }).click();
  expect(posts("takes")).toEqual([]);
  await block.getByRole("textbox").fill("The table is too wide.");
  await block.getByRole("button", { name: "Send" }).click();
  await block.getByText("Thank you").waitFor();
  expect(posts("takes").map(({ body }) => JSON.parse(body.toString("utf8")))).toEqual([
    { page: "errors/", answer: "no", remark: "The table is too wide." },
  ]);
  expect(posts("takes")[0]?.headers["content-type"]).toBe("application/json");
  expect(posts("takes")[0]?.headers["referer"]).toBeUndefined();
  expect(await block.getByRole("button").count()).toBe(0);
  expect(problems).toEqual([]);
  await close();
});

test("by keyboard alone, with another answer at last, and without words", async () => {
  const before = posts("takes").length;
  const { block, page, close } = await open({ FEEDBACK_URL: recorder.url("takes") }, { path: "/" });
  const pressed = () =>
    Promise.all(["Yes", "No"].map((name) => block.getByRole("button", { name }).getAttribute("aria-pressed")));
  await block.getByRole("button", { name: "No" }).press("Enter");
  await block.getByRole("textbox").waitFor();
  await expect.poll(pressed).toEqual(["false", "true"]);
  await block.getByRole("button", { name: "Yes" }).press("Enter");
  await expect.poll(pressed).toEqual(["true", "false"]);
  await block.getByRole("textbox", { name: "What helped?" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await block.getByText("Thank you").waitFor();
  expect(
    posts("takes")
      .slice(before)
      .map(({ body }) => JSON.parse(body.toString("utf8"))),
  ).toEqual([{ page: "", answer: "yes", remark: "" }]);
  await close();
});

test.for([
  { name: "refuses it", url: () => recorder.url("refuses"), says: "The server answered 422." },
  { name: "fails", url: () => recorder.url("fails"), says: "The server answered 503." },
  { name: "leads elsewhere", url: () => recorder.url("moves"), says: "The server could not be reached." },
  { name: "is not there", url: () => dead, says: "The server could not be reached." },
])("where the server $name, nobody is thanked, and the text stays", async ({ url, says }) => {
  const { block, page, close } = await open({ FEEDBACK_URL: url() });
  await block.getByRole("button", { name: "Yes" }).click();
  await block.getByRole("textbox").fill("My words.");
  const send = block.getByRole("button", { name: "Send" });
  await send.click();
  await block
    .getByRole("status")
    .filter({ hasText: `Not sent. ${says}` })
    .waitFor();
  expect(await block.getByRole("textbox").inputValue()).toBe("My words.");
  expect(await page.getByText("Thank you").count()).toBe(0);
  // It can be tried again.
  await send.click();
  await block.getByRole("status").filter({ hasText: "Not sent." }).waitFor();
  await close();
});

describe("without an address", () => {
  const repository = "https://github.com/owner/name";

  test.for([
    { name: "with scripts", environment: { REPOSITORY_URL: repository }, javaScriptEnabled: true },
    { name: "without scripts", environment: { REPOSITORY_URL: repository }, javaScriptEnabled: false },
    {
      name: "without scripts, although there is an address",
      environment: { REPOSITORY_URL: repository, FEEDBACK_URL: "https://feedback.example.com/" },
      javaScriptEnabled: false,
    },
  ])("links lead to the repository's form, filled in: $name", async ({ environment, javaScriptEnabled }) => {
    const { block, close } = await open(environment, { javaScriptEnabled });
    expect(await block.innerText()).toContain("opens a new issue in github.com");
    expect(await block.getByRole("button").count()).toBe(0);
    for (const [answer, title] of [
      ["Yes", "Helpful: Errors"],
      ["No", "Not helpful: Errors"],
    ] as const) {
      const url = new URL((await block.getByRole("link", { name: answer }).getAttribute("href")) ?? "");
      expect(url.origin + url.pathname).toBe(`${repository}/issues/new`);
      expect(url.searchParams.get("title")).toContain(title);
      expect(url.searchParams.get("body")).toContain("errors/");
    }
    await close();
  });

  test.for([
    { name: "nor a repository", environment: {}, javaScriptEnabled: true },
    { name: "but that needs scripts", environment: { FEEDBACK_URL: "https://a.example/" }, javaScriptEnabled: false },
  ])("the question is not asked: $name", async ({ environment, javaScriptEnabled }) => {
    const { page, close } = await open(environment, { javaScriptEnabled });
    expect(await page.getByText("Was this page helpful?").filter({ visible: true }).count()).toBe(0);
    await close();
  });
});

test("the question is not asked where there is no page", async () => {
  const { page, close } = await open({ REPOSITORY_URL: "https://github.com/owner/name" }, { path: "/nowhere/" });
  expect(await page.getByText("Was this page helpful?").count()).toBe(0);
  await close();
});

test("it has no fault of accessibility, at 320 pixels as well", async () => {
  const site = await makeSite("museum", { FEEDBACK_URL: dead });
  const docs = await site.serve();
  const { page, close } = await openPage(browser, `${docs.url}/errors/`, {
    viewport: { width: 320, height: 700 },
    bypassCSP: true,
    allowed: [new URL(dead).origin],
  });
  await page.getByRole("button", { name: "No" }).click();
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Not sent.").waitFor();
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
  const violations = await page.evaluate(async () => {
    // The script above sets it.
    const { axe } = window as unknown as { axe: { run(where: string): Promise<{ violations: { id: string }[] }> } };
    return (await axe.run(".feedback")).violations.map(({ id }) => id);
  });
  expect(violations).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await close();
  await site.remove();
});
