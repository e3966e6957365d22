import { relative, resolve } from "node:path";
import { type Description, readDescription } from "@spkey/model";
import { readSource } from "@spkey/model/source";
import { bundleDocument } from "@spkey/spec/bundle-document";
import type { Place } from "../src/index.ts";

/** One of the two descriptions, and where things stand in its files. */
export interface Side {
  readonly description: Description;
  placeOf(pointer: string): Place;
}

/** Reads a description, bundled of all of its files. @param root what the files in places are relative to */
export async function readSide(entry: string, label: string, root: string): Promise<Side> {
  try {
    const [document, source] = await Promise.all([bundleDocument(entry), readSource(entry)]);
    const placeOf = (pointer: string): Place => {
      const { file, line, column } = source.placeOf(pointer);
      return { file: relative(root, resolve(file)).replaceAll("\\", "/"), line, column };
    };
    return { description: readDescription(document), placeOf };
  } catch (error) {
    throw new Error(`${label} can't be read.\n\n${error instanceof Error ? error.message : error}`);
  }
}
