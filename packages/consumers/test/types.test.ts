import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute, succeed } from "./execute.ts";
import { folderOf } from "./installed.ts";
import { npm, type Registry, startRegistry } from "./registry.ts";

const compilers = [
  { compiler: "TypeScript 5.4", name: "typescript54" },
  { compiler: "TypeScript 5.9", name: "typescript59" },
  { compiler: "TypeScript 7.0", name: "typescript" },
];
const resolutions = [
  { moduleResolution: "node16", module: "node16" },
  { moduleResolution: "nodenext", module: "nodenext" },
  { moduleResolution: "bundler", module: "esnext" },
];
const rows = compilers.flatMap((compiler) => resolutions.map((resolution) => ({ ...compiler, ...resolution })));

/** Lines that no compiler may let pass, in a program that is otherwise right. */
const mistakes = [
  'removeAccessibleLock(client, { id: "a", removedBy: "b", reason: "c" });',
  'removeAccessibleLock(client, { id: "a", lockId: 1, removedBy: "b", reason: "c" });',
  'removeAccessibleLock(client, request, { timeout: "1 s" });',
  'client.POST("/users/{id}/AddAccessibleLock", { params: { path: { id: "a" } }, body: request });',
  "removeAccessibleLock(client, request).then(({ event }) => event.name);",
  'createClient({ bearerToken: "token" });',
];
const wrong = `import { createClient, removeAccessibleLock } from "@spkey/client";
const client = createClient({ bearerToken: "token", apiKey: "key" });
const request = { id: "a", lockId: "b", removedBy: "c", reason: "d" };
${mistakes.join("\n")}
`;
const linesBefore = wrong.slice(0, wrong.indexOf(mistakes[0] ?? "")).split("\n").length - 1;

let registry: Registry;
let project: string;
beforeAll(async () => {
  registry = await startRegistry();
  project = await registry.project();
  await succeed([process.execPath, npm, "install", "@spkey/client"], project);
  await copyFile(fileURLToPath(new URL("program.ts", import.meta.url)), join(project, "program.ts"));
  await writeFile(join(project, "wrong.ts"), wrong);
});
afterAll(() => registry?.stop());

describe("installed from a registry, the client's types", () => {
  test.for(rows)(
    "hold by $compiler with $moduleResolution, and find each mistake",
    async ({ name, module, moduleResolution }) => {
      const compilerOptions = {
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        // The declarations of packages are checked, those of TypeScript itself are not.
        skipLibCheck: false,
        skipDefaultLibCheck: true,
        noEmit: true,
        target: "es2022",
        lib: ["es2022", "dom", "dom.iterable"],
        types: [],
        module,
        moduleResolution,
      };
      await writeFile(
        join(project, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["program.ts", "wrong.ts"] }),
      );
      const { stdout, stderr } = await execute(
        [process.execPath, join(folderOf(name), "bin", "tsc"), "--pretty", "false"],
        project,
      );

      const found = Array.from(stdout.matchAll(/^(\S+)\((\d+),\d+\): error/gm), ([, file, line]) => `${file}:${line}`);
      expect([...new Set(found)], stdout).toEqual(mistakes.map((_, index) => `wrong.ts:${linesBefore + index + 1}`));
      // And none that has no place.
      expect(stdout.match(/^error .*/gm) ?? []).toEqual([]);
      expect(stderr).toBe("");
    },
  );
});
