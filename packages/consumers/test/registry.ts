import { readWorkspace, type WorkspacePackage } from "@spkey/release";
import { type LocalRegistry, npm, startLocalRegistry } from "@spkey/release/registry";
import { packPackage, readTarballs } from "@spkey/release/tarball";

export { npm };

/** A registry of npm packages on this machine, with the client and what it depends on, and nothing else. */
export interface Registry extends Pick<LocalRegistry, "project" | "stop"> {
  /** Publishes packages of the workspace beside the client, with what they depend on of others. */
  publish(...names: readonly string[]): Promise<void>;
}

/** The packages of the workspace that are published. */
export const { published, unpublished } = await readWorkspace();

const isOurs = (name: string) => [...published, ...unpublished].some((each) => each.name === name);

/** A folder with the tarballs of a release: those that will be published are tested, and none is packed. */
const given = process.env["RELEASE_TARBALLS"];

/**
 * Packs a package of the workspace, as it is published.
 *
 * @returns the path of the tarball: in `folder`, if it is not there already
 */
export async function pack(name: string, folder: string): Promise<string> {
  if (!given) return (await packPackage(find(name), folder)).file;
  const tarball = (await readTarballs(given)).find((each) => each.name === name);
  if (!tarball) throw new Error(`${name} is not among the tarballs in ${given}.`);
  return tarball.file;
}

/** Starts a registry, and publishes the client to it. */
export async function startRegistry(): Promise<Registry> {
  const local = await startLocalRegistry();
  const { project, stop } = local;
  const publish = async (...names: readonly string[]) => {
    const workshop = await project();
    await local.publishDependencies(
      names.map((name) => find(name).folder),
      isOurs,
    );
    for (const name of names) await local.publish(await pack(name, workshop));
  };
  try {
    await publish("@spkey/client");
  } catch (error) {
    await stop();
    throw error;
  }
  return { project, stop, publish };
}

function find(name: string): WorkspacePackage {
  const found = published.find((each) => each.name === name);
  if (!found) throw new Error(`${name} is no package that is published.`);
  return found;
}
