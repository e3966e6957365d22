import { type Description, type Operation, readDescription } from "@spkey/model";

/** A description whose documentation is measured, and the operation that the reader comes for. */
export interface Subject {
  readonly document: object;
  readonly description: Description;
  /** The last one, to which a page that shows all of them has the longest way. */
  readonly operation: Operation;
}

/** @throws {Error} where there is no operation with an `operationId`, a tag and a summary: those that links to it are made of */
export function subjectOf(document: object): Subject {
  const description = readDescription(document);
  const operation = description.operations.at(-1);
  if (operation?.operationId === undefined || operation.tags.length === 0 || operation.summary === "") {
    throw new Error("The last operation of the description has no `operationId`, no tag or no summary to find it by.");
  }
  return { document, description, operation };
}

/** As much of a document as is looked at. */
interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Operations of one tag. */
const perTag = 10;

/**
 * A description of many operations: behind its own paths, each is repeated below a first segment of its own, until there are
 * as many operations as asked for, or a few more. Every ten copies have a tag of their own, as the resources of a large API have.
 *
 * @param operations how many there are to be
 */
export function crowd(document: Document, operations: number): object {
  const paths = Object.entries(document.paths ?? {});
  const own = readDescription(document).operations.length;
  const copies = Array.from({ length: own === 0 ? 0 : Math.ceil(operations / own) - 1 }, (_, index) =>
    paths.map(([path, item]) => {
      const copied = Object.entries(item).map(([key, value]) => [key, isOperation(value) ? copy(value, index) : value]);
      return [`/part-${index + 1}${path}`, Object.fromEntries(copied)];
    }),
  );
  return { ...document, paths: { ...document.paths, ...Object.fromEntries(copies.flat()) } };
}

interface RawOperation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly responses: unknown;
}

/** What else a path item holds, such as parameters, has no responses. */
function isOperation(value: unknown): value is RawOperation {
  return typeof value === "object" && value !== null && "responses" in value;
}

function copy(operation: RawOperation, index: number): object {
  const { operationId, summary } = operation;
  return {
    ...operation,
    ...(operationId !== undefined && { operationId: `${operationId}${index + 1}` }),
    ...(summary !== undefined && { summary: `${summary} ${index + 1}` }),
    tags: [`Part ${Math.floor(index / perTag) + 1}`],
  };
}
