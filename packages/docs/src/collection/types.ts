/** As much of a Postman collection (format 2.1) as is written here. */
export interface Collection {
  readonly info: {
    readonly _postman_id: string;
    readonly name: string;
    readonly schema: string;
    readonly version?: string;
    readonly description?: Words;
  };
  readonly item: readonly Folder[];
  readonly variable: readonly Variable[];
}

export interface Words {
  readonly content: string;
  readonly type: "text/markdown";
}

export interface Folder {
  readonly name: string;
  readonly description?: Words;
  readonly item: readonly Item[];
}

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly request: Request;
  readonly response: readonly Response[];
}

export interface Request {
  readonly method: string;
  readonly description?: Words;
  readonly auth: Auth;
  readonly url: Url;
  readonly header: readonly Row[];
  readonly body?: Body;
}

export interface Url {
  readonly raw: string;
  readonly host: readonly string[];
  readonly path: readonly string[];
  readonly query: readonly Row[];
  readonly variable: readonly Row[];
}

/** A name and a value, as the header, the query and forms have them. */
export interface Row {
  readonly key: string;
  readonly value: string;
  readonly disabled?: true;
  readonly description?: Words;
}

export interface Variable {
  readonly key: string;
  readonly value: string;
  readonly type: "string";
}

export type Auth =
  | { readonly type: "noauth" }
  | { readonly type: "bearer"; readonly bearer: readonly Variable[] }
  | { readonly type: "basic"; readonly basic: readonly Variable[] };

export type Body =
  | { readonly mode: "raw"; readonly raw: string; readonly options: { readonly raw: { readonly language: string } } }
  | { readonly mode: "urlencoded"; readonly urlencoded: readonly Row[] }
  | { readonly mode: "formdata"; readonly formdata: readonly FormPart[] }
  | { readonly mode: "file"; readonly file: { readonly src: string } };

export type FormPart =
  | { readonly key: string; readonly type: "text"; readonly value: string; readonly contentType?: string }
  | { readonly key: string; readonly type: "file"; readonly src: string; readonly contentType?: string };

export interface Response {
  readonly id: string;
  readonly name: string;
  readonly originalRequest: Request;
  readonly code?: number;
  readonly status?: string;
  readonly header: readonly Row[];
  readonly body?: string;
}
