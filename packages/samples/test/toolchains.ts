import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { languages } from "../src/index.ts";

/** How a program ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Check {
  readonly command: readonly string[];
  /** What it writes is a finding. */
  readonly silent?: boolean;
  /** The same for several files, in place of `$`; by default, the command itself is given all of them. */
  readonly several?: readonly string[];
  /** It needs the client of the API. */
  readonly typed?: boolean;
}

/** What runs the samples of one language, and what its own tools think of them. */
interface Toolchain {
  /** Commands that run the file `$`; the first whose `probe` succeeds is taken. */
  readonly commands: readonly { readonly probe: readonly string[]; readonly run: readonly string[] }[];
  /** Commands that find fault with the file `$` by their exit code or by what they write. */
  readonly checks: readonly Check[];
  /** The language's own parser and nothing else, for many files `$` at once: it names each that it can't read. */
  readonly parse: readonly string[];
  /** What to install where none is there. */
  readonly install: string;
}

const node = process.execPath;
const prettier = fileURLToPath(import.meta.resolve("prettier/bin/prettier.cjs"));
const tsc = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));
const typescriptOptions =
  "--noEmit --strict --target es2024 --module nodenext --allowImportingTsExtensions --types node --ignoreConfig --typeRoots";
const standard = fileURLToPath(new URL("standard.yml", import.meta.url));
const typeRoots = fileURLToPath(new URL("../node_modules/@types", import.meta.url));

/** What `ruby -c` and `php -l` do for one file. */
const rubySyntax = "ARGV.each { |file| RubyVM::InstructionSequence.compile_file(file) }";
const phpSyntax = "foreach (array_slice($argv, 1) as $file) { token_get_all(file_get_contents($file), TOKEN_PARSE); }";
/** What `node --check`, `python3 -m py_compile` and `sh -n` do for one file, but that each file with a fault is named. */
const nodeSyntax = fileURLToPath(new URL("parse-modules.ts", import.meta.url));
const pythonSyntax = `
import ast, sys
faults = 0
for file in sys.argv[1:]:
    try:
        ast.parse(open(file, encoding="utf-8").read(), file)
    except SyntaxError as error:
        faults += 1
        print(f"{error.filename}:{error.lineno}: {error.msg}", file=sys.stderr)
sys.exit(faults > 0)
`;
const shellSyntax = 'faults=0; for file; do sh -n "$file" || { echo "$file" >&2; faults=1; }; done; exit $faults';
const parseModules = [node, "--experimental-vm-modules", "--no-warnings", nodeSyntax, "$"];

export const toolchains: Readonly<Record<string, Toolchain>> = {
  curl: {
    commands: [{ probe: ["curl", "--version"], run: ["sh", "$"] }],
    // SC2016 asks whether a `$` in single quotes is meant: it is.
    checks: [{ command: ["shellcheck", "--shell=sh", "--exclude=SC2016", "$"] }],
    parse: ["sh", "-c", shellSyntax, "sh", "$"],
    install: "curl and shellcheck",
  },
  typescript: {
    commands: [{ probe: [node, "--version"], run: [node, "$"] }],
    checks: [
      { command: [node, prettier, "--check", "$"] },
      { command: [node, tsc, ...typescriptOptions.split(" "), typeRoots, "$"], typed: true },
    ],
    parse: parseModules,
    install: "Node.js",
  },
  javascript: {
    commands: [{ probe: [node, "--version"], run: [node, "$"] }],
    checks: [{ command: [node, prettier, "--check", "$"] }],
    parse: parseModules,
    install: "Node.js",
  },
  python: {
    // A manager of versions makes of `python3` a script that takes longer to start than Python itself.
    commands: ["/usr/bin/python3", "python3"].map((python) => ({
      probe: [python, "-c", "import requests"],
      run: [python, "$"],
    })),
    checks: [{ command: ["black", "--check", "--quiet", "$"] }],
    parse: ["python3", "-c", pythonSyntax, "$"],
    install: "python3, python3-requests and black",
  },
  go: {
    commands: [{ probe: ["go", "version"], run: ["go", "run", "$"] }],
    checks: [
      { command: ["gofmt", "-d", "$"], silent: true },
      { command: ["go", "vet", "$"], several: ["go", "vet", "./..."] },
    ],
    parse: ["gofmt", "-e", "-l", "$"],
    install: "golang-go",
  },
  ruby: {
    commands: [{ probe: ["ruby", "--version"], run: ["ruby", "$"] }],
    checks: [
      { command: ["ruby", "-wc", "$"], several: ["ruby", "-w", "-e", rubySyntax, "$"] },
      { command: ["rubocop", "--config", standard, "$"] },
    ],
    parse: ["ruby", "-e", rubySyntax, "$"],
    install: "ruby and rubocop",
  },
  php: {
    commands: [{ probe: ["php", "-r", "exit(function_exists('curl_init') ? 0 : 1);"], run: ["php", "$"] }],
    checks: [{ command: ["php", "-l", "$"], several: ["php", "-r", phpSyntax, "--", "$"] }],
    parse: ["php", "-r", phpSyntax, "--", "$"],
    install: "php-cli and php-curl",
  },
};

/** A language with what runs and checks its samples here, or what to install for it. */
export interface Runnable {
  readonly id: string;
  readonly run: readonly string[];
  readonly checks: Toolchain["checks"];
  readonly missing?: string;
}

/**
 * Looks for the toolchains of all languages. On a laptop, what is missing is skipped, by name.
 *
 * @throws in CI, where everything must be there
 */
export async function findToolchains(): Promise<Runnable[]> {
  const found = await Promise.all(languages.map(({ id }) => findToolchain(id)));
  const missing = found.flatMap(({ id, missing: install }) => (install ? [`${id} (install ${install})`] : []));
  if (missing.length > 0 && process.env["CI"]) {
    throw new Error(`CI needs every toolchain. Missing: ${missing.join(", ")}.`);
  }
  if (missing.length > 0) console.warn(`Skipped, or not checked by their own tools: ${missing.join(", ")}.`);
  return found;
}

async function findToolchain(id: string): Promise<Runnable> {
  const toolchain = toolchains[id];
  if (!toolchain) throw new Error(`test/toolchains.ts has no toolchain for ${id}.`);
  const { commands, install } = toolchain;
  const runs = await Promise.all(
    commands.map(async ({ probe, run }) => ((await execute(probe)).code === 0 ? run : [])),
  );
  const there = await Promise.all(toolchain.checks.map(({ command: [tool = ""] }) => isInstalled(tool)));
  const run = runs.find(({ length }) => length > 0) ?? [];
  const checks = toolchain.checks.filter((_, index) => there[index]);
  const complete = run.length > 0 && checks.length === toolchain.checks.length;
  return { id, run, checks, ...(!complete && { missing: install }) };
}

async function isInstalled(tool: string): Promise<boolean> {
  return (await execute(["sh", "-c", 'command -v "$0"', tool])).code === 0;
}

/** The folder of our client's package. */
const client = dirname(dirname(fileURLToPath(import.meta.resolve("@spkey/client"))));

/** A folder for programs, in which TypeScript finds our client, or that of another API, whose document is given. */
export async function programFolder(api?: object): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "spkey-samples-"));
  await mkdir(join(path, "node_modules", "@spkey"), { recursive: true });
  // Outside of `node_modules`, where Node.js strips no types.
  const own = api ? join(path, "client") : client;
  if (api) await generateClient(api, own);
  await symlink(own, join(path, "node_modules", "@spkey", "client"), "dir");
  await writeFile(join(path, "package.json"), '{ "type": "module" }\n');
  // As on a terminal: what is not the answer is an error.
  await writeFile(join(path, ".curlrc"), "no-progress-meter\n");
  await writeFile(join(path, "photo.bin"), Buffer.from([0, 1, 2, 250, 251, 252]));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function generateClient(document: object, folder: string): Promise<void> {
  await mkdir(folder);
  const description = `${folder}.json`;
  await writeFile(description, JSON.stringify(document));
  const generator = join(client, "tools", "generate.ts");
  const outcome = await execute([node, generator, "--description", description, "--output", folder]);
  if (outcome.code !== 0) throw new Error(`No client could be generated:\n${outcome.stderr}`);
  await symlink(join(client, "node_modules"), join(folder, "node_modules"), "dir");
}

/** Writes a program into a folder of its own within `folder`, and runs a command with it in place of `$`. */
export async function runProgram(
  folder: string,
  program: {
    name: string;
    file: string;
    code: string;
    run: readonly string[];
    environment: Readonly<Record<string, string>>;
  },
): Promise<Outcome> {
  const own = join(folder, program.name);
  await mkdir(own, { recursive: true });
  await writeFile(join(own, program.file), program.code);
  return execute(
    program.run.map((word) => (word === "$" ? join(own, program.file) : word)),
    { cwd: folder, environment: { CURL_HOME: folder, ...program.environment } },
  );
}

/** Runs a check for many programs within `folder` in one go: hundreds of processes would take minutes. */
export function checkPrograms(folder: string, files: readonly string[], check: Check): Promise<Outcome> {
  const { command, several = command } = check;
  return execute(
    several.flatMap((word) => (word === "$" ? files : [word])),
    { cwd: folder },
  );
}

export function execute(
  [command = "", ...args]: readonly string[],
  { cwd, environment = {} }: { cwd?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, LANG: "C.UTF-8", ...environment };
  return new Promise((resolve) => {
    execFile(
      command,
      args,
      { env, timeout: 120_000, maxBuffer: 64 * 1024 * 1024, ...(cwd && { cwd }) },
      (error, stdout, stderr) => {
        resolve({ code: error ? (typeof error.code === "number" ? error.code : 127) : 0, stdout, stderr });
      },
    );
  });
}
