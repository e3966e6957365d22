/** Gives each name out once: the second time with a number. */
export function uniqueNames(...names: string[]): (name: string) => string {
  const taken = new Set(names);
  return (name) => {
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name}${count}`;
    taken.add(unique);
    return unique;
  };
}

export function pascalCase(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** Names that the standard reserves in modules (ECMAScript 2026, section 12.7.2), and those that would hide globals. */
const reserved = new Set(
  (
    "arguments async await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** A name as an identifier: what can't stand in one divides words. */
export function identifier(name: string): string {
  const [first = "", ...rest] = name.split(/[^\p{ID_Continue}$]+/u).filter(Boolean);
  const joined = first + rest.map(pascalCase).join("");
  const whole = /^[\p{ID_Start}$_]/u.test(joined) ? joined : `_${joined}`;
  return reserved.has(whole) ? `${whole}_` : whole;
}

/** A property's name in an object literal or a type. */
export function literal(name: string): string {
  if (name === "__proto__") return '["__proto__"]'; // Without brackets, it would set the prototype.
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
}

/** A comment of JSDoc, which nothing in the text may end. */
export function comment(lines: readonly string[], indent = ""): string {
  const text = lines.join("\n").trim().replaceAll("*/", "*\\/").split("\n");
  if (text.length === 1) return text[0] ? `${indent}/** ${text[0]} */\n` : "";
  return `${indent}/**\n${text.map((line) => `${indent} *${line ? ` ${line}` : ""}\n`).join("")}${indent} */\n`;
}

/** What openapi-typescript calls an operation: it takes a `#` for the beginning of a reference. */
export function typeKey(operationId: string): string {
  return operationId.replaceAll("#", "/");
}
