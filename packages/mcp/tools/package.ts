import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readDescription } from "@spkey/model";
import type { Samples } from "@spkey/samples/write";
import { writeNotices } from "@spkey/test-kit/notices";
import { build } from "esbuild";
import { shippedDocumentation } from "./documentation.ts";
import { callableOperations } from "./operations.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** What a package is made of. */
export interface PackageInput {
  /** A bundled description. */
  readonly document: object;
  readonly samples: Samples;
  /** The entry of the client of the same description; by default, `@spkey/client`. */
  readonly client?: string;
  /** The folder that becomes its `dist/`; what is there is replaced. */
  readonly output: string;
}

/**
 * Builds the package: the protocol's SDK, the client and all else become one bundle, so that `npx` installs one package and not
 * ninety; beside it stands what comes of the description.
 */
export async function buildPackage({ document, samples, client, output }: PackageInput): Promise<void> {
  const description = readDescription(document);
  const made = `${output}.tmp`;
  await rm(made, { recursive: true, force: true });
  await mkdir(made, { recursive: true });
  try {
    const files = {
      "documentation.json": shippedDocumentation(description, samples),
      "operations.json": callableOperations(description),
      "openapi.json": document,
    };
    for (const [name, content] of Object.entries(files))
      await writeFile(join(made, name), `${JSON.stringify(content)}\n`);
    await writeNotices(join(made, "THIRD-PARTY-LICENSES.txt"), root, await bundle(made, client));
    await rm(output, { recursive: true, force: true });
    await rename(made, output);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/** @returns all files that are in it */
async function bundle(outdir: string, client: string | undefined): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: { cli: join(root, "src/cli/entry.ts") },
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // The client of another description stands where its own dependency is not.
    ...(client !== undefined && {
      alias: {
        "@spkey/client/signature": fileURLToPath(import.meta.resolve("@spkey/client/signature")),
        "@spkey/client": client,
      },
      nodePaths: [join(dirname(findPackageJSON("@spkey/client", import.meta.url) ?? root), "node_modules")],
    }),
    // Modules of CommonJS ask for Node's own by `require`.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    metafile: true,
    absWorkingDir: root,
    logLevel: "warning",
  });
  return Object.keys(metafile.inputs);
}
