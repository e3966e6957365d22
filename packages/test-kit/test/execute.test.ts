import { expect, test } from "vitest";
import { execute, temporaryFolder } from "../src/index.ts";

const node = (code: string) => [process.execPath, "-e", code];

test.for([
  {
    name: "success",
    command: node("console.log('out'); console.error('err')"),
    want: { code: 0, stdout: "out\n", stderr: "err\n" },
  },
  { name: "its exit code", command: node("process.exit(3)"), want: { code: 3, stdout: "", stderr: "" } },
  { name: "a signal", command: node("process.kill(process.pid, 'SIGTERM')"), want: { code: 127, stdout: "" } },
  { name: "no such program", command: ["no-such-program-anywhere"], want: { code: 127, stdout: "" } },
])("tells of $name", async ({ command, want }) => {
  expect(await execute(command)).toMatchObject(want);
});

test("passes words on as they are, in the given folder and environment", async () => {
  const cwd = await temporaryFolder();
  const code = "console.log(JSON.stringify([process.argv.slice(1), process.cwd(), process.env.KIT, process.env.HOME]))";
  const { stdout } = await execute([...node(code), "a b", "$HOME", '"'], { cwd, env: { KIT: "1" } });
  expect(JSON.parse(stdout)).toEqual([["a b", "$HOME", '"'], cwd, "1", null]);
});

test("ends what hangs", async () => {
  const { code, stderr } = await execute(node("setInterval(() => {}, 1000)"), { timeout: 300 });
  expect({ code, stderr }).toEqual({ code: 127, stderr: "\nended after 300 ms" });
});
