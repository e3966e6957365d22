/** All that we use of openapi-fetch. No other file imports it. */
export {
  defaultBodySerializer,
  type FetchOptions,
  type FetchResponse,
  type HeadersOptions,
  mergeHeaders,
  type QuerySerializer,
  type RequestOptions,
} from "openapi-fetch";
