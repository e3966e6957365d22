import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../dist/index.js";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

/** Runs `spkey-mock`; `ready` resolves with the URL that it prints. */
function spkeyMock(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  const ready = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      const [, url] = /^mock {2}(http:\S+)$/m.exec(output) ?? [];
      if (url) ready.resolve(url);
    });
  }
  const exit = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, output }));
  });
  return { child, ready: ready.promise, exit };
}

test.for(["SIGINT", "SIGTERM"] as const)("serves until %s, and exits with 0", async (signal) => {
  const { child, ready, exit } = spkeyMock("--port", "0");
  const response = await fetch(`${await ready}/nowhere`);
  expect(response.status).toBe(404);
  child.kill(signal);
  expect(await exit).toMatchObject({ code: 0, output: expect.stringMatching(/^GET \(no operation\) {2}404 mock/m) });
});

test("--help tells the options", async () => {
  expect(await spkeyMock("--help").exit).toMatchObject({
    code: 0,
    output: expect.stringContaining("--spec <file or URL>"),
  });
});

test.for([
  { args: ["--prot", "1"], code: 2, says: "Unknown option '--prot'" },
  { args: ["--port", "http"], code: 2, says: "--port takes a number from 0 to 65535, not `http`." },
  { args: ["--port", "65536"], code: 2, says: "--port takes a number" },
  { args: ["--port", "0", "--spec", "nowhere.yaml"], code: 1, says: "nowhere.yaml" },
])("$args exits with $code and says why", async ({ args, code, says }) => {
  expect(await spkeyMock(...args).exit).toMatchObject({ code, output: expect.stringContaining(says) });
});

test("a port that is taken exits with 1 and says what to do", async () => {
  const mock = await startMock();
  onTestFinished(() => mock.stop());
  const { code, output } = await spkeyMock("--port", String(mock.port)).exit;
  expect([code, output]).toEqual([
    1,
    "The port is taken. Choose another with --port, take the next free one with --next-port, or any with --port 0.\n",
  ]);
});
