import { mkdtemp, readFile, rm } from "node:fs/promises";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { isAbsolute, join, matchesGlob, posix } from "node:path";
import { checkPackage, createPackageFromTarballData, type Package } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { type PluginContext, rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderOf } from "./installed.ts";
import { pack } from "./registry.ts";

/** The packages that we publish, and all that is in them. */
const packages = [
  {
    name: "@spkey/client",
    contents: [
      "dist/*.{js,js.map,d.ts,d.ts.map}",
      "dist/generated/*.{js,js.map,d.ts,d.ts.map}",
      "src/*.ts",
      "src/generated/*.ts",
      "needs-typescript-5.4.d.ts",
      "llms.txt",
    ],
    entries: [".", "./by-path", "./node"],
    kind: "modules",
  },
  {
    name: "@spkey/contract",
    contents: ["dist/*.js", "dist/**/*.d.ts", "dist/THIRD-PARTY-LICENSES.txt"],
    entries: [".", "./msw", "./vitest"],
    kind: "bundle",
  },
  {
    name: "@spkey/mcp",
    contents: ["dist/*.js", "dist/{documentation,openapi,operations}.json", "dist/THIRD-PARTY-LICENSES.txt"],
    entries: [],
    kind: "command",
  },
  // Prism is in it, whose source maps would be larger than itself.
  {
    name: "@spkey/mock",
    contents: ["dist/*.js", "dist/**/*.d.ts", "dist/THIRD-PARTY-LICENSES.txt"],
    entries: ["."],
    kind: "bundle",
  },
  {
    name: "@spkey/spec",
    contents: ["dist/openapi.json", "dist/openapi.yaml"],
    entries: ["./openapi.json", "./openapi.yaml"],
    kind: "data",
  },
];
const always = ["LICENSE", "README.md", "package.json"];

/** We publish ES modules only: what `require` and the old resolution of TypeScript make of it does not count. */
const ignoredResolutions = ["node10", "node16-cjs"];

interface Manifest {
  readonly type?: string;
  readonly sideEffects?: boolean;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A packed package: its tarball, and what is in it. */
interface Packed {
  readonly tarball: Buffer<ArrayBuffer>;
  readonly unpacked: Package;
  /** The paths of its files. */
  readonly files: readonly string[];
  read(file: string): string;
  readonly manifest: Manifest;
}

let folder: string;
const packed = new Map<string, Packed>();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "spkey-package-"));
  for (const { name } of packages) packed.set(name, open(await readFile(await pack(name, folder))));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function open(tarball: Buffer<ArrayBuffer>): Packed {
  const unpacked = createPackageFromTarballData(tarball);
  const root = `/node_modules/${unpacked.packageName}/`;
  const read = (file: string) => unpacked.readFile(root + posix.normalize(file));
  const files = unpacked.listFiles().map((file) => file.slice(root.length));
  return { tarball, unpacked, files, read, manifest: JSON.parse(read("package.json")) };
}

function get(name: string): Packed {
  const found = packed.get(name);
  if (!found) throw new Error(`${name} is not packed.`);
  return found;
}

/** What the types of the entry points import, however far away, and is not in the package. */
function importsOfTypes({ files, manifest, read }: Packed): string[] {
  const entries = Object.values(manifest.exports ?? {}).flatMap((entry) =>
    typeof entry === "string" ? [] : Object.values(entry).filter((target) => target.endsWith(".d.ts")),
  );
  const reached = new Set(entries.map((entry) => posix.normalize(entry)));
  const others = new Set<string>();
  for (const file of reached) {
    for (const [, specifier = ""] of read(file).matchAll(/\b(?:from|import|import\()\s*"([^"]+)"/g)) {
      const path = specifier.startsWith(".") ? posix.join(posix.dirname(file), specifier) : specifier;
      const types = path.replace(/(\.d\.ts|\.[jt]s)$/, ".d.ts");
      if (files.includes(types)) reached.add(types);
      else others.add(specifier);
    }
  }
  return [...others];
}

describe.for(packages)("the tarball of $name", ({ name, contents, entries, kind }) => {
  test("holds what it must, and nothing else", () => {
    const { files } = get(name);
    const wanted = [...always, ...contents];
    expect(files.filter((file) => !wanted.some((glob) => matchesGlob(file, glob)))).toEqual([]);
    expect(wanted.filter((glob) => !files.some((file) => matchesGlob(file, glob)))).toEqual([]);
    // Each module has its types and its source map.
    const modules = files.filter((file) => file.endsWith(".js"));
    const types = modules.map((file) => file.replace(/\.js$/, ".d.ts"));
    const beside = [...modules, ...types].flatMap((file) => [file, `${file}.map`]);
    if (kind === "modules") expect(beside.filter((file) => !files.includes(file))).toEqual([]);
  });

  test("is an ES module whose entry points are all there", () => {
    const { files, manifest } = get(name);
    // What the workspace alone may import is not among them.
    expect(Object.keys(manifest.exports ?? {})).toEqual(entries);
    const all = Object.values({ ...manifest.exports, ...manifest.bin });
    const targets = all.flatMap((entry) => (typeof entry === "string" ? entry : Object.values(entry)));
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !files.includes(posix.normalize(target)))).toEqual([]);
    expect(manifest.type).toBe("module");
  });

  test("depends on exact versions, and not on the workspace", () => {
    const versions = Object.values(get(name).manifest.dependencies ?? {});
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test("has nothing that publint finds fault with", async () => {
    const { tarball } = get(name);
    const { messages, pkg } = await publint({ pack: { tarball: arrayBufferOf(tarball) }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  if (kind === "data" || kind === "command") return;
  test("has types that are right, by Are The Types Wrong", async () => {
    const { unpacked, manifest } = get(name);
    // An entry that is a plain path is data, as a description is.
    const modules = Object.entries(manifest.exports ?? {}).filter(([, entry]) => typeof entry !== "string");
    const result = await checkPackage(unpacked, { entrypoints: modules.map(([entry]) => entry) });
    if (!result.types || modules.length === 0) throw new Error(`${name} has no types.`);
    const problems = result.problems.filter(
      (problem) => !("resolutionKind" in problem && ignoredResolutions.includes(problem.resolutionKind)),
    );
    expect(problems).toEqual([]);
  });

  test("has types that need nothing but what is installed with it", () => {
    const { manifest } = get(name);
    const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const imported = importsOfTypes(get(name)).filter((each) => !each.startsWith("node:"));
    expect(imported.filter((each) => !installed.some((own) => each === own || each.startsWith(`${own}/`)))).toEqual([]);
  });

  if (kind === "bundle") return;
  test("has maps of its types that lead to its sources, for an editor to go to", () => {
    const { files, read } = get(name);
    const maps = files.filter((file) => file.endsWith(".d.ts.map"));
    expect(maps.length).toBeGreaterThan(0);
    const sources = maps.map((file) => posix.join(posix.dirname(file), JSON.parse(read(file)).sources[0]));
    expect(sources.filter((source) => !files.includes(source))).toEqual([]);
  });

  test("has source maps that lead to the source, which they carry", async () => {
    const { files, read } = get(name);
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

/** Its bytes alone: Node may share one buffer among several. */
function arrayBufferOf(bytes: Buffer<ArrayBuffer>): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
