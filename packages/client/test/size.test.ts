import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, large, type Sources } from "./support/package.ts";

/** Bytes, minified and gzipped, of a program that calls these operations. */
async function size(index: string, names: readonly string[], program: string): Promise<number> {
  await writeFile(
    program,
    `import { ${["createClient", ...names]} } from ${JSON.stringify(index)};\nconsole.log(createClient, ${names});\n`,
  );
  const bundle = await rolldown({ input: program, platform: "neutral", resolve: { mainFields: ["module", "main"] } });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  return gzipSync(output[0].code, { level: 9 }).length;
}

let few: Sources;
let many: Sources;
beforeAll(async () => {
  [few, many] = await Promise.all([clientOf(large(2)), clientOf(large(100))]);
});
afterAll(() => Promise.all([few?.remove(), many?.remove()]));

const sizeIn = ({ folder }: Sources, names: readonly string[]) => size("./src/index.ts", names, `${folder}/program.ts`);

test("the one call, with everything and openapi-fetch: at most 5.0 KB", async () => {
  const built = fileURLToPath(new URL("../dist/index.js", import.meta.url));
  expect(await size(built, ["removeAccessibleLock"], `${few.folder}/one.ts`)).toBeLessThanOrEqual(5000);
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
