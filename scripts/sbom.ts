/** Writes a bill of materials for each package that is published: see {@link help}. */
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs, styleText } from "node:util";
import { parseAllDocuments } from "yaml";
import { billOf, type Integrities } from "./sbom/bom.ts";
import { idOf, publishedNames, publishedPackages } from "./sbom/packages.ts";
import { root, turbo } from "./turbo.ts";

const help = `pnpm build:sbom [options]

Builds the packages that are published, and writes for each a bill of materials (SBOM, CycloneDX 1.6): what is bundled into it,
and what is installed with it, with versions, licences and checksums. index.json lists them.

  --output <folder>  (default: reports/sbom)
  --no-build         of what is built already
  --help             says this`;

// A signal alone would leave behind what is removed at the end.
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());

interface Lockfile {
  readonly packages?: Readonly<Record<string, { readonly resolution?: { readonly integrity?: string } }>>;
}

async function readIntegrities(): Promise<Integrities> {
  const documents = parseAllDocuments(await readFile(join(root, "pnpm-lock.yaml"), "utf8"));
  if (!Array.isArray(documents)) throw new Error("pnpm-lock.yaml is empty.");
  const found = documents.flatMap((document) => {
    const { packages = {} }: Lockfile = document.toJS();
    return Object.entries(packages).flatMap(([id, { resolution }]): [string, string][] =>
      resolution?.integrity ? [[id, resolution.integrity]] : [],
    );
  });
  return new Map(found);
}

async function build(): Promise<number> {
  const filters = (await publishedNames(root)).map((name) => `--filter=${name}`);
  const { code } = await turbo(["build", "--output-logs=errors-only", ...filters], { signal: stopping.signal });
  return code;
}

async function write(output: string): Promise<void> {
  const [published, integrities] = await Promise.all([publishedPackages(root), readIntegrities()]);
  await mkdir(dirname(output), { recursive: true });
  const temporary = await mkdtemp(`${output}.`);
  try {
    const index = published.map(({ root: { name, version } }) => ({
      name,
      version,
      file: `${name.replace(/^@/, "").replace("/", "-")}.cdx.json`,
    }));
    for (const [at, each] of published.entries()) {
      await writeFile(join(temporary, index[at]?.file ?? ""), billOf(each, integrities));
      console.log(
        `${idOf(each.root)}: ${each.parts.length} packages, ${each.parts.filter(({ isBundled }) => isBundled).length} bundled`,
      );
    }
    await writeFile(join(temporary, "index.json"), `${JSON.stringify(index, undefined, 2)}\n`);
    await rm(output, { recursive: true, force: true });
    await rename(temporary, output);
    console.log(relative(process.cwd(), output));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

try {
  const { values } = parseArgs({
    options: {
      output: { type: "string", default: join(root, "reports/sbom") },
      build: { type: "boolean", default: true },
      help: { type: "boolean", default: false },
    },
    allowNegative: true,
  });
  if (values.help) console.log(help);
  else {
    const code = values.build ? await build() : 0;
    if (code === 0) await write(resolve(values.output));
    else process.exitCode = code;
  }
} catch (error) {
  console.error(styleText("red", error instanceof Error ? error.message : String(error), { stream: process.stderr }));
  process.exitCode = 1;
}
