import { isOfClass, lookUpStatus, type Operation, type Response } from "@spkey/model";

/** Final statuses (RFC 9110, section 15): 1xx are interim ones. */
const final = Array.from({ length: 400 }, (_, index) => 200 + index);

/** The first status that a response stands for; of `default` an error, unless it is the only success. */
export function statusOf({ responses }: Operation, response: Response): number | undefined {
  const candidates = final.filter((status) => lookUpStatus(responses, status) === response);
  if (response.status !== "default" || !responses.some(({ status }) => isOfClass(status, 2))) return candidates[0];
  const ofClass = (each: number) => candidates.find((status) => isOfClass(String(status), each));
  return ofClass(5) ?? ofClass(4) ?? ofClass(3) ?? candidates[0];
}
