import {
  isPublic,
  type OAuthFlow,
  type RequiredScheme,
  type SecurityRequirement,
  type SecurityScheme,
} from "@spkey/model";
import { externalLink, h, select, uniqueId } from "../dom.ts";
import { forget, isKept, keep, secretsFor, setSecret, unkeep } from "../vault.ts";
import { section } from "./section.ts";

/** The credentials of an operation. */
export interface Credentials {
  readonly element: HTMLElement;
  /** Those that are chosen first. */
  readonly initial: SecurityRequirement;
  /** Shows those of another server. */
  show(origin: string | undefined): void;
}

/** @param choose is told which of the alternatives is chosen */
export function credentialsSection(
  security: readonly SecurityRequirement[],
  choose: (chosen: SecurityRequirement) => void,
): Credentials | undefined {
  const alternatives = security.filter(({ length }) => length > 0);
  const [first] = alternatives;
  if (!first) return undefined;
  const offered = [...alternatives, ...(isPublic(security) ? [[]] : [])];
  let chosen: SecurityRequirement = first;
  let origin: string | undefined;
  const fields = h("div", { class: "ac-stack" });
  const show = (next: string | undefined) => {
    // While an address is no address, the fields of the last one stay: were they to go and come back, a press on what stands
    // below them, which ends the edit of the address, would miss it.
    if (next === undefined && origin !== undefined) return;
    origin = next;
    fields.replaceChildren(...fieldsOf(chosen, origin, () => show(origin)));
  };
  const options = offered.map((value) => ({ value, label: nameOf(value) }));
  const choice =
    offered.length > 1
      ? select({ "aria-label": "Credentials to send" }, options, first, (next) => {
          chosen = next;
          show(origin);
          choose(next);
        })
      : undefined;
  return { element: section("Credentials", [choice, fields]), initial: first, show };
}

function nameOf(requirement: SecurityRequirement): string {
  return requirement.map(({ scheme }) => scheme.key).join(" and ") || "None";
}

function fieldsOf(chosen: SecurityRequirement, origin: string | undefined, refresh: () => void): HTMLElement[] {
  if (chosen.length === 0) return [];
  if (origin === undefined) return [h("p", { class: "ac-hint" }, ["Choose a target first."])];
  return [...chosen.map((each) => schemeFields(each, origin)), storageLine(origin, refresh)];
}

function schemeFields({ scheme, scopes }: RequiredScheme, origin: string): HTMLElement {
  const inputs = inputsOf(scheme);
  const needs = scopes.length > 0 ? `Needs ${scopes.join(", ")}.` : "";
  const hint = [hintOf(scheme), needs].filter(Boolean).join(" ");
  const links = linksOf(scheme);
  return h("div", { class: "ac-stack" }, [
    ...inputs.map((input) => secretField(input, origin)),
    inputs.length === 0 ? h("p", { class: "ac-label" }, [h("code", {}, [scheme.key])]) : undefined,
    hint || links.length > 0 ? h("p", { class: "ac-hint ac-links" }, [hint, ...links]) : undefined,
  ]);
}

function secretField({ name, label, type, hidden }: Input, origin: string): HTMLElement {
  const id = uniqueId();
  const input = h("input", {
    id,
    // A browser offers to save a password; these are kept where the reader says.
    type: hidden ? "password" : "text",
    autocomplete: hidden ? "new-password" : "off",
    spellcheck: "false",
    autocapitalize: "off",
  });
  // As a property: an attribute would be in the text of the page.
  input.value = secretsFor(origin)[name] ?? "";
  // What is pasted often ends with a line break.
  input.addEventListener("input", () => setSecret(origin, name, input.value.trim()));
  const caption = [h("code", {}, [label]), h("span", { class: "ac-type" }, [type])];
  return h("div", { class: "ac-field" }, [
    h("div", { class: "ac-line" }, [h("label", { for: id, class: "ac-label" }, caption)]),
    input,
  ]);
}

/** What is typed of a credential. */
interface Input {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly hidden: boolean;
}

/** Security Scheme Object (OpenAPI 3.1, section 4.8.27); none of what a page can't send. */
function inputsOf(scheme: SecurityScheme): Input[] {
  const { key, type } = scheme;
  if (type === "apiKey") {
    if (scheme.in === "cookie") return [];
    return [{ name: key, label: scheme.name, type: `API key, ${scheme.in}`, hidden: true }];
  }
  if (type === "http" && scheme.scheme === "basic") {
    return [
      { name: `${key}.username`, label: "Username", type: "HTTP Basic", hidden: false },
      { name: `${key}.password`, label: "Password", type: "HTTP Basic", hidden: true },
    ];
  }
  if (type === "oauth2" || type === "openIdConnect" || (type === "http" && scheme.scheme === "bearer")) {
    const from = type === "oauth2" ? ", OAuth 2.0" : type === "openIdConnect" ? ", OpenID Connect" : "";
    const format = type === "http" ? (scheme.bearerFormat ?? "token") : "access token";
    return [{ name: key, label: "Authorization", type: `Bearer <${format}>${from}`, hidden: true }];
  }
  return [];
}

function hintOf(scheme: SecurityScheme): string {
  if (scheme.type === "oauth2" || scheme.type === "openIdConnect") return "Paste an access token.";
  if (scheme.type === "apiKey" && scheme.in === "cookie") {
    return `Browsers don't let a page set cookies, so “${scheme.name}” is not sent from here. Copy the sample below and run it.`;
  }
  if (scheme.type === "mutualTLS") {
    return "The browser picks a client certificate by itself, and only from those that are installed in it.";
  }
  return inputsOf(scheme).length === 0 ? "This kind of credential can't be sent from here. See its description." : "";
}

/** Where a token comes from (OpenAPI 3.1, section 4.8.29). */
function linksOf(scheme: SecurityScheme): Node[] {
  if (scheme.type === "openIdConnect") return [externalLink(scheme.openIdConnectUrl, "Discovery document")];
  if (scheme.type !== "oauth2") return [];
  return scheme.flows.flatMap((flow) => flowLinks(flow));
}

function flowLinks({ flow, authorizationUrl, deviceAuthorizationUrl, tokenUrl }: OAuthFlow): Node[] {
  const words = flow.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return [
    ...(authorizationUrl ? [externalLink(authorizationUrl, `Authorize (${words})`)] : []),
    ...(deviceAuthorizationUrl ? [externalLink(deviceAuthorizationUrl, `Authorize a device (${words})`)] : []),
    ...(tokenUrl ? [externalLink(tokenUrl, `Token URL (${words})`)] : []),
  ];
}

function storageLine(origin: string, refresh: () => void): HTMLElement {
  const box = h("input", { type: "checkbox", checked: isKept(origin) });
  const told = h("span", { class: "ac-hint" }, [`for ${new URL(origin).host}`]);
  box.addEventListener("change", () => {
    if (!box.checked) unkeep(origin);
    else if (!keep(origin)) {
      box.checked = false;
      told.textContent = "This browser doesn't let the page keep anything.";
    }
  });
  const forgetAll = h("button", { type: "button", class: "ac-quiet" }, ["Forget"], {
    click: () => {
      forget(origin);
      refresh();
    },
  });
  return h("div", { class: "ac-line ac-storage" }, [h("label", {}, [box, " Keep in this tab"]), told, forgetAll]);
}
