import { copyFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
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
const dom = { lib: ["es2022", "dom", "dom.iterable"], types: [] };
/** Node's own types alone, as where nothing is for a browser. */
const node = { lib: ["es2022"], types: ["node"], typeRoots: [dirname(folderOf("@types/node"))] };
const resolutions = [
  { resolution: "node16", options: { ...dom, module: "node16" } },
  { resolution: "nodenext", options: { ...dom, module: "nodenext" } },
  { resolution: "nodenext and no DOM", options: { ...node, module: "nodenext" } },
  { resolution: "bundler", options: { ...dom, module: "esnext", moduleResolution: "bundler" } },
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
const wanted = mistakes.map((line) => `wrong.ts:${wrong.split("\n").indexOf(line) + 1}`);

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
  test.for(rows)("hold by $compiler with $resolution, and find each mistake", async ({ name, options }) => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      // The declarations of packages are checked, those of TypeScript itself are not.
      skipLibCheck: false,
      skipDefaultLibCheck: true,
      noEmit: true,
      target: "es2022",
      ...options,
    };
    await writeFile(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: ["program.ts", "wrong.ts"] }),
    );
    const { stdout, stderr } = await execute(
      [process.execPath, join(folderOf(name), "bin", "tsc"), "--pretty", "false"],
      project,
    );

    const errors = Array.from(stdout.matchAll(/^(\S+)\((\d+),\d+\): error/gm), ([, file, line]) => `${file}:${line}`);
    expect([...new Set(errors)], stdout).toEqual(wanted);
    // And none that has no place.
    expect(stdout.match(/^error .*/gm) ?? []).toEqual([]);
    expect(stderr).toBe("");
  });
});
