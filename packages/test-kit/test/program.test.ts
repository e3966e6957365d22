import { expect, test } from "vitest";
import { startProgram } from "../src/index.ts";

const node = (code: string) => [process.execPath, "-e", code];

test("waits for what a program writes, to both of its outputs", async () => {
  await using program = startProgram(node("console.log('port 17'); console.error('ready'); process.stdin.resume()"));
  const [, port] = await program.says(/port (\d+)/);
  await program.says(/ready/);
  expect(port).toBe("17");
  expect(program.output()).toContain("ready");
  expect(await program.exit).toBe(0);
});

test("leaves out what came before", async () => {
  await using program = startProgram(
    node("process.once('SIGTERM', () => console.log('one, again')); console.log('one'); setInterval(() => {}, 1000)"),
  );
  await program.says(/one/);
  const from = program.output().length;
  program.kill("SIGTERM");
  expect((await program.says(/one.*/, from))[0]).toBe("one, again");
});

test.for([
  {
    name: "a program that ends",
    command: node("console.log('bye'); process.exit(2)"),
    says: /ended with 2 before it said .*hello[\s\S]*bye/,
  },
  { name: "no such program", command: ["no-such-program-anywhere"], says: /ENOENT/ },
])("does not wait for $name", async ({ command, says }) => {
  await using program = startProgram(command);
  await expect(program.says(/hello/)).rejects.toThrow(says);
});

test("ends with all that it has started", async () => {
  const grandchild = ["-e", "console.log('both run'); setInterval(() => {}, 1000)"];
  const code = `require("child_process").spawn(process.execPath, ${JSON.stringify(grandchild)}, { stdio: "inherit" });`;
  const program = startProgram(node(code));
  await program.says(/both run/);
  await program[Symbol.asyncDispose]();
  // Its outputs are closed when nobody can write to them any more, and only then it has an exit code.
  expect(await program.exit).toBe(null);
});
