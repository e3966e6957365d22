import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A project of somebody who has installed packages, in a temporary folder. */
export interface Consumer extends AsyncDisposable {
  readonly folder: string;
  /** Writes a file. */
  write(name: string, text: string): Promise<string>;
}

const own = fileURLToPath(new URL("..", import.meta.url));

/** @param packages names: our own package, or what it has installed */
export async function createConsumer(packages: Iterable<string>): Promise<Consumer> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "spkey-bench-")));
  const write = async (name: string, text: string) => {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  };
  await write("package.json", '{ "type": "module", "private": true }\n');
  for (const name of packages) {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(packageFolder(name), link, "junction");
  }
  return { folder, write, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** The folder of a package: our own, or one that it has installed. */
export function packageFolder(name: string): string {
  return name === "@spkey/client" ? own : join(own, "node_modules", name);
}
