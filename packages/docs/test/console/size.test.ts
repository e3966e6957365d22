import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { expect, test } from "vitest";
import { bundleConsole } from "./stage.ts";

const { files, metafile } = await bundleConsole();

/** A file with all that it imports at once. */
function closureOf(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`/${name}`))?.[1];
  for (const { path, kind } of output?.imports ?? []) {
    if (kind === "import-statement") closureOf(path.replace(/^.*\//, ""), seen);
  }
  return seen;
}

const zipped = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + gzipSync(files.get(name) ?? "", { level: 9 }).length, 0);

test("the first interaction takes at most 25.1 KB gzipped, its styles included", async () => {
  const css = await readFile(new URL("../../src/console/console.css", import.meta.url), "utf8");
  const { code } = await transform(css, { loader: "css", minify: true });
  const first = zipped(closureOf("console.js")) + gzipSync(code, { level: 9 }).length;
  expect(first).toBeLessThanOrEqual(25_100);
});

test("all of it, with what is loaded once the console shows, takes at most 51.6 KB gzipped", () => {
  expect(zipped(files.keys())).toBeLessThanOrEqual(51_600);
});

test("what makes examples, and the reader of documents, are no part of it", () => {
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([name, { bytesInOutput }]) => (bytesInOutput > 0 ? [name] : [])),
  );
  expect(used.filter((name) => /json-schema-faker|parse\/document|example\/compose/.test(name))).toEqual([]);
});

test("the validator and the other languages are loaded on their own", () => {
  const inFirst = (pattern: RegExp) =>
    [...closureOf("console.js")].some((name) => {
      const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith(`/${name}`))?.[1];
      return Object.entries(output?.inputs ?? {}).some(
        ([path, { bytesInOutput }]) => pattern.test(path) && bytesInOutput > 0,
      );
    });
  expect(inFirst(/languages\/curl/)).toBe(true);
  for (const pattern of [/cfworker/, /languages\/(go|php|ruby)/, /console\/check\//, /console\/result\//]) {
    expect(inFirst(pattern), String(pattern)).toBe(false);
  }
});
