import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { readDescription } from "@spkey/model";
import { build } from "esbuild";
import { signaturesOf } from "../generator/signature.ts";
import { clientOf, large } from "../test/support/package.ts";
import type { Consumer } from "./consumer.ts";
import { generateHeyApi } from "./modules.ts";

/** What operations add to a bundle, in bytes. */
export interface Growth {
  readonly name: string;
  /** With one operation. */
  readonly one: number;
  /** Each further one that is imported. */
  readonly further: number;
  /** Each one that is not, rounded: with others in the description a minifier gives other names, a few bytes in all. */
  readonly unused: number;
}

/** Bytes of a program and of all that it imports, bundled for browsers, minified and gzipped. */
export async function bundledBytes(file: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: "esm",
    legalComments: "none",
    logLevel: "silent",
    minify: true,
    platform: "browser",
    external: ["node:*"], // Of the entry for Node.js alone; a browser has none of them.
    target: "es2022",
    write: false,
  });
  let bytes = 0;
  for (const { contents } of outputFiles) bytes += (await promisify(gzip)(contents, { level: 9 })).length;
  return bytes;
}

/** How many operations the larger description has, and the smaller one. */
const [many, few] = [100, 2];

/** What the clients that are generated grow by, with a description of many operations. */
export async function measureGrowth(consumer: Consumer): Promise<Growth[]> {
  await using resources = new AsyncDisposableStack();
  const folders = new Map<number, { ours: string; heyApi: string }>();
  for (const count of [few, many]) {
    const ours = await clientOf(large(count));
    resources.defer(() => ours.remove());
    const heyApi = join(consumer.folder, `hey-api-${count}`);
    await generateHeyApi(large(count), heyApi);
    folders.set(count, { ours: join(ours.folder, "src"), heyApi });
  }
  const { signatures } = signaturesOf(readDescription(large(many)));
  // The verbs and the nouns of their names differ.
  const names = signatures.filter((_, index) => index % 11 === 0).map(({ name }) => name);
  const size = async (which: "ours" | "heyApi", count: number, imported: readonly string[]) => {
    const folder = folders.get(count)?.[which] ?? "";
    const program = join(consumer.folder, `${which}-${count}-${imported.length}.ts`);
    const client = which === "ours" ? "index.ts" : "client/index.ts";
    await writeFile(
      program,
      `export { createClient } from ${JSON.stringify(join(folder, client))};\nexport { ${imported} } from ${JSON.stringify(join(folder, "index.ts"))};\n`,
    );
    return bundledBytes(program);
  };
  const growth = async (name: string, which: "ours" | "heyApi"): Promise<Growth> => {
    const one = await size(which, many, names.slice(0, 1));
    return {
      name,
      one,
      further: ((await size(which, many, names)) - one) / (names.length - 1),
      unused: Math.round((one - (await size(which, few, names.slice(0, 1)))) / (many - few)),
    };
  };
  return [await growth("@hey-api/openapi-ts", "heyApi"), await growth("ours, operation", "ours")];
}
