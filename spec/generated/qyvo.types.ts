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
        readonly Message: {
            readonly message: string;
        };
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
    };
    responses: {
        /** @description No token, a malformed one, or one that was revoked. */
        readonly Unauthenticated: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Message"];
            };
        };
        /** @description The token lacks the scope. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Message"];
            };
        };
        /** @description No such path. */
        readonly UnknownRoute: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Message"];
            };
        };
        /** @description Any method but GET and HEAD on this path. */
        readonly MethodNotAllowed: {
            headers: {
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Message"];
            };
        };
        /** @description The user has no workspace, or `flow_id` is not a UUID. */
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
                readonly "application/json": components["schemas"]["Message"];
            };
        };
        /** @description A transient failure of the service. */
        readonly ServerError: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Message"];
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
