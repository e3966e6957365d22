import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const bench = fileURLToPath(new URL("../bench.ts", import.meta.url));

test.for([
  { args: ["--help"], code: 0, says: "where <what> is" },
  { args: [], code: 2, says: "Say what to measure." },
  { args: ["mok"], code: 2, says: "There is no bench `mok`." },
  { args: ["mok"], code: 2, says: "where <what> is" },
])("pnpm bench $args exits with $code and says: $says", async ({ args, code, says }) => {
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; output: string }>();
  const child = execFile(process.execPath, [bench, ...args], (_error, stdout, stderr) =>
    resolve({ code: child.exitCode, output: stdout + stderr }),
  );
  expect(await promise).toEqual({ code, output: expect.stringContaining(says) });
});
