// Written by `npm run generate` from the YAML beside this folder; do not edit.
export interface paths {
    readonly "/api/v1/flows/{flowId}/{environment}/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The sessions of a flow, a page at a time
         * @description Pages are numbered from 1. There is no filter. Unless asked otherwise the oldest session comes first; equal ones follow each other by `sessionId`. Unknown parameters are ignored.
         */
        readonly get: operations["listSessions"];
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
        /** @description A page of sessions and where it stands among all pages. */
        readonly SessionPage: {
            /** @description Sessions. The documentation's table speaks of flows, its sample shows sessions. */
            readonly content: readonly components["schemas"]["Session"][];
            readonly page: components["schemas"]["Page"];
        };
        readonly Page: {
            /** @description The size that was asked for, not the number of sessions in `content`. */
            readonly size: number;
            /** @description The number of this page, counted from 1. */
            readonly number: number;
            /** @description All sessions of the flow in the environment. */
            readonly totalElements: number;
            /** @description All elements divided by the size, rounded up; 0 when there are none. */
            readonly totalPages: number;
        };
        /** @description One person's way through one flow. It carries no personal data. */
        readonly Session: {
            readonly sessionId: components["schemas"]["SessionId"];
            /**
             * @description Created, then running, then one of the other four, each of them final.
             * @enum {string}
             */
            readonly sessionStatus: "CREATED" | "RUNNING" | "COMPLETED" | "EXPIRED" | "ERROR" | "ABORTED";
            /** @description The flow of the path. */
            readonly flowId: string;
            /** @description The version of the flow that the session went through. */
            readonly flowVersion: number;
            /**
             * @description The environment of the path.
             * @enum {string}
             */
            readonly environment: "live" | "staging";
            /** @description The customer's own name for the person, given when the session was created; null without one. */
            readonly subjectId: string | null;
            /** @description The decision, such as accepted, rejected or NO_OUTCOME; null until there is one. It is independent of the status: a rejected session is a completed one. Other values may come. */
            readonly outcome: string | null;
            readonly createdAt: components["schemas"]["Instant"];
            /** @description Null until processing starts. */
            readonly startedAt: components["schemas"]["Instant"] | null;
            readonly updatedAt: components["schemas"]["Instant"];
            /** @description When the session came to its final status, whichever that is; null before. */
            readonly completedAt: components["schemas"]["Instant"] | null;
            /** @description When the session would end by itself; null in the sample of a completed session. */
            readonly expiresAt: components["schemas"]["Instant"] | null;
            /** @description The step carried out last; null before the first. The documentation calls it optional and shows it whenever a step was carried out. */
            readonly lastStep: components["schemas"]["LastStep"] | null;
        };
        readonly LastStep: {
            readonly stepId: string;
            /** @description A string in the documentation; that it may be null is a choice. */
            readonly stepDescription: string | null;
            /** @description Such as accepted or failed; other values may come. A string in the documentation; that it may be null is a choice. */
            readonly verdict: string | null;
        };
        /**
         * Format: uuid
         * @description The session. The samples show UUIDs of version 7; the documentation names no form.
         */
        readonly SessionId: string;
        /**
         * Format: date-time
         * @description UTC to the millisecond.
         */
        readonly Instant: string;
        readonly Failure: {
            /** @description The status of the answer. */
            readonly statusCode: number;
            readonly message: string;
            /** @description The name of the status, when `message` says something of its own. */
            readonly error?: string;
        };
        readonly ValidationFailure: {
            /** @description The status of the answer. */
            readonly statusCode: number;
            /** @description What is wrong, each parameter in a sentence of its own. */
            readonly message: readonly string[];
            /** @description The name of the status. */
            readonly error: string;
        };
    };
    responses: {
        /** @description A parameter that cannot be read or is out of bounds. All of them are named at once. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ValidationFailure"];
            };
        };
        /** @description No bearer token, or one that is not good. */
        readonly Unauthenticated: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The token lacks the permission, or belongs to an API client of the other environment. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description No such flow, or no such path. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description Any method but GET, HEAD and POST on this path; POST creates a session. */
        readonly MethodNotAllowed: {
            headers: {
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description A failure of the service. */
        readonly ServerError: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Failure"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description The methods that the path knows.
         * @example GET, HEAD, POST
         */
        readonly Allow: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listSessions: {
        readonly parameters: {
            readonly query?: {
                /** @description The number of the page. The first page and the lower bound are those of the list of flows. */
                readonly page?: number;
                /** @description How many sessions a page holds. The upper bound is that of the list of flows; the default is the size in the sample. */
                readonly size?: number;
                /** @description What to sort by. `status` stands for `sessionStatus` and sorts by the alphabet. */
                readonly sortBy?: "status" | "createdAt";
                /** @description Whether to turn the order around. */
                readonly sortDesc?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description The flow that the sessions went through. */
                readonly flowId: string;
                /** @description The environment that the sessions ran in. It must be the one that the API client was made for. */
                readonly environment: "live" | "staging";
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of sessions; no content when the flow has none, or beyond the last page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
}
