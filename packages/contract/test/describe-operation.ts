import { type Description, type Operation, readDescription } from "@spkey/model";

/** A description with one operation, `POST /things/{id}`, and its operation. */
export function describeOperation(
  operation: object,
  components: object = {},
  openapi = "3.1.0",
): { readonly description: Description; readonly operation: Operation } {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" }, example: "a b" };
  const { method = "post", ...fields } = operation as { readonly method?: string };
  const described = { operationId: "make", parameters: [id], ...fields };
  const description = readDescription({
    openapi,
    info: { title: "Things", version: "1" },
    paths: { "/things/{id}": { [method]: described } },
    components,
  });
  const [only] = description.operations;
  if (!only) throw new Error("There is no operation.");
  return { description, operation: only };
}
