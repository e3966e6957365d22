/** What a node can contain: texts stay texts, whatever is in them. */
export type Child = Node | string | undefined;

type Handlers = { readonly [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void };

/** Attributes by their names; `true` is an attribute without a value, `false` and `undefined` are none. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Builds an element. There is no other way here to make one, so that no text is ever taken for HTML. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  children: readonly Child[] = [],
  handlers: Handlers = {},
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [name, handler] of Object.entries(handlers)) {
    element.addEventListener(name, handler as EventListener); // Of the event of this name, by the type of `handlers`.
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

let count = 0;

/** An id that no other element of the page has. */
export function uniqueId(): string {
  count += 1;
  return `api-console-${count}`;
}

/** A choice between few, as radio buttons that look like one control. */
export function segments<Value extends string>(
  legend: string,
  options: readonly (readonly [value: Value, label: string])[],
  chosen: Value,
  choose: (value: Value) => void,
): HTMLElement {
  const name = uniqueId();
  return h("fieldset", { class: "ac-segments" }, [
    h("legend", { class: "ac-hidden" }, [legend]),
    ...options.map(([value, label]) =>
      h("label", {}, [
        h("input", { type: "radio", name, checked: value === chosen }, [], { change: () => choose(value) }),
        h("span", {}, [label]),
      ]),
    ),
  ]);
}

/** A choice among several; values are told apart by their index. */
export function select<Value>(
  attributes: Attributes,
  options: readonly { readonly value: Value; readonly label: string }[],
  chosen: Value | undefined,
  choose: (value: Value) => void,
): HTMLSelectElement {
  const element = h(
    "select",
    attributes,
    options.map(({ value, label }, index) => h("option", { value: index, selected: value === chosen }, [label])),
  );
  element.addEventListener("change", () => {
    const option = options[element.selectedIndex];
    if (option) choose(option.value);
  });
  return element;
}

/** A link to outside of the site; what is no web address stays text. */
export function externalLink(url: string, text: string): HTMLElement {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return h("span", {}, [text]);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, [text]);
}

/** A button that copies a text, and says so. */
export function copyButton(text: () => string, what: string): HTMLButtonElement {
  const button = h("button", { type: "button", class: "ac-quiet", "aria-label": `Copy ${what}` }, ["Copy"]);
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(text()).then(
      () => "Copied",
      () => "Can't copy",
    );
    button.replaceChildren(done);
    setTimeout(() => button.replaceChildren("Copy"), 1500);
  });
  return button;
}
