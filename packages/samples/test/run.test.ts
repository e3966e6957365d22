import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Mock, startMock } from "@spkey/mock";
import { examplesOf, type Operation, readDescription } from "@spkey/model";
import { startRecorder } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Credential, languages, sampleRequest, samplesOf, variablesOf } from "../src/index.ts";
import { jsonOf } from "./json.ts";
import { forms, programOf } from "./programs.ts";
import { useStage } from "./stage.ts";
import { execute, findToolchains, runProgram, toolchains } from "./toolchains.ts";

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const description = readDescription(JSON.parse(await readFile(bundle, "utf8")));
const runnables = await findToolchains();

const secretOf = (variable: string) => `secret.of-${variable}`;

/** The variables with credentials, each with the name of its security scheme. */
function secretsOf(operation: Operation): { readonly variable: string; readonly key: string }[] {
  return sampleRequest(description, operation).credentials.flatMap((credential) =>
    variablesOf([credential]).map((variable) => ({ variable, key: credential.key })),
  );
}

/** The headers that carry credentials, in lower case. */
function credentialHeaders(credentials: readonly Credential[]): [name: string, value: string][] {
  return credentials.flatMap((credential): [string, string][] => {
    switch (credential.kind) {
      case "bearer":
        return [["authorization", `Bearer ${secretOf(credential.variable)}`]];
      case "basic":
        return [
          ["authorization", `Basic ${btoa(`${secretOf(credential.username)}:${secretOf(credential.password)}`)}`],
        ];
      case "header":
        return [[credential.name.toLowerCase(), secretOf(credential.variable)]];
      default:
        return [];
    }
  });
}

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock?.stop());

/** What a message says of its own transport (RFC 9110, section 7.6.1), and what fetch sets by itself. */
const ofTheConnection = /^(host|connection|content-length|transfer-encoding|expect|accept-encoding|te|keep-alive)$/;

// In front of the mock: it keeps what arrives, and asks for the status that the test is named for.
const stage = useStage(async ({ method, target, headers, body }, name) => {
  const [, status = ""] = /-(\d{3})$/.exec(name) ?? [];
  const sent = new Headers({ Prefer: `code=${status}` });
  for (const [header, value] of Object.entries(headers)) {
    if (typeof value === "string" && !ofTheConnection.test(header)) sent.set(header, value);
  }
  const response = await fetch(mock.url + target, {
    method,
    headers: sent,
    body: body.length > 0 ? new Uint8Array(body) : null,
  });
  return { status: response.status, headers: { "Content-Type": "application/json" }, body: await response.text() };
});

/** Each operation in each language and form. */
const programs = runnables.flatMap(({ id, run, checks }) =>
  description.operations.flatMap((operation) =>
    forms.map((form) => {
      const chosen = { description, operation, language: id, form };
      const programFor = (url: string) => programOf(chosen, url, secretOf);
      return { id, run, checks, operation, form, programFor, name: `${id}-${form}-${operation.id}` };
    }),
  ),
);

/** Languages that have no short way to say that a variable is missing: it is for the server to refuse what they send then. */
const silent = ["javascript", "go", "php"];

describe.each(programs)("$name", ({ id, run, checks, operation, form, programFor, name }) => {
  const statuses = operation.responses.map(({ status }) => status).filter((status) => /^\d{3}$/.test(status));

  test.for(statuses)("sends what is described, and ends as %s says", { skip: run.length === 0 }, async (status) => {
    const key = `${name}-${status}`;
    const program = programFor(stage.url(key));
    const { code: exit, stdout, stderr } = await runProgram(stage.folder, { ...program, name: key, run });

    const { target, body, credentials } = sampleRequest(description, operation);
    const [request, ...more] = stage.of(key);
    expect(more).toEqual([]);
    expect([request?.method, request?.target]).toEqual([operation.method, target]);
    for (const [header, value] of credentialHeaders(credentials)) expect(request?.headers[header]).toBe(value);
    if (body?.kind === "json") {
      expect(request?.headers["content-type"]).toBe(body.mediaType);
      expect(request?.body.toString()).toBe(jsonOf(id, body.value));
    }

    const [media] = operation.responses.find((response) => response.status === status)?.content ?? [];
    const [example] = (media && examplesOf(description, media, "response")) ?? [];
    const strings = Object.values(Object(example?.value)).filter((value) => typeof value === "string");
    const success = status.startsWith("2");
    expect(exit === 0).toBe(success);
    if (success) for (const text of strings) expect(stdout).toContain(text);
    else if (form === "code") expect(stderr).toContain(status);
    else {
      for (const text of strings) expect(stderr).toContain(text);
      expect(stdout).toBe("");
    }
    for (const { variable } of secretsOf(operation)) expect(stdout + stderr).not.toContain(secretOf(variable));
  });

  test.for(form === "code" && silent.includes(id) ? [] : secretsOf(operation))(
    "says that $variable is missing before it sends anything",
    { skip: run.length === 0 },
    async ({ variable, key: credential }) => {
      const key = `${name}-without-${variable}`;
      const program = programFor(stage.url(key));
      const { [variable]: _, ...others } = program.environment;
      const environment = { ...others, ...(form === "script" && { [variable]: "" }) };
      const { code: exit, stderr } = await runProgram(stage.folder, { ...program, name: key, run, environment });
      expect(exit).not.toBe(0);
      // Our client knows its credentials by the names of the description.
      expect(stderr).toContain(id === "typescript" && form === "code" ? credential : variable);
      expect(stage.of(key)).toEqual([]);
    },
  );

  const shown = {
    file: languages.find((language) => language.id === id)?.file ?? "",
    code: samplesOf(description, operation).find(({ language }) => language === id)?.[form] ?? "",
  };

  test("is as the language's own tools want it", { skip: run.length === 0 }, async () => {
    for (const { command, silent } of checks) {
      const { code, file } = shown;
      const program = { name: `${name}-check`, file, code, run: command, environment: {} };
      const outcome = await runProgram(stage.folder, program);
      expect(outcome, command.join(" ")).toMatchObject({ code: 0, ...(silent && { stdout: "" }) });
    }
  });

  test("has no credential in it", () => {
    for (const { variable } of secretsOf(operation)) expect(shown.code).toContain(variable);
    expect(shown.code).not.toMatch(/Bearer [\w-]*\./);
  });
});

test("a redirect is a failure in every language, and leads nowhere", async () => {
  const elsewhere = await startRecorder(() => ({ status: 200, body: "{}" }));
  const redirecting = await startRecorder(() => ({ status: 307, headers: { Location: elsewhere.url("stolen") } }));
  try {
    for (const { name, programFor, run } of programs) {
      if (run.length === 0) continue;
      const program = programFor(redirecting.url(name));
      const outcome = await runProgram(stage.folder, { ...program, name: `${name}-redirect`, run });
      expect(outcome.code, name).not.toBe(0);
      expect(redirecting.of(name).length, name).toBeGreaterThan(0);
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
