import { createHash } from "node:crypto";
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Operation } from "@spkey/model";
import type { Frame } from "../pages/layout.ts";
import type { SearchEntry } from "../search/entries.ts";
import { type OperationPlace, operationFiles, type SiteFile } from "./operation-files.ts";
import { type Packed, pack } from "./packed.ts";
import type { RenderTask } from "./render-thread.ts";
import { spareMemory } from "./spare-memory.ts";

/** An operation as it has been rendered. */
export interface Rendered {
  /** Its files, from the site's root. */
  readonly files: readonly string[];
  /** Of what is in them, in their order. */
  readonly hash: string;
  /** Its part of the file that has all pages as Markdown. */
  readonly part: Packed;
  /** What the search finds on its page. */
  readonly entries: readonly SearchEntry[];
}

/** What was rendered before, and where it is. */
export interface Earlier {
  readonly folder: string;
  /** By a text that changes with all that an operation's files are made of. */
  readonly rendered: ReadonlyMap<string, Rendered>;
  /**
   * Whether it is written over with what is rendered now: what has not changed is where it is wanted. Else, it is linked to, where it
   * is still what was rendered.
   */
  readonly stays: boolean;
}

/** What is to be rendered. */
export interface RenderJob {
  readonly frame: Frame;
  readonly document: object;
  readonly places: readonly OperationPlace[];
  /** A text that changes with all that an operation's files are made of. */
  readonly keyOf: (operation: Operation) => string;
  readonly folder: string;
  readonly earlier: readonly Earlier[];
  /** Whether memory is given back meanwhile. */
  readonly sparing: boolean;
}

/** So many operations take as long as it takes a thread to start, and to read the description. */
const perThread = 150;

/**
 * Writes the files of all operations into a folder: those of an operation that has not changed are the earlier ones.
 *
 * @returns what has been written, by the keys of the operations
 */
export async function renderOperations(job: RenderJob): Promise<ReadonlyMap<string, Rendered>> {
  const { frame, places, keyOf, folder, earlier, sparing } = job;
  const rendered = new Map<string, Rendered>();
  const left: OperationPlace[] = [];
  for (const place of places) {
    const key = keyOf(place.operation);
    const known = takeOver(key, earlier, folder);
    if (known) rendered.set(key, known);
    else left.push(place);
  }
  const threads = Math.max(1, Math.min(availableParallelism(), Math.floor(left.length / perThread)));
  const size = Math.ceil(left.length / threads);
  const [own = [], ...others] = Array.from({ length: threads }, (_, index) =>
    left.slice(index * size, (index + 1) * size),
  );
  const elsewhere = others.map((share) => renderInThread(job, share));
  // Where this thread fails, those of the others are of no more interest, but end before their folder goes away.
  const [mine, ...theirs] = await Promise.allSettled([renderHere(frame, own, { folder, sparing }), ...elsewhere]);
  for (const [index, result] of [mine, ...theirs].entries()) {
    if (result.status === "rejected") throw result.reason;
    for (const [at, value] of result.value.entries()) {
      const place = left[index * size + at];
      if (place) rendered.set(keyOf(place.operation), value);
    }
  }
  return rendered;
}

/** Has the files of an operation where they are wanted, if it was rendered before. */
function takeOver(key: string, earlier: readonly Earlier[], folder: string): Rendered | undefined {
  for (const each of earlier) {
    const known = each.rendered.get(key);
    if (!known) continue;
    if (each.stays ? areThere(known.files, each.folder) : linkAll(known, each.folder, folder)) return known;
  }
  return undefined;
}

/** Renders operations in this thread. @returns what each became, in their order */
export async function renderHere(
  frame: Frame,
  places: readonly OperationPlace[],
  { folder, sparing }: Pick<RenderJob, "folder" | "sparing">,
): Promise<Rendered[]> {
  const rendered: Rendered[] = [];
  for (const [index, place] of places.entries()) {
    if (sparing && index % 32 === 0) spareMemory();
    const { files, part, entries } = await operationFiles(frame, place);
    writeAll(files, folder);
    rendered.push({
      files: files.map(({ path }) => path),
      hash: hashOf(files.map(({ text }) => text)),
      part: pack(part),
      entries,
    });
  }
  return rendered;
}

function renderInThread(job: RenderJob, places: readonly OperationPlace[]): Promise<Rendered[]> {
  const { description, ...frame } = job.frame;
  const all = [...description.operations, ...description.webhooks];
  const positions = new Map(all.map((operation, index) => [operation, index]));
  const task: RenderTask = {
    document: job.document,
    frame,
    folder: job.folder,
    sparing: job.sparing,
    shares: places.map(({ operation, ...place }) => ({ ...place, index: positions.get(operation) ?? -1 })),
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./render-thread.ts", import.meta.url));
    worker.postMessage(task); // As `workerData`, it would be kept for as long as the thread.
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`A thread that renders pages ended with ${code}.`)));
  });
}

/** Small files are written several times faster without a turn through the thread pool for each. */
function writeAll(files: readonly SiteFile[], folder: string): void {
  for (const { path, text } of files) {
    const target = join(folder, path);
    makeFolder(dirname(target));
    // Never over another page.
    writeFileSync(target, text, { flag: "wx" });
  }
}

function areThere(paths: readonly string[], folder: string): boolean {
  return paths.every((path) => existsSync(join(folder, path)));
}

/** @returns whether all of them were there, as they were rendered */
function linkAll({ files: paths, hash }: Rendered, from: string, to: string): boolean {
  try {
    if (hashOf(paths.map((path) => readFileSync(join(from, path)))) !== hash) return false;
    for (const path of paths) {
      makeFolder(dirname(join(to, path)));
      linkOrCopy(join(from, path), join(to, path));
    }
    return true;
  } catch {
    for (const path of paths) rmSync(join(to, path), { force: true });
    return false;
  }
}

function hashOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    // Some file systems have no links.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error; // Of a system call.
    copyFileSync(from, to);
  }
}

let lastFolder = "";

/** All files of an operation are in one. */
function makeFolder(path: string): void {
  if (path === lastFolder) return;
  try {
    mkdirSync(path); // Several times faster, and the folder around it is mostly there.
  } catch {
    mkdirSync(path, { recursive: true });
  }
  lastFolder = path;
}
