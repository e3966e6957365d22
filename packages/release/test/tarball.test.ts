import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { execute, listen, temporaryFolder } from "@spkey/test-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { audit, bundledIn, isAllowed, openTarball, tarballChecks } from "../src/tarball/index.ts";

type Files = Readonly<Record<string, string | undefined>>;

const manifest = {
  name: "@a/b",
  version: "1.0.0",
  license: "MIT",
  type: "module",
  sideEffects: false,
  files: ["CHANGELOG.md", "dist", "src"],
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  engines: { node: ">=20" },
  repository: { type: "git", url: "git+https://git.example.com/a/b.git" },
};
const map = JSON.stringify({ version: 3, sources: ["../src/index.ts"], mappings: "" });

/** A package of modules in which all is as it has to be. */
const modules: Files = {
  LICENSE: "MIT",
  "README.md": "# b\n",
  "package.json": JSON.stringify(manifest),
  "dist/index.js": "export const a = 1;\n",
  "dist/index.js.map": map,
  "dist/index.d.ts": "export declare const a: number;\n",
  "dist/index.d.ts.map": map,
  "src/index.ts": "export const a: number = 1;\n",
};

const notices = "==== zod 4.0.0 (MIT)\n\nText\n\n==== @x/y 1.2.3 (Apache-2.0 OR GPL-3.0)\n\nText\n";

/** The same, as a bundle. */
const bundle: Files = {
  ...modules,
  "dist/index.js.map": undefined,
  "dist/index.d.ts.map": undefined,
  "src/index.ts": undefined,
  "dist/THIRD-PARTY-LICENSES.txt": notices,
};

async function tarballOf(files: Files) {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    if (text === undefined) continue;
    await mkdir(dirname(join(folder, "package", name)), { recursive: true });
    await writeFile(join(folder, "package", name), text);
  }
  const { code, stderr } = await execute(["tar", "-czf", "b.tgz", "package"], { cwd: folder });
  if (code !== 0) throw new Error(stderr);
  return openTarball(await readFile(join(folder, "b.tgz")));
}

const changed = (more: object) => ({ "package.json": JSON.stringify({ ...manifest, ...more }) });

describe("a tarball", () => {
  test.for([
    { name: "of modules", files: modules },
    { name: "that is a bundle", files: bundle },
    { name: "with a changelog", files: { ...modules, "CHANGELOG.md": "# b\n" } },
    {
      name: "of data",
      files: {
        LICENSE: "MIT",
        "README.md": "# b\n",
        "a.json": "{}",
        ...changed({ files: ["CHANGELOG.md", "a.json"], exports: { "./a.json": "./a.json" } }),
      },
    },
  ])("$name has no fault", async ({ files }) => {
    const tarball = await tarballOf(files);
    const found = await Promise.all(tarballChecks.map(async ({ name, problems }) => [name, await problems(tarball)]));
    expect(found.filter(([, problems]) => problems?.length !== 0)).toEqual([]);
  });

  test.for<{ readonly name: string; readonly files: Files; readonly check: string; readonly says: RegExp }>([
    {
      name: "a test",
      files: { ...modules, "test/a.test.ts": "" },
      check: "holds",
      says: /test\/a\.test\.ts does not belong into it/,
    },
    {
      name: "a file with secrets",
      files: { ...modules, ".env": "TOKEN=a" },
      check: "holds",
      says: /\.env does not belong into it/,
    },
    {
      name: "a log in its output",
      files: { ...modules, "dist/build.log": "" },
      check: "holds",
      says: /dist\/build\.log does not belong/,
    },
    { name: "no licence", files: { ...modules, LICENSE: undefined }, check: "holds", says: /LICENSE is missing/ },
    {
      name: "no types of a module",
      files: { ...modules, "dist/other.js": "export {};\n", "dist/other.js.map": map },
      check: "holds",
      says: /dist\/other\.d\.ts is missing/,
    },
    {
      name: "no changelog to come",
      files: { ...modules, ...changed({ files: ["dist", "src"] }) },
      check: "holds",
      says: /has no CHANGELOG\.md/,
    },
    {
      name: "an entry that leads nowhere",
      files: { ...modules, ...changed({ exports: { ".": "./dist/lost.js" } }) },
      check: "is an ES module",
      says: /dist\/lost\.js is not in it/,
    },
    {
      name: "a source as an entry",
      files: { ...modules, ...changed({ exports: { ".": "./src/index.ts" } }) },
      check: "is an ES module",
      says: /src\/index\.ts is a source/,
    },
    {
      name: "nothing to import",
      files: { ...modules, ...changed({ exports: {} }) },
      check: "is an ES module",
      says: /neither entry points nor commands/,
    },
    {
      name: "CommonJS",
      files: { ...modules, ...changed({ type: "commonjs" }) },
      check: "is an ES module",
      says: /its type is commonjs/,
    },
    {
      name: "a private package",
      files: { ...modules, ...changed({ private: true }) },
      check: "is an ES module",
      says: /it is private/,
    },
    {
      name: "a dependency on the workspace",
      files: { ...modules, ...changed({ dependencies: { c: "workspace:*" } }) },
      check: "depends on exact",
      says: /c workspace:\*, which is no exact version/,
    },
    {
      name: "a dependency on a range",
      files: { ...modules, ...changed({ dependencies: { c: "^1.0.0" } }) },
      check: "depends on exact",
      says: /\^1\.0\.0/,
    },
    {
      name: "an install script",
      files: { ...modules, ...changed({ scripts: { postinstall: "node a.js" } }) },
      check: "runs nothing",
      says: /postinstall runs/,
    },
    {
      name: "an entry whose types come last",
      files: {
        ...modules,
        ...changed({ exports: { ".": { default: "./dist/index.js", types: "./dist/index.d.ts" } } }),
      },
      check: "has nothing that publint",
      says: /types/,
    },
    {
      name: "no types",
      files: {
        ...modules,
        ...changed({ exports: { ".": { default: "./dist/index.js" } } }),
        "dist/index.d.ts": undefined,
      },
      check: "has types that are right",
      says: /has no types|UntypedResolution/,
    },
    {
      name: "types of what is not installed",
      files: { ...modules, "dist/index.d.ts": 'export type { A } from "elsewhere";\n' },
      check: "has types that need",
      says: /its types import elsewhere/,
    },
    {
      name: "maps that lead nowhere",
      files: { ...modules, "src/index.ts": undefined, "src/other.ts": "" },
      check: "has maps",
      says: /leads to src\/index\.ts, which is not in it/,
    },
    {
      name: "too much",
      files: {
        ...modules,
        "src/large.ts": Array.from({ length: 40_000 }, (_, index) => `a${(index * 7919) % 65_537}x${index}`).join(""),
      },
      check: "is no larger",
      says: /it weighs \d+ KiB, and may weigh 150/,
    },
    {
      name: "a bundled package under a licence that reaches others",
      files: { ...bundle, "dist/THIRD-PARTY-LICENSES.txt": `${notices}==== gnu 1.0.0 (GPL-3.0)\n` },
      check: "has licences",
      says: /gnu 1\.0\.0 is under GPL-3\.0, which is not one that we ship/,
    },
    {
      name: "a bundle that names nothing",
      files: { ...bundle, "dist/THIRD-PARTY-LICENSES.txt": "\n" },
      check: "has licences",
      says: /names nothing/,
    },
    {
      name: "no licence of its own",
      files: { ...modules, ...changed({ license: "UNLICENSED" }) },
      check: "has licences",
      says: /its own licence is UNLICENSED/,
    },
  ])("with $name is found faulty", async ({ files, check, says }) => {
    const [found] = tarballChecks.filter(({ name }) => name.startsWith(check));
    const problems = await found?.problems(await tarballOf(files));
    expect(problems?.join("\n")).toMatch(says);
  });
});

test.for([
  ["MIT", true],
  ["(MIT OR GPL-3.0)", true],
  ["(BSD-2-Clause AND MIT)", true],
  ["MIT AND GPL-3.0", false],
  ["GPL-3.0 OR AGPL-3.0", false],
  ["", false],
  ["SEE LICENSE IN LICENSE", false],
] as const)("the licence %j may be shipped: %s", ([expression, wanted]) => {
  expect(isAllowed(expression)).toBe(wanted);
});

test("what is bundled is read from the licences", async () => {
  expect(bundledIn(await tarballOf(bundle))).toEqual([
    { name: "zod", version: "4.0.0", licence: "MIT" },
    { name: "@x/y", version: "1.2.3", licence: "Apache-2.0 OR GPL-3.0" },
  ]);
});

describe("the audit of what is shipped", () => {
  const packages = [
    { name: "zod", version: "4.0.0" },
    { name: "zod", version: "3.0.0" },
    { name: "@x/y", version: "1.2.3" },
  ];
  const advisory = (severity: string) => ({
    zod: [
      {
        id: 1,
        url: "https://advisories.example.com/1",
        title: "It hangs",
        severity,
        vulnerable_versions: "<4.0.1",
        cwe: [],
        cvss: { score: 8, vectorString: null },
      },
    ],
  });

  test.for([
    { name: "nothing", status: 200, body: {}, wanted: [] },
    {
      name: "something severe",
      status: 200,
      body: advisory("high"),
      wanted: ["zod <4.0.1: high: It hangs (https://advisories.example.com/1)"],
    },
    {
      name: "something critical",
      status: 200,
      body: advisory("critical"),
      wanted: [expect.stringContaining("critical: It hangs")],
    },
    { name: "something minor", status: 200, body: advisory("low"), wanted: [] },
  ])("finds $name", async ({ status, body, wanted }) => {
    const asked: string[] = [];
    const server = await listen(
      createServer(async (request, response) => {
        const chunks = await request.toArray();
        if (request.method !== "POST") return void response.writeHead(404).end("{}");
        asked.push(String(request.headers["content-encoding"] === "gzip" ? "" : Buffer.concat(chunks)));
        response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
      }),
    );
    onTestFinished(() => server.stop());
    expect(await audit(packages, { registry: server.url })).toEqual(wanted);
    expect(asked.length).toBeGreaterThan(0);
  });

  test("that can't be made is no success", async () => {
    const server = await listen(createServer((_, response) => void response.writeHead(500).end("{}")));
    onTestFinished(() => server.stop());
    const env = { ...process.env, npm_config_fetch_retries: "0" };
    await expect(audit(packages, { registry: server.url, env })).rejects.toThrow(
      /could not be asked for vulnerabilities/,
    );
  });
});
