import { createServer } from "node:http";
import { type Mock, startMock } from "@spkey/mock";
import { descriptionFile, type Listening, listen } from "@spkey/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../../tools/browser.ts";
import { fillSecrets, open } from "./open.ts";
import { type Stage, startStage } from "./stage.ts";

const secret = "a-very-secret-token-4711";

/** A server that answers as its path says: no CORS, late, somewhere else, other than documented. */
let odd: Listening;
let stage: Stage;
let browser: Browser;
let mock: Mock;
/** Requests that wait for their answer until the test lets them go on. */
const waiting = new Set<() => void>();

beforeAll(async () => {
  const server = createServer((request, response) => {
    const [, kind = ""] = (request.url ?? "").split("/");
    if (kind !== "no-cors") {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", "authorization, content-type, x-watch-key");
    }
    if (request.method === "OPTIONS" || request.method === "HEAD") response.writeHead(204).end();
    else if (kind === "slow") waiting.add(() => response.end());
    else if (kind === "redirect") response.writeHead(307, { Location: "/elsewhere" }).end();
    else if (kind === "echo") response.end(JSON.stringify(request.headers));
    else if (kind === "undocumented") response.writeHead(418).end();
    else {
      response.setHeader("Content-Type", "application/json");
      response.end(
        '{"done": "yes", "aggregateId": "user-1", "version": 1, "event": null, "postId": 7, "big": 12345678901234567890}',
      );
    }
  });
  [odd, stage, browser, mock] = await Promise.all([
    listen(server),
    startStage(),
    launchBrowser(),
    startMock({ description: descriptionFile("command") }),
  ]);
});
afterAll(async () => {
  for (const end of waiting) end();
  await browser?.close();
  await Promise.all([mock, stage, odd].map((each) => each?.stop()));
});

const ours = (target: string) => stage.page("command", "dismissGuard", target);
const doors = (operation: object, document: object = {}) => ({
  openapi: "3.1.0",
  info: { title: "Doors", version: "1" },
  paths: { "/doors": { post: { operationId: "hang", summary: "Hang a door", responses: {}, ...operation } } },
  ...document,
});

/** A body that is JSON of this schema. */
const bodyOf = (schema: object, example?: unknown) => ({
  requestBody: {
    required: true,
    content: { "application/json": { schema, ...(example !== undefined && { example }) } },
  },
});

/** What has this label: a name of the API, or a word of ours. */
const field = (page: Page, label: string) =>
  page
    .locator(".ac-field", { has: page.locator(`.ac-label > :text-is("${label}")`) })
    .locator("input:not([type=checkbox]), select, textarea")
    .last();

const show = (page: Page, name: string) => page.getByRole("radio", { name, exact: true }).check();

const jsonText = (page: Page) => page.getByLabel("Body as JSON").inputValue();

describe("answers of the mock", () => {
  test("200 matches what is documented", async () => {
    const { page, send, answer, problems } = await open(browser, await ours(mock.url));
    await fillSecrets(page, secret);
    await send();
    const text = await answer();
    expect(text).toMatch(/200 OK/);
    expect(text).toMatch(/\d+ ms/);
    expect(text).toMatch(/\d+ B/);
    expect(text).toContain("Matches the documented 200 response.");
    expect(text).toContain('"aggregateId": "guard-rosa-3"');
    expect(await page.getByRole("link", { name: "documented 200 response" }).getAttribute("href")).toBe(
      "#response-200",
    );
    await show(page, "Headers");
    expect(await page.locator(".ac-headers").innerText()).toContain("content-type");
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test("400: what is missing is marked at its field, and may be sent all the same", async () => {
    const { page, send, answer } = await open(browser, await ours(mock.url));
    await fillSecrets(page, secret);
    const input = page.getByLabel("postId");
    await input.fill("");
    await page.locator('[aria-invalid="true"]').waitFor();
    expect(await input.getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator(`#${await input.getAttribute("aria-describedby")}`).innerText()).toBe("Required.");
    await send();
    expect(await answer()).toContain("400 Bad Request");
    expect(await answer()).toContain("Matches the documented 400 response.");
    await page.context().close();
  });

  test("401 is not documented, and what was empty is named", async () => {
    const { page, send, answer } = await open(browser, await ours(mock.url));
    await send();
    const text = await answer();
    expect(text).toContain("401 Unauthorized");
    expect(text).toContain("401 is not documented for this operation; 200, 400 and 404 are.");
    expect(text).toContain("Sent without “key”, which is empty.");
    await page.context().close();
  });

  test("404 matches what is documented", async () => {
    const other = await startMock({
      description: descriptionFile("command"),
      scenarios: { dismissGuard: { answers: [{ code: 404 }] } },
    });
    const { page, send, answer } = await open(browser, await ours(other.url));
    await fillSecrets(page, secret);
    await send();
    expect(await answer()).toContain("Matches the documented 404 response.");
    await page.context().close();
    await other.stop();
  });
});

describe("no answer", () => {
  test("a dead host: what it may be, and that the method is not to be repeated", async () => {
    const dead = await listen(createServer());
    await dead.stop();
    const { page, send, answer } = await open(browser, await ours(dead.url));
    await send();
    const text = await answer();
    expect(text).toContain(`No answer from 127.0.0.1:${dead.port}`);
    expect(text).toContain("It may have been applied. Don't repeat it before you have looked.");
    await page.context().close();
  });

  test("a host without CORS: the headers that this request needs", async () => {
    const { page, send, answer } = await open(browser, await ours(`${odd.url}/no-cors`));
    await fillSecrets(page, secret);
    await send();
    const text = await answer();
    expect(text).toContain("doesn't let this page see its answer");
    expect(text).toContain(`Access-Control-Allow-Origin: ${stage.url}`);
    expect(text).toContain("Access-Control-Allow-Headers: authorization, x-watch-key, content-type");
    expect(text).toContain("OPTIONS /no-cors/guards/guard-rosa-3/dismiss");
    expect(text).not.toContain("Access-Control-Allow-Methods");
    await page.context().close();
  });

  test("a slow host is cancelled, and the focus stays on the way", async () => {
    const { page, send, answer } = await open(browser, await ours(`${odd.url}/slow`));
    await send();
    const cancel = page.getByRole("button", { name: "Cancel" });
    await cancel.focus();
    await page.keyboard.press("Enter");
    const text = await answer();
    expect(text).toMatch(/Cancelled after \d/);
    expect(text).toContain("It may have been applied.");
    expect(await cancel.isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("ac-send");
    await page.context().close();
  });

  test("a host that takes too long", async () => {
    const { page, send, answer } = await open(browser, await ours(`${odd.url}/slow`));
    await page.getByLabel("Give up after").fill("1");
    await send();
    expect(await answer()).toMatch(/No answer within 1\.\d s/);
    await page.context().close();
  });

  test("a redirect is not followed, and said so", async () => {
    const { page, send, answer } = await open(browser, await ours(`${odd.url}/redirect`));
    await send();
    const text = await answer();
    expect(text).toContain("Redirects are not followed");
    expect(text).not.toContain("may have been applied");
    await page.context().close();
  });
});

test("an answer that deviates: how, with links to the fields; and numbers keep their digits", async () => {
  const { page, send, answer } = await open(browser, await ours(`${odd.url}/other`));
  await send();
  const text = await answer();
  expect(text).toContain("Deviates from the documented 200 response:");
  const findings = page.locator(".ac-verdict li");
  expect(await findings.allInnerTexts()).toEqual([
    "dismissedAt Required.",
    "done Expected boolean.",
    "postId Expected string.",
  ]);
  const links = await findings.locator("a").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
  expect(links).toEqual(["#response-200.dismissedAt", "#response-200.done", "#response-200.postId"]);
  expect(text).toContain("12345678901234567890");
  await page.context().close();
});

test("a base URL of one's own, in the preview, too; what is no address is not sent to", async () => {
  const { page, send, answer } = await open(browser, await ours(mock.url));
  expect(await page.locator("body").innerText()).toContain("Target server for requests. Edit to use your own host.");
  await page.getByLabel("Base URL").fill("ftp://doors.example");
  await send();
  expect(await page.getByLabel("Base URL").getAttribute("aria-invalid")).toBe("true");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Base URL");
  await page.getByLabel("Base URL").fill(`${odd.url}/undocumented/`);
  expect(await page.locator(".ac-preview code").innerText()).toContain(`"${odd.url}/undocumented/guards/`);
  await send();
  expect(await answer()).toContain("418");
  await page.context().close();
});

test("by the keyboard alone", async () => {
  const { page, answer } = await open(browser, await ours(mock.url));
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
      return element?.getAttribute("aria-label") ?? label ?? element?.textContent ?? "";
    });
  const order: string[] = [];
  for (let count = 0; count < 40 && !order.at(-1)?.startsWith("Send"); count++) {
    await page.keyboard.press("Tab");
    order.push(await focused());
    if (/^(Authorization|X-Watch-Key)/.test(order.at(-1) ?? "")) await page.keyboard.type(secret);
  }
  const places = [
    "Server",
    "Base URL",
    "Authorization",
    "X-Watch-Key",
    "guardId",
    "Form",
    "postId",
    "cause",
    "Language",
    "Send",
  ];
  const found = places.map((name) => order.findIndex((each) => each.startsWith(name)));
  expect(found, order.join(" | ")).toEqual(found.toSorted((a, b) => a - b));
  expect(found).not.toContain(-1);
  await page.keyboard.press("Enter");
  expect(await answer()).toContain("200 OK");
  await page.getByLabel("postId").focus();
  await page.keyboard.press("Control+Enter");
  await page.locator(".ac-said", { hasText: "200 OK" }).waitFor({ state: "attached" });
  expect(mock.calls.at(-1)?.status).toBe(200);
  await page.context().close();
});

test("form and JSON are one value: what the form doesn't know stays", async () => {
  const { page } = await open(browser, await ours(mock.url));
  await page.getByLabel("dismissedBy").fill("user-front-desk");
  await show(page, "JSON");
  const value = JSON.parse(await jsonText(page));
  expect(value.dismissedBy).toBe("user-front-desk");
  await page.getByLabel("Body as JSON").fill(JSON.stringify({ ...value, postId: 7, extra: { deep: [1] } }));
  await show(page, "Form");
  await page.locator('[aria-invalid="true"]').waitFor();
  expect(await page.getByLabel("postId").inputValue()).toBe("7");
  await page.getByLabel("cause").fill("Left");
  const code = await page.locator(".ac-preview code").innerText();
  for (const part of ['"deep": [', '"postId": 7', '"cause": "Left"']) expect(code).toContain(part);
  await page.context().close();
});

test("JSON that is none is marked, and sent as it is", async () => {
  const { page, send, answer } = await open(browser, await ours(mock.url));
  await fillSecrets(page, secret);
  await show(page, "JSON");
  await page.getByLabel("Body as JSON").fill('{"postId": ');
  await page.locator('[aria-invalid="true"]').waitFor();
  expect(await page.locator(".ac-note:visible").innerText()).toMatch(/^This is not valid JSON/);
  expect(await page.locator(".ac-preview code").innerText()).toContain(`--data-raw '{"postId": '`);
  await send();
  expect(await answer()).toContain("400 Bad Request");
  await page.context().close();
});

describe("forms of schemas", () => {
  const rows = [
    {
      name: "an integer",
      schema: { type: "object", required: ["n"], properties: { n: { type: "integer", minimum: 3 } } },
      edit: (page: Page) => field(page, "n").fill("2"),
      want: { n: 2 },
      says: "Expected integer, at least 3.",
    },
    {
      name: "an enumeration",
      schema: { type: "object", properties: { colour: { enum: ["red", "green"] } } },
      edit: (page: Page) => field(page, "colour").selectOption("green"),
      want: { colour: "green" },
    },
    {
      name: "a boolean",
      schema: { type: "object", properties: { open: { type: "boolean" } } },
      edit: (page: Page) => field(page, "open").selectOption("false"),
      want: { open: false },
    },
    {
      name: "a list",
      schema: { type: "object", properties: { tags: { type: "array", items: { type: "string" } } } },
      edit: async (page: Page) => {
        await page.getByRole("button", { name: "Remove tags 1" }).click();
        await page.getByRole("button", { name: "Add to tags" }).click();
        await field(page, "tags 2").fill("new");
      },
      start: { tags: ["a", "b"] },
      want: { tags: ["b", "new"] },
    },
    {
      name: "null",
      schema: { type: "object", properties: { note: { type: ["string", "null"] } } },
      edit: (page: Page) => page.getByLabel("note is null").check(),
      start: { note: "x" },
      want: { note: null },
    },
    {
      name: "a choice between variants",
      schema: {
        type: "object",
        properties: {
          way: {
            oneOf: [
              { title: "Key", type: "object", required: ["key"], properties: { key: { type: "string" } } },
              { title: "Code", type: "object", required: ["code"], properties: { code: { type: "integer" } } },
            ],
          },
        },
      },
      edit: async (page: Page) => {
        await page.getByLabel("Variant of way").selectOption("Code");
        await field(page, "code").fill("1234");
      },
      start: { way: { key: "k" } },
      want: { way: { code: 1234 } },
    },
    {
      name: "any value",
      schema: { type: "object", properties: { what: {} } },
      edit: (page: Page) => field(page, "what").fill('[1, {"a": null}]'),
      start: { what: 1 },
      want: { what: [1, { a: null }] },
    },
  ];

  test.for(rows)("$name", async ({ schema, edit, start = {}, want, says }) => {
    const document = doors(bodyOf(schema, start));
    const { page, problems } = await open(browser, await stage.page(document, "hang", odd.url));
    await edit(page);
    if (says) {
      await page.locator(".ac-note:visible").first().waitFor();
      expect(await page.locator(".ac-note:visible").allInnerTexts()).toEqual([says]);
    }
    await show(page, "JSON");
    expect(JSON.parse(await jsonText(page))).toEqual(want);
    expect(problems).toEqual([]);
    await page.context().close();
  });
});

test("languages: each by the samples, and the code can be copied", async () => {
  const context = { permissions: ["clipboard-read", "clipboard-write"] };
  const { page } = await open(browser, await ours(mock.url), context);
  await page.locator('select[aria-label="Language"] option:nth-child(7)').waitFor({ state: "attached" });
  await page.getByLabel("Language").selectOption("Python");
  const code = await page.locator(".ac-preview code").textContent();
  expect(code).toContain("import");
  expect(code).toContain("post-north-gate");
  await page.getByRole("button", { name: "Copy the request" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  await page.context().close();
});

test("where its data can't be loaded, it says so, and tries again", async () => {
  const { page } = await open(browser, `${stage.url}/?document=/missing.json&operation=dismissGuard`);
  const alert = page.getByRole("alert");
  expect(await alert.innerText()).toContain("The console of dismissGuard can't be loaded: this site answered 404.");
  const good = new URL(await ours(mock.url)).searchParams.get("document") ?? "";
  await page.route("**/missing.json", (route) => route.continue({ url: `${stage.url}${good}` }));
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByLabel("postId").waitFor();
  await page.context().close();
});

test("texts of a description run nothing and break nothing", async () => {
  const evil = `<img src=x onerror="document.title='run'"><script>document.title='run'</script>`;
  const long = "x".repeat(10_000);
  const description = doors(
    {
      summary: evil,
      parameters: [{ name: long, in: "query", schema: { type: "string" } }],
      security: [{ [evil]: [] }],
      ...bodyOf({ type: "object", properties: { [evil]: { type: "string", default: evil } } }, { [evil]: evil }),
    },
    {
      servers: [{ url: "https://doors.example", description: evil }],
      components: {
        securitySchemes: {
          [evil]: {
            type: "oauth2",
            flows: { implicit: { authorizationUrl: "javascript:document.title='run'", scopes: {} } },
          },
        },
      },
    },
  );
  const { page, problems } = await open(browser, await stage.page(description, "hang", odd.url), {
    viewport: { width: 320, height: 800 },
  });
  expect(await page.locator('a[href^="javascript"], img, #host script').count()).toBe(0);
  expect(await page.title()).toBe("Console");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(problems).toEqual([]);
  await page.context().close();
});
