import type { Description } from "@spkey/model";
import { linkRows } from "./facts.ts";
import type { LinkRow } from "./field.ts";

/** Who stands behind the API, on which terms, and where more is said of it (Info Object; OpenAPI 3.1, section 4.8.2). */
export function infoLinks({ info, externalDocs }: Description): LinkRow[] {
  const { contact = {}, license, termsOfService } = info;
  return [
    ...contactLinks(contact),
    ...(license ? [licenseLink(license)] : []),
    ...(termsOfService ? [{ label: "Terms of service", text: termsOfService, url: termsOfService }] : []),
    ...linkRows(externalDocs),
  ];
}

function contactLinks({ name, url, email }: NonNullable<Description["info"]["contact"]>): LinkRow[] {
  const text = name ?? url;
  return [
    ...(text ? [{ label: "Contact", text, url: url ?? text }] : []),
    ...(email ? [{ label: "E-mail", text: email, url: `mailto:${email}` }] : []),
  ];
}

/** An SPDX expression stands for itself: it may name several licenses. */
function licenseLink({ name, identifier, url }: NonNullable<Description["info"]["license"]>): LinkRow {
  const text = identifier && identifier !== name ? `${name} (${identifier})` : name;
  return { label: "License", text, url: url ?? text };
}
