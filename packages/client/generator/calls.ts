import type { Description } from "@spkey/model";
import { type Credentials, usualRequirements } from "./credentials.ts";
import { expectedResponses } from "./expected-responses.ts";
import { literal } from "./names.ts";
import { overrides, ownServer } from "./overrides.ts";
import { requiredArguments, type Signature } from "./signature.ts";
import type { Validators } from "./validators.ts";

/** The module of what is known of each operation at run time: one constant each, which bundlers drop where nobody uses it. */
export function callsModule(
  description: Description,
  signatures: readonly Signature[],
  credentials: Credentials,
  validators: Validators,
): string {
  if (signatures.length === 0) return "export {};\n";
  const usual = usualRequirements(description.operations, credentials);
  const lines = signatures.map((signature) => {
    const requirements = JSON.stringify(credentials.requirements(signature.operation));
    const fields = [
      ...identity(signature),
      ...places(signature),
      ...expectedResponses(signature, validators),
      ...(requirements === usual ? [] : [`security: ${requirements}`]),
      ...ownServer(signature),
      ...overrides(signature),
    ];
    return `export const ${signature.name}: Call = { ${fields.join(", ")} };\n`;
  });
  const code = lines.join("\n");
  // What is in a text, or is the name of an argument, uses nothing.
  const bare = code.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const used = (names: readonly string[]) => names.filter((name) => new RegExp(`[ (]${name}\\b(?!:)`).test(bare));
  const from = (names: readonly string[], module: string) =>
    used(names).length > 0 ? [`import { ${used(names).join(", ")} } from "../${module}.ts";`] : [];
  return [
    ...from(["form", "json", "multipart", "raw", "styledForm", "styledParts", "typedParts", "writeBody"], "body"),
    ...(bare.includes("composite.") ? ['import * as composite from "../composite-validators.ts";'] : []),
    'import type { Call } from "../operation.ts";',
    ...from(["writeParameters", "writePath"], "parameters"),
    ...from(["writeSimplePath"], "plain"),
    ...from(["writeQuery"], "query"),
    ...from(["asBlob", "asText"], "readers"),
    ...(bare.includes("validators.") ? ['import * as validators from "./validators.ts";'] : []),
    "",
    code,
  ].join("\n");
}

function identity({ operation: { id, method, path } }: Signature): string[] {
  return [`id: ${JSON.stringify(id)}`, `method: ${JSON.stringify(method)}`, `path: ${JSON.stringify(path)}`];
}

/** Where arguments go, as far as that does not follow from their names (`call` of `src/operation.ts`). */
function places(signature: Signature): string[] {
  const { operation, arguments: all, body, bodyRequired } = signature;
  const required = requiredArguments(signature);
  const into: string[] = [];
  for (const { name, key, in: place } of all) {
    const where = place === "property" ? "body" : place;
    const usual = operation.path.includes(`{${key}}`) ? "path" : "body";
    if (name !== key) into.push(`${literal(name)}: ${JSON.stringify([where, key])}`);
    else if (where !== usual) into.push(`${literal(name)}: ${JSON.stringify([where])}`);
  }
  return [
    ...(into.length > 0 ? [`in: { ${into.join(", ")} }`] : []),
    ...(required.length > 0 ? [`required: ${JSON.stringify(required.map(({ name }) => name))}`] : []),
    ...(body === "properties" ? [`flat: ${bodyRequired ? '"required"' : '"optional"'}`] : []),
  ];
}
