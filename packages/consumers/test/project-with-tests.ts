import { lookUpStatus, serverUrl } from "@spkey/model";
import type { Answer, Subject } from "@spkey/release/subject";

/** A way to break an answer of the API, and what a test of its caller then says. */
export interface Fault {
  readonly name: string;
  /** What comes instead of the documented success. */
  readonly answer: { readonly status: number; readonly type: string; readonly body: unknown };
  readonly says: RegExp;
}

/** Faults of the operation's success, as far as the description has what they break. */
export function faultsOf({ success, signature }: Subject): Fault[] {
  const { media, property, status, written } = success;
  const undocumented = [418, 402, 420].find((each) => !lookUpStatus(signature.operation.responses, each)) ?? 599;
  const right = { status, type: media?.mediaType ?? "application/json", body: written?.value };
  const faults: Fault[] = [
    {
      name: "an undocumented status",
      answer: { ...right, status: undocumented },
      says: new RegExp(`error undocumented-status: status: .* ${undocumented} came, which is not documented`),
    },
    {
      name: "another media type",
      answer: { ...right, type: "text/html" },
      says: /error undocumented-media-type: header Content-Type: the media type text\/html is not documented/,
    },
  ];
  if (!property || typeof right.body !== "object") return faults;
  const { name } = property;
  return [
    ...faults,
    {
      name: "a value of another type",
      answer: { ...right, body: { ...right.body, [name]: ["canary-value"] } },
      says: new RegExp(`error invalid-body: body/${RegExp.escape(name)}: must be .*, and an array of 1 came`),
    },
    {
      name: "a field that is missing",
      answer: { ...right, body: { ...right.body, [name]: undefined } },
      says: new RegExp(`error invalid-body: body: must have required property '${RegExp.escape(name)}'`),
    },
  ];
}

/** The tests of an integrator, of a call by our client, with the API mocked by MSW. */
export function testsOf(subject: Subject): string {
  const { error, signature } = subject;
  return `${setupOf(subject)}
test("the answer is the described one", async () => {
  const result = await withResponse(client, (client) => operation(client, request));
  await expect(result).toMatchContract(id, { strict: true, status: result.response.status });
  await expect(result).not.toMatchContract(id, { status: 599 });
});

test("an invalid request is refused by the mock", async () => {
  const url = contract.mock.calls.at(-1)?.target ?? "";
  const response = await fetch(new URL(url, ${JSON.stringify(originOf(subject))}), { method: ${JSON.stringify(signature.operation.method)} });
  expect(response.ok).toBe(false);
  expect(response.headers.get("sl-violations") ?? response.headers.get("Content-Type")).toBeTruthy();
});
${error ? documentedTest(error) : ""}
test("an unknown operation is an error of the types, and of the test", () => {
  // @ts-expect-error There is no such operation.
  expect(() => contract.handler("nothing", {})).toThrow(\`It has "\${id}"\`);
});
`;
}

function documentedTest({ status }: Answer): string {
  return `
test("a documented error is the described one", async () => {
  server.use(contract.handler(id, { code: ${status} }, { once: true }));
  const error: unknown = await operation(client, request).catch((error: unknown) => error);
  expect(isOperationError(error)).toBe(true);
  await expect(error).toMatchContract(id, { status: ${status} });
  await expect(operation(client, request)).resolves.toBeDefined();
});
`;
}

/** The same call, to an API that is broken: each of these tests has to fail. */
export function brokenTestsOf(subject: Subject, faults: readonly Fault[]): string {
  const rows = faults.map(
    ({ name, answer: { status, type, body } }) => `
test(${JSON.stringify(name)}, async () => {
  answerAll(${status}, ${JSON.stringify(type)}, ${JSON.stringify(JSON.stringify(body) ?? "")});
  const result = await withResponse(client, (client) => operation(client, request)).catch((error: unknown) => error);
  await expect(result).toMatchContract(id);
});
`,
  );
  return `${setupOf(subject)}
function answerAll(status: number, type: string, body: string) {
  server.use(http.all("*", () => new HttpResponse(body, { status, headers: { "Content-Type": type } })));
}
${rows.join("")}
test("an assertion that is not awaited", async () => {
  void expect({ status: 599, headers: {} }).toMatchContract(id);
});
`;
}

function setupOf({ signature, request, credentials }: Subject): string {
  const { name, guard, requestType, operation } = signature;
  return `import { createClient, ${name} as operation, ${guard} as isOperationError, type ${requestType} as OperationRequest, withResponse } from "@spkey/client";
import { mockContract } from "@spkey/contract/msw";
import "@spkey/contract/vitest";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const contract = await mockContract();
const server = setupServer(...contract.handlers);
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(async () => {
  server.close();
  await contract.close();
});

const id = ${JSON.stringify(operation.id)};
const client = createClient(${JSON.stringify(credentials.options)});
const request: OperationRequest = ${JSON.stringify(request)};
`;
}

/** Where the operation is called. */
function originOf({ signature }: Subject): string {
  return serverUrl(signature.operation.servers[0]);
}

/** A program of its own, which ends by itself once the contract is closed. */
export function programOf(subject: Subject): string {
  return `import { mockContract } from "@spkey/contract/msw";
import { setupServer } from "msw/node";

await using contract = await mockContract();
const server = setupServer(...contract.handlers);
server.listen();
const response = await fetch(${JSON.stringify(originOf(subject))} + "/nowhere");
console.log(response.status);
server.close();
`;
}
