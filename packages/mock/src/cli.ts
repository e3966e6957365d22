#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { styleText } from "node:util";
import { type CliOptions, help, readOptions, UsageError } from "./cli-options.ts";
import { lineWriter } from "./line-writer.ts";
import { formats } from "./log.ts";
import type { Scenarios } from "./scenarios.ts";
import { startMock } from "./start.ts";

// Whoever reads the log may leave; the mock goes on for those who call it.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(help);
  else if (options.version) console.log(await version());
  else await serve(options);
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException; // Node, Prism and we throw errors.
  if (error instanceof UsageError) fail(`${message}\nSee spkey-mock --help.`, 2);
  else if (code === "EADDRINUSE") {
    fail(
      "The port is taken. Choose another with --port, take the next free one with --next-port, or any with --port 0.",
      1,
    );
  } else fail(message, 1);
}

async function serve(options: CliOptions): Promise<void> {
  const { spec, seed, host, log, scenarios, delay, failureRate, failWith, ...rest } = options;
  const write = lineWriter(process.stdout);
  const mock = await startMock({
    ...rest,
    delay,
    failureRate,
    failWith,
    ...(host !== undefined && { host }),
    ...(seed !== undefined && { seed }),
    ...(spec !== undefined && { description: spec }),
    ...(scenarios !== undefined && { scenarios: await scenariosOf(scenarios) }),
    ...(log !== "off" && { onCall: (call) => write(formats[log](call)) }),
    onWarning: warn,
  });
  console.log(`mock  ${mock.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void mock.stop());
  const findings = await mock.check().catch(() => []); // It has been stopped, or its engine has ended, which it has told.
  for (const { response, mediaType, example, pointer, reasons } of findings) {
    const name = example === undefined ? "" : `, example ${example}`;
    warn(`${response} (${mediaType}${name}) breaks its own schema, at ${pointer}: ${reasons.join("; ")}`);
  }
}

async function scenariosOf(file: string): Promise<Scenarios> {
  // Who has no such file does not wait for a reader of YAML.
  return (await import("./scenario-file.ts")).readScenarios(file);
}

async function version(): Promise<string> {
  const manifest: { version: string } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  return manifest.version;
}

function warn(message: string): void {
  console.error(styleText("yellow", `warning: ${message}`, { stream: process.stderr }));
}

function fail(message: string, exitCode: number): void {
  console.error(styleText("red", message, { stream: process.stderr }));
  process.exitCode = exitCode;
}
