import { describe, expect, test } from "vitest";
import { languages } from "../src/index.ts";
import { forms, programOf } from "./programs.ts";
import { testRequests } from "./requests.ts";
import { expectSent, secret, writeFiles } from "./sent.ts";
import { featuresOf, spreadOf } from "./spread.ts";
import { useStage } from "./stage.ts";
import { findToolchains, runProgram } from "./toolchains.ts";

const runnables = await findToolchains();
const stage = useStage(() => ({ status: 200, body: "{}" }));

const spread = spreadOf(await testRequests());

/** TypeScript's samples need a client of each description. */
const others = runnables.filter(({ id }) => id !== "typescript");

describe.each(others)("$id sends what the description says", ({ id, run }) => {
  const index = languages.findIndex((each) => each.id === id);
  const able = spread
    .filter(({ request }) => languages[index]?.refuses?.(request) === undefined)
    // The forms take turns, in each language beginning with the other one: each request is sent by both.
    .map((each) => ({ ...each, form: forms[(spread.indexOf(each) + index) % 2] ?? "code" }));

  test.for(able)("$name: $operation.id, as $form", { skip: run.length === 0 }, async (each) => {
    const { request } = each;
    const name = `${id}-${each.name}`;
    const program = programOf({ ...each, language: id }, stage.url(name), secret);
    await writeFiles(stage.folder, request);

    const outcome = await runProgram(stage.folder, { ...program, name, run });

    expect(outcome, program.code).toMatchObject({ code: 0, stderr: "" });
    const [arrived, ...more] = stage.of(name);
    expect(more).toEqual([]);
    if (!arrived) throw new Error("Nothing arrived.");
    expectSent(each, request, arrived);
  });
});

test("the spread has every kind of body, of credential, and each method", () => {
  const features = new Set(spread.flatMap((each) => featuresOf(each, each.request)));
  const kinds = ["json", "text", "form", "multipart", "binary"].map((kind) => `body ${kind}`);
  const credentials = ["bearer", "basic", "header", "query", "cookie"].map((kind) => `credential ${kind}`);
  const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];
  expect([...features]).toEqual(expect.arrayContaining([...kinds, ...credentials, ...methods]));
});
