import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, large, type Sources } from "./support/package.ts";

const run = promisify(execFile);
const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

/** Instantiations of types that the compiler counts in a consumer's project. */
async function instantiations(folder: string, program: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/program.ts`, program);
  const compilerOptions = {
    target: "es2023",
    module: "nodenext",
    lib: ["es2023", "dom", "dom.iterable"],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ["program.ts"] }));
  const { stdout } = await run(process.execPath, [tsc, "-p", folder, "--extendedDiagnostics"]).catch((error) => {
    throw new Error(`The consumer's project has errors:\n${error.stdout}`);
  });
  const [, count] = /^Instantiations:\s+(\d+)/m.exec(stdout) ?? [];
  if (count === undefined) throw new Error(`The compiler does not count instantiations any more:\n${stdout}`);
  return Number(count);
}

const operations = 500;
let sources: Sources;
beforeAll(async () => {
  sources = await clientOf(large(operations));
  const { folder } = sources;
  // What a consumer gets: declarations.
  const project = {
    extends: "../../tsconfig.build.json",
    compilerOptions: { outDir: "dist", rootDir: "src" },
    include: ["src"],
    exclude: ["src/node.ts"],
  };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(project));
  await run(process.execPath, [tsc, "-p", folder]);
});
afterAll(() => sources?.remove());

test(`calls of ${operations} operations: under 5,000 instantiations beyond the empty project`, async () => {
  const { folder } = sources;
  const names = Object.keys(await import(`${folder}/dist/generated/operations.js`)).filter(
    (name) => !name.startsWith("is"),
  );
  expect(names).toHaveLength(operations);
  const calls = names.map((name) => {
    const by = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}By`;
    return `export const ${name} = (await client.${name}(own, { id: "1", placeId: "2", ${by}: "3", reason: "4" })).version.toFixed();`;
  });
  const program = [
    'import * as client from "../dist/index.js";',
    'const own = client.createClient({ token: "jwt", key: "key" });',
    ...calls,
    "",
  ].join("\n");
  const [empty, all] = [
    await instantiations(`${folder}/empty`, "export {};\n"),
    await instantiations(`${folder}/all`, program),
  ];
  expect(all).toBeGreaterThan(empty);
  expect(all - empty).toBeLessThan(5000);
});

test(`calls of ${operations} operations by their paths: under 80 instantiations each, however many there are`, async () => {
  const { folder } = sources;
  const { paths } = large(operations) as { paths: Record<string, object> }; // As `large` makes it.
  const names = Object.keys(paths);
  const calls = names.map((path, index) => {
    const by = `${path.split("/").at(-1)}By`;
    const init = `{ params: { path: { id: "1" } }, body: { placeId: "2", ${by}: "3", reason: "4" } }`;
    return `export const call${index} = (await client.POST("${path}", ${init})).data?.version.toFixed();`;
  });
  const program = (some: readonly string[]) =>
    [
      'import { createClient } from "../dist/by-path.js";',
      'const client = createClient({ token: "jwt", key: "key" });',
      ...some,
      "",
    ].join("\n");
  const [one, all] = [
    await instantiations(`${folder}/path`, program(calls.slice(0, 1))),
    await instantiations(`${folder}/paths`, program(calls)),
  ];
  expect(one).toBeLessThan(5000);
  expect((all - one) / (operations - 1)).toBeLessThan(80);
});
