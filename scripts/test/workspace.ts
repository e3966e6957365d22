import { cp, lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Program, startProgram } from "@spkey/test-kit";
import { root } from "../turbo.ts";

/** A copy of the repository that a test may change. */
export interface Workspace {
  readonly folder: string;
  /** Replaces text in a file, which must have it. */
  edit(file: string, from: string, to: string): Promise<void>;
  write(file: string, text: string): Promise<void>;
  read(file: string): Promise<string>;
  /** Runs a command of the root package, as `pnpm <command>` does. */
  run(command: string, ...args: string[]): Program;
  remove(): Promise<void>;
}

/** Copies the sources; what is installed is shared, what is built is not there. */
export async function copyWorkspace(): Promise<Workspace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "spkey-workspace-")));
  const skipped = /[\\/](\.git|\.turbo|dist|generated|reports|node_modules)([\\/]|$)/;
  await cp(root, folder, { recursive: true, filter: (path) => !skipped.test(path.slice(root.length - 1)) });
  const packages = (await readdir(join(root, "packages"))).map((name) => join("packages", name));
  for (const name of ["", "spec", "scripts", ...packages]) await linkModules(name, folder);

  const file = (name: string) => join(folder, name);
  // What is installed is shared with the repository: pnpm must not take it for the copy's own, and repair it.
  const settings = await readFile(file("pnpm-workspace.yaml"), "utf8");
  await writeFile(
    file("pnpm-workspace.yaml"),
    settings.replace("verifyDepsBeforeRun: install", "verifyDepsBeforeRun: false"),
  );
  const running = new Set<Program>();
  return {
    folder,
    read: (name) => readFile(file(name), "utf8"),
    write: (name, text) => writeFile(file(name), text),
    async edit(name, from, to) {
      const text = await readFile(file(name), "utf8");
      if (!text.includes(from)) throw new Error(`${name} has no ${JSON.stringify(from)}`);
      await writeFile(file(name), text.replace(from, to));
    },
    run(command, ...args) {
      const run = start(folder, command, args);
      running.add(run);
      return run;
    },
    async remove() {
      await Promise.all([...running].map((run) => run[Symbol.asyncDispose]()));
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The same links as pnpm's, so that the packages of the copy are linked to each other, and share what is installed. */
async function linkModules(name: string, folder: string): Promise<void> {
  const from = join(root, name, "node_modules");
  const to = join(folder, name, "node_modules");
  const copyLinks = async (path: string) => {
    for (const entry of await readdir(join(from, path)).catch(() => [])) {
      const inside = join(path, entry);
      const stats = await lstat(join(from, inside));
      await mkdir(dirname(join(to, inside)), { recursive: true });
      if (entry === ".pnpm") await symlink(join(from, inside), join(to, inside), "dir");
      else if (entry.startsWith("@") && stats.isDirectory()) await copyLinks(inside);
      else await cp(join(from, inside), join(to, inside), { recursive: true, verbatimSymlinks: true });
    }
  };
  await copyLinks("");
}

function start(folder: string, command: string, args: readonly string[]): Program {
  return startProgram(["pnpm", "run", command, ...args], { cwd: folder, env: { ...process.env, NO_COLOR: "1" } });
}
