import { createReferee, type Referee } from "@spkey/contract";
import { type Description, type Direction, type Operation, type Schema, visitSchema } from "@spkey/model";

/** A value that is written in the description, and breaks its own schema there. */
export interface OwnFault {
  /** Where the value stands, or the schema that has it. */
  readonly pointer: string;
  readonly message: string;
}

/** Finds what the description itself has wrong. */
export interface OwnFaults {
  /** Of what is written for requests to an operation. */
  ofRequest(operation: Operation): Promise<readonly OwnFault[]>;
  /** Of what is written for one of its responses. */
  ofResponse(operation: Operation, status: string): Promise<readonly OwnFault[]>;
}

/** Written values are held against their schemas by our validator, and by one that has nothing in common with it: both must say so. */
export function createOwnFaults(description: Description): OwnFaults {
  const referee = createReferee(description);
  const known = new Map<string, Promise<readonly OwnFault[]>>();
  /** Once for each schema and direction: operations share most of theirs. */
  const inSchema = (schema: Schema, direction: Direction) => {
    const key = `${direction} ${schema.kind === "reference" ? schema.target : schema.pointer}`;
    const found = known.get(key) ?? faultsInSchema(description, referee, schema, direction);
    known.set(key, found);
    return found;
  };
  const inContent = async (
    { schema, examples }: { readonly schema?: Schema | undefined; readonly examples: readonly Written[] },
    direction: Direction,
  ) => {
    if (!schema) return [];
    const own = examples.map((each) => faultOf(description, referee, schema.pointer, each, direction));
    const all = await Promise.all([...own, inSchema(schema, direction)]);
    return all.flatMap((each) => each ?? []);
  };
  const together = async (contents: readonly (readonly OwnFault[] | Promise<readonly OwnFault[]>)[]) =>
    (await Promise.all(contents)).flat();
  return {
    ofRequest: ({ parameters, requestBody }) =>
      together([...parameters, ...(requestBody?.content ?? [])].map((each) => inContent(each, "request"))),
    ofResponse: ({ responses }, status) =>
      together(
        responses
          .filter((response) => response.status === status)
          .flatMap(({ content, headers }) => [...content, ...headers].map((each) => inContent(each, "response"))),
      ),
  };
}

/** What is said of it as evidence. */
export function evidenceOf({ message }: OwnFault): string {
  return `${message} (@hyperjump/json-schema says so, too)`;
}

interface Written {
  readonly value: unknown;
  readonly pointer: string;
}

async function faultOf(
  description: Description,
  referee: Referee,
  pointer: string,
  written: Written,
  direction: Direction,
): Promise<OwnFault | undefined> {
  const [violation] = description.validate(pointer, written.value, direction);
  if (!violation) return undefined;
  // A schema that the referee can't read is no evidence.
  if (await referee(pointer, written.value, direction).catch(() => true)) return undefined;
  const place = violation.path.length > 0 ? ` at ${violation.path.join("/")}` : "";
  return { pointer: written.pointer, message: `this example breaks its own schema${place}: ${violation.message}` };
}

/** Of the examples and defaults that stand in schemas, of which values are made. */
async function faultsInSchema(
  description: Description,
  referee: Referee,
  schema: Schema,
  direction: Direction,
): Promise<readonly OwnFault[]> {
  const seen = new Set<string>();
  const written: Written[] = [];
  visitSchema(schema, (each) => {
    const { kind, pointer } = each;
    const key = `${kind} ${pointer}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const values = [...each.examples, ...(each.default === undefined ? [] : [each.default])];
    for (const value of values) written.push({ pointer, value });
    return undefined;
  });
  const faults = await Promise.all(written.map((each) => faultOf(description, referee, each.pointer, each, direction)));
  return faults.flatMap((each) => each ?? []);
}
