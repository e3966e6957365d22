/** One of the parsers of files, which their package exports without types. */
declare module "@stoplight/json-schema-ref-parser/lib/parsers/yaml" {
  const parser: { parse(file: { readonly url: string; readonly data: unknown }): Promise<unknown> };
  export default parser;
}
