import type { Tarball } from "../tarball/pack.ts";

/** What a registry is asked and told. */
export interface RegistryClient {
  /** The integrity of a version that is there; nothing where it isn't. */
  integrityOf(name: string, version: string): Promise<string | undefined>;
  /** @throws where the registry does not take it */
  publish(tarball: Tarball): Promise<void>;
}

export interface PublishOptions {
  /** Says what has become of a package. */
  readonly say: (line: string) => void;
  /** Whether nothing is to be published, and only said. */
  readonly dryRun?: boolean;
}

/**
 * Publishes tarballs in their order: each comes after those that it depends on. What is there already with the same content is
 * skipped, so that a run that was ended in the middle is finished by another one.
 *
 * @throws where a version is there with other content; nothing is published then
 */
export async function publishAll(
  tarballs: readonly Tarball[],
  client: RegistryClient,
  { say, dryRun = false }: PublishOptions,
): Promise<void> {
  const states = await Promise.all(
    tarballs.map(async (tarball) => ({ tarball, there: await client.integrityOf(tarball.name, tarball.version) })),
  );
  const others = states.filter(({ tarball, there }) => there !== undefined && there !== tarball.integrity);
  if (others.length > 0) throw new Error(otherContent(others));
  for (const { tarball, there } of states) {
    const label = `${tarball.name} ${tarball.version}`;
    if (there !== undefined) say(`skipped    ${label}: it is there already, with the same content`);
    else if (dryRun) say(`to publish ${label}`);
    else
      say(
        (await publishOne(tarball, client)) === "published"
          ? `published  ${label}`
          : `skipped    ${label}: somebody else has just published the same content`,
      );
  }
}

/** A registry may be behind in what it says, and refuse what it does not show yet. */
async function publishOne(tarball: Tarball, client: RegistryClient): Promise<"published" | "there"> {
  try {
    await client.publish(tarball);
    return "published";
  } catch (error) {
    const there = await client.integrityOf(tarball.name, tarball.version).catch(() => undefined);
    if (there === tarball.integrity) return "there";
    if (there !== undefined) throw new Error(otherContent([{ tarball, there }]));
    throw error;
  }
}

interface State {
  readonly tarball: Tarball;
  readonly there: string | undefined;
}

function otherContent(states: readonly State[]): string {
  const lines = states.map(
    ({ tarball: { name, version, integrity }, there }) =>
      `${name} ${version} is there with other content.\n  there: ${there}\n  here:  ${integrity}`,
  );
  return `${lines.join("\n")}\nA version is published once and for all. Nothing more was published; make a new version with \`pnpm change\` and \`pnpm release:version\`.`;
}
