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
