import { execFile } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { readDescription } from "@spkey/model";
import { readDocument } from "@spkey/test-kit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planCases, send, writeRequest } from "../../src/index.ts";
import { curlOf } from "../../src/report/curl.ts";
import { madeUpCredentials } from "../../src/verify/made-up-credentials.ts";
import { openStage, type Stage } from "./verify-server.ts";

const document = await readDocument("command");
const { cases } = planCases(readDescription(document));
const given = {
  parameters: { path: { guardId: "guard-rosa-3" }, query: {}, header: {}, cookie: {} },
  body: { postId: "post-north-gate" },
};

const run = promisify(execFile);
const hasCurl = await run("curl", ["--version"]).then(
  () => true,
  () => false,
);

let stage: Stage;
let received: unknown;
beforeAll(async () => {
  stage = await openStage(document);
  stage.answer(async (request, response) => {
    const { authorization, "x-watch-key": key, "content-type": type } = request.headers;
    const body = (await buffer(request)).toString();
    received = [request.method, request.url, authorization?.trim(), key, type, body];
    response.writeHead(204).end();
  });
});
afterAll(() => stage?.stop());

describe("a command of curl", () => {
  // Quotes, line breaks, a dollar sign, no body at all, a malformed one, another method.
  const rows = cases.filter(({ id }) =>
    /example|cause\/type\/odd|guardId\/type\/odd|body\/(missing|cut)|method\/PUT|without-key|postId\/type\/null/.test(
      id,
    ),
  );

  test.skipIf(!hasCurl).for(
    rows.flatMap((each) => [
      { each, values: undefined },
      { each, values: given },
    ]),
  )("sends what the case sends: $each.id", async ({ each, values }) => {
    await send(stage.url, writeRequest(each));
    const sent = received;
    const command = curlOf(each, stage.url, madeUpCredentials.inShell, values);
    const variables = { PATH_GUARDID: "guard-rosa-3", BODY_POSTID: "post-north-gate" };
    received = undefined;
    await run("sh", ["-c", command], { env: { PATH: process.env["PATH"] ?? "", ...(values && variables) } });
    // Of a value that was given, the case may have another one: the command has a variable there.
    if (!values || !/guardId/.test(each.id)) expect(received).toEqual(sent);
    if (values) expect(command).not.toMatch(/guard-rosa-3|post-north-gate/);
  });
});
