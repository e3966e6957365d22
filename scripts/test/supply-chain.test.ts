import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { execute, listen, makeFolder } from "@spkey/test-kit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { root } from "../turbo.ts";

/** What pnpm does by our settings, at a registry of our own. */

interface Package {
  readonly name: string;
  /** How many days ago it was published. */
  readonly days: number;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const packages: readonly Package[] = [
  { name: "of-today", days: 0 },
  { name: "of-two-days-ago", days: 2 },
  { name: "of-four-days-ago", days: 4 },
  { name: "needs-today", days: 4, dependencies: { "of-today": "1.0.0" } },
  { name: "needs-address", days: 4, dependencies: { other: "HOST/of-four-days-ago/-/other.tgz" } },
];

/** A tarball with one file: a header of 512 bytes (POSIX.1-1988, ustar), the file, and two empty blocks. */
function tarball(name: string, dependencies: object): Buffer {
  const file = Buffer.from(JSON.stringify({ name, version: "1.0.0", dependencies }));
  const header = Buffer.alloc(512);
  header.write("package/package.json");
  header.write("0000644\0", 100);
  header.write(`${file.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write(`${"0".repeat(11)}\0`, 136);
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return gzipSync(Buffer.concat([header, file, Buffer.alloc(512 - (file.length % 512) + 1024)]));
}

const registry: RequestListener = (request, response) => {
  const [, name = "", isTarball] = /^\/([\w-]+)(\/-\/.*)?$/.exec(request.url ?? "") ?? [];
  const found = packages.find((each) => each.name === name);
  if (!found) {
    response.writeHead(404).end("{}");
    return;
  }
  const host = `http://${request.headers.host}`;
  const dependencies = JSON.parse(JSON.stringify(found.dependencies ?? {}).replace("HOST", host));
  const bytes = tarball(name, dependencies);
  if (isTarball) {
    response.end(bytes);
    return;
  }
  const time = new Date(Date.now() - found.days * 24 * 60 * 60 * 1000).toISOString();
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const dist = { tarball: `${host}/${name}/-/${name}-1.0.0.tgz`, integrity };
  response.setHeader("Content-Type", "application/json");
  response.end(
    JSON.stringify({
      name,
      "dist-tags": { latest: "1.0.0" },
      time: { created: time, modified: time, "1.0.0": time },
      versions: { "1.0.0": { name, version: "1.0.0", dependencies, dist } },
    }),
  );
};

const { minimumReleaseAge, minimumReleaseAgeStrict, blockExoticSubdeps }: Record<string, unknown> = parse(
  await readFile(join(root, "pnpm-workspace.yaml"), "utf8"),
);
const settings = { minimumReleaseAge, minimumReleaseAgeStrict, blockExoticSubdeps };

let server: Awaited<ReturnType<typeof listen>>;
let folder: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  server = await listen(createServer(registry));
});
afterAll(() => server?.stop());
beforeEach(async () => {
  folder = await makeFolder();
  return () => folder.remove();
});

/** Installs one package in a project of its own, with a store of its own. */
async function install(name: string, { of = settings, args = [] }: { of?: object; args?: readonly string[] } = {}) {
  const project = join(folder.path, "project");
  await mkdir(project, { recursive: true });
  await writeFile(join(project, "package.json"), JSON.stringify({ private: true, dependencies: { [name]: "1.0.0" } }));
  await writeFile(join(project, "pnpm-workspace.yaml"), stringify({ packages: ["."], ...of }));
  const env = { ...process.env, CI: "1", HOME: folder.path, XDG_CACHE_HOME: folder.path, XDG_CONFIG_HOME: folder.path };
  const options = [`--registry=${server.url}`, `--store-dir=${folder.path}/store`, ...args];
  return execute(["pnpm", "install", ...options], { cwd: project, env });
}

test.for([
  { name: "of-four-days-ago", code: 0, says: "of-four-days-ago 1.0.0" },
  { name: "of-two-days-ago", code: 1, says: "minimumReleaseAge" },
  { name: "of-today", code: 1, says: "minimumReleaseAge" },
  { name: "needs-today", code: 1, says: "of-today" },
  { name: "needs-address", code: 1, says: "EXOTIC" },
])("a package $name: $code", async ({ name, code, says }) => {
  const { stdout, stderr, ...outcome } = await install(name);
  expect(outcome.code, stdout + stderr).toBe(code);
  expect(stdout + stderr).toContain(says);
});

test("a lockfile that names what is too young is refused as well", async () => {
  const loose = { minimumReleaseAge: 0 };
  expect((await install("of-today", { of: loose })).code).toBe(0);
  await rm(join(folder.path, "project/node_modules"), { recursive: true });
  const { code, stdout, stderr } = await install("of-today", { args: ["--frozen-lockfile"] });
  expect(code, stdout + stderr).toBe(1);
  expect(stdout + stderr).toContain("of-today");
});

test("without the setting, a dependency that is an address would be taken", async () => {
  const { code, stdout, stderr } = await install("needs-address", { of: { blockExoticSubdeps: false } });
  expect(code, stdout + stderr).toBe(0);
});
