import { readFile } from "node:fs/promises";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { ErrorCode } from "@modelcontextprotocol/sdk/types.js";
import type { CallableOperation } from "../call/operation.ts";
import type { ShippedDocumentation } from "../documentation.ts";
import { createServer } from "../server.ts";
import type { CliOptions } from "./options.ts";

/** What of the package's files a server reads: each stands beside the command. */
async function shipped(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), "utf8");
}

/** Serves on standard input and output, until either has gone or a signal comes. */
export async function serve(options: CliOptions, version: string): Promise<void> {
  const ending = new AbortController();
  const documentation: ShippedDocumentation = JSON.parse(await shipped("documentation.json"));
  const calls = options.allow.length === 0 ? [] : await tools(options, ending.signal);
  const server = createServer({ version, documentation, readDescription: () => shipped("openapi.json"), calls });

  const transport = new StdioServerTransport();
  transport.onerror = (error) => refuseMessage(error);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      ending.abort();
      void server.close().finally(() => process.exit(0));
    });
  }
  // Whoever has gone wants no more calls; what is only read is still answered, and then there is nothing left to do.
  process.stdin.once("end", () => ending.abort());
  process.stdout.on("error", () => process.exit(0));
  await server.connect(transport);
}

/** Without an operation that may be called, nothing is loaded that could call one. */
async function tools(options: CliOptions, ending: AbortSignal) {
  const { allowedTools } = await import("./allowed.ts");
  const all: readonly CallableOperation[] = JSON.parse(await shipped("operations.json"));
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  return allowedTools(all, options, { environment: process.env, ending, log });
}

/** Answers what is no message: the SDK only notes it. It has no id that could be told (JSON-RPC 2.0, section 5.1). */
function refuseMessage(error: Error): void {
  const isJson = !(error instanceof SyntaxError);
  const answer = {
    jsonrpc: "2.0",
    id: null,
    error: isJson
      ? { code: ErrorCode.InvalidRequest, message: "This is no message of JSON-RPC 2.0, or one that is too long." }
      : { code: ErrorCode.ParseError, message: "This line is not JSON." },
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
