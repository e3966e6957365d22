/** Publishes tarballs, as `help` says. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { folderOf, npm } from "../src/installed.ts";
import { runToSuccess } from "../src/process.ts";
import { npmClient } from "../src/publish/npm-client.ts";
import { publishAll } from "../src/publish/publish.ts";
import { openTarball, readTarballs } from "../src/tarball/index.ts";
import { runCommand, sayError } from "./command.ts";

const help = `pnpm release:publish [options]

Publishes tarballs, each after those that it depends on. What is there already with the same content is skipped: a run that was
ended in the middle is finished by another one. What is there with other content is refused, before anything is published.

  --tarballs <folder>  where they are (default: tarballs)
  --registry <url>     the registry (default: npm's, as it is configured)
  --dry-run            says what would be published
  --help               says this

To a registry that is not on this machine, it publishes from a workflow only, without a token (npm's trusted publishing), and with
provenance.

Exits with 0 where all of them are there, with 1 where one can't be published, and with 2 where it was called wrongly.`;

/** The first npm with trusted publishing. */
const leastNpm = "11.5.1";

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      tarballs: { type: "string", default: "tarballs" },
      registry: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const tarballs = await readTarballs(resolve(values.tarballs));
  const cwd = process.cwd();
  const registry =
    values.registry ?? (await runToSuccess([process.execPath, npm, "config", "get", "registry"], { cwd })).trim();
  const isDryRun = values["dry-run"];
  const provenance = !isLoopback(registry);
  if (provenance && !isDryRun) await requireProvenance(tarballs.map(({ file }) => file));
  try {
    await publishAll(tarballs, npmClient({ registry, provenance, cwd }), {
      say: (line) => console.log(line),
      dryRun: isDryRun,
    });
    return 0;
  } catch (error) {
    sayError(error instanceof Error ? error.message : String(error));
    return 1;
  }
});

/** @throws where npm could not prove where the packages come from */
async function requireProvenance(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { manifest } = openTarball(await readFile(file));
    if (manifest.repository?.url) continue;
    throw new Error(
      `${manifest.name} does not say where its sources are, and npm proves nothing without that. Set REPOSITORY_URL, as in https://github.com/owner/name, and pack again.`,
    );
  }
  const { version }: { version: string } = JSON.parse(await readFile(join(folderOf("npm"), "package.json"), "utf8"));
  if (version.localeCompare(leastNpm, "en", { numeric: true }) < 0) {
    throw new Error(
      `Trusted publishing needs npm ${leastNpm}, and this is ${version}: raise it in the catalog of pnpm-workspace.yaml.`,
    );
  }
  if (!process.env["ACTIONS_ID_TOKEN_REQUEST_URL"]) {
    throw new Error(
      "This publishes from a workflow only, which npm trusts by its identity: merge the release pull request, and .github/workflows/release.yml does it. The job needs `permissions: id-token: write`. `pnpm release:rehearse` tries all of it on this machine.",
    );
  }
}

function isLoopback(registry: string): boolean {
  const hostname = URL.parse(registry)?.hostname;
  if (hostname === undefined) throw new Error(`${registry} is no address of a registry.`);
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}
