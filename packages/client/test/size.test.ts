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
  async esbuild(program: string): Promise<string> {
    const { outputFiles } = await esbuild({
      entryPoints: [program],
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      write: false,
    });
    return outputFiles[0]?.text ?? "";
  },
  async rolldown(program: string): Promise<string> {
    const bundle = await rolldown({ input: program, platform: "neutral", resolve: { mainFields: ["module", "main"] } });
    const { output } = await bundle.generate({ format: "esm", minify: true });
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

describe("a call of our API, with everything: at most 5.0 KB", async () => {
  const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
  const { signatures } = signaturesOf(readDescription(JSON.parse(await readFile(bundle, "utf8"))));
  const built = fileURLToPath(new URL("../dist/index.js", import.meta.url));
  test.for(
    signatures.flatMap(({ name }) => (["esbuild", "rolldown"] as const).map((bundler) => [name, bundler] as const)),
  )("%s, by %s", async ([name, bundler]) => {
    expect(await size(built, [name], `${few.folder}/${name}.ts`, bundler)).toBeLessThanOrEqual(5000);
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
