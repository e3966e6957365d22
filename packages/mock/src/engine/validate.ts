import type { Diagnostic, PrismRequest } from "../prism/index.ts";
import { securityDiagnostics } from "../prism/index.ts";
import type { DescribedOperation } from "./describe.ts";
import { malformedCode, unsupportedCode } from "./diagnostics.ts";
import type { EngineRequest } from "./request.ts";
import type { SchemaValidator } from "./schema-validator.ts";
import { bodyDiagnostics, type ReadBody } from "./validate-body.ts";
import { parameterDiagnostics } from "./validate-parameters.ts";

/**
 * Validates a request: its credentials by Prism, the rest of it by what the model reads of the description.
 *
 * @param seen the request as Prism sees it
 * @returns what is wrong with it, the credentials first
 */
export function validateRequest(
  { prism, model }: DescribedOperation,
  request: Pick<EngineRequest, "path" | "query" | "headers"> & { readonly body: ReadBody },
  seen: PrismRequest,
  validator: SchemaValidator,
): readonly Diagnostic[] {
  const credentials = securityDiagnostics(prism, seen);
  const ofBody = bodyDiagnostics(model, request.headers["content-type"] ?? "", request.body, validator);
  // Of a request that can't be read, nothing more is said.
  const isUnread = ofBody.some(({ code }) => code === malformedCode || code === unsupportedCode);
  return [...credentials, ...ofBody, ...(isUnread ? [] : parameterDiagnostics(model, request, validator))];
}
