import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Mock, startMock } from "@spkey/mock";
import { readDescription } from "@spkey/model";
import { startRecorder } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages, sampleRequest, samplesOf } from "../src/index.ts";
import { jsonOf } from "./json.ts";
import { useStage } from "./stage.ts";
import { execute, findToolchains, runProgram, toolchains } from "./toolchains.ts";

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const description = readDescription(JSON.parse(await readFile(bundle, "utf8")));
const runnables = await findToolchains();

const secrets = { SPKEY_TOKEN: "jwt.of-the-test", SPKEY_API_KEY: "key-of-the-test" };

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock?.stop());

// In front of the mock: it keeps what arrives, and asks for the status that the test is named for.
const stage = useStage(async ({ method, target, headers, body }, name) => {
  const [, status = ""] = /-(\d{3})$/.exec(name) ?? [];
  const sent = new Headers({ Prefer: `code=${status}` });
  for (const header of ["authorization", "x-api-key", "content-type"]) {
    const value = headers[header];
    if (typeof value === "string") sent.set(header, value);
  }
  const response = await fetch(mock.url + target, {
    method,
    headers: sent,
    body: body.length > 0 ? new Uint8Array(body) : null,
  });
  return { status: response.status, headers: { "Content-Type": "application/json" }, body: await response.text() };
});

/** Each operation in each language. */
const programs = runnables.flatMap(({ id, run, checks }) =>
  description.operations.map((operation) => {
    const sample = samplesOf(description, operation).find(({ language }) => language === id);
    const file = languages.find((language) => language.id === id)?.file ?? "";
    return { id, run, checks, operation, file, code: sample?.code ?? "", name: `${id}-${operation.id}` };
  }),
);

describe.each(programs)("$name", ({ id, run, checks, operation, file, code, name }) => {
  const statuses = operation.responses.map(({ status }) => status).filter((status) => /^\d{3}$/.test(status));

  test.for(statuses)("sends what is described, and ends as %s says", { skip: run.length === 0 }, async (status) => {
    const key = `${name}-${status}`;
    const environment = { ...secrets, SPKEY_BASE_URL: stage.url(key) };
    const { code: exit, stdout, stderr } = await runProgram(stage.folder, { name: key, file, code, run, environment });

    const { target, body } = sampleRequest(description, operation);
    const [request, ...more] = stage.of(key);
    expect(more).toEqual([]);
    expect([request?.method, request?.target]).toEqual([operation.method, target]);
    expect(request?.headers.authorization).toBe(`Bearer ${secrets.SPKEY_TOKEN}`);
    expect(request?.headers["x-api-key"]).toBe(secrets.SPKEY_API_KEY);
    if (body?.kind === "json") {
      expect(request?.headers["content-type"]).toBe(body.mediaType);
      expect(request?.body.toString()).toBe(jsonOf(id, body.value));
    }

    const example = operation.responses.find((response) => response.status === status)?.content[0]?.examples[0]?.value;
    const strings = Object.values(example ?? {}).filter((value) => typeof value === "string");
    const success = status.startsWith("2");
    expect(exit === 0).toBe(success);
    for (const text of strings) expect(success ? stdout : stderr).toContain(text);
    if (!success) expect(stdout).toBe("");
    expect(stdout + stderr).not.toContain(secrets.SPKEY_TOKEN);
    expect(stdout + stderr).not.toContain(secrets.SPKEY_API_KEY);
  });

  test.for(Object.keys(secrets))(
    "says that %s is missing before it sends anything",
    { skip: run.length === 0 },
    async (variable) => {
      const key = `${name}-without-${variable}`;
      const environment = { ...secrets, SPKEY_BASE_URL: stage.url(key), [variable]: "" };
      const { code: exit, stderr } = await runProgram(stage.folder, { name: key, file, code, run, environment });
      expect(exit).not.toBe(0);
      expect(stderr).toContain(variable);
      expect(stage.of(key)).toEqual([]);
    },
  );

  test("is as the language's own tools want it", { skip: run.length === 0 }, async () => {
    for (const { command, silent } of checks) {
      const outcome = await runProgram(stage.folder, {
        name: `${name}-check`,
        file,
        code,
        run: command,
        environment: {},
      });
      expect(outcome, command.join(" ")).toMatchObject({ code: 0, ...(silent && { stdout: "" }) });
    }
  });

  test("has no credential in it", () => {
    expect(code).toContain("SPKEY_TOKEN");
    expect(code).not.toMatch(/Bearer [\w-]*\./);
  });
});

test("a redirect is a failure in every language, and leads nowhere", async () => {
  const elsewhere = await startRecorder(() => ({ status: 200, body: "{}" }));
  const redirecting = await startRecorder(() => ({ status: 307, headers: { Location: elsewhere.url("stolen") } }));
  try {
    for (const { id, run, file, code } of programs) {
      if (run.length === 0) continue;
      const environment = { ...secrets, SPKEY_BASE_URL: redirecting.url(id) };
      const outcome = await runProgram(stage.folder, { name: `${id}-redirect`, file, code, run, environment });
      expect(outcome.code, id).not.toBe(0);
      expect(redirecting.of(id).length, id).toBeGreaterThan(0);
    }
    expect(elsewhere.of("stolen")).toEqual([]);
  } finally {
    await redirecting.stop();
    await elsewhere.stop();
  }
});

test("every language has a toolchain, and the shell can run", async () => {
  expect(Object.keys(toolchains).toSorted()).toEqual(languages.map(({ id }) => id).toSorted());
  expect((await execute(["sh", "-c", "exit 3"])).code).toBe(3);
});
