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
    readonly "/api/v2/flow_starts.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The flow starts of the workspace, a page at a time
         * @description At most 250 starts, the most recently modified first. Starts that nobody asked for, such as those of triggers, are not listed.
         */
        readonly get: operations["listFlowStarts"];
        readonly put?: never;
        /**
         * Starts contacts in a flow
         * @description Whom to start is told by contacts, groups and URNs together; a URN that nobody has makes a contact. The start is carried out in the background: it is answered as `pending`, and its runs follow. A contact who is in a flow leaves it, as a run of type `interrupted`, unless `exclude_active` spares them. A refused request makes nothing at all.
         */
        readonly post: operations["createFlowStart"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/flows.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The flows of the workspace with counts of their runs
         * @description At most 250 flows, the latest created first.
         */
        readonly get: operations["listFlows"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/contacts.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The contacts of the workspace, a page at a time
         * @description At most 250 contacts, the most recently modified first.
         */
        readonly get: operations["listContacts"];
        readonly put?: never;
        /**
         * Creates a contact, or changes the one that the address names
         * @description Without `uuid` and `urn` a contact is created. With one of them the contact is changed, and a URN that nobody has makes a contact. Flowtwin's contacts always have one phone number; what else RapidPro knows of them is refused.
         */
        readonly post: operations["writeContact"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/groups.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The contact groups of the workspace
         * @description At most 250 groups, the latest created first.
         */
        readonly get: operations["listGroups"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The page that documents an endpoint
         * @description Every endpoint has such a page on its path without `.json`. Who asks it for JSON gets an empty array. Nobody needs credentials.
         */
        readonly get: operations["readDocumentation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Links to all endpoints
         * @description Absolute links without `.json`, by the name of the endpoint. `/api/v2/` is the same as a page. Nobody needs credentials.
         */
        readonly get: operations["readRoot"];
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
            /** @description What an anonymous workspace knows the contact by. Only there in the newer line. */
            readonly ref?: string;
            /** @description Only there in an anonymous workspace: the contact's number in ten digits, or in the newer line the same as `ref`. */
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
            /** @description The message that the value was taken from; null when it came from none. Version 9 has it, the newer line has not. */
            readonly input?: string | null;
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
        /** @description A page and the ways on and back. */
        readonly FlowStartPage: {
            /**
             * Format: uri
             * @description The following page; null on the last.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The preceding page; null on the first.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["FlowStart"][];
        };
        /** @description A page and the ways on and back. */
        readonly FlowPage: {
            /**
             * Format: uri
             * @description The following page; null on the last.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The preceding page; null on the first.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Flow"][];
        };
        /** @description A page and the ways on and back. */
        readonly ContactPage: {
            /**
             * Format: uri
             * @description The following page; null on the last.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The preceding page; null on the first.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Contact"][];
        };
        /** @description A page and the ways on and back. */
        readonly GroupPage: {
            /**
             * Format: uri
             * @description The following page; null on the last.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The preceding page; null on the first.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Group"][];
        };
        /** @description One request to lead contacts into a flow. */
        readonly FlowStart: {
            /**
             * Format: int64
             * @deprecated
             * @description The old number. Use `uuid`.
             */
            readonly id: number;
            /** Format: uuid */
            readonly uuid: string;
            readonly flow: components["schemas"]["Named"];
            /** @description The contacts that were named; those of URNs and groups are not among them. */
            readonly contacts: readonly components["schemas"]["NamedContact"][];
            /** @description The groups that were named. */
            readonly groups: readonly components["schemas"]["Named"][];
            /**
             * @deprecated
             * @description Whether contacts who were in the flow before enter it again.
             */
            readonly restart_participants: boolean;
            /**
             * @deprecated
             * @description Whether contacts who are in a flow are left in peace.
             */
            readonly exclude_active: boolean;
            /**
             * @description Version 9 says `pending`, `starting`, `complete` or `failed`; the newer line the other words.
             * @enum {string}
             */
            readonly status: "pending" | "queued" | "starting" | "started" | "complete" | "completed" | "failed" | "interrupted";
            /** @description Only there in the newer line. */
            readonly progress?: components["schemas"]["Progress"];
            /**
             * @deprecated
             * @description The same as `params`.
             */
            readonly extra: {
                readonly [key: string]: unknown;
            } | null;
            /** @description What the flow was given; null when nothing was. */
            readonly params: {
                readonly [key: string]: unknown;
            } | null;
            readonly created_on: components["schemas"]["Instant"];
            /** @description When the status last changed. Lists are in this order. */
            readonly modified_on: components["schemas"]["Instant"];
        };
        /** @description How far a start has come. */
        readonly Progress: {
            /** @description Contacts to start; -1 as long as they are not counted. */
            readonly total: number;
            readonly started: number;
        };
        /** @description Whom to start in which flow. At least one contact, group or URN. */
        readonly FlowStartRequest: {
            /** Format: uuid */
            readonly flow: string;
            /** @description UUIDs. */
            readonly contacts?: readonly string[];
            /** @description UUIDs or names. */
            readonly groups?: readonly string[];
            /** @description Such as `tel:` and a number with its country code. */
            readonly urns?: readonly string[];
            /** @default true */
            readonly restart_participants: boolean;
            /** @default false */
            readonly exclude_active: boolean;
            /**
             * @deprecated
             * @description The former name of `params`, which wins.
             */
            readonly extra?: {
                readonly [key: string]: unknown;
            };
            /** @description What the flow is given. At most 10,000 characters in the newer line. */
            readonly params?: {
                readonly [key: string]: unknown;
            };
        };
        /** @description Something with a UUID and a name. */
        readonly Named: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
        };
        /** @description A contact, whose name may not be known. */
        readonly NamedContact: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string | null;
        };
        /** @description A flow, with what became of its runs. */
        readonly Flow: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
            /** @enum {string} */
            readonly type: "message" | "voice" | "background" | "survey";
            readonly archived: boolean;
            readonly labels: readonly components["schemas"]["Named"][];
            /** @description Minutes of silence after which a run expires. */
            readonly expires: number;
            readonly runs: components["schemas"]["RunCounts"];
            /** @description The results that the flow notes. */
            readonly results: readonly components["schemas"]["FlowResult"][];
            /** @description Results of a calling flow that this one reads. */
            readonly parent_refs: readonly string[];
            /** @description Lists are in this order. */
            readonly created_on: components["schemas"]["Instant"];
            readonly modified_on: components["schemas"]["Instant"];
        };
        /** @description How many runs there are of each kind. */
        readonly RunCounts: {
            readonly active: number;
            readonly waiting: number;
            readonly completed: number;
            readonly expired: number;
            readonly interrupted: number;
            readonly failed: number;
        };
        /** @description A result that a flow notes. */
        readonly FlowResult: {
            readonly key: string;
            readonly name: string;
            readonly categories: readonly string[];
            readonly node_uuids: readonly string[];
        };
        /** @description Someone whom flows are led through. */
        readonly Contact: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string | null;
            /** @enum {string} */
            readonly status: "active" | "blocked" | "stopped" | "archived";
            /** @description ISO 639-3. */
            readonly language: string | null;
            /** @description In the order in which they are used; eight asterisks behind the scheme in an anonymous workspace. */
            readonly urns: readonly string[];
            readonly groups: readonly components["schemas"]["Named"][];
            readonly notes: readonly {
                readonly [key: string]: unknown;
            }[];
            readonly fields: {
                readonly [key: string]: unknown;
            };
            /** @description The flow that the contact is in; null outside of all. */
            readonly flow: components["schemas"]["Named"] | null;
            readonly created_on: components["schemas"]["Instant"];
            /** @description Lists are in this order. */
            readonly modified_on: components["schemas"]["Instant"];
            /** @description When the contact last wrote; null for one who never did. */
            readonly last_seen_on: components["schemas"]["Instant"] | null;
            /** @deprecated */
            readonly blocked: boolean;
            /** @deprecated */
            readonly stopped: boolean;
            /** @description Only there in an anonymous workspace of the newer line. */
            readonly ref?: string;
            /** @description What an anonymous workspace shows instead of an address. */
            readonly anon_display?: string;
        };
        /** @description What to know of a contact. */
        readonly ContactRequest: {
            readonly name?: string | null;
            /** @description ISO 639-3. */
            readonly language?: string | null;
            /** @description One phone number, such as `tel:` and a number with its country code. */
            readonly urns?: readonly string[];
        };
        /** @description A set of contacts. */
        readonly Group: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
            /** @description What its members have in common; null for one that people fill. */
            readonly query: string | null;
            /** @enum {string} */
            readonly status: "initializing" | "evaluating" | "ready";
            readonly system: boolean;
            readonly count: number;
        };
        /** @description Absolute links by the name of the endpoint. */
        readonly Links: {
            readonly [key: string]: string;
        };
        /** @description What is wrong with a body, field by field; `non_field_errors` for the body as a whole, or a sentence under `detail`. */
        readonly Refusal: {
            readonly [key: string]: components["schemas"]["Complaints"] | {
                readonly [key: string]: components["schemas"]["Complaints"];
            } | string;
        };
        /** @description Sentences about one thing. */
        readonly Complaints: readonly string[];
    };
    responses: {
        /** @description A parameter that cannot be read, or `flow` and `contact` together. */
        readonly InvalidQuery: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
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
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
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
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
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
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
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
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description A body that is refused: for each field what is wrong with it, for an item of a list by its place. A body that is no JSON, and a parameter of the address, are told in a sentence. */
        readonly InvalidBody: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description The body comes in a media type that is not read. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The address names a contact that does not exist. */
        readonly NoSuchContact: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["Workspace"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The representation that `format` names does not exist. */
        readonly NoSuchFormat: {
            headers: {
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
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
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
    };
    parameters: {
        /** @description Only the one with this UUID, in any spelling that Python reads. Anything else is refused with 400. */
        readonly Uuid: string;
        /** @description Only the one with this number. What is not an integer is refused with 400; zero is no filter. Gone from the newer line. */
        readonly Id: string;
        /** @description Only those modified at this instant or before, as with runs. What cannot be read matches nothing. */
        readonly Before: string;
        /** @description Only those modified at this instant or after, as with runs. What cannot be read matches nothing. */
        readonly After: string;
        /** @description The oldest first, when the value is `true`, `y`, `yes` or `1` in any case. */
        readonly Reverse: string;
        /** @description The place where the page begins, taken from `next` or `previous`. */
        readonly Cursor: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The number of the workspace that the credentials belong to. Absent when nobody was recognised.
         * @example 417
         */
        readonly Workspace: number;
        /**
         * @description The workspace that the credentials belong to, in the newer line instead of `X-Temba-Org`.
         * @example 2f6c0a1d-5b7e-4c93-8a41-9e0d3b7f6c25
         */
        readonly WorkspaceUuid: string;
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
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
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
    readonly listFlowStarts: {
        readonly parameters: {
            readonly query?: {
                /** @description Only the one with this UUID, in any spelling that Python reads. Anything else is refused with 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Only the one with this number. What is not an integer is refused with 400; zero is no filter. Gone from the newer line. */
                readonly id?: components["parameters"]["Id"];
                /** @description Only those modified at this instant or before, as with runs. What cannot be read matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Only those modified at this instant or after, as with runs. What cannot be read matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description The oldest first, when the value is `true`, `y`, `yes` or `1` in any case. */
                readonly reverse?: components["parameters"]["Reverse"];
                /** @description The place where the page begins, taken from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of flow starts. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["Workspace"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlowStartPage"];
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
    readonly createFlowStart: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FlowStartRequest"];
            };
        };
        readonly responses: {
            /** @description The start, which has yet to begin. */
            readonly 201: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["Workspace"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlowStart"];
                };
            };
            readonly 400: components["responses"]["InvalidBody"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listFlows: {
        readonly parameters: {
            readonly query?: {
                /** @description Only the one with this UUID, in any spelling that Python reads. Anything else is refused with 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Only flows of this type; a type that does not exist has no flows. */
                readonly type?: string;
                /** @description Only archived flows when it is `true`, `y`, `yes` or `1`, only others when it is anything else but empty. */
                readonly archived?: string;
                /** @description Only those modified at this instant or before, as with runs. What cannot be read matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Only those modified at this instant or after, as with runs. What cannot be read matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description The oldest first, when the value is `true`, `y`, `yes` or `1` in any case. */
                readonly reverse?: components["parameters"]["Reverse"];
                /** @description The place where the page begins, taken from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of flows. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["Workspace"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlowPage"];
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
    readonly listContacts: {
        readonly parameters: {
            readonly query?: {
                /** @description Only the one with this UUID, in any spelling that Python reads. Anything else is refused with 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Only the contact with this URN, such as `tel:` and a number with its country code. */
                readonly urn?: string;
                /** @description Only contacts of the group with this UUID or name; an unknown group has none. */
                readonly group?: string;
                /** @description Only those modified at this instant or before, as with runs. What cannot be read matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Only those modified at this instant or after, as with runs. What cannot be read matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description The oldest first, when the value is `true`, `y`, `yes` or `1` in any case. */
                readonly reverse?: components["parameters"]["Reverse"];
                /** @description The place where the page begins, taken from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of contacts. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["Workspace"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ContactPage"];
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
    readonly writeContact: {
        readonly parameters: {
            readonly query?: {
                /** @description Only the one with this UUID, in any spelling that Python reads. Anything else is refused with 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description The contact to change, by its URN. */
                readonly urn?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ContactRequest"];
            };
        };
        readonly responses: {
            /** @description The changed contact. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["Workspace"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The created contact. */
            readonly 201: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["Workspace"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Contact"];
                };
            };
            readonly 400: components["responses"]["InvalidBody"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchContact"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listGroups: {
        readonly parameters: {
            readonly query?: {
                /** @description Only the one with this UUID, in any spelling that Python reads. Anything else is refused with 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Only the group of this name, in any case. */
                readonly name?: string;
                /** @description The oldest first, when the value is `true`, `y`, `yes` or `1` in any case. */
                readonly reverse?: components["parameters"]["Reverse"];
                /** @description The place where the page begins, taken from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of groups. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["Workspace"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GroupPage"];
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
    readonly readDocumentation: {
        readonly parameters: {
            readonly query?: {
                /** @description The representation by its name, `json` or `api`; another name is not found. */
                readonly format?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The page, or an empty array. */
            readonly 200: {
                headers: {
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                    readonly "application/json": readonly unknown[];
                };
            };
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchFormat"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readRoot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The links. */
            readonly 200: {
                headers: {
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Links"];
                    readonly "text/html": string;
                };
            };
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchFormat"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
}
