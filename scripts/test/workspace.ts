import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyRepository } from "@spkey/release/copy";
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
  await copyRepository(root, folder);

  const file = (name: string) => join(folder, name);
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

function start(folder: string, command: string, args: readonly string[]): Program {
  return startProgram(["pnpm", "run", command, ...args], { cwd: folder, env: { ...process.env, NO_COLOR: "1" } });
}
