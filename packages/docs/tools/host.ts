/** Lays a built site into the folder that is published, beside those of other versions: see {@link help}. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs, styleText } from "node:util";
import { layVersion } from "../src/hosting/lay.ts";
import { nginxOfVersions } from "../src/hosting/root-files.ts";
import { readSettings } from "../src/site/settings.ts";

const help = `node tools/host.ts --site <folder> --version <version> --into <folder> [options]

Lays the site of a release into the folder that is published: version 2.3.1 into v2/, in the place of an earlier release of
version 2, beside v1/. The root leads to the newest, and versions.json tells the pages of all versions of each other.

  --site <folder>       the site, built with DOCS_VERSION (default: dist)
  --version <version>   the release that it is of
  --into <folder>       the folder that is published; it is made where it isn't there
  --downgrade           replaces a newer release of the same major version, too
  --nginx <file>        writes a configuration of nginx for all versions, at BASE_PATH (default: /)
  --help                says this

The folder is replaced as a whole, or stays as it was. To do the same again changes nothing. Exits with 0, or with 1 where
something is wrong.`;

const stopping = new AbortController();
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => {
    process.exitCode = code;
    stopping.abort(new Error("Stopped; nothing was changed."));
  });
}

try {
  const { values } = parseArgs({
    options: {
      site: { type: "string", default: "dist" },
      version: { type: "string" },
      into: { type: "string" },
      downgrade: { type: "boolean", default: false },
      nginx: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) console.log(help);
  else await lay(values);
} catch (error) {
  console.error(styleText("red", error instanceof Error ? error.message : String(error), { stream: process.stderr }));
  process.exitCode ??= 1;
}

interface Options {
  readonly site: string;
  readonly version?: string | undefined;
  readonly into?: string | undefined;
  readonly downgrade: boolean;
  readonly nginx?: string | undefined;
}

async function lay({ site, version, into, downgrade, nginx }: Options): Promise<void> {
  if (!version || !into) throw new Error("--version and --into are needed, as in --version 2.3.1 --into public.");
  const all = resolve(into);
  const list = await layVersion({ site: resolve(site), version, into: all, downgrade, signal: stopping.signal });
  if (nginx !== undefined) {
    const { base } = readSettings({ BASE_PATH: process.env["BASE_PATH"] });
    await mkdir(dirname(resolve(nginx)), { recursive: true });
    await writeFile(nginx, await nginxOfVersions(all, list, base));
  }
  for (const each of list.versions) {
    console.log(`${each.folder}/  ${each.version}${each.folder === list.newest ? "  (newest)" : ""}`);
  }
}
