import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute, succeed } from "./execute.ts";
import { folderOf } from "./installed.ts";
import { mistakesOf, programOf, wrongProgram } from "./program.ts";
import { npm, type Registry, startRegistry } from "./registry.ts";
import { readSubject } from "./subject.ts";

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

const subject = await readSubject();
const wrong = wrongProgram(subject);
const wanted = wrong.lines.map((line) => `wrong.ts:${line}`);

let registry: Registry;
let project: string;
beforeAll(async () => {
  registry = await startRegistry();
  project = await registry.project();
  await succeed([process.execPath, npm, "install", "@spkey/client"], project);
  await writeFile(join(project, "program.ts"), programOf(subject));
  await writeFile(join(project, "wrong.ts"), wrong.text);
});
afterAll(() => registry?.stop());

test.for(mistakesOf(subject))("$name: there is a line for it", ({ line }, context) => {
  if (line === undefined) context.skip(`${subject.signature.name} has nothing that could be wrong in this way`);
  expect(wrong.text).toContain(line);
});

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
