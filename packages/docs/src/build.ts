/**
 * Builds a site: `node src/build.ts`, by default ours into `dist/`.
 *
 * - `--description <file>`: a bundled description, in JSON or YAML
 * - `--samples <file>`: its samples, by the ids of its operations; of another description, none by default
 * - `--changelog <file>`: what its versions have changed, in Markdown; of another description, none by default
 * - `--output <folder>`
 * - `--no-redoc`: without the reference by Redoc
 * - `--shard <2/4>`: renders only the second quarter of the operations, for `--from`; on several machines, of one commit
 * - `--from <folder>`: takes over the pages that a shard has rendered; once for each shard
 * - `--record <file>`: keeps there what is rendered, and takes over what has not changed since; of ours, by default in the cache
 * - `--nginx <file>`: writes the site's policy as a configuration of nginx; of ours, by default into `generated/`
 *
 * The environment variables `SITE_URL`, `BASE_PATH`, `DOCS_VERSION`, `FEEDBACK_URL` and `REPOSITORY_URL` are in the README.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildSite } from "./site/build.ts";
import { readChangelog, readFiles } from "./site/input.ts";
import { nginxConfiguration } from "./site/nginx.ts";
import { notices } from "./site/notices.ts";
import { policyOf } from "./site/policy.ts";
import { ownRecord } from "./site/record.ts";
import { readSamples } from "./site/samples.ts";
import { ourSettings, readSettings } from "./site/settings.ts";
import { type Share, writeShard } from "./site/shard.ts";
import type { Site } from "./site/site.ts";

const ownOutput = fileURLToPath(new URL("../dist", import.meta.url));

const { values } = parseArgs({
  options: {
    description: { type: "string" },
    samples: { type: "string" },
    changelog: { type: "string" },
    output: { type: "string", default: ownOutput },
    redoc: { type: "boolean", default: true },
    nginx: { type: "string" },
    record: { type: "string" },
    shard: { type: "string" },
    from: { type: "string", multiple: true, default: [] },
  },
  allowNegative: true,
});
const ours = (name: string) => fileURLToPath(import.meta.resolve(name));
const samples = values.samples ?? (values.description ? undefined : ours("@spkey/samples/samples.json"));
const nginx =
  values.nginx ?? (values.description ? undefined : fileURLToPath(new URL("../generated/nginx.conf", import.meta.url)));
const changelog = values.changelog ?? (values.description ? undefined : ours("@spkey/spec/changelog"));
const settings = values.description ? readSettings(process.env) : ourSettings(process.env);

const site: Site = {
  files: {
    ...(await readFiles(values.description ?? ours("@spkey/spec/openapi.json"))),
    ...(changelog !== undefined && (await readChangelog(changelog))),
  },
  samples: samples === undefined ? {} : await readSamples(samples),
  output: resolve(values.output),
  redoc: values.redoc,
  settings,
  shards: values.from.map((folder) => resolve(folder)),
  record: values.record ?? (values.description || values.output !== ownOutput ? undefined : ownRecord),
};
if (values.shard === undefined) await buildWhole();
else console.log(`${await writeShard(site, shareOf(values.shard))} operations rendered.`);

async function buildWhole(): Promise<void> {
  const description = await buildSite(site);
  if (nginx !== undefined) {
    await mkdir(dirname(resolve(nginx)), { recursive: true });
    await writeFile(nginx, nginxConfiguration(policyOf(settings), settings.base));
  }
  for (const line of notices(description)) console.warn(line);
}

/** `2/4`. @throws where it is no share */
function shareOf(text: string): Share {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new Error(`--shard takes a share as in 2/4, the second of four, not \`${text}\`.`);
}
