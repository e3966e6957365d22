import { askedFor, help, readOptions, UsageError } from "./options.ts";

// Whoever reads the log may leave.
process.stderr.on("error", () => {});

const args = process.argv.slice(2);
try {
  const asked = askedFor(args);
  if (asked === "help") process.stdout.write(help);
  else if (asked === "version") console.log(await version());
  else {
    const options = readOptions(args);
    const { serve } = await import("./serve.ts"); // Who asks for help does not wait for the rest.
    await serve(options, await version());
  }
} catch (error) {
  const isUsage = error instanceof UsageError;
  // The message of anything else may quote what it should not.
  const text = isUsage
    ? `${error.message}\nSee spkey-mcp --help.`
    : `spkey-mcp has failed, which is a mistake of its own: ${traceOf(error)}`;
  process.stderr.write(`error ${text}\n`);
  process.exitCode = isUsage ? 2 : 1;
}

async function version(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  const manifest: { version: string } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  return manifest.version;
}

/** Where it happened. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return "no error was thrown, but something else";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join("\n");
}
