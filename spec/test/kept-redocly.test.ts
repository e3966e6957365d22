import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { makeFolder } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type KeptRedocly, keepRedocly } from "../tools/kept-redocly.ts";
import { lintConfig, type RedoclyRun, redocly } from "../tools/redocly.ts";
import { library } from "./run.ts";

let kept: KeptRedocly;
let folder: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  vi.stubEnv("NO_COLOR", "1");
  kept = keepRedocly();
  folder = await makeFolder();
  const files = {
    "openapi.yaml": library,
    "broken.yaml": library.replace("summary:", "summery:"),
    "unreadable.yaml": `${library}\n  }`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
});
afterAll(async () => {
  kept.stop();
  await folder.remove();
});

const lint = (name: string) => ["lint", join(folder.path, name), "--config", lintConfig];

/** What a run says, without how long it took. */
const timeless = ({ code, text }: RedoclyRun) => ({ code, text: text.replace(/\d+ms/g, "") });

describe("a process that is kept says what one of its own says, and ends as that does", () => {
  test.for<[name: string, args: () => string[], code: number]>([
    ["what is right", () => lint("openapi.yaml"), 0],
    ["what is wrong", () => lint("broken.yaml"), 1],
    ["what can't be read", () => lint("unreadable.yaml"), 1],
    ["what is not there", () => lint("gone.yaml"), 1],
    ["what is right, after that", () => lint("openapi.yaml"), 0],
    ["a bundle", () => ["bundle", join(folder.path, "openapi.yaml")], 0],
    ["what is no command", () => ["bind"], 1],
    ["what is right, after all", () => lint("openapi.yaml"), 0],
  ])("%s", { timeout: 30_000 }, async ([, args, code]) => {
    const own = await kept.run(args());
    expect(timeless(own)).toEqual(timeless(await redocly(args())));
    expect(own.code).toBe(code);
    expect(own.text).not.toBe("");
  });
});

test("several at a time keep apart, and so do those after them", { timeout: 30_000 }, async () => {
  for (const names of [
    ["openapi.yaml", "broken.yaml", "openapi.yaml"],
    ["broken.yaml", "openapi.yaml"],
  ]) {
    const runs = await Promise.all(names.map((name) => kept.run(lint(name))));
    expect(runs.map(({ code }) => code)).toEqual(names.map((name) => (name === "broken.yaml" ? 1 : 0)));
    expect(runs.map(({ text }) => text.includes("summery"))).toEqual(names.map((name) => name === "broken.yaml"));
  }
});

test("one that is killed is replaced", { timeout: 30_000 }, async () => {
  await kept.run(lint("openapi.yaml"));
  for (const pid of processes()) process.kill(pid, "SIGKILL");
  const { code, text } = await kept.run(lint("broken.yaml"));
  expect(code).toBe(1);
  expect(text).toContain("summery");
});

test("one that has run often enough is replaced", { timeout: 30_000 }, async () => {
  const few = keepRedocly(2);
  const seen = new Set<number>();
  const before = new Set(processes());
  for (let run = 0; run < 5; run++) {
    expect((await few.run(lint("openapi.yaml"))).code).toBe(0);
    for (const pid of processes()) if (!before.has(pid)) seen.add(pid);
  }
  expect(seen.size).toBeGreaterThan(1);
  await vi.waitFor(() => expect(processes().filter((pid) => !before.has(pid)).length).toBe(1));
  few.stop();
});

test("its processes end when it is told to stop, and with the thread that has started them", {
  timeout: 30_000,
}, async () => {
  await kept.run(lint("openapi.yaml"));
  expect(processes().length).toBeGreaterThan(0);
  kept.stop();
  await vi.waitFor(() => expect(processes()).toEqual([]));

  const thread = new Worker(new URL("./kept-redocly-thread.ts", import.meta.url));
  await once(thread, "message");
  expect(processes().length).toBe(1);
  await thread.terminate();
  await vi.waitFor(() => expect(processes()).toEqual([]));
});

/** Redocly's processes that this one has started. */
function processes(): number[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [pid, parent, state, ...args] = line.trim().split(/\s+/);
      const isOurs =
        Number(parent) === process.pid && !state?.startsWith("Z") && args.join(" ").includes("redocly-process.ts");
      return isOurs ? [Number(pid)] : [];
    });
}
