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
         * List the newest flow sessions
         * @description Returns the newest 100 sessions of the workspace, newest first. A session is created when a contact enters a published flow. Clients poll, store the first id and stop at it in the next poll. Older sessions cannot be requested.
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
         * List the newest messages of contacts
         * @description Returns the newest 100 messages, newest first. Clients poll it in the same way as the feed of flow sessions.
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
         * Read the user of the token
         * @description Returns the user and the workspace that all other operations use. Clients call it to test a token.
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
         * @description Starts a session of a published flow for a contact, given by exactly one of id and phone number. An unknown phone number creates a contact. If the contact has a running session of the flow, no second one is started.
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
         * @description Returns a flow with its status and its number of sessions.
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
         * List flows for a picker
         * @description Returns an array of ids and labels. Not documented; taken from the published node.
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
         * Create a contact, or update the one with this phone number
         * @description Returns 201 for a new and for an existing contact. Omitted fields of an existing contact keep their values.
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
         * @description Returns a contact, given by exactly one of id, phone number and e-mail address.
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
         * Update a contact
         * @description Changes only the fields in the body. An empty text clears a field, tags replace the list, metadata is merged at its top level.
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
         * Search contacts
         * @description Returns at most 50 contacts that meet all conditions, those with the latest message first.
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
        /** @description A session of one contact in one flow. */
        readonly FlowSession: {
            /**
             * Format: uuid
             * @description The session id, by which polling clients detect new sessions.
             */
            readonly id: string;
            /** Format: uuid */
            readonly flow_id: string;
            readonly flow_name: string;
            /** Format: uuid */
            readonly contact_id: string;
            /** @description International format, with a leading plus sign. */
            readonly contact_phone: string;
            /** @description Null for a contact without a name. */
            readonly contact_name: string | null;
            /** Format: email */
            readonly contact_email: string | null;
            /**
             * @description A session is running until it is completed, expired or failed; these three are final.
             * @enum {string}
             */
            readonly status: "running" | "completed" | "expired" | "failed";
            /** @description The node of the flow that the session is at. */
            readonly current_node_id: string | null;
            /** @description The context that the session was started with, and the values that nodes added. Values are mostly strings. */
            readonly context: {
                readonly [key: string]: unknown;
            };
            readonly last_interaction_at: components["schemas"]["Instant"] | null;
            /** @description The time at which an inactive session expires; 30 minutes after the last interaction unless the flow sets another time. */
            readonly expires_at: components["schemas"]["Instant"] | null;
            /** @description Null unless the session was completed. */
            readonly completed_at: components["schemas"]["Instant"] | null;
            readonly created_at: components["schemas"]["Instant"];
        };
        /**
         * Format: date-time
         * @description UTC in seconds, with a numeric offset.
         */
        readonly Instant: string;
        /** @description An error of the framework. */
        readonly Notice: {
            readonly message: string;
        };
        /** @description An error of a business rule. */
        readonly BusinessError: {
            readonly error: string;
        };
        readonly ValidationError: {
            readonly message: string;
            /** @description The error messages of each invalid field. */
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
        /** @description A workspace. */
        readonly Tenant: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
        };
        /** @description A message of a contact. */
        readonly Message: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly direction: "inbound";
            /** @description The message type; other values are possible. */
            readonly type: string;
            /** @description The content, by type; a text has `body`, a file has `url` and `mime_type`. */
            readonly content: {
                readonly [key: string]: unknown;
            };
            /** @description received for inbound messages. */
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
        /** @description The flow, the contact and the context. Exactly one of `contact_id` and `phone` is required. */
        readonly TriggerFlow: {
            /**
             * Format: uuid
             * @description The id of a published flow.
             */
            readonly flow_id: string;
            readonly contact_id?: string | null;
            /** @description International format. An unknown number creates a contact, opted in now. */
            readonly phone?: string | null;
            /** @description Values that the flow can use; they are the initial context of the session. */
            readonly context?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description The result of a start. Its status values differ from those of sessions. */
        readonly Triggered: {
            /**
             * Format: uuid
             * @description The session id.
             */
            readonly id?: string;
            /** @enum {string} */
            readonly status: "started" | "already_running";
        };
        /** @description A reference to a flow. */
        readonly FlowById: {
            /** Format: uuid */
            readonly flow_id: string;
        };
        /** @description A flow. */
        readonly Flow: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @enum {string} */
            readonly status: "draft" | "published";
            /** @description The event that starts the flow; other values are possible. */
            readonly trigger_type: string;
            readonly sessions_count: number;
            /** @description Null for a draft. */
            readonly published_at: components["schemas"]["Instant"] | null;
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description An option of a picker. */
        readonly Option: {
            /** Format: uuid */
            readonly id: string;
            readonly label: string;
        };
        /** @description A new contact. */
        readonly CreateContact: {
            /** @description International format, with a leading plus sign; spaces and punctuation are ignored. */
            readonly phone: string;
            readonly name?: string | null;
            readonly email?: string | null;
            /** @description Tags, separated by commas; unknown tags are created. */
            readonly tags?: string | null;
            /** @description At most about 64 KB. */
            readonly metadata?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description Changes to a contact. At least one of `contact_id` and `phone` is required. */
        readonly UpdateContact: {
            readonly contact_id?: string | null;
            readonly phone?: string | null;
            /** @description An empty text clears the field. */
            readonly name?: string | null;
            /** @description An empty text clears the field. */
            readonly email?: string | null;
            /** @description Tags, separated by commas; they replace the existing tags. */
            readonly tags?: string | null;
            /** @description Merged with the existing metadata at the top level. */
            readonly metadata?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description A reference to a contact by exactly one of the three fields. */
        readonly ContactLookup: {
            readonly contact_id?: string | null;
            readonly phone?: string | null;
            readonly email?: string | null;
        };
        /** @description The conditions of a search, all of which must hold; an empty one is ignored. */
        readonly ContactSearch: {
            /** @description A part of the name, phone number or e-mail address; case-insensitive. */
            readonly query?: string | null;
            /** @description The name of a tag. */
            readonly tag?: string | null;
            /** @description The whole e-mail address. */
            readonly email?: string | null;
        };
        /** @description A contact. */
        readonly Contact: {
            /** Format: uuid */
            readonly id: string;
            readonly phone: string;
            readonly name: string | null;
            /** Format: email */
            readonly email: string | null;
            /** @description The origin of the contact; manual, csv_import, shopify, woocommerce, widget, zapier or api. */
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
        /** @description A contact as returned by its creation. */
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
        /** @description A contact as returned by an update. */
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
        /** @description A contact as returned by a search. */
        readonly FoundContact: {
            /** Format: uuid */
            readonly id: string;
            readonly phone: string;
            readonly name: string | null;
            /** Format: email */
            readonly email: string | null;
            /** @description The origin of the contact; manual, csv_import, shopify, woocommerce, widget, zapier or api. */
            readonly source: string;
            readonly tags: readonly string[];
            /** @description The last message in either direction; null before the first. */
            readonly last_message_at: components["schemas"]["Instant"] | null;
            readonly created_at: components["schemas"]["Instant"];
        };
    };
    responses: {
        /** @description A redirect to the login page, or back to the referrer: the framework's error response to a client that does not accept JSON. Flowtwin returns it only if the quirk `qyvo.accept-without-json` is set to `redirect`. */
        readonly Redirected: {
            headers: {
                /**
                 * @description The target of the redirect.
                 * @example https://www.qyvo.io/login
                 */
                readonly Location?: string;
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /** @description The flow or contact does not exist in the workspace, or the path does not exist. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["BusinessError"] | components["schemas"]["Notice"];
            };
        };
        /** @description The token is missing, malformed or revoked. */
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
        /** @description The path does not exist. */
        readonly UnknownRoute: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Notice"];
            };
        };
        /** @description The path does not support the method. */
        readonly MethodNotAllowed: {
            headers: {
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Notice"];
            };
        };
        /** @description The user has no workspace, or the request is invalid. */
        readonly Unprocessable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["BusinessError"] | components["schemas"]["ValidationError"];
            };
        };
        /** @description More than 120 requests with this token in 60 seconds. */
        readonly TooManyRequests: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Notice"] | components["schemas"]["BusinessError"];
            };
        };
        /** @description A temporary failure of the service. */
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
         * @description The number of requests per token in a rolling window of 60 seconds.
         * @example 120
         */
        readonly RateLimitLimit: number;
        /**
         * @description The number of requests left in the window.
         * @example 119
         */
        readonly RateLimitRemaining: number;
        /**
         * @description Seconds to wait before the next request.
         * @example 17
         */
        readonly RetryAfter: number;
        /**
         * @description The allowed methods.
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
                /** @description Returns only sessions of this flow. An empty value is no filter; an unknown flow has no sessions. */
                readonly flow_id?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest sessions, sorted by `created_at` descending. */
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
                /** @description Returns only messages of this type: text, image, audio, document, video, location, contacts or interactive; the published node also lists sticker. An empty value is no filter. */
                readonly message_type?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest messages, sorted by `created_at` descending. */
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
            /** @description The user of the token; `tenant` is null for a user without a workspace. */
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
            /** @description The contact has a running session of this flow; no second one was started. */
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
            /** @description A session was started. The status code is inferred from another action. */
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
            /** @description The published flows. */
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
            /** @description The new or updated contact. Its fields are inferred from those of an updated contact. */
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
            /** @description The updated contact. */
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
            /** @description The matching contacts. */
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
