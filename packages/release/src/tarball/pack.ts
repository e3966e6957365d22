import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSettings } from "@spkey/docs/settings";
import { runToSuccess } from "../process.ts";
import type { Workspace, WorkspacePackage } from "../workspace.ts";

/** A packed package. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  /** The path of the file. */
  readonly file: string;
  /** Of its bytes, as registries say it (Subresource Integrity). */
  readonly integrity: string;
}

const hooks = fileURLToPath(new URL("../../tools/pack-hooks.mjs", import.meta.url));

/** In a folder of tarballs, says which there are, in the order in which they are published. */
const indexFile = "tarballs.json";

export interface PackOptions {
  /** `REPOSITORY_URL` says where the sources are. */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/** Packs a package as it is published. The same content makes the same bytes. */
export async function packPackage(
  { folder, path }: WorkspacePackage,
  target: string,
  { env = process.env, signal }: PackOptions = {},
): Promise<Tarball> {
  const { repositoryUrl } = readSettings({ REPOSITORY_URL: env["REPOSITORY_URL"] });
  const report = await runToSuccess(
    ["pnpm", `--config.pnpmfile=${hooks}`, "--dir", folder, "pack", "--json", "--pack-destination", target],
    { cwd: folder, env: { ...env, PACK_REPOSITORY: repositoryUrl ?? "", PACK_DIRECTORY: path }, signal },
  );
  const { name, version, filename }: { name: string; version: string; filename: string } = JSON.parse(report);
  return { name, version, file: filename, integrity: integrityOf(await readFile(filename)) };
}

/** Packs all packages that are published. The list of them is written last: a folder without one is not whole. */
export async function packAll(
  { published }: Workspace,
  target: string,
  options: PackOptions = {},
): Promise<readonly Tarball[]> {
  const tarballs: Tarball[] = [];
  for (const each of published) tarballs.push(await packPackage(each, target, options));
  const list = tarballs.map(({ file, ...about }) => ({ ...about, file: basename(file) }));
  const index = join(target, indexFile);
  await writeFile(`${index}.tmp`, `${JSON.stringify(list, null, 2)}\n`);
  await rename(`${index}.tmp`, index);
  return tarballs;
}

/**
 * The tarballs in a folder, in the order in which they are published.
 *
 * @throws where they are not all there, or not those that were packed
 */
export async function readTarballs(folder: string): Promise<readonly Tarball[]> {
  const text = await readFile(join(folder, indexFile), "utf8").catch(() => {
    throw new Error(`${folder} has no ${indexFile}: pack with \`pnpm release:pack --tarballs ${folder}\`.`);
  });
  const list: readonly Tarball[] = JSON.parse(text);
  return Promise.all(
    list.map(async (each) => {
      const file = join(folder, basename(each.file));
      const integrity = integrityOf(await readFile(file));
      if (integrity === each.integrity) return { ...each, file };
      throw new Error(
        `${file} is not what was packed: its integrity is ${integrity}, and was ${each.integrity}. Pack again.`,
      );
    }),
  );
}

export function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
}
