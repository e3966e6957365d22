import { spawn } from "node:child_process";
import { once } from "node:events";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { ReadBuffer, serializeMessage } from "@modelcontextprotocol/sdk/shared/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { DescriptionName } from "@spkey/test-kit";
import { onTestFinished } from "vitest";
import { createServer, type Offer } from "../src/server.ts";
import { packageOf } from "./packages.ts";

/** The command, running. */
export interface Running {
  /** Every byte that it has written so far. */
  stdout(): string;
  stderr(): string;
  write(text: string): void;
  /** Ends its input. */
  end(): void;
  kill(signal: NodeJS.Signals): void;
  /** Waits until it has written so many lines to its output. */
  lines(count: number): Promise<readonly unknown[]>;
  /** Its exit code, or the signal that has ended it. */
  readonly exit: Promise<number | string>;
}

/** Starts the command of a description's package, with no environment but what is given. */
export async function start(
  name: DescriptionName,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Running & { readonly child: ReturnType<typeof spawn> }> {
  const { cli } = await packageOf(name);
  const child = spawn(process.execPath, [cli, ...args], { env: { ...environment }, stdio: ["pipe", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  child.stdin.on("error", () => {}); // It may end before all is written.
  const exit = once(child, "close").then(([code, signal]) => code ?? signal);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exit;
  });
  const read = () =>
    stdout
      .split("\n")
      .slice(0, -1)
      .map((line): unknown => JSON.parse(line));
  return {
    child,
    exit,
    stdout: () => stdout,
    stderr: () => stderr,
    write: (text) => void child.stdin.write(text),
    end: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    async lines(count) {
      while (read().length < count) await once(child.stdout, "data");
      return read();
    },
  };
}

/** A client of the SDK, connected to the command. */
export interface Connected extends Running {
  readonly client: Client;
}

export async function connect(
  name: DescriptionName,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Connected> {
  const { child, ...running } = await start(name, args, environment);
  const buffer = new ReadBuffer();
  const transport: Transport = {
    async start() {
      child.stdout?.on("data", (chunk: string) => {
        buffer.append(Buffer.from(chunk));
        for (let message = buffer.readMessage(); message; message = buffer.readMessage())
          transport.onmessage?.(message);
      });
      void running.exit.then(() => transport.onclose?.());
    },
    async send(message) {
      running.write(serializeMessage(message));
    },
    async close() {
      running.end();
    },
  };
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  return { ...running, client };
}

/** A client of the SDK, connected to a server in this process. @param onSend is given what the server writes */
export async function connectInProcess(offer: Offer, onSend: (text: string) => void = () => {}): Promise<Client> {
  const [own, theirs] = InMemoryTransport.createLinkedPair();
  const send = theirs.send.bind(theirs);
  theirs.send = (message, options) => {
    onSend(JSON.stringify(message));
    return send(message, options);
  };
  const client = new Client({ name: "test", version: "1.0.0" });
  await Promise.all([createServer(offer).connect(theirs), client.connect(own)]);
  onTestFinished(() => client.close());
  return client;
}

/** The text of a tool's answer. */
export function textOf(result: object): string {
  const { content = [] } = result as { readonly content?: readonly { readonly text?: string }[] }; // As the protocol has it.
  return content.map(({ text = "" }) => text).join("\n");
}
