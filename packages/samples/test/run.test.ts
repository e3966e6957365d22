import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { planCases, send, writeRequest } from "@spkey/contract";
import { type Mock, startMock } from "@spkey/mock";
import { exampleRequest, isExact, isOfClass, type Operation, readDescription } from "@spkey/model";
import type { Recorded, Reply } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages, type SampleRequest, samplesOf, variablesOf } from "../src/index.ts";
import { mayRedirect } from "../src/request.ts";
import { forward, plainTexts, replyOf } from "./answers.ts";
import { forms, programOf } from "./programs.ts";
import { expectSent, secret, writeFiles } from "./sent.ts";
import { spreadOf } from "./spread.ts";
import { useStage } from "./stage.ts";
import { execute, findToolchains, runProgram, toolchains } from "./toolchains.ts";

const bundle = fileURLToPath(import.meta.resolve("@spkey/spec/openapi.json"));
const description = readDescription(JSON.parse(await readFile(bundle, "utf8")));
const runnables = await findToolchains();

/** The variables with credentials, each with the name of its security scheme. */
function secretsOf({ credentials }: SampleRequest): { readonly variable: string; readonly key: string }[] {
  return credentials.flatMap((credential) =>
    variablesOf([credential]).map((variable) => ({ variable, key: credential.key })),
  );
}

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock?.stop());

/** As many operations as it takes to have each kind of parameter, body and credential: a description may have hundreds. */
const requests = spreadOf(
  description.operations.map((operation, index) => ({
    // Not its id, which a URL might have to encode.
    name: String(index),
    description,
    operation,
    values: exampleRequest(description, operation),
  })),
);

/** What is answered to a program: what the description says of a status, or what the mock says. */
const answers = new Map<string, (request: Recorded) => Reply | Promise<Reply>>();
const stage = useStage((request, key) => answers.get(key)?.(request) ?? { status: 200, body: "{}" });

/** Each of the operations in each language and form. */
const programs = runnables.flatMap(({ id, run, checks }) =>
  requests.flatMap((each) => {
    // There is no program then, but a comment that says why.
    if (languages.find((language) => language.id === id)?.refuses?.(each.request) !== undefined) return [];
    return forms.map((form) => {
      const programFor = (url: string) => programOf({ ...each, language: id, form }, url, secret);
      return { id, run, checks, form, ...each, programFor, key: `${id}-${form}-${each.name}` };
    });
  }),
);

/**
 * Whether the short form leaves it to the server to refuse what has no credential: some languages have no short way to say that
 * a variable is missing, and our client may call without one where a certificate, or nothing at all, will do.
 */
function isSilent(language: string, { security }: Operation): boolean {
  if (["javascript", "go", "php"].includes(language)) return true;
  return language === "typescript" && security.some((all) => all.every(({ scheme }) => scheme.type === "mutualTLS"));
}

describe.each(programs)("$id, $form, $operation.id", ({ id, run, checks, form, programFor, key: ofAll, ...each }) => {
  const { operation, request } = each;
  const secrets = secretsOf(request);

  /** Runs it, and expects of what it sends that it is what is described. */
  const outcomeOf = async (key: string) => {
    const program = programFor(stage.url(key));
    await writeFiles(stage.folder, request);
    const outcome = await runProgram(stage.folder, { ...program, name: key, run });
    const [arrived, ...more] = stage.of(key);
    expect(more).toEqual([]);
    if (!arrived) throw new Error(`Nothing arrived: ${outcome.stderr}`);
    expectSent(each, request, arrived);
    const said = outcome.stdout + outcome.stderr;
    for (const { variable } of secrets) expect(said).not.toContain(secret(variable));
    return outcome;
  };

  const statuses = operation.responses.filter(({ status }) => isExact(status));
  test.for(statuses)("ends as $status says", { skip: run.length === 0 }, async (response) => {
    const key = `${ofAll}-${response.status}`;
    const reply = replyOf(description, response);
    answers.set(key, () => reply);
    const { code: exit, stdout, stderr } = await outcomeOf(key);

    const texts = plainTexts(reply);
    const success = isOfClass(response.status, 2);
    // To curl, what leads nowhere is no failure: 304 is answered to who has asked on a condition.
    if (!(id === "curl" && isOfClass(response.status, 3))) expect(exit === 0).toBe(success);
    if (success) for (const text of texts) expect(stdout).toContain(text);
    else if (form === "script") {
      for (const text of texts) expect(stderr).toContain(text);
      expect(stdout).toBe("");
    } else if (exit !== 0) expect(stderr).toContain(response.status);
  });

  const [accepted] = planCases({ ...description, operations: [operation] }).cases.filter(
    ({ wanted }) => wanted.outcome === "accepted",
  );
  const unplanned = accepted ? "" : " (not this one: it has no case that is accepted)";
  test.skipIf(run.length === 0 || !accepted)(
    `is to the mock what the same request is as raw bytes${unplanned}`,
    async () => {
      const key = `${ofAll}-mock`;
      let status: number | undefined;
      answers.set(key, async (arrived) => {
        const reply = await forward(arrived, mock.url);
        ({ status } = reply);
        return reply;
      });
      const { code } = await outcomeOf(key);
      const wanted = accepted && (await send(mock.url, writeRequest(accepted))).status;
      expect(status).toBe(wanted);
      expect(code === 0).toBe(isOfClass(String(wanted), 2));
    },
  );

  // What reads, and carries nothing that another server may not see, may be led there.
  const mayBeLed = form === "code" && mayRedirect(request);
  test.skipIf(run.length === 0 || mayBeLed)(
    `takes a redirect for a failure${mayBeLed ? " (not this one: it may be led elsewhere)" : ""}`,
    async () => {
      const key = `${ofAll}-redirect`;
      const elsewhere = `${key}-elsewhere`;
      answers.set(key, () => ({ status: 307, headers: { Location: stage.url(elsewhere) } }));
      const { code } = await outcomeOf(key);
      expect(code).not.toBe(0);
      expect(stage.of(elsewhere)).toEqual([]);
    },
  );

  test.for(form === "code" && isSilent(id, operation) ? [] : secrets)(
    "says that $variable is missing before it sends anything",
    { skip: run.length === 0 },
    async ({ variable, key: credential }) => {
      const key = `${ofAll}-without-${variable}`;
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
      const program = { name: `${ofAll}-check`, file, code, run: command, environment: {} };
      const outcome = await runProgram(stage.folder, program);
      expect(outcome, command.join(" ")).toMatchObject({ code: 0, ...(silent && { stdout: "" }) });
    }
  });

  test("has no credential in it", () => {
    for (const { variable } of secrets) expect(shown.code).toContain(variable);
    expect(shown.code).not.toMatch(/Bearer [\w-]*\./);
  });
});

test("every language has a toolchain, and the shell can run", async () => {
  expect(Object.keys(toolchains).toSorted()).toEqual(languages.map(({ id }) => id).toSorted());
  expect((await execute(["sh", "-c", "exit 3"])).code).toBe(3);
});
