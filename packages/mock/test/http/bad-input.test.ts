import { type RawResponse, readDocument } from "@spkey/test-kit";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../../dist/index.js";
import { rows as connections } from "../bad-input/connections.ts";
import { converse } from "../bad-input/converse.ts";
import { rows as credentials } from "../bad-input/credentials.ts";
import { rows as framing } from "../bad-input/framing.ts";
import { rows as heads } from "../bad-input/heads.ts";
import { rows as json } from "../bad-input/json.ts";
import { rows as media } from "../bad-input/media.ts";
import { rows as methods } from "../bad-input/methods.ts";
import { rows as preferences } from "../bad-input/preferences.ts";
import { accepted, patience, request, secrets, type Wanted } from "../bad-input/row.ts";
import { rows as targets } from "../bad-input/targets.ts";
import { command } from "../call.ts";

const description = await readDocument("inn");
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(description, "openapi");

let mock: Mock;
let impatient: Mock;
const warnings: string[] = [];
const onWarning = (message: string) => void warnings.push(message);
beforeAll(async () => {
  [mock, impatient] = await Promise.all([
    startMock({ description: command, onWarning }),
    startMock({ description: command, onWarning, requestTimeout: patience }),
  ]);
});
afterAll(() => Promise.all([mock.stop(), impatient.stop()]));

const groups = { json, media, framing, heads, targets, methods, preferences, credentials, connections };

describe.for(Object.entries(groups))("%s", ([, rows]) => {
  test.for(rows)("$name", async (row) => {
    const { port } = row.impatient ? impatient : mock;
    const answers = await converse(port, row);
    expect(answers.map(({ status }) => status)).toHaveLength(row.wants.length);
    row.wants.forEach((wanted, i) => {
      expectAnswer(answers[i] as RawResponse, wanted); // There are as many, as was just seen.
    });
    await isWell(port);
  });
});

test("there are more than 150, and no name is there twice", () => {
  const names = Object.entries(groups).flatMap(([group, rows]) => rows.map(({ name }) => `${group} ${name}`));
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(150);
});

test("none of them ended an engine, and no secret was kept", async () => {
  expect(warnings).toEqual([]);
  for (const { url } of [mock, impatient]) {
    const kept = await (await fetch(`${url}/__mock/requests`)).text();
    for (const secret of secrets) expect(kept).not.toContain(secret);
  }
});

/** No engine has ended, and the next request is served on a connection of its own. */
async function isWell(port: number): Promise<void> {
  const [next] = await converse(port, { sends: [request({ headers: { Connection: "close" } })], wants: [accepted] });
  expect(next?.status).toBe(200);
  const health = await fetch(`http://127.0.0.1:${port}/__mock/health`);
  expect(await health.json()).toMatchObject({ status: "ok", restarts: 0 });
}

/** @throws where it is not what is wanted */
function expectAnswer(answer: RawResponse, { status, from, field, message, headers = {}, head }: Wanted): void {
  expect([status].flat()).toContain(answer.status);
  expect(answer.status).toBeLessThan(500);
  for (const secret of secrets) expect(answer.text).not.toContain(secret);
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string") expect(answer.headers.get(name)).toBe(value);
    else expect(answer.headers.get(name)).toMatch(value);
  }
  if (head || answer.body === "") return;
  const body = JSON.parse(answer.body);
  if (from === "api") {
    expect(answer.headers.get("content-type")).toBe("application/json");
    const response = `openapi#/paths/${encodeURIComponent("~1guests~1{id}~1CheckOut")}/post/responses/${answer.status}`;
    // Errors are described in components, to which the references of responses lead.
    const schema =
      answer.status === 200 ? `${response}/content/application~1json/schema` : "openapi#/components/schemas/Error";
    const validate = ajv.compile({ $ref: schema });
    expect(validate(body) ? [] : validate.errors).toEqual([]);
    if (field !== undefined) expect(body.details[0]).toEqual({ field, message: expect.stringMatching(message ?? /./) });
  } else if (from !== undefined) {
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(body).toMatchObject({ status: answer.status, title: expect.any(String), detail: expect.any(String) });
    expect(body.type).toMatch(from === "prism" ? /^https:\/\/stoplight\.io\/prism\/errors#/ : /^urn:spkey-mock:/);
    if (from !== "prism") expect(body.type).toBe(`urn:spkey-mock:${from.own}`);
  }
}
