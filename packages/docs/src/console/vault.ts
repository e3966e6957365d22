/** Credentials by the names of their fields. */
export type Secrets = Readonly<Record<string, string>>;

const inMemory = new Map<string, Secrets>();

const storageKey = (origin: string) => `api-console ${origin}`;

/**
 * The credentials for an origin. Each origin has its own, so that none is sent to another server because the target was changed.
 * They are in memory only, unless they are kept in the tab: then in `sessionStorage`, and nowhere else.
 */
export function secretsFor(origin: string): Secrets {
  return inMemory.get(origin) ?? readKept(origin) ?? {};
}

/** Sets one of them; it is kept if the others are. */
export function setSecret(origin: string, name: string, value: string): void {
  const { [name]: _, ...others } = secretsFor(origin);
  const secrets = value === "" ? others : { ...others, [name]: value };
  inMemory.set(origin, secrets);
  if (isKept(origin)) keep(origin);
}

/** Whether they stay until the tab is closed. */
export function isKept(origin: string): boolean {
  return readKept(origin) !== undefined;
}

/** Keeps them in the tab. @returns whether it could be done: a browser may refuse to store anything */
export function keep(origin: string): boolean {
  try {
    sessionStorage.setItem(storageKey(origin), JSON.stringify(secretsFor(origin)));
    return true;
  } catch {
    return false;
  }
}

/** Takes them out of the tab's storage; they stay in memory. */
export function unkeep(origin: string): void {
  const secrets = secretsFor(origin);
  inMemory.set(origin, secrets);
  storage()?.removeItem(storageKey(origin));
}

/** Takes them out of storage and memory. */
export function forget(origin: string): void {
  unkeep(origin);
  inMemory.delete(origin);
}

function readKept(origin: string): Secrets | undefined {
  const text = storage()?.getItem(storageKey(origin)) ?? undefined;
  return text === undefined ? undefined : JSON.parse(text);
}

/** Asking for it may throw already, where a browser blocks storage. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
