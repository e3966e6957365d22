import styles from "../console/console.css";
import { mountConsole } from "../console/index.ts";

/**
 * Shows the console of the operation whose page this is.
 *
 * @throws where its data can't be loaded
 */
export async function openConsole(host: HTMLElement, operationId: string): Promise<void> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
  const mock = await localMock();
  await mountConsole(host, { document: new URL("console.json", location.href), operationId, ...(mock && { mock }) });
}

/** The mock that was started together with the server of these pages, on a developer's own machine. */
async function localMock(): Promise<string | undefined> {
  if (!/^(127\.0\.0\.1|localhost|\[::1\])$/.test(location.hostname)) return undefined;
  const root = new URL(document.documentElement.dataset["root"] ?? "./", location.href);
  const response = await fetch(new URL("mock.json", root)).catch(() => undefined);
  const found: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined;
  const { url } = Object(found);
  return typeof url === "string" ? url : undefined;
}
