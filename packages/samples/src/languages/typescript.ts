import { errorsOf, functionName, guardName, requestOf } from "@spkey/spec";
import type { Body } from "../body.ts";
import type { Credential } from "../credentials.ts";
import type { Language } from "../language.ts";
import { indented } from "../lines.ts";
import { Expression, literal } from "../literal.ts";
import type { SampleRequest } from "../request.ts";
import { javascriptString, javascriptSyntax } from "./javascript.ts";

/** TypeScript with our client, whose deadline is ours by default; formatted as Prettier does. */
export const typescript: Language = {
  id: "typescript",
  label: "TypeScript",
  highlight: "typescript",
  file: "sample.ts",
  comment: "//",
  needs: "Needs Node.js 22.18 or newer, and `npm install @spkey/client`.",
  emit(request) {
    const { operation, baseUrl, credentials, body } = request;
    const [name, guard] = [functionName(operation), guardName(operation)];
    const given = literal(requestOf(request.layout, clientValues(request)), javascriptSyntax);
    const documented = errorsOf(operation.responses).length > 0;
    return [
      ...(usesFiles(body) ? ['import { openAsBlob } from "node:fs";'] : []),
      ...list("import {", ["createClient", guard, name].toSorted(), '} from "@spkey/client";'),
      "",
      "const client = createClient({",
      ...credentials.map((credential) => `  ${option(credential)},`),
      `  baseUrl: process.env.${baseUrl.variable} ?? ${javascriptString(baseUrl.value)},`,
      "});",
      "",
      "try {",
      ...indented(callLines(`const data = await ${name}(`, given), "  "),
      "  console.log(data);",
      "} catch (error) {",
      ...indented(unless(`!${guard}(error)`, "throw error;"), "  "),
      ...(documented
        ? [
            '  if (error.kind === "documented-status") {',
            "    console.error(error.status, error.body);",
            "  } else {",
            "    console.error(error.outcome, error.message);",
            "  }",
          ]
        : ["  console.error(error.outcome, error.message);"]),
      "  process.exitCode = 1;",
      "}",
      ...(credentials.length > 0 ? variableFunction : []),
    ].join("\n");
  },
  limits({ layout, body, values, mediaType }) {
    if (values.body === undefined) return [];
    if (body && values.mediaType !== mediaType) {
      return [`The client sends ${mediaType}: for ${values.mediaType}, see the sample in JavaScript.`];
    }
    return layout === "flat" && !standsBeside(values)
      ? ["The client takes the properties of a body by their names: for this body, see the sample in JavaScript."]
      : [];
  },
};

/** What the client is given: what can be sent, and in the place of bytes what reads them. */
function clientValues({ layout, values, headers, body, mediaType }: SampleRequest) {
  const sent = headers.map(([name]) => name);
  const header = Object.fromEntries(Object.entries(values.parameters.header).filter(([name]) => sent.includes(name)));
  const shown = body && values.mediaType === mediaType && (layout !== "flat" || standsBeside(values));
  return {
    parameters: { ...values.parameters, header },
    ...(shown && { body: clientBody(body, values.body) }),
  };
}

/** Whether a body is an object of which no name is a parameter's, too. */
function standsBeside({ parameters, body }: SampleRequest["values"]): boolean {
  const names = Object.values(parameters).flatMap((of) => Object.keys(of));
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  return isObject && !names.some((name) => Object.hasOwn(body, name));
}

function clientBody(body: Body, value: unknown): unknown {
  if (body.kind === "binary") return new Expression(`await openAsBlob(${javascriptString(body.file)})`);
  if (body.kind !== "multipart") return value;
  const files = new Map(
    body.parts.flatMap((part) => ("file" in part ? [[part.name, fileCode(part.file)] as const] : [])),
  );
  return Object.fromEntries(Object.entries(Object(value)).map(([name, item]) => [name, files.get(name) ?? item]));
}

function fileCode(file: string): Expression {
  const name = javascriptString(file);
  return new Expression(`new File([await openAsBlob(${name})], ${name})`);
}

function usesFiles(body: Body | undefined): boolean {
  return body?.kind === "binary" || (body?.kind === "multipart" && body.parts.some((part) => "file" in part));
}

/** Prettier gives each item a line of its own where one line would be longer than 80. */
function list(open: string, items: readonly string[], close: string): string[] {
  const line = `${open} ${items.join(", ")} ${close}`;
  return line.length <= 80 ? [line] : [open, ...items.map((item) => `  ${item},`), close];
}

/** A call in a block, with a request that is an object of several lines, or empty. */
function callLines(call: string, given: string): string[] {
  if (given === "{}") return `  ${call}client);`.length <= 80 ? [`${call}client);`] : [call, "  client,", ");"];
  return `  ${call}client, {`.length <= 80
    ? [`${call}client, ${given});`]
    : [call, "  client,", ...indented([`${given},`], "  "), ");"];
}

function unless(condition: string, statement: string): string[] {
  const line = `if (${condition}) ${statement}`;
  return `  ${line}`.length <= 80 ? [line] : [`if (${condition})`, `  ${statement}`];
}

const variableFunction = [
  "",
  "function variable(name: string): string {",
  "  const value = process.env[name];",
  "  if (value) return value;",
  "  console.error(`Set ${name} in the environment first.`);",
  "  process.exit(1);",
  "}",
];

function option(credential: Credential): string {
  if (credential.kind !== "basic") return `${credential.key}: variable(${javascriptString(credential.variable)})`;
  const { key, username, password } = credential;
  return `${key}: {\n    username: variable(${javascriptString(username)}),\n    password: variable(${javascriptString(password)}),\n  }`;
}
