/** Tasks whose results come from another machine: with the server that people host themselves, on loopback. */
import { randomBytes } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFolder, startProgram, temporaryFolder } from "@spkey/test-kit";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { copyWorkspace, type Workspace } from "./workspace.ts";

/** Cheap tasks, one of which reads the outputs of the other. */
const tasks = ["@spkey/spec#bundle", "@spkey/samples#generate"];
const folders = ["spec/dist", "packages/samples/dist"];
const token = randomBytes(16).toString("hex");
const key = randomBytes(32).toString("hex");
const server = fileURLToPath(new URL("../node_modules/turborepo-remote-cache/dist/cli.js", import.meta.url));

/** What a run of turbo did. */
interface Run {
  readonly code: number | null;
  /** How many of the tasks were not run, since their results were there; of how many. */
  readonly cached: string | undefined;
  /** What it made, by file. */
  readonly made: Readonly<Record<string, string>>;
}

let workspaces: readonly [Workspace, Workspace];
/** What is made without any cache. */
let alone: Run;

beforeAll(async () => {
  workspaces = await Promise.all([copyWorkspace(), copyWorkspace()]);
  alone = await build(workspaces[0], undefined);
});
afterAll(() => Promise.all(workspaces.map((workspace) => workspace.remove())));

/**
 * Runs the tasks where nothing is built and nothing is cached on this machine.
 *
 * @param api where the remote cache is, if there is one
 * @param signature what is signed by and checked with
 */
async function build({ folder }: Workspace, api: string | undefined, signature = key): Promise<Run> {
  await Promise.all(folders.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  const local = await makeFolder();
  const { TURBO_API: _1, TURBO_TOKEN: _2, TURBO_TEAM: _3, TURBO_REMOTE_CACHE_SIGNATURE_KEY: _4, ...env } = process.env;
  const remote = {
    TURBO_API: api,
    TURBO_TOKEN: token,
    TURBO_TEAM: "spkey",
    TURBO_REMOTE_CACHE_SIGNATURE_KEY: signature,
  };
  const options = ["--cache-dir", local.path, "--output-logs=errors-only"];
  await using program = startProgram([process.execPath, join(folder, "scripts/turbo.mjs"), ...tasks, ...options], {
    cwd: folder,
    env: { ...env, NO_COLOR: "1", ...(api !== undefined && remote) },
  });
  const code = await program.exit;
  await local.remove();
  const [, cached] = /Cached: +(\d+ cached, \d+ total)/.exec(program.output()) ?? [];
  return { code, cached, made: await filesIn(folder) };
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const made: Record<string, string> = {};
  for (const name of folders) {
    const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = join(entry.parentPath, entry.name);
      made[file.slice(folder.length)] = await readFile(file, "utf8");
    }
  }
  return made;
}

/** Starts a server that keeps its artefacts in a folder, until the test has finished. */
async function startCache(): Promise<{ readonly url: string; readonly storage: string }> {
  const storage = await temporaryFolder();
  const program = startProgram([process.execPath, server], {
    env: {
      HOST: "127.0.0.1",
      PORT: "0",
      STORAGE_PATH: storage,
      STORAGE_PATH_USE_TMP_FOLDER: "false",
      STORAGE_PROVIDER: "local",
      TURBO_REMOTE_CACHE_SIGNATURE_KEY: key,
      TURBO_TOKEN: token,
    },
  });
  onTestFinished(() => program[Symbol.asyncDispose]());
  const [, url = ""] = await program.says(/listening at (http:[^"\s]+)/);
  return { url, storage };
}

const all = "2 cached, 2 total";
const none = "0 cached, 2 total";

test("a second clean clone gets what the first one has built; who has another key, or none, builds it", {
  timeout: 120_000,
}, async () => {
  const [first, second] = workspaces;
  const { url, storage } = await startCache();
  expect(Object.keys(alone.made).length).toBeGreaterThan(2);
  expect(alone).toMatchObject({ code: 0, cached: none });
  expect(await build(first, url)).toEqual(alone);
  expect(await build(second, url)).toEqual({ ...alone, cached: all });

  // Altered on their way, or at rest: what does not fit its signature is built again.
  const artefacts = (await readdir(storage, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  expect(artefacts.length).toBeGreaterThan(0);
  for (const { parentPath, name } of artefacts) {
    const file = join(parentPath, name);
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 0xff, bytes.length >> 1);
    await writeFile(file, bytes);
  }
  expect(await build(second, url)).toEqual(alone);
  // By then it has uploaded them again.
  expect(await build(first, url, randomBytes(32).toString("hex"))).toEqual(alone);
});

test("a server that is down, or hangs, changes nothing of what is built", { timeout: 120_000 }, async () => {
  const [first] = workspaces;
  expect(await build(first, "http://127.0.0.1:1")).toEqual(alone);
  let asked = 0;
  const hangs = createServer(() => asked++);
  await new Promise<void>((ready) => hangs.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void hangs.closeAllConnections());
  onTestFinished(() => void hangs.close());
  const { port } = hangs.address() as AddressInfo; // It listens on TCP.
  // It comes to an end at all: by the time-out in turbo.json, on each task.
  expect(await build(first, `http://127.0.0.1:${port}`)).toEqual(alone);
  expect(asked).toBeGreaterThan(0);
});
