/** All that we use of openapi-fetch. No other file imports it. */
export {
  defaultBodySerializer,
  type HeadersOptions,
  mergeHeaders,
  type RequestOptions,
} from "openapi-fetch";
