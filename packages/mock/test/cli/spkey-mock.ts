import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** Runs `spkey-mock` with something on its standard input, or in another environment; `printed` waits for a line, and `ready` for the URL that it prints. */
export function spkeyMockWith(
  { input = "", env = {} }: { input?: string; env?: NodeJS.ProcessEnv },
  ...args: string[]
) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {}).end(input); // Who does not read it may have ended.
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      child.emit("output");
    });
  }
  const printed = async (line: RegExp): Promise<string> => {
    const match = line.exec(output);
    if (match) return match[1] ?? match[0];
    await once(child, "output");
    return printed(line);
  };
  const exit = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, output }));
  });
  return { child, exit, printed, ready: () => printed(/^(?:mock {2}|.*"url":")(http:[^\s"]+)/m) };
}

export function spkeyMock(...args: string[]) {
  return spkeyMockWith({}, ...args);
}
