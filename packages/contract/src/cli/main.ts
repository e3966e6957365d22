import { styleText } from "node:util";
import { InvalidInput } from "../verify/invalid-input.ts";
import { version } from "../verify/version.ts";
import { help } from "./help.ts";
import { askedFor, readOptions, UsageError } from "./options.ts";

// Whoever reads the output may leave.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // Who asks a second time does not want to wait for the report.
    if (ending.signal.aborted) process.exit(130);
    ending.abort();
  });
}

const args = process.argv.slice(2);
try {
  const asked = askedFor(args);
  if (asked.help) process.stdout.write(help[asked.help]);
  else if (asked.version) console.log(await version());
  else {
    const options = readOptions(args);
    const { run } = await import("./commands.ts"); // Who asks for help does not wait for the rest.
    process.exitCode = await run(options, ending.signal);
  }
} catch (error) {
  // 1 would say that the server breaks its description.
  process.exitCode = 2;
  if (!(error instanceof InvalidInput)) {
    console.error(`spkey-contract has failed, which is a mistake of its own: ${traceOf(error)}`);
    process.exit();
  }
  const mark = styleText("red", "error", { stream: process.stderr });
  const more =
    error instanceof UsageError ? `\nSee spkey-contract ${args[0]?.startsWith("-") ? "" : "COMMAND "}--help.` : "";
  console.error(`${mark} ${error.message}${more}`);
}

/** Where it happened, without the message: that may quote a header. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return "no error was thrown, but something else";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join("\n");
}
