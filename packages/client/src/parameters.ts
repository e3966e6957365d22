import { type ParameterForm, serializeParameter } from "./generated/serialize.ts";
import { mergeHeaders } from "./openapi-fetch.ts";
import type { Prepared } from "./overrides.ts";
import { property } from "./validate.ts";

/** Writes a path parameter of an operation in its style. */
export function writePath(forms: readonly ParameterForm[], value: unknown, name: string): string {
  const form = forms.find((each) => each.in === "path" && each.name === name);
  // Without a value, its name or a mark would stand alone: it would be another request.
  return form && !isEmpty(value) ? written(form, value) : "";
}

/** Writes queries, headers and cookies of an operation in their styles. */
export function writeParameters<Init extends Prepared>(forms: readonly ParameterForm[], init: Init): Init {
  const { params = {} } = init;
  const texts = (place: ParameterForm["in"]) =>
    forms.flatMap((form) => {
      const value = place === form.in ? property(Object(params)[place], form.name) : undefined;
      return value === undefined || value === null ? [] : [[form.name, written(form, value)] as const];
    });
  const cookies = texts("cookie").map(([, text]) => text.replaceAll("&", "; "));
  const query = texts("query").map(([, text]) => text);
  return {
    ...init,
    headers: mergeHeaders(cookies.length > 0 ? { Cookie: cookies.join("; ") } : {}, init.headers),
    params: { ...params, header: Object.fromEntries(texts("header")) },
    querySerializer: () => query.filter(Boolean).join("&"),
  };
}

/** Writes a value in its style. Throws where a text is no Unicode: it would become another one. */
export function written(form: ParameterForm, value: unknown): string {
  encodeURIComponent(textsIn(value));
  return serializeParameter(form, value);
}

/** All names and texts in a value. */
function textsIn(value: unknown): string {
  return typeof value === "object" && value !== null ? Object.entries(value).flat().map(textsIn).join() : `${value}`;
}

function isEmpty(value: unknown): boolean {
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}
