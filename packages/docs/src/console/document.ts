import { type Description, type Operation, type PortableOperation, writePortableOperation } from "@spkey/model";
import { sampleRequest } from "@spkey/samples/browser";

/**
 * What the console of an operation reads, written as JSON when the site is built. The names of functions depend on all
 * operations of a description: this one has its name already.
 */
export function consoleDocument(description: Description, operation: Operation): PortableOperation {
  const { name } = sampleRequest(description, operation).signature;
  return writePortableOperation(description, {
    ...operation,
    id: name,
    operationId: name,
    // Samples are headed by the id where there is no summary.
    summary: operation.summary || operation.id,
  });
}
