import type { Signature } from "@spkey/client/signature";
import { resolved, successesOf } from "@spkey/model";
import type { Subject } from "@spkey/release/subject";
import { isSent, uncertainPropertyOf } from "@spkey/release/subject";
import { importsOf } from "./program.ts";

/** A line that no compiler may let pass; or why the operation has nothing that could be wrong in this way. */
export type Mistake = { readonly name: string } & ({ readonly line: string } | { readonly skipped: string });

/** Mistakes in calls of an operation. */
export function mistakesOf(subject: Subject): Mistake[] {
  const { path } = subject.signature.operation;
  return [
    ...mistakesInArguments(subject),
    { name: "an option of a call of another type", line: 'operation(client, request, { timeout: "1 s" });' },
    { name: "a path that is not described", line: `byPath.GET(${JSON.stringify(`${path}/not-described`)}, {});` },
    ...mistakesInAnswers(subject),
    mistakeInCredentials(subject),
    { name: "an option of a client that there is not", line: "createClient({ noSuchOption: true });" },
  ];
}

/** The mistakes, in a program that is otherwise right, and the lines on which they are. */
export function wrongProgramOf(subject: Subject): { readonly text: string; readonly lines: readonly number[] } {
  const options = JSON.stringify(subject.credentials.options);
  const head = [
    ...importsOf(subject, "OperationError", "OperationRequest").split("\n"),
    `const client = createClient(${options});`,
    `const byPath = createClientByPath(${options});`,
    `const request: OperationRequest = ${JSON.stringify(subject.request)};`,
    "export const errors: OperationError[] = [];",
  ];
  const wrong = mistakesOf(subject).flatMap((mistake) => ("line" in mistake ? [mistake.line] : []));
  return { text: `${[...head, ...wrong].join("\n")}\n`, lines: wrong.map((_, index) => head.length + index + 1) };
}

function mistakesInArguments({ signature, request }: Subject): Mistake[] {
  const required = signature.arguments.find(
    (argument) => argument.required && (argument.in !== "property" || signature.bodyRequired),
  );
  const typed = signature.arguments.flatMap((argument) => {
    const value = valueOfAnotherType(argument);
    return value === undefined ? [] : [{ [argument.name]: value }];
  })[0];
  const rest = Object.entries(request).filter(([name]) => name !== required?.name);
  return [
    {
      name: "an argument that is missing",
      ...(required
        ? { line: `operation(client, ${JSON.stringify(Object.fromEntries(rest))});` }
        : { skipped: "no argument is required" }),
    },
    {
      name: "an argument of another type",
      ...(typed
        ? { line: `operation(client, { ...request, ...${JSON.stringify(typed)} });` }
        : { skipped: "no argument is of a plain type" }),
    },
  ];
}

function valueOfAnotherType({ schema }: Signature["arguments"][number]): unknown {
  switch (schema && resolved(schema).kind) {
    case "string":
      return 1;
    case "boolean":
    case "integer":
    case "number":
      return "text";
    default:
      return undefined;
  }
}

function mistakesInAnswers({ signature, success, error }: Subject): Mistake[] {
  const { responses } = signature.operation;
  const uncertain = successesOf(responses).length === 1 ? uncertainPropertyOf(success.media) : undefined;
  const property = (name: string) => `[${JSON.stringify(name)}]`;
  return [
    {
      name: "a property of the answer of another type",
      ...(success.property
        ? { line: `operation(client, request).then((data): symbol => data${property(success.property.name)});` }
        : { skipped: "the answer has no required property of a plain type" }),
    },
    {
      name: "a property of the answer that may be absent or null",
      ...(uncertain !== undefined
        ? { line: `operation(client, request).then((data) => data${property(uncertain)}.constructor);` }
        : { skipped: "each property is always answered" }),
    },
    {
      name: "a property of a documented error of another type",
      ...(error?.property
        ? {
            line: `errors.map((error): symbol | false => error.kind === "documented-status" && error.status === ${error.status} && error.body${property(error.property.name)});`,
          }
        : { skipped: "no documented error has a required property of a plain type" }),
    },
  ];
}

/** All but the last of the credentials that are needed. */
function mistakeInCredentials({ signature, credentials }: Subject): Mistake {
  const name = "a credential that is missing";
  const given = Object.fromEntries(Object.entries(credentials.options).slice(0, -1));
  const isEnough = signature.operation.security.some((alternative) =>
    alternative.every(({ scheme }) => scheme.key in given || !isSent(scheme)),
  );
  if (credentials.secrets.length === 0 || isEnough) return { name, skipped: "no credential is needed" };
  return { name, line: `operation(createClient(${JSON.stringify(given)}), request);` };
}
