import { camelCase } from "./node.ts";
import type { Inherited } from "./operation.ts";
import type { Report } from "./report.ts";

/**
 * Gives each operation a name of its own: its `operationId`, or one made of its method and path. A name that another operation
 * has already, or that differs from it in case alone, gets a number, which is reported. Written names are given out first, so
 * that an operation without one never takes another's.
 */
export function createIdentify(written: readonly string[], report: Report): Inherited["identify"] {
  const key = (name: string) => name.toLowerCase();
  const reserved = new Set(written.map(key));
  const taken = new Set<string>();
  return (operationId, method, path, pointer) => {
    const wanted = operationId || camelCase(`${method.toLowerCase()} ${path}`);
    const isFree = (name: string) => !taken.has(key(name)) && (operationId !== "" || !reserved.has(key(name)));
    let name = wanted;
    for (let count = 2; !isFree(name) || (name !== wanted && reserved.has(key(name))); count++)
      name = `${wanted}${count}`;
    taken.add(key(name));
    if (name !== wanted) {
      report.warning(pointer, `Another operation is called \`${wanted}\` already: this one becomes \`${name}\`.`);
    }
    return name;
  };
}
