/** An example that the description documents and that does not keep to its own schema. */
export interface ExampleIssue {
  /** As in `POST /locks/{id}/… 200`. */
  readonly response: string;
  readonly mediaType: string;
  /** The name of the example, if it is a named one. */
  readonly example: string | undefined;
  /** Where it stands in the description: a JSON Pointer in a URI fragment (RFC 6901, section 6). */
  readonly pointer: string;
  readonly reasons: readonly string[];
}
