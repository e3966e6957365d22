import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Operation, readDescription } from "@spkey/model";
import {
  type DescriptionName,
  execute,
  makeFolder,
  type Recorded,
  type Recorder,
  readDocument,
  startRecorder,
} from "@spkey/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../../tools/browser.ts";
import { fillSecrets, open } from "./open.ts";
import { type Stage, startStage } from "./stage.ts";

const secret = 's3cret & "value" of ours';
const fileContent = Buffer.from([0, 1, 2, 250, 251, 252, 13, 10]);

let stage: Stage;
let browser: Browser;
let recorder: Recorder;
let folder: { readonly path: string; remove(): Promise<void> };
beforeAll(async () => {
  [stage, browser, folder] = await Promise.all([startStage(), launchBrowser(), makeFolder()]);
  await writeFile(join(folder.path, "file.bin"), fileContent);
  recorder = await startRecorder(({ headers }) => ({
    status: 200,
    headers: {
      "Access-Control-Allow-Origin": headers.origin ?? "*",
      "Access-Control-Allow-Methods": String(headers["access-control-request-method"] ?? "GET"),
      "Access-Control-Allow-Headers": String(headers["access-control-request-headers"] ?? "accept"),
    },
  }));
});
afterAll(async () => {
  await browser?.close();
  await recorder?.stop();
  await stage?.stop();
  await folder?.remove();
});

/** Headers that say who sends a request, or how it travels, and nothing of what is asked for. */
const ofTheSender =
  /^(accept|accept-encoding|accept-language|cache-control|connection|content-length|cookie|expect|host|origin|pragma|referer|user-agent|sec-.*)$/;

/** A request without what differs between any two programs: who they are, and how parts are told apart. */
function essenceOf({ method, target, headers, body }: Recorded) {
  const type = headers["content-type"] ?? "";
  const [, boundary = ""] = /boundary=(\S+)/.exec(type) ?? [];
  const neutral = (text: string) => (boundary ? text.replaceAll(boundary, "BOUNDARY") : text);
  const kept = Object.entries(headers).filter(([name]) => !ofTheSender.test(name));
  return {
    method,
    target,
    headers: Object.fromEntries(kept.map(([name, value]) => [name, neutral(String(value))])),
    body: neutral(body.toString("latin1")),
  };
}

/** Runs what the preview shows, as a reader would who has set its variables. */
async function runPreview(page: Page): Promise<void> {
  const code = await page.locator(".ac-preview code").innerText();
  await writeFile(join(folder.path, "sample.sh"), code);
  const names = Array.from(code.matchAll(/\$\{(\w+):\?/g), ([, name = ""]) => name);
  const env = Object.fromEntries(names.map((name) => [name, secret]));
  const { code: status, stderr } = await execute(["sh", "sample.sh"], {
    cwd: folder.path,
    env: { ...process.env, ...env },
  });
  expect(status, `${code}\n${stderr}`).toBe(0);
}

/** What decides how a request is written. */
function featuresOf({ method, parameters, requestBody, security }: Operation): string[] {
  return [
    method,
    ...parameters.map(({ in: place, style, explode, json, schema }) =>
      [place, style, explode, json, schema.kind].join(" "),
    ),
    ...(requestBody?.content
      .slice(0, 1)
      .flatMap(({ mediaType, encoding }) => [
        mediaType,
        ...Object.values(encoding).map((each) => JSON.stringify({ ...each, headers: [] })),
      ]) ?? []),
    ...(security[0] ?? []).map(({ scheme }) => `${scheme.type} ${"in" in scheme ? scheme.in : ""}`),
  ];
}

const seen = new Set<string>();

/** Whether an operation has what none before it had. */
function isNew(operation: Operation): boolean {
  const features = featuresOf(operation).filter((each) => !seen.has(each));
  for (const feature of features) seen.add(feature);
  return features.length > 0;
}

const names: readonly DescriptionName[] = ["ours", "museum", "workshop", "all-kinds", "all-kinds-30", "all-kinds-32"];

const rows = (
  await Promise.all(
    names.map(async (name) => {
      const { operations } = readDescription(await readDocument(name));
      return operations.map((operation, index) => ({ name, index, operation }));
    }),
  )
)
  .flat()
  .filter(({ operation }) => isNew(operation));

test.for(rows)(
  "$operation.id of $name is sent as the preview shows it",
  async ({ name, index, operation: { id, method } }) => {
    const key = `${name}-${index}`;
    const { page, problems, send } = await open(browser, await stage.page(name, id, recorder.url(key)));
    await fillSecrets(page, secret);
    for (const input of await page.locator('input[type="file"]').all()) {
      await input.setInputFiles({ name: "file.bin", mimeType: "application/octet-stream", buffer: fileContent });
    }
    // Characters that encodings differ in.
    const text = page.locator('.ac-editor input[type="text"]:not([inputmode])').first();
    if ((await text.count()) > 0) await text.fill("two words & a+b=c, 100 % *ok*");
    await send();
    await page.locator(".ac-status, .ac-said:not(:empty):not(:has-text('Waiting'))").first().waitFor();
    const sent = () => recorder.of(key).filter(({ headers }) => !headers["access-control-request-method"]);
    const said = await page.locator(".ac-said").innerText();
    if (/Browsers don't send/.test(said)) {
      expect(method).toMatch(/^(TRACE|GET|HEAD)$/);
      expect(sent()).toEqual([]);
    } else {
      await runPreview(page);
      const [byConsole, byCurl, ...more] = sent();
      expect(more).toEqual([]);
      if (!byConsole || !byCurl) throw new Error(`Only ${sent().length} requests have arrived: ${said}`);
      expect(essenceOf(byConsole)).toEqual(essenceOf(byCurl));
      expect(byConsole.headers.referer).toBeUndefined();
    }
    expect(problems).toEqual([]);
    await page.context().close();
  },
);
