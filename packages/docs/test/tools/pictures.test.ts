import { readdir } from "node:fs/promises";
import { readDescription } from "@spkey/model";
import { readDocument, temporaryFolder } from "@spkey/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serveDocs } from "../../src/site/serve.ts";
import { launchBrowser } from "../../tools/browser.ts";
import { takePictures } from "../../tools/pictures.ts";
import { shotsOf } from "../../tools/shots.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const page = (body: string) => `<!doctype html><title>Doors</title><link rel="icon" href="data:,">${body}`;

test.for([
  { name: "a sound page", body: "<p>Doors", want: [] },
  { name: "one that is too wide", body: '<p style="width:700px">Doors', want: [/takes \d+ px where .* 320$/] },
  { name: "an error", body: "<script>throw new Error('no key')</script>", want: [/: no key$/] },
  {
    name: "what its policy refuses",
    body: `<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><script>1</script>`,
    want: [/Content Security Policy/],
  },
])("$name: three pictures, and what is wrong", async ({ body, want }) => {
  const folder = await temporaryFolder({ "index.html": page(body) });
  const docs = await serveDocs({ folder });
  const { problems } = await takePictures(browser, docs.url, { name: "doors", url: "" }, folder);
  await docs.stop();
  expect((await readdir(folder)).filter((name) => name.endsWith(".png"))).toEqual([
    "doors-dark.png",
    "doors-light.png",
    "doors-phone.png",
  ]);
  expect(problems.length > 0).toBe(want.length > 0);
  for (const pattern of want) expect(problems.some((problem) => pattern.test(problem))).toBe(true);
});

test("what a reader does comes before the picture, and what goes wrong then is told", async () => {
  const folder = await temporaryFolder({ "index.html": page(`<button onclick="throw new Error('pressed')">Open`) });
  const docs = await serveDocs({ folder });
  const shot = { name: "open", url: "", prepare: (opened: Page) => opened.click("button") };
  const { problems } = await takePictures(browser, docs.url, shot, folder);
  await docs.stop();
  expect(problems).toEqual(["light", "dark", "phone"].map((look) => `open, ${look}: pressed`));
});

test("a site with webhooks has a picture of one", async () => {
  const names = shotsOf(readDescription(await readDocument("all-kinds"))).map(({ name }) => name);
  expect(names).toEqual(["overview", "operation", "webhook", "errors", "not-found"]);
});
