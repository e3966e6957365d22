import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute, makeFolder } from "@spkey/test-kit";
import { readNotices, writeNotices } from "@spkey/test-kit/notices";
import { Ajv } from "ajv";
import { type FormatsPlugin, default as formats } from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { billOf } from "../sbom/bom.ts";
import { publishedPackages } from "../sbom/packages.ts";
import { root } from "../turbo.ts";

/** As much of a bill as is looked at. */
interface Bill {
  readonly serialNumber: string;
  readonly metadata: { readonly component: { readonly purl: string } };
  readonly components?: readonly {
    readonly name: string;
    readonly group?: string;
    readonly purl: string;
    readonly version: string;
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
    readonly licenses: readonly object[];
    readonly properties?: readonly { readonly name: string }[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** CycloneDX's own schema, which comes with its library. */
async function makeValidator() {
  const folder = fileURLToPath(
    new URL("res/schema/", import.meta.resolve("@cyclonedx/cyclonedx-library/package.json")),
  );
  const schema = async (name: string) => JSON.parse(await readFile(`${folder}${name}.SNAPSHOT.schema.json`, "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true });
  // ajv-formats is CommonJS: its default export is its module.
  (formats as unknown as FormatsPlugin)(ajv);
  ajv.addFormat("iri-reference", true).addFormat("idn-email", true);
  // The library refers to its own copies of the other schemas.
  for (const name of ["spdx", "jsf-0.82"]) {
    const { $id: _, ...copy } = await schema(name);
    ajv.addSchema(copy, `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  const validate = ajv.compile(await schema("bom-1.6"));
  return (bill: unknown) => (validate(bill) ? [] : (validate.errors ?? []));
}

let folder: Awaited<ReturnType<typeof makeFolder>>;
let bills: ReadonlyMap<string, Bill>;
let errorsOf: Awaited<ReturnType<typeof makeValidator>>;
const output = () => join(folder.path, "sbom");
const write = () => execute([process.execPath, join(root, "scripts/sbom.ts"), "--no-build", "--output", output()]);
beforeAll(async () => {
  [folder, errorsOf] = await Promise.all([makeFolder(), makeValidator()]);
  const { code, stderr } = await write();
  expect(code, stderr).toBe(0);
  const index: { name: string; file: string }[] = JSON.parse(await readFile(join(output(), "index.json"), "utf8"));
  bills = new Map(
    await Promise.all(
      index.map(async ({ name, file }) => [name, JSON.parse(await readFile(join(output(), file), "utf8"))] as const),
    ),
  );
});
afterAll(() => folder?.remove());

const nameOf = ({ group, name }: { group?: string; name: string }) => (group ? `${group}/${name}` : name);

test("each package that is published has a bill, and no other has", async () => {
  const manifests = await Promise.all(
    ["spec", ...(await readdir(join(root, "packages"))).map((name) => join("packages", name))].map(
      async (path): Promise<{ name: string; private?: boolean }> =>
        JSON.parse(await readFile(join(root, path, "package.json"), "utf8")),
    ),
  );
  const published = manifests.filter((manifest) => !manifest.private).map(({ name }) => name);
  expect([...bills.keys()].toSorted()).toEqual(published.toSorted());
});

test("each is what CycloneDX's schema says", () => {
  for (const [name, bill] of bills) expect(errorsOf(bill), name).toEqual([]);
});

test("each has a number of its own, without which GitHub attests nothing", () => {
  const numbers = [...bills.values()].map(({ serialNumber }) => serialNumber);
  for (const number of numbers)
    expect(number).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(numbers).size).toBe(bills.size);
});

test("the schema would find what is wrong", () => {
  const [bill] = bills.values();
  expect(errorsOf({ ...bill, serialNumber: "1" })).not.toEqual([]);
  expect(errorsOf({ ...bill, components: [{ name: "a" }] })).not.toEqual([]);
});

test("what is not ours has a licence, and the checksum of the lockfile", () => {
  for (const [name, { components = [] }] of bills) {
    for (const component of components) {
      expect(component.licenses.length, `${name}: ${component.purl}`).toBe(1);
      const hashes = component.hashes?.filter(({ alg, content }) => alg === "SHA-512" && content.length === 128) ?? [];
      expect(hashes.length, `${name}: ${component.purl}`).toBe(bills.has(nameOf(component)) ? 0 : 1);
    }
  }
});

test("every package that a manifest names is in it, and every part is needed by something", async () => {
  for (const { root: own } of await publishedPackages(root)) {
    const path = own.name === "@spkey/spec" ? "spec" : join("packages", own.name.replace("@spkey/", ""));
    const { dependencies = {} }: { dependencies?: object } = JSON.parse(
      await readFile(join(root, path, "package.json"), "utf8"),
    );
    const { components = [], ...bill } = bills.get(own.name) ?? { dependencies: [] };
    expect(components.map(nameOf)).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    const needed = new Set(bill.dependencies.flatMap(({ dependsOn = [] }) => dependsOn));
    expect(components.filter(({ purl }) => !needed.has(purl))).toEqual([]);
  }
});

test("what the mock's bundle has is in the bill of the mock, and of what installs the mock", () => {
  const isPrism = ({ name, group }: { name: string; group?: string }) =>
    group === "@stoplight" && name === "prism-http";
  for (const name of ["@spkey/mock", "@spkey/contract"]) {
    const found = bills.get(name)?.components?.find(isPrism);
    expect(
      found?.properties?.map((property) => property.name),
      name,
    ).toContain("cdx:npm:package:bundled");
  }
  expect(bills.get("@spkey/client")?.components?.some(isPrism)).toBe(false);
});

test("written again, nothing changes", async () => {
  const before = await Promise.all((await readdir(output())).map((name) => readFile(join(output(), name), "utf8")));
  const { code } = await write();
  expect(code).toBe(0);
  const after = await Promise.all((await readdir(output())).map((name) => readFile(join(output(), name), "utf8")));
  expect(after).toEqual(before);
  expect(await readdir(folder.path)).toEqual(["sbom"]);
});

describe("a small workspace", () => {
  async function workspace(manifest: object, installed: Readonly<Record<string, object>> = {}) {
    const made = await makeFolder();
    const package_ = join(made.path, "packages/own");
    await mkdir(join(package_, "dist"), { recursive: true });
    await writeFile(
      join(package_, "package.json"),
      JSON.stringify({ name: "own", version: "1.0.0", license: "MIT", ...manifest }),
    );
    for (const [name, other] of Object.entries(installed)) {
      const path = join(package_, "node_modules", name);
      await mkdir(path, { recursive: true });
      await writeFile(join(path, "package.json"), JSON.stringify({ name, version: "2.0.0", license: "ISC", ...other }));
    }
    return { path: made.path, own: package_, remove: made.remove };
  }

  test.for([
    {
      name: "a cycle",
      manifest: { dependencies: { a: "*" } },
      installed: {
        a: { dependencies: { own: "*", b: "*" } },
        b: { dependencies: { a: "*" } },
        own: { version: "1.0.0" },
      },
      want: ["a", "b"],
    },
    {
      name: "an optional one that isn't there",
      manifest: { optionalDependencies: { a: "*" } },
      installed: {},
      want: [],
    },
    { name: "what only development needs", manifest: { devDependencies: { a: "*" } }, installed: { a: {} }, want: [] },
    { name: "a private package", manifest: { private: true }, installed: {}, want: undefined },
  ])("$name", async ({ manifest, installed, want }) => {
    const { path, remove } = await workspace(manifest, installed as Record<string, object>); // Rows of several shapes.
    const [published] = await publishedPackages(path);
    expect(published?.parts.map(({ name }) => name)).toEqual(want);
    if (published) expect(errorsOf(JSON.parse(billOf(published, new Map())))).toEqual([]);
    await remove();
  });

  test("what is missing is an error that says what to do", async () => {
    const { path, remove } = await workspace({ dependencies: { a: "*" } });
    await expect(publishedPackages(path)).rejects.toThrow(
      "own@1.0.0 needs a, which is not installed: run pnpm install first.",
    );
    await remove();
  });

  test.for([
    { license: "MIT", want: { license: { id: "MIT" } } },
    { license: "(MIT OR Apache-2.0)", want: { expression: "(MIT OR Apache-2.0)" } },
    { license: "SEE LICENSE IN LICENSE.md", want: { license: { name: "SEE LICENSE IN LICENSE.md" } } },
  ])("the licence $license", async ({ license, want }) => {
    const { path, remove } = await workspace({ dependencies: { a: "*" } }, { a: { license } });
    const [published] = await publishedPackages(path);
    const bill: Bill = JSON.parse(published ? billOf(published, new Map()) : "{}");
    expect(bill.components?.[0]?.licenses).toEqual([want]);
    await remove();
  });

  test("the notices of a bundle say what is in it", async () => {
    const { path, own, remove } = await workspace(
      {},
      { a: {}, "@b/c": { version: "3.0.0-rc.1", license: "(MIT OR ISC)" } },
    );
    await mkdir(join(own, "node_modules/a/node_modules"));
    await rename(join(own, "node_modules/@b"), join(own, "node_modules/a/node_modules/@b"));
    const file = join(own, "dist/THIRD-PARTY-LICENSES.txt");
    await writeNotices(file, own, ["src/own.ts", "node_modules/a/x.js", "node_modules/a/node_modules/@b/c/y/z.js"]);
    expect(readNotices(await readFile(file, "utf8"))).toEqual([
      { name: "@b/c", version: "3.0.0-rc.1", license: "(MIT OR ISC)" },
      { name: "a", version: "2.0.0", license: "ISC" },
    ]);
    const [published] = await publishedPackages(path);
    expect(published?.parts.map((part) => [part.name, part.isBundled])).toEqual([
      ["@b/c", true],
      ["a", true],
    ]);
    await remove();
  });
});
