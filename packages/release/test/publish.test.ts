import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { listen } from "@spkey/test-kit";
import { describe, expect, onTestFinished, test } from "vitest";
import { inOrder } from "../src/index.ts";
import { npmClient } from "../src/publish/npm-client.ts";
import { publishAll, type RegistryClient } from "../src/publish/publish.ts";
import type { Tarball } from "../src/tarball/index.ts";

const tarballs = ["spec", "mock", "contract"].map(
  (name): Tarball => ({ name: `@a/${name}`, version: "1.0.0", file: `${name}.tgz`, integrity: `sha512-${name}` }),
);
const [spec, mock, contract] = tarballs.map(({ name }) => name);

/** A registry that has some packages, by their integrity, and does what it is told at one of them. */
function registry(has: Readonly<Record<string, string>> = {}, at: Readonly<Record<string, () => void>> = {}) {
  const there = new Map(Object.entries(has));
  const published: string[] = [];
  const client: RegistryClient = {
    integrityOf: async (name) => there.get(name),
    async publish({ name, integrity }) {
      at[name]?.();
      if (there.has(name)) throw new Error(`403: ${name} is there already`);
      there.set(name, integrity);
      published.push(name);
    },
  };
  return { client, there, published };
}

async function publish(client: RegistryClient, dryRun = false) {
  const lines: string[] = [];
  const error = await publishAll(tarballs, client, { say: (line) => void lines.push(line), dryRun }).then(
    () => undefined,
    (reason: Error) => reason.message,
  );
  return { lines: lines.map((line) => line.split(/ +/).slice(0, 2).join(" ")), error };
}

const own = Object.fromEntries(tarballs.map(({ name, integrity }) => [name, integrity]));

describe("publishing", () => {
  test("to an empty registry keeps the order", async () => {
    const { client, published } = registry();
    expect(await publish(client)).toEqual({
      lines: [`published ${spec}`, `published ${mock}`, `published ${contract}`],
      error: undefined,
    });
    expect(published).toEqual([spec, mock, contract]);
  });

  test("again skips all", async () => {
    const { client, published } = registry(own);
    expect(await publish(client)).toEqual({
      lines: [`skipped ${spec}`, `skipped ${mock}`, `skipped ${contract}`],
      error: undefined,
    });
    expect(published).toEqual([]);
  });

  test("a version that is there with other content is refused before anything is published", async () => {
    const { client, published } = registry({ "@a/contract": "sha512-other" });
    const { lines, error } = await publish(client);
    expect({ lines, published }).toEqual({ lines: [], published: [] });
    expect(error).toMatch(
      /^@a\/contract 1\.0\.0 is there with other content\.\n {2}there: sha512-other\n {2}here: {2}sha512-contract\n/,
    );
  });

  test("that ends in the middle is finished by another run, and nothing is published twice", async () => {
    let isBroken = true;
    const broken = () => {
      if (isBroken) throw new Error("The line is dead.");
    };
    const { client, published } = registry({}, { "@a/mock": broken });
    expect(await publish(client)).toEqual({ lines: [`published ${spec}`], error: "The line is dead." });
    isBroken = false;
    expect(await publish(client)).toEqual({
      lines: [`skipped ${spec}`, `published ${mock}`, `published ${contract}`],
      error: undefined,
    });
    expect(published).toEqual([spec, mock, contract]);
  });

  test("what somebody else publishes at the same time is skipped where it is the same, and else refused", async () => {
    for (const [integrity, wanted] of [
      ["sha512-mock", undefined],
      ["sha512-other", /is there with other content/],
    ] as const) {
      const { client, there } = registry({}, { "@a/mock": () => void there.set("@a/mock", integrity) });
      const { error } = await publish(client);
      if (wanted) expect(error).toMatch(wanted);
      else expect(error).toBeUndefined();
    }
  });

  test("is only said, where it is only to be said", async () => {
    const { client, published } = registry({ "@a/spec": "sha512-spec" });
    expect((await publish(client, true)).lines).toEqual([`skipped ${spec}`, `to publish`, `to publish`]);
    expect(published).toEqual([]);
  });
});

describe("what a registry says of a version", () => {
  const versions = { "1.0.0": { dist: { integrity: "sha512-a" } }, "0.9.0": { dist: { shasum: "abc" } } };
  test.for([
    { name: "its integrity", status: 200, body: { versions }, version: "1.0.0", wanted: "sha512-a" },
    {
      name: "only a checksum of npm's first years",
      status: 200,
      body: { versions },
      version: "0.9.0",
      wanted: "sha1-abc",
    },
    { name: "another version", status: 200, body: { versions }, version: "2.0.0", wanted: undefined },
    {
      name: "a version called as what every object has",
      status: 200,
      body: { versions },
      version: "constructor",
      wanted: undefined,
    },
    { name: "a package without versions", status: 200, body: {}, version: "1.0.0", wanted: undefined },
    { name: "no such package", status: 404, body: { error: "none" }, version: "1.0.0", wanted: undefined },
    { name: "that it is down", status: 503, body: {}, version: "1.0.0", wanted: /answers 503 when asked for @a\/b/ },
  ])("$name", async ({ status, body, version, wanted }) => {
    const paths: string[] = [];
    const server = await listen(
      createServer((request, response) => {
        paths.push(request.url ?? "");
        response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
      }),
    );
    onTestFinished(() => server.stop());
    const client = npmClient({ registry: server.url, provenance: false, cwd: "." });
    const said = client.integrityOf("@a/b", version);
    if (wanted instanceof RegExp) await expect(said).rejects.toThrow(wanted);
    else expect(await said).toBe(wanted);
    expect(paths).toEqual(["/@a%2fb"]);
  });

  test("nothing, since it can't be reached", async () => {
    const server = await listen(createServer());
    await server.stop();
    const client = npmClient({ registry: server.url, provenance: false, cwd: "." });
    await expect(client.integrityOf("@a/b", "1.0.0")).rejects.toThrow(
      /does not say whether it has @a\/b: .*ECONNREFUSED/s,
    );
  });
});

describe("the order of publication", () => {
  const item = (name: string, dependencies: readonly string[] = [], peers: readonly string[] = []) => ({
    name,
    manifest: {
      name,
      version: "1.0.0",
      dependencies: Object.fromEntries(dependencies.map((each) => [each, "workspace:*"])),
      peerDependencies: Object.fromEntries(peers.map((each) => [each, "*"])),
    },
  });

  test.for([
    { name: "by name", items: [item("b"), item("a")], wanted: ["a", "b"] },
    {
      name: "after what it depends on",
      items: [item("a", ["b"]), item("b", ["c"]), item("c")],
      wanted: ["c", "b", "a"],
    },
    { name: "after its peers", items: [item("a", [], ["z"]), item("z")], wanted: ["z", "a"] },
    { name: "of others it does not matter", items: [item("a", ["elsewhere"]), item("b")], wanted: ["a", "b"] },
  ])("$name", ({ items, wanted }) => {
    expect(inOrder(items).map(({ name }) => name)).toEqual(wanted);
  });

  test("there is none in a circle", () => {
    expect(() => inOrder([item("a", ["b"]), item("b", ["a"])])).toThrow("none can be published first: a → b → a.");
  });
});

test("the npm that we publish with needs no token", async () => {
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, "../node_modules/npm/package.json"), "utf8"));
  expect("11.5.1".localeCompare(version, "en", { numeric: true })).toBeLessThanOrEqual(0);
});
