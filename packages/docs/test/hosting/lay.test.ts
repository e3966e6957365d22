import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readDescription } from "@spkey/model";
import { execute, makeFolder, readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { alone } from "../../src/hosting/alone.ts";
import { layVersion } from "../../src/hosting/lay.ts";
import { rulesOf } from "../../src/hosting/root-files.ts";
import { readVersions, versionsFile } from "../../src/hosting/versions.ts";
import { parseHeadersFile } from "../../src/site/headers-file.ts";
import { headersAt } from "../../src/site/policy.ts";
import { operationUrl } from "../../src/site/urls.ts";
import { type MadeSite, makeSite } from "../made-site.ts";

const home = "https://docs.example.com/locks/";
const [onlyInOld] = readDescription(await readDocument("museum")).operations;
const oldPage = operationUrl(onlyInOld?.id ?? "");

let old: MadeSite;
let latest: MadeSite;
let plain: MadeSite;
let folder: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  [old, latest, plain] = await Promise.all([
    makeSite("museum", { DOCS_VERSION: "1.4.0", SITE_URL: `${home}v1/` }),
    makeSite("all-kinds", { DOCS_VERSION: "2.0.0", SITE_URL: `${home}v2/` }),
    makeSite("museum"),
  ]);
});
afterAll(() => Promise.all([old, latest, plain].map((site) => site?.remove())));
let into: string;
beforeEach(async () => {
  folder = await makeFolder();
  into = join(folder.path, "public");
  return () => folder.remove();
});

const layOld = () => layVersion({ site: old.folder, version: "1.4.0", into });
const layLatest = () => layVersion({ site: latest.folder, version: "2.0.0", into });
const text = (name: string) => readFile(join(into, name), "utf8");

/** All files of a folder, with what is in them. */
async function contentsOf(path: string): Promise<Map<string, string>> {
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  const files = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, "utf8")] as const)));
}

describe("which version is the newest", () => {
  test.for([
    { given: ["1.4.0"], newest: "v1", order: ["1.4.0"] },
    { given: ["1.4.0", "2.0.0"], newest: "v2", order: ["2.0.0", "1.4.0"] },
    { given: ["10.0.0", "9.9.9"], newest: "v10", order: ["10.0.0", "9.9.9"] },
    { given: ["1.4.0", "2.0.0-rc.1"], newest: "v1", order: ["2.0.0-rc.1", "1.4.0"] },
    { given: ["1.0.0-rc.1"], newest: "v1", order: ["1.0.0-rc.1"] },
    { given: ["0.9.0", "1.0.0"], newest: "v1", order: ["1.0.0", "0.9.0"] },
  ])("of $given: $newest", ({ given, newest, order }) => {
    const file = versionsFile(given.map((version) => ({ folder: `v${version.split(".")[0]}`, version })));
    expect(file.newest).toBe(newest);
    expect(file.versions.map(({ version }) => version)).toEqual(order);
    expect(readVersions(JSON.stringify(file))).toEqual(file);
  });
});

test("versions lie beside each other, and the root leads to the newest, without scripts", async () => {
  await layOld();
  await layLatest();
  expect((await readdir(into)).toSorted()).toEqual(
    [".nojekyll", "404.html", "_headers", "index.html", "v1", "v2", "versions.json"].toSorted(),
  );
  expect(readVersions(await text("versions.json"))).toEqual({
    newest: "v2",
    versions: [
      { folder: "v2", version: "2.0.0" },
      { folder: "v1", version: "1.4.0" },
    ],
  });
  const root = await text("index.html");
  expect(root).toContain('<meta http-equiv="refresh" content="0; url=v2/">');
  expect(root).toContain('<a href="v2/">');
  expect(root).toContain(`<link rel="canonical" href="${home}v2/">`);
  expect(root).not.toContain("<script");
  expect(await text("404.html")).toBe(await readFile(join(latest.folder, "404.html"), "utf8"));
});

test("the order in which they are laid makes no difference, nor does doing it again", async () => {
  await layOld();
  await layLatest();
  const first = await contentsOf(into);
  await layLatest();
  await layOld();
  expect(await contentsOf(into)).toEqual(first);
  await rm(into, { recursive: true });
  await layLatest();
  await layOld();
  expect(await contentsOf(into)).toEqual(first);
});

test("a release replaces the one before it of the same major version, with all its files", async () => {
  await layOld();
  const site = join(folder.path, "site");
  await cp(old.folder, site, { recursive: true });
  await rm(join(site, oldPage), { recursive: true });
  await layVersion({ site, version: "1.5.0", into });
  expect(readVersions(await text("versions.json")).versions).toEqual([{ folder: "v1", version: "1.5.0" }]);
  await expect(text(`v1/${oldPage}index.html`)).rejects.toThrow("ENOENT");
});

test("what somebody else has put there stays", async () => {
  await layOld();
  await writeFile(join(into, "CNAME"), "docs.example.com\n");
  await layLatest();
  expect(await text("CNAME")).toBe("docs.example.com\n");
});

test("an old version stays, byte for byte, but for what its pages say of their addresses", async () => {
  await layOld();
  await layLatest();
  const [kept, built] = await Promise.all([contentsOf(join(into, "v1")), contentsOf(old.folder)]);
  const plain = (files: Map<string, string>, folder: string) =>
    Array.from(files, ([name, text]) => [
      name.slice(folder.length),
      text.replace(/<link rel="canonical".*\n(<meta name="robots".*\n)?/, ""),
    ]).toSorted();
  expect(built.size).toBeGreaterThan(30);
  expect(plain(kept, join(into, "v1"))).toEqual(plain(built, old.folder));
});

describe("search engines", () => {
  const lines = async (name: string) =>
    Array.from(
      (await text(name)).matchAll(/<link rel="canonical" href="([^"]*)">|name="robots" content="(\w+)"/g),
      (each) => String(each[1] ?? each[2]),
    );

  test("find one version of a page: the newest", async () => {
    await layOld();
    expect(await lines("v1/errors/index.html")).toEqual([`${home}v1/errors/`]);
    await layLatest();
    expect(await lines("v1/errors/index.html")).toEqual([`${home}v2/errors/`]);
    expect(await lines("v1/index.html")).toEqual([`${home}v2/`]);
    expect(await lines("v2/errors/index.html")).toEqual([`${home}v2/errors/`]);
  });

  test("are told to leave out what the newest has not, until it has", async () => {
    await layOld();
    await layLatest();
    expect(await lines(`v1/${oldPage}index.html`)).toEqual([`${home}v1/${oldPage}`, "noindex"]);
    const site = join(folder.path, "site");
    await cp(latest.folder, site, { recursive: true });
    await mkdir(join(site, oldPage), { recursive: true });
    await cp(join(old.folder, oldPage, "index.html"), join(site, oldPage, "index.html"));
    await layVersion({ site, version: "2.1.0", into });
    expect(await lines(`v1/${oldPage}index.html`)).toEqual([`${home}v2/${oldPage}`]);
  });

  test("get robots.txt where the root is that of the host", async () => {
    await layLatest();
    await expect(text("robots.txt")).rejects.toThrow("ENOENT");
    const atRoot = await makeSite("museum", { DOCS_VERSION: "3.0.0", SITE_URL: "https://docs.example.com/v3/" });
    await layVersion({ site: atRoot.folder, version: "3.0.0", into });
    await atRoot.remove();
    expect(await text("robots.txt")).toContain("Sitemap: https://docs.example.com/v3/sitemap.xml");
  });

  test("nothing is said where the address is not known", async () => {
    const unknown = await makeSite("museum", { DOCS_VERSION: "1.4.0" });
    await layVersion({ site: unknown.folder, version: "1.4.0", into });
    await unknown.remove();
    expect(await lines("v1/index.html")).toEqual([]);
    expect(await lines("index.html")).toEqual([]);
  });
});

test("each version keeps its own policy, and no header stands in two rows", async () => {
  await layOld();
  const list = await layLatest();
  const rules = await rulesOf(into, list);
  expect(parseHeadersFile(await text("_headers")).length).toBeGreaterThan(20);
  for (const { site, at } of [
    { site: old, at: "/v1" },
    { site: latest, at: "/v2" },
  ]) {
    const own = parseHeadersFile(await readFile(join(site.folder, "_headers"), "utf8"));
    for (const path of ["/", "/errors/", "/operations/any/", "/redoc/", "/assets/page-1.js", "/openapi.json"]) {
      expect(headersAt(parseHeadersFile(await text("_headers")), at + path), at + path).toEqual(headersAt(own, path));
    }
  }
  for (const path of ["/", "/index.html", "/versions.json", "/404.html", "/v1/", "/v2/errors/"]) {
    const names = rules.flatMap((rule) => Object.keys(headersAt([rule], path)));
    expect(names.length, path).toBe(new Set(names).size);
    expect(headersAt(rules, path)["X-Content-Type-Options"], path).toBe("nosniff");
  }
  expect(headersAt(rules, "/")["Content-Security-Policy"]).toContain("default-src 'none'");
});

describe("is refused, and changes nothing", () => {
  interface Row {
    readonly name: string;
    readonly given: () => Promise<unknown>;
    readonly says: string;
  }
  const site = () => old.folder;
  const rows: readonly Row[] = [
    {
      name: "a site that was built without a version",
      given: () => layVersion({ site: plain.folder, version: "1.4.0", into }),
      says: "DOCS_VERSION",
    },
    {
      name: "a site of another version",
      given: () => layVersion({ site: site(), version: "3.0.0", into }),
      says: "was built for v1/, not for v3/",
    },
    {
      name: "a folder without a site",
      given: () => layVersion({ site: join(folder.path, "nothing"), version: "1.4.0", into }),
      says: "no site",
    },
    { name: "what is no version", given: () => layVersion({ site: site(), version: "1.4", into }), says: "--version" },
    {
      name: "an older release over a newer one",
      given: () => layVersion({ site: site(), version: "1.3.9", into }),
      says: "--downgrade",
    },
    {
      name: "a version that is listed, and is gone",
      given: async () => {
        await rm(join(into, "v2"), { recursive: true });
        await layOld();
      },
      says: "should have version 2.0.0 in v2/",
    },
    {
      name: "a folder of something else",
      given: async () => {
        await rm(join(into, "versions.json"));
        await layOld();
      },
      says: "no folder of versions",
    },
    {
      name: "a list that can't be read",
      given: async () => {
        await writeFile(join(into, "versions.json"), '{ "newest": "../..", "versions": [] }');
        await layOld();
      },
      says: "versions.json can't be read",
    },
    {
      name: "what was stopped",
      given: () =>
        layVersion({ site: site(), version: "1.4.0", into, signal: AbortSignal.abort(new Error("Stopped.")) }),
      says: "Stopped.",
    },
  ];

  test.for(rows)("$name", async ({ given, says }) => {
    await layOld();
    await layLatest();
    const root = await text("index.html");
    await expect(given()).rejects.toThrow(says);
    expect(await text("index.html")).toBe(root);
    expect(await readdir(folder.path)).toEqual(["public"]);
  });
});

test("an older release may replace a newer one where that is asked for", async () => {
  await layOld();
  await layVersion({ site: old.folder, version: "1.3.9", into, downgrade: true });
  expect(readVersions(await text("versions.json")).versions).toEqual([{ folder: "v1", version: "1.3.9" }]);
});

test("of two that lay at the same time, the one that is told that it is done is there", async () => {
  const results = await Promise.allSettled([layOld(), layLatest()]);
  for (const result of results) {
    if (result.status === "rejected") expect(String(result.reason)).toContain("another process");
  }
  const done = ["1.4.0", "2.0.0"].filter((_, index) => results[index]?.status === "fulfilled");
  const there = readVersions(await text("versions.json")).versions.map(({ version }) => version);
  expect(there.toSorted()).toEqual(done);
  expect(await readdir(folder.path)).toEqual(["public"]);
});

test("as long as another one is at the folder, none is laid", async () => {
  await alone(into, () => expect(layLatest()).rejects.toThrow("another process"));
  expect(await readdir(folder.path)).toEqual([]);
  await layLatest();
  expect(readVersions(await text("versions.json")).newest).toBe("v2");
});

test("one that was killed holds nobody up", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  await writeFile(`${into}.lock`, String(pid));
  await layOld();
  expect(await readdir(folder.path)).toEqual(["public"]);
});

describe("the command", () => {
  const run = (...args: string[]) => execute([process.execPath, "tools/host.ts", ...args]);

  test("lays a version, and says what is there", async () => {
    const { code, stdout } = await run("--site", old.folder, "--version", "1.4.0", "--into", into);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "v1/  1.4.0  (newest)\n" });
  });

  test("writes nginx's configuration of all versions", async () => {
    const nginx = join(folder.path, "nginx.conf");
    const { code } = await run("--site", old.folder, "--version", "1.4.0", "--into", into, "--nginx", nginx);
    expect(code).toBe(0);
    const written = await readFile(nginx, "utf8");
    expect(written).toContain("location ^~ /v1/operations/ {");
    expect(written).toContain("location = /v1/_headers {");
  });

  test.for([
    { args: [], says: "--version and --into are needed" },
    { args: ["--nonsense"], says: "--nonsense" },
    { args: ["--version", "1.4.0", "--into", "nowhere", "--site", "no/such/folder"], says: "holds no site" },
  ])("$args fails, and says why", async ({ args, says }) => {
    const { code, stderr } = await run(...args);
    expect(code).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain("    at ");
  });

  test("--help", async () => {
    const { code, stdout } = await run("--help");
    expect(code).toBe(0);
    expect(stdout).toContain("--downgrade");
  });
});
