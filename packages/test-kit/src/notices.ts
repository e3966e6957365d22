import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** As packages of npm's first years have it. */
  readonly licenses?: readonly { readonly type: string }[];
}

/** A package that was put into a bundle, as its notice names it. */
export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** How a notice begins. What is published says so itself what is in it: {@link readNotices}. */
const heading = /^==== (\S+) (\S+) \((.+)\)$/gm;

/** The packages of a bundle, from the text that {@link writeNotices} has written. */
export function readNotices(text: string): Notice[] {
  return Array.from(text.matchAll(heading), ([, name = "", version = "", license = ""]) => ({
    name,
    version,
    license,
  }));
}

/**
 * Writes the licenses of all that was put into a bundle, as they want it.
 *
 * @param root what the paths of the inputs start from
 * @param inputs the files that are in the bundle
 * @throws where one of the packages says nothing of its license
 */
export async function writeNotices(file: string, root: string, inputs: readonly string[]): Promise<void> {
  const folders = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []),
  );
  const notices = await Promise.all([...folders].sort().map((folder) => noticeOf(join(root, folder))));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, `${[...new Set(notices)].sort().join("\n\n")}\n`);
  await rename(`${file}.tmp`, file);
}

async function noticeOf(folder: string): Promise<string> {
  const manifest: Manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const { name, version, license = manifest.licenses?.map(({ type }) => type).join(" OR ") } = manifest;
  if (!license) throw new Error(`${name} ${version} says nothing of its license.`);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return [`==== ${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join("\n\n");
}
