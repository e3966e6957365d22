import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sparticuz from "@sparticuz/chromium";
import { Miniflare, supportedCompatibilityDate } from "miniflare";
import { type Browser, chromium } from "playwright-core";
import { rolldown } from "rolldown";
import ts from "typescript59";
import { vi } from "vitest";
import { execute, succeed } from "./execute.ts";
import { folderOf, isInstalled } from "./installed.ts";
import type { Settings } from "./program.ts";
import { npm } from "./registry.ts";

/** Where JavaScript runs. */
export interface Runtime {
  readonly name: string;
  /** Whether the client names itself in `User-Agent`: browsers say what they are. */
  readonly namesItself: boolean;
  /** Whether a program can set cookies: pages can't, for another origin. */
  readonly setsCookies: boolean;
  /** What is not installed here, and so can't be run. */
  readonly missing: string | undefined;
  /** Installs the client into a project, in the runtime's own way if it has one. */
  install(project: string): Promise<unknown>;
  /**
   * Runs a program, in TypeScript, in a project into which the client is installed. A runtime that goes on when the program has ended is
   * ended only once `released` has resolved, since that would close its connections for the client.
   */
  run(project: string, program: string, settings: Settings, released: () => Promise<unknown>): Promise<Run>;
}

/** What the program has reported, and all else that the runtime has written. */
export interface Run {
  readonly report: unknown;
  readonly log: string;
}

const node20 = binary("node20", "bin/node");

export const runtimes: readonly Runtime[] = [
  node("Node 20", node20),
  node("Node 20, CommonJS", node20, "cjs"),
  node("Node 22", binary("node22", "bin/node")),
  node("Node 24", binary("node", "bin/node")),
  node("Node 26", binary("node26", "bin/node")),
  command("Deno", binary("@deno/linux-x64-glibc", "deno"), {
    // What is younger than a day it would not install.
    install: ["add", "--minimum-dependency-age=0", "npm:@spkey/client"],
    // All that the client needs.
    run: ["run", "--no-prompt", "--allow-net=127.0.0.1"],
  }),
  command("Bun", binary("@oven/bun-linux-x64-baseline", "bin/bun"), {
    install: ["add", "@spkey/client"],
    run: ["run"],
  }),
  {
    name: "workerd",
    namesItself: true,
    setsCookies: true,
    missing: undefined,
    install: installWithNpm,
    run: runInWorkerd,
  },
  {
    name: "Chromium",
    namesItself: false,
    setsCookies: false,
    missing: `${process.platform}-${process.arch}` === "linux-x64" ? undefined : "Chromium for this platform",
    install: installWithNpm,
    run: runInChromium,
  },
];

/** A program that runs programs. Where it is not there, `missing` is the npm package that it would come in. */
interface Binary {
  readonly file: string;
  readonly missing: string | undefined;
}

/** What brings a runtime along is an optional dependency, which pnpm leaves out on other platforms. */
function binary(name: string, path: string): Binary {
  return isInstalled(name) ? { file: join(folderOf(name), path), missing: undefined } : { file: path, missing: name };
}

function node(name: string, binary: Binary, format?: "cjs"): Runtime {
  return command(name, binary, { install: [npm, "install", "@spkey/client"], run: [], ...(format && { format }) });
}

/** A runtime that is a command. */
function command(
  name: string,
  { file, missing }: Binary,
  args: { readonly install: readonly string[]; readonly run: readonly string[]; readonly format?: "cjs" },
): Runtime {
  const { format = "js" } = args;
  return {
    name,
    namesItself: true,
    setsCookies: true,
    missing,
    install: (project) => succeed([file, ...args.install], project),
    async run(project, program, settings) {
      await writeProgram(project, program, format);
      const load = format === "cjs" ? 'require("./program.cjs")' : 'await import("./program.js")';
      const main = join(project, `main.${format}`);
      await writeFile(
        main,
        `const settings = ${JSON.stringify(settings)};
const report = async ({ run }) => console.log(JSON.stringify(await run(settings)));
report(${load});
`,
      );
      const { code, stdout, stderr } = await execute([file, ...args.run, main], project);
      if (code !== 0) throw new Error(`${name} ended with ${code}:\n${stdout}${stderr}`);
      return { report: JSON.parse(stdout), log: stderr };
    },
  };
}

function installWithNpm(project: string): Promise<unknown> {
  return succeed([process.execPath, npm, "install", "@spkey/client"], project);
}

async function runInWorkerd(
  project: string,
  program: string,
  settings: Settings,
  released: () => Promise<unknown>,
): Promise<Run> {
  await writeProgram(project, program, "js");
  await writeFile(
    join(project, "main.js"),
    `import { run } from "./program.js";
export default { fetch: async () => Response.json(await run(${JSON.stringify(settings)})) };
`,
  );
  const log: string[] = [];
  const worker = new Miniflare({
    modules: [{ type: "ESModule", path: "main.js", contents: await bundle(join(project, "main.js"), "es") }],
    compatibilityDate: supportedCompatibilityDate,
    // Otherwise it asks Cloudflare for what it tells a worker of where its requests come from.
    cf: false,
    handleStructuredLogs: ({ message }: { message: string }) => void log.push(message),
  });
  try {
    const response = await worker.dispatchFetch("http://worker.test/");
    const text = await response.text();
    if (!response.ok) throw new Error(`workerd answered ${response.status}:\n${text}`);
    await released();
    return { report: JSON.parse(text), log: log.join("\n") };
  } finally {
    await worker.dispose();
  }
}

/** The page is the stalling server's, which makes the mock another origin. */
async function runInChromium(
  project: string,
  program: string,
  settings: Settings,
  released: () => Promise<unknown>,
): Promise<Run> {
  await writeProgram(project, program, "js");
  const browser = await launchChromium(project);
  try {
    const page = await browser.newPage();
    const log: string[] = [];
    page.on("console", (message) => log.push(message.text()));
    page.on("pageerror", (error) => log.push(String(error)));
    await page.goto(`${settings.stalling}/`);
    await page.addScriptTag({ content: await bundle(join(project, "program.js"), "iife") });
    const report: unknown = await page.evaluate(`program.run(${JSON.stringify(settings)})`);
    await released();
    return { report: JSON.parse(JSON.stringify(report)), log: log.join("\n") };
  } finally {
    await browser.close();
  }
}

/** What npm brings along is unpacked into a folder of ours: another test may be unpacking it too, and half is no browser. */
async function launchChromium(project: string): Promise<Browser> {
  const folder = join(project, "tmp");
  await mkdir(folder);
  vi.stubEnv("TMPDIR", folder);
  try {
    // Chromium can't put root into its sandbox; what it opens here is our own page.
    return await chromium.launch({ executablePath: await sparticuz.executablePath(), chromiumSandbox: false });
  } finally {
    vi.unstubAllEnvs();
  }
}

/** Writes the program into a project, as JavaScript. */
async function writeProgram(project: string, program: string, format: "js" | "cjs"): Promise<void> {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: format === "cjs" ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
    },
  });
  await writeFile(join(project, `program.${format}`), outputText);
}

/** One file, as an integrator's bundler writes it; as `iife`, its exports are those of `program`. */
async function bundle(input: string, format: "es" | "iife"): Promise<string> {
  const build = await rolldown({ input, platform: "browser" });
  const { output } = await build.generate({ format, name: "program" });
  await build.close();
  return output[0].code;
}
