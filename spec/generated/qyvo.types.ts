// Written by `npm run generate` from the YAML beside this folder; do not edit.
export interface paths {
    readonly "/api/v1/triggers/new-flow-triggered": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The newest flow sessions of the workspace
         * @description At most 100 sessions, newest first. A session begins whenever a contact enters a published flow. Clients poll, remember the id on top and stop at it next time; there is no way to reach the 101st.
         */
        readonly get: operations["newFlowTriggered"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/triggers/new-message-received": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The newest messages that contacts sent
         * @description At most 100 messages, newest first; polled in the same way as the feed of flow sessions.
         */
        readonly get: operations["newMessageReceived"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who the token belongs to
         * @description The user and the workspace that every other path works in. The cheapest way to see whether a token is good.
         */
        readonly get: operations["me"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/trigger-flow": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Start a flow for a contact
         * @description Begins a session of a published flow, for a contact named by its id or by its phone number; exactly one of the two. A phone number that nobody has makes a contact. A contact who is already in a session of the flow stays in it.
         */
        readonly post: operations["triggerFlow"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/get-flow": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read a flow
         * @description A flow with its state and how many sessions it has had.
         */
        readonly post: operations["getFlow"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/dropdowns/flows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The flows, as choices for a picker
         * @description An array of ids and labels; not documented, read in the published node.
         */
        readonly get: operations["listFlowOptions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/create-contact": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a contact, or change the one with this phone number
         * @description Answers 201 whether the contact was there before or not. What is left out of the body stays as it is.
         */
        readonly post: operations["createContact"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/get-contact": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read a contact
         * @description A contact, named by exactly one of id, phone number and e-mail address.
         */
        readonly post: operations["getContact"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/update-contact": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change a contact
         * @description Only what the body names is written. An empty text clears, tags replace the list, metadata is merged at its top level.
         */
        readonly post: operations["updateContact"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/search-contacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Find contacts
         * @description At most 50 contacts, those last in conversation first. All conditions must hold; without any, the most recently active.
         */
        readonly post: operations["searchContacts"];
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
        /** @description One contact's way through one flow. */
        readonly FlowSession: {
            /**
             * Format: uuid
             * @description The session; what pollers tell known from new by.
             */
            readonly id: string;
            /** Format: uuid */
            readonly flow_id: string;
            readonly flow_name: string;
            /** Format: uuid */
            readonly contact_id: string;
            /** @description International, with a leading plus sign. */
            readonly contact_phone: string;
            /** @description Null for a contact known by phone only. */
            readonly contact_name: string | null;
            /** Format: email */
            readonly contact_email: string | null;
            /**
             * @description Running until it is completed, expired or failed, each of them final.
             * @enum {string}
             */
            readonly status: "running" | "completed" | "expired" | "failed";
            /** @description Where in the flow's graph the session stands. */
            readonly current_node_id: string | null;
            /** @description What was passed in at the start, plus what the flow's nodes added. Values are mostly strings. */
            readonly context: {
                readonly [key: string]: unknown;
            };
            readonly last_interaction_at: components["schemas"]["Instant"] | null;
            /** @description When the session ends by itself; the flow's time to live, 30 minutes unless set otherwise. */
            readonly expires_at: components["schemas"]["Instant"] | null;
            /** @description Null unless the session was completed. */
            readonly completed_at: components["schemas"]["Instant"] | null;
            readonly created_at: components["schemas"]["Instant"];
        };
        /**
         * Format: date-time
         * @description UTC to the second, with a numeric offset.
         */
        readonly Instant: string;
        /** @description The framework's own refusals. */
        readonly Notice: {
            readonly message: string;
        };
        /** @description Refusals of the business rules. */
        readonly BusinessError: {
            readonly error: string;
        };
        readonly ValidationError: {
            readonly message: string;
            /** @description For each field, what is wrong with it. */
            readonly errors: {
                readonly [key: string]: readonly string[];
            };
        };
        /** @description The user of a token. */
        readonly Me: {
            readonly id: number;
            /** Format: email */
            readonly email: string;
            readonly name: string | null;
            /** @description The workspace; null for a user without one. */
            readonly tenant: components["schemas"]["Tenant"] | null;
        };
        /** @description The workspace that everything else belongs to. */
        readonly Tenant: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
        };
        /** @description Something that a contact wrote or sent. */
        readonly Message: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly direction: "inbound";
            /** @description An open set. */
            readonly type: string;
            /** @description By type; a text has a `body`, a file `url` and `mime_type`. */
            readonly content: {
                readonly [key: string]: unknown;
            };
            /** @description Received, for what comes in. */
            readonly status: string;
            /** Format: uuid */
            readonly contact_id: string;
            readonly contact_phone: string;
            readonly contact_name: string | null;
            /** Format: email */
            readonly contact_email: string | null;
            readonly sent_at: components["schemas"]["Instant"] | null;
            readonly delivered_at: components["schemas"]["Instant"] | null;
            readonly read_at: components["schemas"]["Instant"] | null;
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description Which flow, for whom, with what. Exactly one of `contact_id` and `phone` names the contact. */
        readonly TriggerFlow: {
            /**
             * Format: uuid
             * @description A published flow.
             */
            readonly flow_id: string;
            readonly contact_id?: string | null;
            /** @description International; nobody who has it makes a new contact, opted in now. */
            readonly phone?: string | null;
            /** @description What the flow can refer to; the first of what the session shows as its context. */
            readonly context?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description What became of a start. These are no statuses of sessions. */
        readonly Triggered: {
            /**
             * Format: uuid
             * @description The session.
             */
            readonly id?: string;
            /** @enum {string} */
            readonly status: "started" | "already_running";
        };
        /** @description Which flow. */
        readonly FlowById: {
            /** Format: uuid */
            readonly flow_id: string;
        };
        /** @description What contacts are led through. */
        readonly Flow: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @enum {string} */
            readonly status: "draft" | "published";
            /** @description What starts the flow by itself; an open set. */
            readonly trigger_type: string;
            readonly sessions_count: number;
            /** @description Null for a draft. */
            readonly published_at: components["schemas"]["Instant"] | null;
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A choice of a picker. */
        readonly Option: {
            /** Format: uuid */
            readonly id: string;
            readonly label: string;
        };
        /** @description A contact to be. */
        readonly CreateContact: {
            /** @description International, with a leading plus sign; spaces and punctuation do not matter. */
            readonly phone: string;
            readonly name?: string | null;
            readonly email?: string | null;
            /** @description Separated by commas; those that do not exist are made. */
            readonly tags?: string | null;
            /** @description At most about 64 KB. */
            readonly metadata?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description Changes to a contact. `contact_id` or `phone` names it, at least one of them. */
        readonly UpdateContact: {
            readonly contact_id?: string | null;
            readonly phone?: string | null;
            /** @description Empty clears it. */
            readonly name?: string | null;
            /** @description Empty clears it. */
            readonly email?: string | null;
            /** @description Separated by commas; they replace what was there. */
            readonly tags?: string | null;
            /** @description Merged with what was there, at the top level. */
            readonly metadata?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description Exactly one of the three. */
        readonly ContactLookup: {
            readonly contact_id?: string | null;
            readonly phone?: string | null;
            readonly email?: string | null;
        };
        /** @description All conditions must hold; an empty one is none. */
        readonly ContactSearch: {
            /** @description Part of name, phone number or e-mail address, in either case. */
            readonly query?: string | null;
            /** @description The name of a tag. */
            readonly tag?: string | null;
            /** @description The whole e-mail address. */
            readonly email?: string | null;
        };
        /** @description Someone whom flows are led through. */
        readonly Contact: {
            /** Format: uuid */
            readonly id: string;
            readonly phone: string;
            readonly name: string | null;
            /** Format: email */
            readonly email: string | null;
            /** @description How the contact came in; manual, csv_import, shopify, woocommerce, widget, zapier or api. */
            readonly source: string;
            readonly locale: string | null;
            readonly metadata: {
                readonly [key: string]: unknown;
            };
            readonly tags: readonly string[];
            readonly opted_in_at: components["schemas"]["Instant"] | null;
            readonly opted_out_at: components["schemas"]["Instant"] | null;
            /** @description The last message in either direction; null before the first. */
            readonly last_message_at: components["schemas"]["Instant"] | null;
            readonly total_messages: number;
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A contact as its creation answers. */
        readonly CreatedContact: {
            /** Format: uuid */
            readonly id: string;
            readonly phone: string;
            readonly name: string | null;
            /** Format: email */
            readonly email: string | null;
            readonly tags: readonly string[];
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A contact as its change answers. */
        readonly UpdatedContact: {
            /** Format: uuid */
            readonly id: string;
            readonly phone: string;
            readonly name: string | null;
            /** Format: email */
            readonly email: string | null;
            readonly tags: readonly string[];
            readonly updated_at: components["schemas"]["Instant"];
        };
        /** @description A contact as a search shows it. */
        readonly FoundContact: {
            /** Format: uuid */
            readonly id: string;
            readonly phone: string;
            readonly name: string | null;
            /** Format: email */
            readonly email: string | null;
            /** @description How the contact came in; manual, csv_import, shopify, woocommerce, widget, zapier or api. */
            readonly source: string;
            readonly tags: readonly string[];
            /** @description The last message in either direction; null before the first. */
            readonly last_message_at: components["schemas"]["Instant"] | null;
            readonly created_at: components["schemas"]["Instant"];
        };
    };
    responses: {
        /** @description To the login page, or back: what the framework does with a refusal when the client does not ask for JSON. Flowtwin does so only when told to; ask with `Accept: application/json`. */
        readonly Redirected: {
            headers: {
                /**
                 * @description Where people would go on.
                 * @example https://www.qyvo.io/login
                 */
                readonly Location?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /** @description Nothing of the workspace has this id, or no such path. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["BusinessError"] | components["schemas"]["Notice"];
            };
        };
        /** @description No token, a malformed one, or one that was revoked. */
        readonly Unauthenticated: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Notice"] | components["schemas"]["BusinessError"];
            };
        };
        /** @description The token lacks the scope. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Notice"] | components["schemas"]["BusinessError"];
            };
        };
        /** @description No such path. */
        readonly UnknownRoute: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Notice"];
            };
        };
        /** @description A method that the path does not know. */
        readonly MethodNotAllowed: {
            headers: {
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Notice"];
            };
        };
        /** @description The user has no workspace, or a value of the request does not hold. */
        readonly Unprocessable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["BusinessError"] | components["schemas"]["ValidationError"];
            };
        };
        /** @description More than 120 requests with this token in 60 rolling seconds. */
        readonly TooManyRequests: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Notice"] | components["schemas"]["BusinessError"];
            };
        };
        /** @description A transient failure of the service. */
        readonly ServerError: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Notice"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description Requests allowed per token in 60 rolling seconds.
         * @example 120
         */
        readonly RateLimitLimit: number;
        /**
         * @description Requests left in the current window.
         * @example 119
         */
        readonly RateLimitRemaining: number;
        /**
         * @description Seconds to wait before the next request.
         * @example 17
         */
        readonly RetryAfter: number;
        /**
         * @description The methods that the path knows.
         * @example GET, HEAD
         */
        readonly Allow: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly newFlowTriggered: {
        readonly parameters: {
            readonly query?: {
                /** @description Only sessions of this flow. Empty means no filter; an unknown flow has no sessions. */
                readonly flow_id?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest sessions, `created_at` descending; an empty array when there are none. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["FlowSession"][];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly newMessageReceived: {
        readonly parameters: {
            readonly query?: {
                /** @description Only messages of this type: text, image, audio, document, video, location, contacts or interactive; the published node also knows sticker. Empty means no filter. */
                readonly message_type?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest messages, `created_at` descending; an empty array when there are none. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Message"][];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UnknownRoute"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly me: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user of the token; without a workspace `tenant` is null. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UnknownRoute"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly triggerFlow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TriggerFlow"];
            };
        };
        readonly responses: {
            /** @description The contact is in a running session of this flow; no second one is started. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Triggered"];
                };
            };
            /** @description A session was started. The status is an inference from another action. */
            readonly 201: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Triggered"];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly getFlow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FlowById"];
            };
        };
        readonly responses: {
            /** @description The flow. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Flow"];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listFlowOptions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The flows that can be started. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Option"][];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UnknownRoute"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly createContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateContact"];
            };
        };
        readonly responses: {
            /** @description The contact, new or changed. Its members are an inference from those of a changed contact. */
            readonly 201: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedContact"];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UnknownRoute"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly getContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ContactLookup"];
            };
        };
        readonly responses: {
            /** @description The contact. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Contact"];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly updateContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateContact"];
            };
        };
        readonly responses: {
            /** @description The changed contact. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UpdatedContact"];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly searchContacts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ContactSearch"];
            };
        };
        readonly responses: {
            /** @description The contacts found; an empty array when there are none. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["FoundContact"][];
                };
            };
            readonly 302: components["responses"]["Redirected"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UnknownRoute"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
}
