import { writeFile } from "node:fs/promises";
import { readDescription } from "@spkey/model";
import { samplesOf } from "@spkey/samples";
import { makeFolder } from "@spkey/test-kit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSite } from "../../src/site/build.ts";
import { readFiles } from "../../src/site/input.ts";
import { type Docs, serveDocs } from "../../src/site/serve.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { readSite } from "./pages-of.ts";

/** Texts that would run something, end an element, or break the layout, were they not taken for text. */
const hostile = [
  "<script>document.title = 'ran'</script>",
  "<img src=x onerror=\"document.title = 'ran'\">",
  "[a link](javascript:document.title='ran') <a href=\"javascript:document.title='ran'\">b</a>",
  "</template></code></pre></details></main><style>* { display: none }</style>",
  '" onmouseover="document.title=\'ran\'" autofocus x="',
  "![x](data:text/html,<script>document.title='ran'</script>)",
  "</script><svg onload=\"document.title='ran'\">",
  "\u202eright to left, and never back; \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
  "`$\u007bdocument.title = 'ran'}` #{x} $(x) %s {{x}}",
] as const;
const endless = "x".repeat(10_000);

/** A description in which every text is hostile. */
function describeHostile(): object {
  const text = [...hostile, endless].join("\n\n");
  const line = hostile.join(" ");
  const schema = {
    type: "object",
    title: line,
    description: text,
    properties: Object.fromEntries(
      [...hostile, endless].map((name) => [
        name,
        {
          type: "string",
          title: line,
          description: text,
          enum: [...hostile, endless],
          default: line,
          example: line,
          pattern: "<script>.*",
        },
      ]),
    ),
    example: Object.fromEntries(hostile.map((name) => [name, name])),
  };
  const content = {
    "application/json": { schema, examples: { [line]: { summary: line, description: text, value: { [line]: text } } } },
  };
  return {
    openapi: "3.1.0",
    info: {
      title: line,
      version: line,
      summary: line,
      description: `# ${line}\n\n${text}`,
      contact: { name: line, url: "javascript:1", email: line },
    },
    servers: [{ url: "javascript:document.title='ran'", description: text }],
    tags: [{ name: line, description: text, externalDocs: { url: "javascript:1", description: line } }],
    paths: {
      [`/${endless}/{id}`]: {
        post: {
          operationId: line,
          summary: line,
          description: `## ${line}\n\n${text}`,
          tags: [line],
          parameters: [
            { name: "id", in: "path", required: true, description: text, schema: { type: "string" }, example: line },
            { name: line, in: "query", description: text, schema: { type: "string", default: line }, example: endless },
          ],
          requestBody: { description: text, content },
          responses: { 200: { description: text, content }, 404: { description: line, content } },
          security: [{ [line]: [] }],
        },
      },
    },
    components: { securitySchemes: { [line]: { type: "apiKey", in: "header", name: line, description: text } } },
  };
}

let browser: Browser;
let docs: Docs;
let names: string[];
let remove: () => Promise<void>;
beforeAll(async () => {
  const document = describeHostile();
  const description = readDescription(document);
  const samples = Object.fromEntries(description.operations.map((each) => [each.id, samplesOf(description, each)]));
  const folder = await makeFolder();
  remove = folder.remove;
  await writeFile(`${folder.path}/hostile.json`, JSON.stringify(document));
  const output = `${folder.path}/site`;
  await buildSite({ files: await readFiles(`${folder.path}/hostile.json`), samples, output, redoc: false });
  names = [...(await readSite(output)).pages.keys()].map((name) => name.replace(/index\.html$/, ""));
  docs = await serveDocs({ folder: output });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await docs?.stop();
  await remove?.();
});

test("no script, style or handler of the description's is on a page, and no address but of the web", async () => {
  expect(names.length).toBeGreaterThanOrEqual(4);
  const page = await browser.newPage();
  for (const name of names) {
    await page.goto(`${docs.url}/${name}`);
    const { elements, handlers, schemes } = await page.evaluate(() => {
      const all = [...document.querySelectorAll("*")];
      const attributes = all.flatMap((element) => [...element.attributes]);
      const addresses = attributes.filter(({ name: key }) => key === "href" || key === "src");
      return {
        elements: all.map(({ localName }) => localName),
        handlers: attributes.map(({ name: key }) => key).filter((key) => key.startsWith("on") || key === "style"),
        schemes: addresses.map(({ value }) => new URL(value, location.href).protocol),
      };
    });
    expect(
      elements.filter((each) => /^(svg|iframe|object|embed|form|template)$/.test(each)),
      name,
    ).toEqual([]);
    expect(
      elements.filter((each) => each === "script"),
      name,
    ).toHaveLength(2);
    expect(handlers, name).toEqual([]);
    expect(
      [...new Set(schemes)].filter((each) => !/^(https?|mailto):$/.test(each)),
      name,
    ).toEqual([]);
  }
  await page.close();
});

test.for([320, 768, 1440])(
  "at %i px, nothing runs, nothing is refused by the policy, and nothing sticks out",
  async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const said: string[] = [];
    page.on("console", (message) => message.type() === "error" && said.push(message.text()));
    page.on("pageerror", ({ message }) => said.push(message));
    for (const name of names) {
      await page.goto(`${docs.url}/${name}`);
      expect(await page.title(), name).not.toBe("ran");
      expect(await page.locator("main").isVisible(), name).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0);
      const bar = await page.locator(".bar").boundingBox();
      expect(bar?.height, name).toBeLessThan(80);
    }
    expect(said).toEqual([]);
    await page.close();
  },
);
