// Written by `npm run generate` from the YAML beside this folder; do not edit.
export interface paths {
    readonly "/api/v2/runs.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The runs of the workspace, a page at a time
         * @description At most 250 runs, the most recently modified first, runs modified in the same microsecond by falling `id`. A run begins each time a contact enters a flow, and comes back to the top whenever it is modified. Clients follow `next` until it is null, and poll with `after`. All filters must match. Unknown parameters are ignored, but kept in the links.
         */
        readonly get: operations["listRuns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A page of runs and the ways on and back. */
        readonly RunPage: {
            /**
             * Format: uri
             * @description The following page, every query parameter kept; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The preceding page, every query parameter kept; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Run"][];
        };
        /** @description One contact's way through one flow. */
        readonly Run: {
            /**
             * Format: int64
             * @deprecated
             * @description The old number of the run, in the documentation's sample but not in its list. Use `uuid`.
             */
            readonly id: number;
            /**
             * Format: uuid
             * @description The run.
             */
            readonly uuid: string;
            readonly flow: components["schemas"]["RunFlow"];
            readonly contact: components["schemas"]["RunContact"];
            /** @description The flow start that led the contact into the flow; null when something else did. */
            readonly start: components["schemas"]["RunStart"] | null;
            /** @description Whether the contact has answered in this run. */
            readonly responded: boolean;
            /** @description The nodes visited, oldest first; null when `paths` turns them off. The documentation is silent. */
            readonly path: readonly components["schemas"]["PathStep"][] | null;
            /** @description The results by key, a snake case form of their name; empty when there are none. The documentation's list says array, its sample shows an object. */
            readonly values: {
                readonly [key: string]: components["schemas"]["Result"];
            };
            /** @description When the contact entered the flow. */
            readonly created_on: components["schemas"]["Instant"];
            /** @description When the run last changed. Lists are in this order, and `before` and `after` look at it. */
            readonly modified_on: components["schemas"]["Instant"];
            /** @description When the run ended; null while it is active. */
            readonly exited_on: components["schemas"]["Instant"] | null;
            /**
             * @description How the run ended; null while it is active. The documentation leaves out `failed`, an error of the engine.
             * @enum {string|null}
             */
            readonly exit_type: "completed" | "interrupted" | "expired" | "failed" | null;
        };
        readonly RunFlow: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
        };
        readonly RunContact: {
            /** Format: uuid */
            readonly uuid: string;
            /** @description Null for a contact whose name is not known. */
            readonly name: string | null;
            /** @description The address of first choice with its scheme, such as `tel:` and an E.164 number; null without one. The path is eight asterisks in an anonymous workspace. */
            readonly urn: string | null;
            /** @description The address as people write it; null without one, and in an anonymous workspace. */
            readonly urn_display: string | null;
            /** @description The contact's number in ten digits. Only there in an anonymous workspace. */
            readonly anon_display?: string;
        };
        readonly RunStart: {
            /** Format: uuid */
            readonly uuid: string;
        };
        /** @description The visit of a node. */
        readonly PathStep: {
            /** Format: uuid */
            readonly node: string;
            /** @description When the contact came to the node. */
            readonly time: components["schemas"]["MicrosecondInstant"];
        };
        /** @description What the flow noted under one name, most often from an answer. */
        readonly Result: {
            readonly value: string;
            /** @description The name of the rule that matched; null when the flow noted none. */
            readonly category: string | null;
            /**
             * Format: uuid
             * @description The node that noted the result.
             */
            readonly node: string;
            /** @description When the result was noted. */
            readonly time: components["schemas"]["MicrosecondInstant"];
            /** @description The name as people wrote it in the flow, with capitals and spaces. */
            readonly name: string | null;
            /** @description The message that the value was taken from; null when it came from none. */
            readonly input: string | null;
        };
        /**
         * Format: date-time
         * @description UTC with six digits of a second, or none at all when they would all be zero. The documentation promises six always.
         */
        readonly Instant: string;
        /**
         * Format: date-time
         * @description UTC, always with six digits of a second.
         */
        readonly MicrosecondInstant: string;
        readonly Detail: {
            /** @description What was wrong, in a sentence. */
            readonly detail: string;
        };
    };
    responses: {
        /** @description A parameter that cannot be read, or `flow` and `contact` together. */
        readonly InvalidQuery: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description No credentials, credentials that are not good, a role that may not list runs, or plain HTTP where the installation insists on TLS. There is never a 401 and never a `WWW-Authenticate` header. `X-Temba-Org` comes only when the credentials are good. */
        readonly Forbidden: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The cursor cannot be read. A path that the server does not know is another matter: it gets an HTML page of the framework. */
        readonly InvalidCursor: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description Any method but GET, HEAD and OPTIONS among them; the answer to HEAD has no body. The method is judged before it is asked who calls, so no credentials are needed to get here. */
        readonly MethodNotAllowed: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The `Accept` header leaves JSON out. Judged before the credentials. */
        readonly NotAcceptable: {
            headers: {
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description More than 2,500 requests for runs within an hour, counted for the workspace over all its tokens; staff users are counted on their own. Refused requests are not counted. When the limit was lowered beneath what was already used, neither the header nor the second sentence of the text is there. */
        readonly Throttled: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description A failure of the server. Production answers with a plain sentence, labelled as HTML. */
        readonly ServerError: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description The number of the workspace that the credentials belong to. Absent when nobody was recognised.
         * @example 417
         */
        readonly Workspace: number;
        /**
         * @description The request headers that the answer depends on, `Accept` at least. Further layers may add their own.
         * @example Accept
         */
        readonly Vary: string;
        /**
         * @description The methods of the path, sent with every answer of the endpoint. HEAD and OPTIONS are named, and refused all the same.
         * @example GET, HEAD, OPTIONS
         */
        readonly Allow: string;
        /**
         * @description Seconds to wait before the next request, rounded up. Absent when the wait is not known.
         * @example 1274
         */
        readonly RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listRuns: {
        readonly parameters: {
            readonly query?: {
                /** @description Only the run with this UUID. Every spelling that Python reads as a UUID is accepted: with or without hyphens, in either case, in braces, with `urn:uuid:` in front. Anything else, and an empty value, is refused with 400. Of several values the last counts. */
                readonly uuid?: string;
                /** @description Only the run with this number. What is not an integer, and an empty value, is refused with 400. Zero is no filter. */
                readonly id?: string;
                /** @description Only runs of the flow with this UUID, spelt in lower case with hyphens. An unknown flow, or text that is no UUID, has no runs. Empty means no filter. Not together with `contact`. */
                readonly flow?: string;
                /** @description Only runs of the contact with this UUID, spelt in lower case with hyphens. An unknown contact, or text that is no UUID, has no runs. Empty means no filter. Not together with `flow`. */
                readonly contact?: string;
                /** @description Only runs to which the contact responded, when the value is `true`, `y`, `yes` or `1` in any case. Every other value is no filter, so `false` does not ask for runs without a response. */
                readonly responded?: string;
                /** @description Only runs modified at this instant or before. An ISO 8601 date or instant; UTC when it names no zone. What cannot be read matches no run. A plus sign must be sent as `%2B`. Empty means no filter. */
                readonly before?: string;
                /** @description Only runs modified at this instant or after, read like `before`. The instant itself is included, so a client that polls with the last `modified_on` gets that run again. */
                readonly after?: string;
                /** @description The oldest change first, when the value is `true`, `y`, `yes` or `1` in any case. A cursor is only good with the order that it was made with. */
                readonly reverse?: string;
                /** @description Whether runs carry their `path`. They do unless the parameter is there and is none of `true`, `y`, `yes` and `1` in any case; then `path` is null. */
                readonly paths?: string;
                /** @description The place where the page begins, taken from `next` or `previous` and not to be made up. Empty means the first page. */
                readonly cursor?: string;
                /** @description A representation by its name. The suffix of the path is looked at first, so the value has no effect here. */
                readonly format?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of runs; no results when nothing matches. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["Workspace"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RunPage"];
                };
            };
            readonly 400: components["responses"]["InvalidQuery"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["InvalidCursor"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
}
