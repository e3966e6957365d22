import { type Child, h } from "../dom.ts";

/** A part of the console: a group of fields with a heading, and beside that what concerns all of them. */
export function section(heading: string, children: readonly Child[], ...beside: readonly Child[]): HTMLElement {
  return h("fieldset", { class: "ac-section" }, [
    h("legend", {}, [heading]),
    beside.length > 0 ? h("div", { class: "ac-beside" }, beside) : undefined,
    ...children,
  ]);
}
