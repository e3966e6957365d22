import { stringify } from "yaml";

/** So many levels of a description are written part by part: down to the operations of a path, and to single components. */
const levels = 2;

/**
 * A description as YAML. It is written part by part, since the writer keeps several objects for each value until all is written: of
 * GitHub's, a quarter of a gigabyte.
 */
export function yamlText(document: object, level = 0): string {
  const parts = Object.entries(document).map(([name, value]) => {
    const isLarge = level < levels && isObject(value) && Object.keys(value).length > 0;
    if (!isLarge) return stringify({ [name]: value });
    return `${stringify({ [name]: {} }).replace(/ \{\}\n$/, "\n")}${indented(yamlText(value, level + 1))}`;
  });
  return parts.join("");
}

/** Of lines as YAML ends them: to a regular expression, others end there as well. */
function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
