#!/usr/bin/env node
import { styleText } from "node:util";
import { Worker } from "node:worker_threads";
import { heapLimit } from "../worker/heap-limit.ts";
import { type CliOptions, help, readOptions, UsageError } from "./options.ts";
import type { FromService, Service } from "./service.ts";

// Whoever reads the log may leave; the mock goes on for those who call it.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(help);
  else if (options.version) console.log(await version());
  else serve(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  fail(`${error.message}\nSee spkey-mock --help.`, 2);
}

function serve(options: CliOptions): void {
  const service: Service = { options, colors: styleText("dim", " ") !== " " };
  const thread = new Worker(new URL("./service.js", import.meta.url), {
    name: "http",
    resourceLimits: heapLimit,
    workerData: service,
  });
  thread.on("message", (message: FromService) => {
    switch (message.type) {
      case "serving":
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => thread.postMessage("stop"));
        console.log(`mock  ${message.url}`);
        break;
      case "warning":
        console.error(styleText("yellow", `warning: ${message.message}`, { stream: process.stderr }));
        break;
      case "failed":
        fail(message.message, 1);
    }
  });
  thread.on("error", (error) => fail(`The mock has ended: ${error instanceof Error ? error.message : error}`, 1));
}

async function version(): Promise<string> {
  const { readFile } = await import("node:fs/promises"); // Nobody else waits for it.
  const manifest: { version: string } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  return manifest.version;
}

function fail(message: string, exitCode: number): void {
  console.error(styleText("red", message, { stream: process.stderr }));
  process.exitCode = exitCode;
}
