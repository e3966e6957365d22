import { type Mock, startMock } from "@spkey/mock";
import { isExact, isOfClass, readDescription } from "@spkey/model";
import { descriptionFile, readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages, sampleRequest, samplesOf, variablesOf } from "../src/index.ts";
import { jsonOf } from "./json.ts";
import { startRecorder } from "./recorder.ts";
import { useStage } from "./stage.ts";
import { execute, findToolchains, runProgram, toolchains } from "./toolchains.ts";

/** One command, well known. Every kind of operation, ours included, is the matter of other suites. */
const document = await readDocument("inn");
const description = readDescription(document);
const [first] = description.operations;
if (!first) throw new Error("The description has no operation.");
const { baseUrl, credentials } = sampleRequest(description, first);
const [token = "", key = ""] = variablesOf(credentials);
const runnables = await findToolchains();

const secrets = { [token]: "jwt.of-the-test", [key]: "key-of-the-test" };

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ description: descriptionFile("inn") });
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
}, document);

/** Each operation in each language. */
const programs = runnables.flatMap(({ id, run, checks }) =>
  description.operations.map((operation) => {
    const sample = samplesOf(description, operation).find(({ language }) => language === id);
    const file = languages.find((language) => language.id === id)?.file ?? "";
    return { id, run, checks, operation, file, code: sample?.code ?? "", name: `${id}-${operation.id}` };
  }),
);

describe.each(programs)("$name", ({ id, run, checks, operation, file, code, name }) => {
  const statuses = operation.responses.map(({ status }) => status).filter(isExact);

  test.for(statuses)("sends what is described, and ends as %s says", { skip: run.length === 0 }, async (status) => {
    const of = `${name}-${status}`;
    const environment = { ...secrets, [baseUrl.variable]: stage.url(of) };
    const { code: exit, stdout, stderr } = await runProgram(stage.folder, { name: of, file, code, run, environment });

    const { target, body } = sampleRequest(description, operation);
    const [request, ...more] = stage.of(of);
    expect(more).toEqual([]);
    expect([request?.method, request?.target]).toEqual([operation.method, target]);
    expect(request?.headers.authorization).toBe(`Bearer ${secrets[token]}`);
    expect(request?.headers["x-api-key"]).toBe(secrets[key]);
    if (body?.kind === "json") {
      expect(request?.headers["content-type"]).toBe(body.mediaType);
      expect(request?.body.toString()).toBe(jsonOf(id, body.value));
    }

    const example = operation.responses.find((response) => response.status === status)?.content[0]?.examples[0]?.value;
    const strings = Object.values(example ?? {}).filter((value) => typeof value === "string");
    const success = isOfClass(status, 2);
    expect(exit === 0).toBe(success);
    for (const text of strings) expect(success ? stdout : stderr).toContain(text);
    if (!success) expect(stdout).toBe("");
    expect(stdout + stderr).not.toContain(secrets[token]);
    expect(stdout + stderr).not.toContain(secrets[key]);
  });

  test.for(Object.keys(secrets))(
    "says that %s is missing before it sends anything",
    { skip: run.length === 0 },
    async (variable) => {
      const of = `${name}-without-${variable}`;
      const environment = { ...secrets, [baseUrl.variable]: stage.url(of), [variable]: "" };
      const { code: exit, stderr } = await runProgram(stage.folder, { name: of, file, code, run, environment });
      expect(exit).not.toBe(0);
      expect(stderr).toContain(variable);
      expect(stage.of(of)).toEqual([]);
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
    expect(code).toContain(token);
    expect(code).not.toMatch(/Bearer [\w-]*\./);
  });
});

test("a redirect is a failure in every language, and leads nowhere", async () => {
  const elsewhere = await startRecorder(() => ({ status: 200, body: "{}" }));
  const redirecting = await startRecorder(() => ({ status: 307, headers: { Location: elsewhere.url("stolen") } }));
  try {
    for (const { id, run, file, code } of programs) {
      if (run.length === 0) continue;
      const environment = { ...secrets, [baseUrl.variable]: redirecting.url(id) };
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
