import { mkdtemp, readFile, rm } from "node:fs/promises";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { isAbsolute, join, posix } from "node:path";
import { kindOf, type OpenedTarball, openTarball, tarballChecks } from "@spkey/release/tarball";
import { type PluginContext, rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderOf } from "./installed.ts";
import { pack, published } from "./registry.ts";

let folder: string;
const packed = new Map<string, OpenedTarball>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "spkey-package-"));
  for (const { name } of published) packed.set(name, openTarball(await readFile(await pack(name, folder))));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function get(name: string): OpenedTarball {
  const found = packed.get(name);
  if (!found) throw new Error(`${name} is not packed.`);
  return found;
}

describe.for(published)("the tarball of $name", ({ name }) => {
  test.for(tarballChecks)("$name", async ({ problems }) => {
    expect(await problems(get(name))).toEqual([]);
  });

  test("offers what its package.json says, and nothing that the workspace alone may import", async () => {
    const { exports = {}, publishConfig } = JSON.parse(await readFile(join(folderOf(name), "package.json"), "utf8"));
    expect(Object.keys(get(name).manifest.exports ?? {})).toEqual(Object.keys(publishConfig?.exports ?? exports));
  });

  test("has source maps that lead to the source, which they carry", async () => {
    const { files, read } = get(name);
    if (kindOf(get(name)) !== "modules") return; // A bundle's would be larger than itself.
    let found = 0;
    for (const file of files.filter((file) => file.endsWith(".js"))) {
      const code = read(file);
      expect(code.trimEnd().endsWith(`\n//# sourceMappingURL=${posix.basename(file)}.map`), file).toBe(true);
      const payload = JSON.parse(read(`${file}.map`));
      expect([payload.sources.length, payload.sourcesContent?.length], file).toEqual([1, 1]);
      // The source of today: what an earlier build has left behind must not be published.
      const path = join(folderOf(name), posix.dirname(file), payload.sources[0]);
      expect(payload.sourcesContent[0], `${file} is of an earlier build: remove dist, and build again`).toBe(
        await readFile(path, "utf8").catch(() => `no ${payload.sources[0]}`),
      );
      const source = payload.sourcesContent[0].split("\n");
      const map = new SourceMap(payload);
      for (const [line, text] of code.split("\n").entries()) {
        const [declaration] = /^(export )?(async function|function|class) \w+/.exec(text) ?? [];
        if (!declaration) continue;
        const entry = map.findEntry(line, 0);
        if (!("originalLine" in entry)) throw new Error(`${file}:${line + 1} is not mapped.`);
        expect(source[entry.originalLine], `${file}:${line + 1}`).toContain(declaration.replace("export ", ""));
        found++;
      }
    }
    expect(found).toBeGreaterThan(0);
  });
});

test("@spkey/client has no side effects, as it says", async () => {
  const { read, manifest } = get("@spkey/client");
  expect(manifest.sideEffects).toBe(false);
  // What is left of its modules where nobody imports anything of them, and the bundler does not know what the package says.
  const files = {
    name: "files of the tarball",
    resolveId(this: PluginContext, id: string, importer: string | undefined) {
      if (importer === undefined) return id;
      // What it depends on is bundled as well: an import of what is external may stay, though nothing of it is used.
      if (!id.startsWith(".")) {
        return this.resolve(id, join(folderOf("@spkey/client"), "package.json"), { skipSelf: true });
      }
      return isAbsolute(importer) ? undefined : posix.join(posix.dirname(importer), id);
    },
    load(id: string) {
      if (isAbsolute(id)) return undefined;
      return id === "entry" ? 'import "./dist/index.js"; import "./dist/by-path.js";' : read(id);
    },
  };
  const build = await rolldown({ input: "entry", plugins: [files] });
  const { output } = await build.generate({ minify: true });
  await build.close();
  expect(output[0].code.trim()).toBe("");
});
