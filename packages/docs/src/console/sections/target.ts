import { type Server, serverUrl } from "@spkey/model";
import { h, select, uniqueId } from "../dom.ts";
import { baseUrlOf } from "../origin.ts";
import { section } from "./section.ts";

/** Where requests go. */
export interface Target {
  readonly element: HTMLElement;
  /** As it stands in the input. */
  readonly initial: string;
  /** Says whether requests can be sent there, at the input. @returns the base URL, or nothing after it has got the focus */
  check(): string | undefined;
}

interface Choice {
  readonly label: string;
  readonly url: string;
  readonly server?: Server;
}

/**
 * The servers of a description to choose from, with their variables, and an input for any other.
 *
 * @param mock is chosen first, where there is one
 * @param change is told of each edit; `done` is whether the reader has left the input
 */
export function targetSection(
  servers: readonly Server[],
  mock: string | undefined,
  change: (text: string, done: boolean) => void,
): Target {
  const choices: Choice[] = [
    ...(mock === undefined ? [] : [{ label: `Mock server (${new URL(mock).host})`, url: mock }]),
    ...servers.map((server) => ({ label: labelOf(server), url: absolute(serverUrl(server)), server })),
  ];
  const [first] = choices;
  const note = h("p", { class: "ac-note", id: uniqueId(), hidden: true });
  const hint = h("p", { class: "ac-hint", id: uniqueId() }, ["Target server for requests. Edit to use your own host."]);
  const input = h("input", {
    type: "url",
    value: first?.url ?? "",
    placeholder: "https://api.example.com",
    "aria-label": "Base URL",
    "aria-describedby": `${hint.id} ${note.id}`,
    autocomplete: "off",
    spellcheck: "false",
  });
  const variables = h("div", { class: "ac-variables" });
  const other: Choice = { label: "Other", url: "" };
  const options = [...choices, other].map((value) => ({ value, label: value.label }));
  const put = (text: string) => {
    input.value = text;
    mark(input, note, "");
    change(text, true);
  };
  const choose = (choice: Choice) => {
    variables.replaceChildren(...variableFields(choice.server, put));
    if (choice !== other) put(choice.url);
    else input.focus();
  };
  const choice = select({ "aria-label": "Server" }, options, first, choose);
  input.addEventListener("input", () => {
    choice.selectedIndex = options.length - 1;
    variables.replaceChildren();
    mark(input, note, "");
    change(input.value, false);
  });
  input.addEventListener("change", () => {
    mark(input, note, baseUrlOf(input.value) === undefined ? unusable : "");
    change(input.value, true);
  });
  variables.append(...variableFields(first?.server, put));
  const check = () => {
    const base = baseUrlOf(input.value);
    mark(input, note, base === undefined ? unusable : "");
    if (base === undefined) input.focus();
    return base;
  };
  return {
    element: section("Target", [h("div", { class: "ac-choices" }, [choice, input]), variables, note, hint]),
    initial: input.value,
    check,
  };
}

const unusable = "Enter an address that begins with http:// or https://, without a query or credentials.";

function mark(input: HTMLInputElement, note: HTMLElement, message: string): void {
  note.textContent = message;
  note.hidden = message === "";
  if (message) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

function labelOf(server: Server): string {
  const url = serverUrl(server) || server.url;
  const name = server.name ?? server.description;
  return name && name.length <= 40 ? `${name} (${url})` : url;
}

/** A relative URL has no host: that has to be typed. */
function absolute(url: string): string {
  return URL.canParse(url) ? url : "";
}

/** Server Variable Objects (OpenAPI 3.1, section 4.8.6). */
function variableFields(server: Server | undefined, put: (url: string) => void): HTMLElement[] {
  const values: Record<string, string> = {};
  return (server?.variables ?? []).map((variable) => {
    const set = (value: string) => {
      values[variable.name] = value;
      put(absolute(serverUrl(server, values)));
    };
    const id = uniqueId();
    const input =
      variable.enum.length > 0
        ? select(
            { id },
            variable.enum.map((value) => ({ value, label: value })),
            variable.default,
            set,
          )
        : h("input", { id, type: "text", value: variable.default, autocomplete: "off" });
    if (input instanceof HTMLInputElement) input.addEventListener("input", () => set(input.value));
    return h("div", { class: "ac-field" }, [
      h("label", { for: id, class: "ac-label" }, [h("code", {}, [variable.name])]),
      input,
    ]);
  });
}
