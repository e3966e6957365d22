import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(new URL("cli.js", import.meta.resolve("@spkey/mock")));

/** A mock in a process of its own, as its command starts it. */
export interface MockServer {
  readonly url: string;
  /** How long it took until it served, in milliseconds. */
  readonly milliseconds: number;
  stop(): void;
}

/** What the mock says of a description that it can't serve: its exit code is 2. */
export class MockRefusal extends Error {}

/**
 * @throws {MockRefusal} where the description is none that it serves
 * @throws where it ends otherwise, with what it has written
 */
export async function startMockServer(description: string): Promise<MockServer> {
  const started = performance.now();
  const child = spawn(process.execPath, [cli, "--spec", description, "--port", "0", "--log", "off"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said = (said + text).slice(-10_000);
        const [, address] = /^mock {2}(http:\S+)$/m.exec(said) ?? [];
        if (address !== undefined) resolve(address);
      });
    }
    child.on("error", reject);
    child.on("close", (code) =>
      reject(code === 2 ? new MockRefusal(said.trim()) : new Error(`The mock ended with ${code}:\n${said}`)),
    );
  });
  return { url, milliseconds: performance.now() - started, stop: () => child.kill("SIGKILL") };
}
