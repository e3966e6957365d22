import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A project of its own, with descriptions of 800 MB, which nobody should have to fetch who does not look at them. */
const project = fileURLToPath(new URL("../collection/", import.meta.url));

/** Whether every package of the project is there, in the version that it names. */
export async function isInstalled(): Promise<boolean> {
  const { dependencies } = await readManifest(project);
  const there = Object.entries(dependencies ?? {}).map(async ([name, version]) => {
    const installed = await readManifest(join(project, "node_modules", name)).catch(() => undefined);
    return installed?.version === version;
  });
  return (await Promise.all(there)).every(Boolean);
}

/** @throws where they can't be had */
export async function install(signal: AbortSignal): Promise<void> {
  const args = ["install", "--frozen-lockfile", "--ignore-scripts", "--silent"];
  const child = spawn("pnpm", args, { cwd: project, stdio: ["ignore", "ignore", "inherit"], signal });
  const [code] = await once(child, "close").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new Error(
      "There is no `pnpm` to install the descriptions with. Run `npx pnpm@12 gallery`, which brings its own.",
    );
  });
  if (code !== 0) throw new Error(`The packages with descriptions can't be installed: pnpm ended with ${code}.`);
}

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}
