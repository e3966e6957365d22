import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readDescription } from "@spkey/model";
import { samplesOf } from "@spkey/samples";
import type { Browser } from "playwright-core";
import { buildSite } from "../src/site/build.ts";
import { readFiles } from "../src/site/input.ts";
import { serveDocs } from "../src/site/serve.ts";
import { launchBrowser } from "./browser.ts";
import { takePictures } from "./pictures.ts";
import { shotsOf } from "./shots.ts";

const help = `Takes pictures of the built site: by default screenshot.png, the one in the README.

Usage: pnpm screenshot [options]

  --output <folder>       every kind of page instead, in light, dark and on a phone; checks as well
                          that nothing overflows sideways and that no page reports an error
  --description <file>    of the site of this bundled description (needs --output)
  --help                  this text
`;

const readme = fileURLToPath(new URL("../screenshot.png", import.meta.url));
const { values } = parseArgs({
  options: { output: { type: "string" }, description: { type: "string" }, help: { type: "boolean" } },
});

if (values.help) console.log(help);
else if (values.output !== undefined) await takeAll(resolve(values.output), values.description);
else if (values.description !== undefined) fail("--description needs --output: the README shows our own site.");
else await takeReadme();

async function takeReadme(): Promise<void> {
  await visit(undefined, async (browser, site) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, colorScheme: "light" });
    await page.goto(site);
    await page.locator("main .list a").first().click();
    await page.screenshot({ path: readme });
    console.log(readme);
  });
}

async function takeAll(output: string, file: string | undefined): Promise<void> {
  await using resources = new AsyncDisposableStack();
  const ours = fileURLToPath(new URL("../dist/openapi.json", import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), "spkey-pictures-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  const site = file === undefined ? undefined : join(folder, "site");
  const files = await readFiles(file ?? ours);
  const description = readDescription(files.document);
  if (site !== undefined) {
    const samples = Object.fromEntries(description.operations.map((each) => [each.id, samplesOf(description, each)]));
    await buildSite({ files, samples, output: site, redoc: false });
  }
  await mkdir(output, { recursive: true });
  await visit(site, async (browser, address) => {
    for (const shot of shotsOf(description)) {
      const { files, problems } = await takePictures(browser, address, shot, output);
      for (const path of files) console.log(path);
      for (const problem of problems) fail(problem);
    }
  });
}

/** Serves a site, by default ours, while a browser looks at it. */
async function visit(folder: string | undefined, look: (browser: Browser, site: string) => Promise<void>) {
  await using resources = new AsyncDisposableStack();
  const docs = await serveDocs(folder === undefined ? {} : { folder });
  resources.defer(() => docs.stop());
  const browser = await launchBrowser();
  resources.defer(() => browser.close());
  await look(browser, docs.url);
}

function fail(problem: string): void {
  console.error(problem);
  process.exitCode = 1;
}
