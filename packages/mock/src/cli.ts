#!/usr/bin/env node
import { parseArgs } from "node:util";

const help = `Mocks the SmartphoneKey API, or any other that is described in OpenAPI.

Usage: spkey-mock [options]

  --port <number>  port to listen on (default 4010; 0 takes any free one)
  --host <name>    address to listen on (default 127.0.0.1: this machine only)
  --spec <file>    description to mock, JSON or YAML (default: the released one)
  --help           this text

A request may choose its answer: \`Prefer: code=404\`, \`Prefer: example=<name>\`, \`Prefer: dynamic=true\`.
`;

const usageError = 2;

try {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean" },
      host: { type: "string" },
      port: { type: "string", default: "4010" },
      spec: { type: "string" },
    },
  });
  if (values.help) {
    process.stdout.write(help);
  } else if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    fail(`--port takes a number from 0 to 65535, not \`${values.port}\`.`, usageError);
  } else {
    await serve(Number(values.port), values.host, values.spec);
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException; // Node and Prism throw errors.
  if (code?.startsWith("ERR_PARSE_ARGS")) fail(`${message}\n\n${help}`, usageError);
  else if (code === "EADDRINUSE")
    fail("The port is taken. Choose another with --port, or --port 0 for any free one.", 1);
  else fail(message, 1);
}

async function serve(port: number, host: string | undefined, description: string | undefined): Promise<void> {
  // Prism takes a second to load: `--help` and usage errors don't wait for it.
  const { startMock } = await import("./start.ts");
  const mock = await startMock({
    port,
    log: (line) => console.log(line),
    ...(host !== undefined && { host }),
    ...(description !== undefined && { description }),
  });
  console.log(`mock  ${mock.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void mock.stop());
}

function fail(message: string, exitCode: number): void {
  console.error(message);
  process.exitCode = exitCode;
}
