import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { isJson, type Operation, propertiesOf, readDescription, schemaFor, serverUrl } from "@spkey/model";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commonMark } from "../../src/pages/markdown.ts";
import { type Docs, serveDocs } from "../../src/site/serve.ts";
import { operationUrl, redocUrl } from "../../src/site/urls.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { brokenAddresses, foreignScripts, readSite, textOf } from "./pages-of.ts";

const site = new URL("../../dist/", import.meta.url);
const read = (name: string) => readFile(new URL(name, site), "utf8");
const description = readDescription(
  JSON.parse(await readFile(fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json")), "utf8")),
);

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

const credentialNames = ({ security }: Operation) =>
  security.flat().flatMap(({ scheme }) => {
    if (scheme.type === "mutualTLS") return [];
    return [scheme.type === "apiKey" ? scheme.name : "Authorization"];
  });

const samples: Record<string, { label: string; code: string }[]> = JSON.parse(
  await readFile(fileURLToPath(import.meta.resolve("@spkey/samples/samples.json")), "utf8"),
);

const longestLine = (code: string) =>
  code
    .split("\n")
    .reduce((longest, line) => (line.length > longest.length ? line : longest))
    .trim();

const gzipped = (text: string) => gzipSync(text, { level: 9 }).length;

/** CommonMark as a reader sees it. */
const shown = (text: string) => textOf(String(commonMark(text))).trim();

describe("without JavaScript", () => {
  test("the front page leads to every operation", async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(docs.url);
    for (const { id, summary, method, path } of description.operations) {
      const card = page.locator(`main .list a[href="${operationUrl(id)}"]`);
      const text = await card.innerText();
      for (const part of [summary, method, path]) expect(text).toContain(part);
    }
    await page.close();
  });

  test.for(description.operations)("the page of $id is complete", async (operation) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${docs.url}/${operationUrl(operation.id)}`);
    const text = (await page.locator("main").textContent()) ?? "";
    const media = [operation.requestBody, ...operation.responses].flatMap((body) => body?.content ?? []);
    const request = operation.requestBody?.content[0]?.schema;
    const wanted = [
      operation.summary,
      operation.method,
      operation.path,
      serverUrl(operation.servers[0]),
      shown(operation.description),
      ...credentialNames(operation),
      ...operation.security.flat().map(({ scheme }) => shown(scheme.description)),
      ...operation.parameters.flatMap(({ name, description: words }) => [name, shown(words)]),
      ...operation.responses.map(({ status }) => status),
      ...(request ? propertiesOf(schemaFor("request", request)).map(({ name }) => name) : []),
      ...media.flatMap(({ mediaType, examples }) =>
        // A text is shown as it is sent.
        examples.map(({ value }) =>
          typeof value === "string" && !isJson(mediaType) ? value : JSON.stringify(value, null, 2),
        ),
      ),
    ];
    for (const part of wanted) expect(text.replace(/\s+/g, " ")).toContain(part.replace(/\s+/g, " "));
    await page.close();
  });
});

test.for(description.operations)(
  "$id has a sample in every language, one of them seen, without JavaScript",
  async ({ id }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${docs.url}/${operationUrl(id)}`);
    const own = samples[id] ?? [];
    expect(own.length).toBeGreaterThanOrEqual(5);
    // Callbacks have cards of their own.
    const card = page.locator(".cards [data-card='request']");
    for (const { label, code } of own) {
      await card.getByText(label, { exact: true }).click();
      expect(await card.getByRole("radio", { name: label }).isChecked()).toBe(true);
      expect(await card.locator("figure:visible pre").first().textContent()).toBe(code.trimEnd());
    }
    await page.close();
  },
);

test.for(description.operations)("$id shows all of its responses without JavaScript", async ({ id, responses }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${docs.url}/${operationUrl(id)}`);
  for (const { status } of responses) expect(await page.locator(`#response-${status}`).isVisible()).toBe(true);
  await page.close();
});

describe("each page of ours", () => {
  const pages = [
    "index.html",
    "errors/index.html",
    "404.html",
    ...description.operations.map(({ id }) => `${operationUrl(id)}index.html`),
  ];

  test.for(pages)(
    "%s runs no script but the site's, and every address leads to a file of the site, or out of it",
    async (name) => {
      const built = await readSite(fileURLToPath(site));
      const html = built.pages.get(name) ?? "";
      expect(foreignScripts(html)).toEqual([]);
      expect(html.match(/\shref="/g)?.length).toBeGreaterThan(4);
      expect(brokenAddresses(built, name)).toEqual([]);
    },
  );

  // What has much to say can't be as small: all but its words is held to them then. Styles and script are included.
  test.for(pages)("%s is at most 14 KB gzipped at first load, or 4.5 times its words, if many", async (name) => {
    const html = await read(name);
    const loaded = Array.from(html.matchAll(/(?:src|href)="[./]*(assets\/[^"]+)"/g), ([, path = ""]) => path);
    expect(loaded.map((path) => path.split(".").at(-1)).toSorted()).toEqual(["js"]);
    // Its styles stand in the page, and are no words.
    const words = gzipped(textOf(html.replace(/<(style|script)[^>]*>[^<]*<\/\1>/g, "")));
    const texts = [html, ...(await Promise.all(loaded.map(read)))];
    const bytes = texts.reduce((sum, text) => sum + gzipped(text), 0);
    expect(bytes).toBeLessThanOrEqual(words <= 3500 ? 14 * 1024 : 4.5 * words);
  });
});

test("the description can be downloaded as it was bundled", async () => {
  for (const name of ["openapi.json", "openapi.yaml"]) {
    const bundle = await readFile(fileURLToPath(import.meta.resolve(`@spkey/spec/${name}`)), "utf8");
    expect(await (await fetch(`${docs.url}/${name}`)).text()).toBe(bundle);
  }
});

describe("Redoc's reference", () => {
  // It takes a while to start: of a large description, some operations stand for all.
  // Of those that a link leads to: Redoc makes it of these, and shows nothing without a tag.
  const operations = description.operations.filter(
    ({ tags, operationId, summary }) => tags.length > 0 && operationId !== undefined && summary !== "",
  );
  const spread = operations.filter((_, index) => index % Math.ceil(operations.length / 4) === 0);

  test.for(spread)("shows $id, asks nothing of anyone else, and leads back to its page", async (operation) => {
    const { summary, tags, id, path } = operation;
    const context = await browser.newContext();
    const page = await context.newPage();
    const foreign: string[] = [];
    await context.route("**/*", (route) => {
      const url = route.request().url();
      if (url.startsWith(`${docs.url}/`) || url.startsWith("data:") || url.startsWith("blob:")) return route.continue();
      foreign.push(url);
      return route.abort();
    });
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));

    await page.goto(`${docs.url}/${redocUrl(tags[0], id)}`);
    await page.getByRole("heading", { name: summary }).first().waitFor();
    await expect.poll(() => page.locator("body").innerText()).toContain(path);
    let open = samples[id]?.[0]?.label ?? "";
    for (const { label, code } of samples[id] ?? []) {
      await page.getByRole("button", { name: open, exact: true }).first().click();
      await page.getByRole("menuitem", { name: label, exact: true }).first().click();
      open = label;
      const shown = page.locator("pre, code").filter({ hasText: longestLine(code) });
      await shown.first().waitFor();
    }
    await page
      .locator(`a[href$="${operationUrl(id)}"]`)
      .first()
      .click();
    await page.waitForURL(`${docs.url}/${operationUrl(id)}`);

    expect(foreign).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  test("is served from here: nothing of the page is loaded from anywhere else", async () => {
    expect((await read("redoc/index.html")).match(/<(?:script|link|img)[^>]*https?:[^>]*>/g)).toBeNull();
    const reference = await read("redoc/reference.js");
    expect(reference.match(/https:\/\/cdn\.[^"'`]*/g)).toBeNull();
    // The option that the CLI sets from the environment of the build.
    expect(reference.includes('"disableTelemetry":true')).toBe(true);
    expect((await read("redoc/redoc.standalone.js")).match(/https:\/\/cdn\.redoc\.ly[^"'`]*/g)).toBeNull();
  });
});
