import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";

/** Browsers that have what the pages use: `light-dark()` in CSS, `dialog`. */
export const browsers = ["chrome123", "firefox122", "safari17.5"];

/** CSS as short as it gets. */
export async function minified(css: string): Promise<string> {
  const { code } = await transform(css, { loader: "css", minify: true, target: browsers });
  return code.trim();
}

const folder = fileURLToPath(new URL("../assets/styles/", import.meta.url));
const names = (await readdir(folder)).filter((name) => name.endsWith(".css")).toSorted();
const texts = await Promise.all(names.map((name) => readFile(folder + name, "utf8")));

/**
 * The styles of every page: all of `assets/styles/`, in the order of their names. They stand in the page itself, since a file
 * would cost a slow phone another round trip before it paints anything; the policy names their hash.
 */
export const pageStyles = await minified(texts.join("\n"));
