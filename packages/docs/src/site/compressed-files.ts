import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** A coding that bytes are sent in (RFC 9110, section 8.4.1). */
export type Coding = "br" | "gzip";

const compress: Readonly<Record<Coding, (bytes: Buffer) => Promise<Buffer>>> = {
  // Better takes many times as long.
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** Files that are kept at most. */
const maxKept = 500;

/** Below so many bytes, compression saves less than it costs. */
const minCompressed = 512;

/** A file as it was read last. */
export interface ReadFile {
  /** Changes with the file: an entity tag (RFC 9110, section 8.8.3). */
  readonly tag: string;
  readonly bytes: Buffer;
  /** @returns nothing where it is not worth it */
  compressed(coding: Coding): Promise<Buffer> | undefined;
}

/** Reads files, and keeps what they were compressed to until they change. A path that is no file's has nothing. */
export function compressedFiles(): (path: string) => Promise<ReadFile | undefined> {
  const kept = new Map<string, ReadFile>();
  return async (path) => {
    const about = await stat(path).catch(() => undefined);
    if (!about?.isFile()) return undefined;
    const tag = `W/"${about.size.toString(36)}-${about.mtimeMs.toString(36)}"`;
    const known = kept.get(path);
    if (known?.tag === tag) return known;
    const file = makeFile(tag, await readFile(path));
    kept.delete(path);
    kept.set(path, file);
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return file;
  };
}

function makeFile(tag: string, bytes: Buffer): ReadFile {
  const made = new Map<Coding, Promise<Buffer>>();
  return {
    tag,
    bytes,
    compressed(coding) {
      if (bytes.length < minCompressed) return undefined;
      const known = made.get(coding) ?? compress[coding](bytes);
      made.set(coding, known);
      return known;
    },
  };
}
