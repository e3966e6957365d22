/**
 * Statuses as a Responses Object names them: `200`, `4XX` or `default` (OpenAPI 3.1, section 4.8.16). The reader writes
 * ranges in upper case.
 */

/** What has a status of its own, as a response does. */
interface WithStatus {
  readonly status: string;
}

/** The names that describe a status: itself before its range before `default`. */
export function namesOfStatus(status: number): readonly [exact: string, range: string, otherwise: "default"] {
  return [String(status), `${Math.trunc(status / 100)}XX`, "default"];
}

/** The response that describes a status: the exact one before its range before `default`. */
export function lookUpStatus<Response extends WithStatus>(
  responses: readonly Response[],
  status: number,
): Response | undefined {
  return namesOfStatus(status)
    .map((name) => responses.find((response) => response.status === name))
    .find(Boolean);
}

/** Whether a status, or each status of a range, is one of these classes: 2 is for success, 4 and 5 are for errors. */
export function isOfClass(status: string, ...classes: readonly number[]): boolean {
  return classes.some((each) => status.startsWith(String(each)));
}

/** Whether it stands for exactly one status. */
export function isExact(status: string): boolean {
  return /^\d{3}$/.test(status);
}

/** The responses of a success (2xx); where none is described, `default` is one. */
export function successesOf<Response extends WithStatus>(responses: readonly Response[]): readonly Response[] {
  const described = responses.filter(({ status }) => isOfClass(status, 2));
  return described.length > 0 ? described : responses.filter(({ status }) => status === "default");
}

/** The documented errors: what the API itself answers with a status of 400 or more. */
export function errorsOf<Response extends WithStatus>(responses: readonly Response[]): readonly Response[] {
  return responses.filter(({ status }) => isOfClass(status, 4, 5) || status === "default");
}
