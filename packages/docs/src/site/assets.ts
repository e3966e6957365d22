import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { browsers, minified } from "./styles.ts";

/** Where the files are that every page loads, from the site's root. Their names change with what is in them. */
export interface Assets {
  /** The page's own script, a module. It imports what a reader asks for, such as the console, when it is asked for. */
  readonly script: string;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The files themselves as well. They are the same for all descriptions. */
export interface MadeAssets extends Assets {
  readonly files: readonly { readonly name: string; readonly contents: Uint8Array }[];
}

/** Writes the scripts of a site into its folder. */
export async function writeAssets({ files }: MadeAssets, folder: string): Promise<void> {
  await mkdir(join(folder, "assets"), { recursive: true });
  await Promise.all(files.map(({ name, contents }) => writeFile(join(folder, "assets", name), contents)));
}

/** What is loaded on demand brings its styles along, as a text that it makes a style sheet of: a policy may forbid other ways. */
const stylesAsText: Plugin = {
  name: "styles as text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minified(await readFile(path, "utf8")),
      loader: "text",
    }));
  },
};

/** Makes the scripts of a site, minified. */
export async function makeAssets(): Promise<MadeAssets> {
  const { outputFiles } = await build({
    entryPoints: { page: here("../browser/page.ts") },
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: browsers,
    plugins: [stylesAsText],
    // Names are made of paths as well, as they are from here.
    absWorkingDir: here("../.."),
    outdir: "assets",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    write: false,
  });
  const files = outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }));
  const entry = files.find(({ name }) => name.startsWith("page-"));
  if (!entry) throw new Error("The page's script was not built.");
  return { script: `assets/${entry.name}`, files };
}
