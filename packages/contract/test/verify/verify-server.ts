import { readDescription } from "@spkey/model";
import type { Report } from "../../src/report/report.ts";
import { madeUpCredentials } from "../../src/verify/made-up-credentials.ts";
import { exampleValues } from "../../src/verify/values.ts";
import { type VerifyOptions, verify } from "../../src/verify/verify.ts";

/** Every method on every path, and every operation: leave for a server that is there for the test. */
export function allOf({ operations }: ReturnType<typeof readDescription>): string[] {
  const methods = ["PUT", "POST", "DELETE", "PATCH"];
  return operations.flatMap(({ id, path }) => [id, ...methods.map((method) => `${method} ${path}`)]);
}

/** Holds a server of a test against a description: anything may be called, with the description's examples. */
export function verifyServer(
  url: string,
  document: object,
  options: Partial<Omit<VerifyOptions, "url" | "document" | "description">> = {},
): Promise<Report> {
  const description = readDescription(document);
  return verify({
    command: "verify",
    document,
    description,
    url,
    credentials: madeUpCredentials,
    leave: { allow: allOf(description), readOnly: false, values: exampleValues(description) },
    phases: ["examples", "coverage"],
    seed: 0,
    timeout: 2_000,
    accept: [],
    repeatOptions: [],
    signal: new AbortController().signal,
    ...options,
  });
}

export function errorsOf({ findings }: Report): Report["findings"] {
  return findings.filter(({ severity }) => severity === "error");
}
