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

/** Writes the scripts of a site into its folder, minified. */
export async function buildAssets(folder: string): Promise<Assets> {
  await mkdir(join(folder, "assets"), { recursive: true });
  return { script: await writeScripts(folder) };
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

async function writeScripts(folder: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: { page: here("../browser/page.ts") },
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: browsers,
    plugins: [stylesAsText],
    outdir: join(folder, "assets"),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    write: false,
  });
  await Promise.all(outputFiles.map(({ path, contents }) => writeFile(path, contents)));
  const entry = outputFiles.map(({ path }) => basename(path)).find((name) => name.startsWith("page-"));
  if (!entry) throw new Error("The page's script was not built.");
  return `assets/${entry}`;
}
