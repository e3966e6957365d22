import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readDescription } from "@spkey/model";
import { build as esbuild } from "esbuild";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signaturesOf } from "../generator/signature.ts";
import { clientOf, large, type Sources } from "./support/package.ts";

/** What makes one file of a program and all that it imports, minified, as of ES2022. */
const bundlers = {
  async esbuild(program: string, names = true): Promise<string> {
    const { outputFiles } = await esbuild({
      entryPoints: [program],
      bundle: true,
      minify: true,
      minifyIdentifiers: names,
      format: "esm",
      target: "es2022",
      charset: "utf8",
      write: false,
    });
    return outputFiles[0]?.text ?? "";
  },
  async rolldown(program: string, names = true): Promise<string> {
    const bundle = await rolldown({ input: program, platform: "neutral", resolve: { mainFields: ["module", "main"] } });
    const { output } = await bundle.generate({
      format: "esm",
      minify: { compress: true, mangle: names, codegen: true },
    });
    await bundle.close();
    return output[0].code;
  },
};

/** Bytes, minified and gzipped, of a program that calls these operations. */
async function size(
  index: string,
  names: readonly string[],
  program: string,
  bundler: keyof typeof bundlers = "rolldown",
): Promise<number> {
  await writeFile(
    program,
    `import { ${["createClient", ...names]} } from ${JSON.stringify(index)};\nconsole.log(createClient, ${names});\n`,
  );
  const code = await bundlers[bundler](program);
  for (const name of names) expect(code).toContain(name); // Nothing is small because it is missing.
  return gzipSync(code, { level: 9 }).length;
}

let few: Sources;
let many: Sources;
beforeAll(async () => {
  [few, many] = await Promise.all([clientOf(large(2)), clientOf(large(100))]);
});
afterAll(() => Promise.all([few?.remove(), many?.remove()]));

const sizeIn = ({ folder }: Sources, names: readonly string[]) => size("./src/index.ts", names, `${folder}/program.ts`);

/** Generated for one operation, or taken along by those alone that write or check something that most don't. */
const own =
  /\/(generated\/(calls|description|serialize|validators)|body|composite-validators|credentials|overrides|parameters|plain|query|readers)\.js$/;

/** As many has the operation of our own description, minified. */
const ours = 1280;

/** Bytes, minified, of what a program has in it of its operation, and of the credentials that it takes. */
async function ownBytes(index: string, name: string, program: string): Promise<number> {
  await writeFile(program, `export { createClient, ${name} } from ${JSON.stringify(index)};\n`);
  const { metafile } = await esbuild({
    entryPoints: [program],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    metafile: true,
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return inputs.reduce((sum, [path, { bytesInOutput }]) => sum + (own.test(path) ? bytesInOutput : 0), 0);
}

describe("a call of our API, with everything: at most 5.0 KB, and half a byte for each beyond 1,280 of its own", async () => {
  const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  const { signatures } = signaturesOf(readDescription(JSON.parse(await readFile(bundle, "utf8"))));
  const built = fileURLToPath(new URL("../dist/index.js", import.meta.url));
  test.for(
    signatures.flatMap(({ name }) => (["esbuild", "rolldown"] as const).map((bundler) => [name, bundler] as const)),
  )("%s, by %s", async ([name, bundler]) => {
    const program = `${few.folder}/${name}.${bundler}.ts`;
    const beyond = Math.max(0, (await ownBytes(built, name, program)) - ours);
    expect(await size(built, [name], program, bundler)).toBeLessThanOrEqual(5000 + beyond / 2);
  });
});

test("each further operation that is imported: at most 150 bytes", async () => {
  const names = [
    "addLock",
    "removeLock",
    "openKey",
    "closeDoor",
    "grantGuest",
    "revokeGroup",
    "moveBadge",
    "renameEvent",
  ];
  const [one, all] = [await sizeIn(many, names.slice(0, 1)), await sizeIn(many, names)];
  expect(all).toBeGreaterThan(one);
  expect((all - one) / (names.length - 1)).toBeLessThanOrEqual(150);
});

test("an operation that is not imported: nothing", async () => {
  expect(await sizeIn(many, ["addLock"])).toBe(await sizeIn(few, ["addLock"]));
});

const tree = {
  type: "object",
  properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
};
const answer = (schema: object) => ({ 200: { description: "Done.", content: { "application/json": { schema } } } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Kinds of operations that need more than most; each is added to a description a hundred times, and imported by nobody. */
const unusual: readonly (readonly [name: string, method: string, operation: object])[] = [
  ["DELETE without body", "delete", { responses: { 204: { description: "Done." } } }],
  [
    "a query with pipes",
    "get",
    {
      parameters: [
        {
          name: "q",
          in: "query",
          style: "pipeDelimited",
          explode: false,
          schema: { type: "array", items: { type: "string" } },
        },
      ],
      responses: answer({}),
    },
  ],
  ["a server of its own", "get", { servers: [{ url: "https://own.test" }], responses: answer({}) }],
  ["security of its own", "get", { security: [{ token: [] }], responses: answer({}) }],
  ["a recursive schema", "get", { responses: answer(ref("Tree")) }],
  ["mutually recursive schemas", "get", { responses: answer(ref("Egg")) }],
  ["a discriminator", "get", { responses: answer(ref("Pet")) }],
  [
    "a form",
    "post",
    {
      requestBody: {
        content: {
          "application/x-www-form-urlencoded": { schema: { type: "object", properties: { a: { type: "string" } } } },
        },
      },
      responses: answer({}),
    },
  ],
  [
    "multipart",
    "post",
    {
      requestBody: {
        content: { "multipart/form-data": { schema: { type: "object", properties: { a: { type: "object" } } } } },
      },
      responses: answer({}),
    },
  ],
];

const kinds = {
  Tree: tree,
  Egg: { type: "object", properties: { hen: ref("Hen") } },
  Hen: { type: "object", properties: { egg: ref("Egg") } },
  Cat: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
  Dog: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
  Pet: {
    oneOf: [ref("Cat"), ref("Dog")],
    discriminator: {
      propertyName: "kind",
      mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" },
    },
  },
};

/** A description with usual operations, and this many of one kind. */
function withUnusual(method: string, operation: object, count: number): object {
  // More than a hundred, since operations say their credentials where most have others.
  const base = structuredClone(large(110)) as { paths: object; components: { schemas: object } }; // As `large` makes it.
  const others = Array.from({ length: count }, (_, index) => [
    `/unusual/${index}`,
    { [method]: { operationId: `unusual${index}`, ...operation } },
  ]);
  Object.assign(base.paths, Object.fromEntries(others));
  Object.assign(base.components.schemas, kinds);
  return base;
}

test.for(unusual)("100 operations with %s that are not imported: nothing", async ([, method, operation]) => {
  const [none, hundred] = await Promise.all([
    clientOf(withUnusual(method, operation, 0)),
    clientOf(withUnusual(method, operation, 100)),
  ]);
  try {
    for (const bundler of ["esbuild", "rolldown"] as const) {
      const codes = [none, hundred].map(async ({ folder }) => {
        const program = `${folder}/${bundler}.ts`;
        await writeFile(
          program,
          'import { addLock, createClient } from "./src/index.ts";\nconsole.log(createClient, addLock);\n',
        );
        // With short names, which depend on what was dropped, the code would differ by a few bytes.
        return bundlers[bundler](program, false);
      });
      const [without = "", withThem] = await Promise.all(codes);
      expect(without).toContain("addLock");
      expect(withThem?.length, bundler).toBe(without.length);
    }
  } finally {
    await Promise.all([none.remove(), hundred.remove()]);
  }
});
