import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin, transform } from "esbuild";

/** Where the files are that every page loads, from the site's root. Their names change with what is in them. */
export interface Assets {
  readonly style: string;
  /** The page's own script, a module. It imports what a reader asks for, such as the console, when it is asked for. */
  readonly script: string;
}

/** Browsers that have what the pages use: `light-dark()` in CSS, `Object.groupBy`, `dialog`. */
const browsers = ["chrome123", "firefox122", "safari17.5"];

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Writes the styles and the scripts of a site into its folder, minified. */
export async function buildAssets(folder: string): Promise<Assets> {
  await mkdir(join(folder, "assets"), { recursive: true });
  const [style, script] = await Promise.all([writeStyle(folder), writeScripts(folder)]);
  return { style, script };
}

/** All of `assets/styles/`, in the order of their names. */
async function writeStyle(folder: string): Promise<string> {
  const source = here("../assets/styles");
  const names = (await readdir(source)).filter((name) => name.endsWith(".css")).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(source, name), "utf8")));
  const code = await minified(texts.join("\n"));
  const path = `assets/style-${hashOf(code)}.css`;
  await writeFile(join(folder, path), code);
  return path;
}

async function minified(css: string): Promise<string> {
  const { code } = await transform(css, { loader: "css", minify: true, target: browsers });
  return code;
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

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
