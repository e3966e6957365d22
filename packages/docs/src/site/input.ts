import { readFile } from "node:fs/promises";
import type { Description } from "@spkey/model";
import { parse } from "yaml";
import { toldVersions } from "../view/changelog.ts";

/** A bundled description, as it is read and as it can be downloaded. */
export interface Files {
  readonly document: object;
  /** What can be downloaded, where that is at hand. Default: the document is written when it is wanted, and not kept: it may be large. */
  readonly json?: string | undefined;
  readonly yaml?: string | undefined;
  /** What its versions have changed, as Markdown; none where there is nothing to tell. */
  readonly changelog?: string;
  /** What has been read of the document, where somebody has done that. */
  readonly description?: Description;
}

/**
 * Reads a bundled description. Where the same file is there in the other format, that is what can be downloaded as such.
 *
 * @param file ends in `.json`, `.yaml` or `.yml`
 * @throws where the file can't be read, or holds no object
 */
export async function readFiles(file: string): Promise<Files> {
  const text = await readFile(file, "utf8");
  const isYaml = /\.ya?ml$/.test(file);
  const document: unknown = isYaml ? parse(text) : JSON.parse(text);
  if (typeof document !== "object" || document === null) throw new Error(`${file} holds no OpenAPI document.`);
  const other = await readOptional(isYaml ? file.replace(/\.ya?ml$/, ".json") : file.replace(/\.json$/, ".yaml"), file);
  return isYaml ? { document, yaml: text, json: other } : { document, yaml: other };
}

/** What a changelog tells; nothing where there is none, as before the first release. */
export async function readChangelog(file: string): Promise<Pick<Files, "changelog">> {
  const changelog = toldVersions((await readOptional(file)) ?? "");
  return changelog === undefined ? {} : { changelog };
}

async function readOptional(file: string, than?: string): Promise<string | undefined> {
  if (file === than) return undefined;
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}
