import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Subject } from "@spkey/release/subject";
import type { Outcome } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute, succeed } from "./execute.ts";
import { folderOf } from "./installed.ts";
import { mistakesOf, wrongProgramOf } from "./mistakes.ts";
import { programOf } from "./program.ts";
import { nothingToCall, publishedSubject } from "./published-subject.ts";
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

let registry: Registry;
let project: string;
const subject = await publishedSubject();
if (subject) {
  compileWithEach(subject);
} else {
  test("the client's types hold", (context) => context.skip(nothingToCall));
}

function compileWithEach(subject: Subject): void {
  const wrong = wrongProgramOf(subject);
  beforeAll(async () => {
    registry = await startRegistry();
    project = await registry.project();
    await succeed([process.execPath, npm, "install", "@spkey/client"], project);
    await writeFile(join(project, "program.ts"), programOf(subject));
    await writeFile(join(project, "wrong.ts"), wrong.text);
  });
  afterAll(() => registry?.stop());

  const skipped = mistakesOf(subject).flatMap((mistake) => ("skipped" in mistake ? [mistake] : []));
  test.for(skipped)("$name: not tested", ({ skipped: why }, context) => {
    context.skip(`${subject.signature.name}: ${why}`);
  });

  describe("installed from a registry, the client's types", () => {
    test.for(rows)(
      "hold by $compiler with $resolution, and find each mistake",
      { timeout: 120_000 },
      async ({ name, options }) => {
        const { stdout, stderr } = await compile(name, options);
        const errors = Array.from(
          stdout.matchAll(/^(\S+)\((\d+),\d+\): error/gm),
          ([, file, line]) => `${file}:${line}`,
        );
        expect([...new Set(errors)], stdout + stderr).toEqual(wrong.lines.map((line) => `wrong.ts:${line}`));
        // And none that has no place.
        expect(stdout.match(/^error .*/gm) ?? []).toEqual([]);
        expect(stderr).toBe("");
      },
    );

    test("are none to an older compiler, which says at the import what is needed", async () => {
      const { stdout, code } = await compile("typescript53", { ...dom, module: "nodenext" });
      expect(code).not.toBe(0);
      expect(stdout).toMatch(/^program\.ts\(1,\d+\): error TS\d+: Module '"@spkey\/client"' has no exported member/m);
      expect(stdout).not.toContain("node_modules/"); // No error that nobody here can mend.
    });
  });
}

/** Compiles both programs. */
async function compile(compiler: string, options: object): Promise<Outcome> {
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
  return execute([process.execPath, join(folderOf(compiler), "bin", "tsc"), "--pretty", "false"], project);
}
