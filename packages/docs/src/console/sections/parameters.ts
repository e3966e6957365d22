import { type Description, exampleOfParameter, type Operation } from "@spkey/model";
import { h } from "../dom.ts";
import type { Draft } from "../draft.ts";
import { control } from "../form/control.ts";
import type { Marks } from "../form/marks.ts";
import { section } from "./section.ts";

const headings = [
  ["path", "Path"],
  ["query", "Query"],
  ["header", "Headers"],
  ["cookie", "Cookies"],
] as const;

/** The parameters of an operation, by their places. */
export function parameterSections(
  { parameters }: Operation,
  draft: Draft,
  marks: Marks,
  change: () => void,
): HTMLElement[] {
  return headings.flatMap(([location, heading]) => {
    const own = parameters.filter((parameter) => parameter.in === location);
    if (own.length === 0) return [];
    const fields = h("div", { class: "ac-stack" });
    const build = () => {
      fields.replaceChildren(
        ...own.map(({ name, required, deprecated, schema }) =>
          control(
            {
              marks,
              rebuild: (focus) => {
                marks.forget([location]);
                build();
                marks.focus(focus);
              },
            },
            {
              schema,
              value: draft.parameters[location][name],
              place: { label: name, named: true, required, deprecated, path: [location, name] },
              change: (value) => {
                if (value === undefined) delete draft.parameters[location][name];
                else draft.parameters[location][name] = value;
                change();
              },
            },
          ),
        ),
      );
    };
    build();
    const hint =
      location === "cookie"
        ? [h("p", { class: "ac-hint" }, ["Browsers don't let a page set cookies: these are in the sample only."])]
        : [];
    return [section(heading, [fields, ...hint])];
  });
}

/** What parameters begin with: what is required has its example, and what is not is left out. */
export function startParameters(description: Description, { parameters }: Operation): Draft["parameters"] {
  const values: Draft["parameters"] = { path: {}, query: {}, header: {}, cookie: {} };
  for (const parameter of parameters) {
    if (!parameter.required) continue;
    const example = exampleOfParameter(description, parameter);
    if ("value" in example) values[parameter.in][parameter.name] = example.value;
  }
  return values;
}
