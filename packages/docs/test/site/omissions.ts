/** Markers of `all-kinds` that no page shows, and why. */
export const omissions: Readonly<Record<string, string>> = {
  "mk-example-summary-12": "the reference to this example has a summary of its own, which wins",
  "mk-parameter-description-12": "a header parameter named Accept is ignored (OpenAPI 3.1, section 4.8.12.2.1)",
  "mk-parameter-description-13": "a header parameter named Content-Type is ignored",
  "mk-parameter-description-14": "a header parameter named Authorization is ignored",
  "mk-schema-description-20": "of a base by allOf; the schema that is made of it has a description of its own",
  "mk-schema-description-132": "no operation uses this schema as a whole, only the parts of its allOf",
  "mk-schema-title-17": "no operation uses this schema as a whole, only the parts of its allOf",
  "mk-tag-description-7": "no operation has this tag",
};
