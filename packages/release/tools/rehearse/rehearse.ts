import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type LocalRegistry, startLocalRegistry } from "../../src/registry.ts";
import { packAll, readTarballs, type Tarball } from "../../src/tarball/index.ts";
import { readWorkspace, versionOf, type Workspace } from "../../src/workspace.ts";
import { callInstalled } from "./call.ts";
import { makeCopy } from "./copy.ts";
import { createTools, type Tools } from "./tools.ts";

export interface Rehearsal {
  /** The repository, which is read only. */
  readonly root: string;
  /** An empty folder for all that is made. */
  readonly folder: string;
  /** Says what was done. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Does all of a release, against a registry on this machine.
 *
 * @returns the version that was made
 * @throws where anything does not go as it has to
 */
export async function rehearse({ root, folder, say, signal }: Rehearsal): Promise<{ readonly version: string }> {
  const copy = join(folder, "repository");
  const base = await makeCopy(root, copy, signal);
  say(`copied the repository; its last release is ${base ?? "none"}`);
  const home = join(folder, "home");
  await mkdir(home);
  const tools = createTools(copy, home, signal);
  say((await tools.succeed("version.ts")).trim());

  const tarballs = join(folder, "tarballs");
  await tools.succeed("pack.ts", "--tarballs", tarballs);
  const packed = await readTarballs(tarballs);
  say(`built and packed ${packed.length} packages`);
  await tools.succeed("check-tarballs.ts", "--tarballs", tarballs);
  say("checked the tarballs");

  const workspace = await readWorkspace(copy);
  const registry = await startLocalRegistry({ signal });
  try {
    await writeFile(join(home, ".npmrc"), registry.npmrc);
    await publish({ tools, registry, tarballs, packed, say });
    await refuseOtherContent({ tools, registry, packed, say }, workspace, join(folder, "others"));
    const ours = [...workspace.published, ...workspace.unpublished].map(({ name }) => name);
    await registry.publishDependencies(
      workspace.published.map((each) => each.folder),
      (name) => ours.includes(name),
    );
    say(await callInstalled(registry, packed, signal));
  } finally {
    await registry.stop();
  }
  return { version: versionOf(workspace) };
}

interface Publication {
  readonly tools: Tools;
  readonly registry: LocalRegistry;
  readonly packed: readonly Tarball[];
  readonly say: (line: string) => void;
}

/** Publishes, is killed when the first package is there, and is run again, twice. */
async function publish({ tools, registry, packed, say, tarballs }: Publication & { readonly tarballs: string }) {
  const args = ["publish.ts", "--registry", registry.url, "--tarballs", tarballs];
  const killed = await tools.run(args, (line, kill) => {
    if (line.startsWith("published")) kill();
  });
  const some = await thereIn(registry, packed);
  if (killed.code !== null || some.length === 0 || some.length === packed.length) {
    throw new Error(
      `It was to be killed when the first package was there, and then ${some.length} were:\n${killed.stdout}${killed.stderr}`,
    );
  }
  say(`published ${some.map(({ name }) => name).join(", ")}, and was killed`);

  const finished = linesOf(await tools.succeed(...args));
  const all = await thereIn(registry, packed);
  const skipped = finished.filter((line) => line.startsWith("skipped")).length;
  if (all.length !== packed.length || skipped !== some.length || finished.length !== packed.length) {
    throw new Error(`It was to publish what was missing, and nothing else:\n${finished.join("\n")}`);
  }
  say(`published the other ${all.length - some.length}, and nothing twice`);

  const again = linesOf(await tools.succeed(...args));
  if (again.some((line) => !line.startsWith("skipped"))) throw new Error(`It was to skip all:\n${again.join("\n")}`);
  say("published again, which skipped all");
}

/** The same version with other content. */
async function refuseOtherContent(
  { tools, registry, packed, say }: Publication,
  workspace: Workspace,
  tarballs: string,
) {
  const [first] = workspace.published;
  if (!first) throw new Error("No package is published.");
  await appendFile(join(first.folder, "README.md"), "\nSomething else.\n");
  await mkdir(tarballs);
  await packAll({ ...workspace, published: [first] }, tarballs, { env: tools.env, signal: tools.signal });
  const { code, stdout, stderr } = await tools.run(["publish.ts", "--registry", registry.url, "--tarballs", tarballs]);
  const all = await thereIn(registry, packed);
  if (code !== 1 || !stderr.includes("is there with other content") || all.length !== packed.length) {
    throw new Error(`Another ${first.name} was to be refused, and the command ended with ${code}:\n${stdout}${stderr}`);
  }
  say("published something else as the same version, which was refused");
}

/** Those of the tarballs that the registry has, byte for byte. */
async function thereIn({ url }: LocalRegistry, packed: readonly Tarball[]): Promise<readonly Tarball[]> {
  const found = await Promise.all(
    packed.map(async (tarball) => {
      const response = await fetch(new URL(tarball.name.replace("/", "%2f"), url));
      const { versions = {} }: { versions?: Record<string, { dist: { integrity: string } }> } = response.ok
        ? JSON.parse(await response.text())
        : {};
      return versions[tarball.version]?.dist.integrity === tarball.integrity ? [tarball] : [];
    }),
  );
  return found.flat();
}

function linesOf(output: string): readonly string[] {
  return output.split("\n").filter((line) => line !== "");
}
