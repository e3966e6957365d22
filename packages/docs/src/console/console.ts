import type { Description, Operation, Validate } from "@spkey/model";
import { h } from "./dom.ts";
import { type Draft, requestOf } from "./draft.ts";
import { parseJson } from "./form/json.ts";
import { Marks } from "./form/marks.ts";
import { baseUrlOf, isLoopback, isSafe } from "./origin.ts";
import type { View } from "./result/run.ts";
import { bodySection, startBody } from "./sections/body.ts";
import { ask } from "./sections/confirm.ts";
import { credentialsSection } from "./sections/credentials.ts";
import { parameterSections, startParameters } from "./sections/parameters.ts";
import { previewSection } from "./sections/preview.ts";
import { targetSection } from "./sections/target.ts";
import { secretsFor } from "./vault.ts";

/** What a console is made of. */
export interface ConsoleOptions {
  readonly description: Description;
  readonly operation: Operation;
  /** The base URL of a mock, which is then the first target. */
  readonly mock: string | undefined;
  readonly fieldHref: (id: string) => string;
  /** What validates requests and answers; it may come later than the console. */
  readonly checks: Promise<Checks>;
}

/** See `check/index.ts`, which is loaded on its own. */
export interface Checks {
  readonly module: typeof import("./check/index.ts");
  readonly validate: Validate;
}

/** Origins that the reader has agreed to change something at, as long as the page is open. */
const agreed = new Set<string>();

/** Builds the form of an operation: what is filled in is shown as code, and sent. */
export function createConsole(options: ConsoleOptions): { readonly element: HTMLElement; readonly stop: () => void } {
  const { description, operation, mock, checks } = options;
  const { requestBody, servers, security } = operation;
  const marks = { parameters: new Marks(), body: new Marks() };
  const preview = previewSection();
  const result = resultPane();
  const sending = import("./result/run.ts");
  // Whoever sends is told.
  sending.catch(() => {});
  let running: AbortController | undefined;
  const credentials = credentialsSection(security, (chosen) => {
    draft.security = chosen;
    update();
  });
  const target = targetSection(servers, mock, (text, done) => {
    draft.target = text;
    if (done) showCredentials();
    update();
  });
  const draft: Draft = {
    target: target.initial,
    security: credentials?.initial ?? [],
    parameters: startParameters(description, operation),
    ...startBody(description, requestBody),
    malformed: undefined,
    files: new Map(),
  };
  const showCredentials = () => credentials?.show(originOf(draft.target));
  const sendText = h("span", {});
  // Nothing in it is ever replaced: a press that begins while an edit ends would be lost with what it began on.
  const sendButton = h("button", { type: "submit", class: "ac-send" }, [
    sendText,
    h("kbd", { "aria-hidden": "true" }, [shortcut]),
  ]);
  const deadline = h("input", { type: "number", min: 1, max: 600, value: 30, inputmode: "numeric" });
  const cancel = h("button", { type: "button", class: "ac-quiet", hidden: true }, ["Cancel"]);

  const update = () => {
    preview.show(requestOf(description, operation, draft));
    sendText.textContent = sendLabel(operation, draft.target);
    sendButton.classList.toggle("ac-danger", opensDoors(operation, draft.target));
    void mark();
  };
  const mark = async () => {
    const loaded = await checks.catch(() => undefined);
    if (!loaded) return;
    const { module, validate } = loaded;
    marks.parameters.show(module.parameterMarks(operation, validate, draft));
    marks.body.show(bodyMarksOf(module, validate));
  };
  const bodyMarksOf = (module: Checks["module"], validate: Validate) => {
    if (draft.malformed !== undefined) {
      const parsed = parseJson(draft.malformed);
      return "message" in parsed ? [{ path: [], message: parsed.message }] : [];
    }
    const media = requestBody?.content.find(({ mediaType }) => mediaType === draft.mediaType);
    return media && requestBody ? module.bodyMarks(media, validate, draft, requestBody.required) : [];
  };

  const attempt = async () => {
    const baseUrl = target.check();
    if (baseUrl === undefined) return;
    showCredentials();
    const module = await sending.catch(() => undefined);
    if (!module) return result.say("A part of this page could not be loaded. Nothing was sent. Reload the page.");
    const request = requestOf(description, operation, draft);
    const means = { baseUrl, secrets: secretsFor(new URL(baseUrl).origin), files: draft.files };
    const refusal = module.refusalOf(request, means);
    if (refusal !== undefined) return result.say(refusal);
    if (!(await isAgreed(element, operation, baseUrl))) return;
    const { secrets } = means;
    await run((signal) =>
      module.run(
        { request: module.httpRequest(request, means), deadline: secondsOf(deadline) * 1000, signal, secrets },
        options,
      ),
    );
  };
  let busy = false;
  const submit = () => {
    // Also before anything is sent: a second press must not send a second request.
    if (busy) return;
    busy = true;
    void attempt().finally(() => {
      busy = false;
    });
  };
  const run = async (start: (signal: AbortSignal) => Promise<View>) => {
    running = new AbortController();
    cancel.hidden = false;
    result.say(`Waiting for ${new URL(draft.target).host} …`);
    try {
      result.show(await start(running.signal));
      result.element.scrollIntoView({ block: "nearest" });
    } finally {
      if (document.activeElement === cancel) sendButton.focus();
      cancel.hidden = true;
      running = undefined;
    }
  };
  cancel.addEventListener("click", () => running?.abort());

  const element = h(
    "form",
    { class: "ac-form", novalidate: true, autocomplete: "off", "aria-label": `Try ${titleOf(operation)}` },
    [
      target.element,
      credentials?.element,
      ...parameterSections(operation, draft, marks.parameters, () => update()),
      requestBody && requestBody.content.length > 0
        ? bodySection(description, requestBody, draft, marks.body, () => update())
        : undefined,
      preview.element,
      h("div", { class: "ac-actions" }, [
        sendButton,
        cancel,
        h("label", { class: "ac-deadline" }, ["Give up after ", deadline, " s"]),
      ]),
      result.element,
    ],
    {
      submit: (event) => {
        event.preventDefault();
        submit();
      },
      keydown: (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        submit();
      },
    },
  );
  showCredentials();
  update();
  // Once the console shows.
  void import("@spkey/samples/languages").then(({ languages }) => preview.offer(languages));
  return { element, stop: () => running?.abort() };
}

/** Where an answer is shown, and what is said of it to those who don't see it appear. */
function resultPane() {
  const said = h("p", { role: "status", class: "ac-said" });
  const content = h("div", { class: "ac-stack" });
  return {
    element: h("section", { class: "ac-result", "aria-label": "Answer" }, [said, content]),
    say(text: string) {
      said.replaceChildren(text);
      said.classList.remove("ac-hidden");
      content.replaceChildren();
    },
    show({ summary, nodes }: View) {
      said.replaceChildren(summary);
      said.classList.add("ac-hidden");
      content.replaceChildren(...nodes);
    },
  };
}

const shortcut = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ ↵" : "Ctrl ↵";

function titleOf({ summary, id }: Operation): string {
  return summary || id;
}

/** Whether a request changes something elsewhere than on this machine. */
function opensDoors({ method }: Operation, target: string): boolean {
  const base = baseUrlOf(target);
  return base !== undefined && !isSafe(method) && !isLoopback(base);
}

/** Asks once for each server before something is changed there. */
async function isAgreed(host: HTMLElement, operation: Operation, baseUrl: string): Promise<boolean> {
  const url = new URL(baseUrl);
  if (!opensDoors(operation, baseUrl) || agreed.has(url.origin)) return true;
  const { method, path } = operation;
  const text = `${method} ${path} goes to ${url.host}, which is not this machine, and changes something there. You are asked once for this server.`;
  const isYes = await ask(host, `${titleOf(operation)} at ${url.host}?`, text, "Send");
  if (isYes) agreed.add(url.origin);
  return isYes;
}

function secondsOf({ valueAsNumber }: HTMLInputElement): number {
  return valueAsNumber > 0 ? valueAsNumber : 30;
}

function sendLabel(operation: Operation, target: string): string {
  return opensDoors(operation, target) ? `${titleOf(operation)} at ${new URL(target).host}` : "Send";
}

function originOf(target: string): string | undefined {
  const base = baseUrlOf(target);
  return base === undefined ? undefined : new URL(base).origin;
}
