import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describing, done, type JudgedRow, judgeOf } from "./judged.ts";

/** Schemes of which Prism sees too much, or nothing (OpenAPI 3.1, section 4.8.30). */
const securitySchemes = {
  session: { type: "apiKey", in: "cookie", name: "session" },
  longer: { type: "apiKey", in: "cookie", name: "xsession" },
  bearer: { type: "http", scheme: "Bearer" },
  basic: { type: "http", scheme: "BASIC" },
  mutual: { type: "http", scheme: "Mutual" },
  key: { type: "apiKey", in: "query", name: "key" },
};
const secured = (...security: object[]) => ({ get: done({ security }) });
const document = describing(
  {
    "/cookie": secured({ session: [] }),
    "/cookies": secured({ longer: [] }, { session: [], key: [] }),
    "/bearer": secured({ bearer: [] }),
    "/basic": secured({ basic: [] }),
    "/mutual": secured({ mutual: [] }),
    "/mutual-with-key": secured({ mutual: [], key: [] }),
    "/optional": secured({}, { bearer: [] }),
    "/none": secured(),
  },
  { securitySchemes },
);

let subject: Awaited<ReturnType<typeof judgeOf>>;
beforeAll(async () => {
  subject = await judgeOf(document);
});
afterAll(() => subject.mock.stop());

const refused = ["401 https://stoplight.io/prism/errors#UNAUTHORIZED"];
const cookie = (target: string, value: string, found: readonly string[]) => ({
  target,
  headers: { Cookie: value },
  found,
});
const header = (target: string, value: string, found: readonly string[]) => ({
  target,
  headers: { Authorization: value },
  found,
});

const rows: readonly JudgedRow[] = [
  cookie("/cookie", "session=1", []),
  cookie("/cookie", "a=b; session=1", []),
  cookie("/cookie", "xsession=1", refused),
  cookie("/cookie", "a=session=1", refused),
  cookie("/cookie", "session=", refused),
  cookie("/cookies", "xsession=1", []),
  cookie("/cookies?key=1", "session=1", []),
  cookie("/cookies", "session=1", refused),
  header("/bearer", "Bearer t", []),
  { target: "/bearer", found: refused },
  header("/bearer", "Basic dTpw", refused),
  header("/basic", "basic dTpw", []),
  header("/basic", "Bearer t", refused),
  header("/mutual", "mutual t", []),
  { target: "/mutual", found: refused },
  header("/mutual", "Mutual", refused),
  header("/mutual", "Bearer t", refused),
  header("/mutual-with-key?key=1", "Mutual t", []),
  header("/mutual-with-key", "Mutual t", refused),
  { target: "/optional", found: [] },
  header("/optional", "Bearer t", []),
  header("/optional", "Basic dTpw", []),
  header("/none", "Basic dTpw", []),
];

describe("credentials", () => {
  test.for(rows)("$target $headers: $found", async ({ found, ...row }) => {
    expect(await subject.judge(row)).toEqual(found);
  });
});
