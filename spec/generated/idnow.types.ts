// Written by `npm run generate` from the YAML beside this folder; do not edit.
export interface paths {
    readonly "/oidc/token": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * An access token for an API client
         * @description The client credentials grant of RFC 6749 section 4.4. The client says who it is in the body (`client_secret_post`) or in the Authorization header (`client_secret_basic`), not in both. In the mock server the path stands on the same host as the rest.
         */
        readonly post: operations["issueToken"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/oidc/.well-known/openid-configuration": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Where tokens come from and how they are signed */
        readonly get: operations["readOpenIdConfiguration"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/oidc/.well-known/jwks.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The keys that verify tokens and webhook messages
         * @description The documentation says that the keys lie below this folder; the name of the file is a choice.
         */
        readonly get: operations["readJwks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/flows/{environment}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The flows of an environment, a page at a time */
        readonly get: operations["listFlows"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
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
        /**
         * Create a session
         * @description The guides also speak of executions that begin as running; the reference of this operation has the last word. Needs the permission `flows.execute`.
         */
        readonly post: operations["createSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/{environment}/sessions/{sessionId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A session and its results */
        readonly get: operations["readSession"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/{environment}/sessions/{sessionId}/datablocks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What a session was given and what it found out
         * @description Input and output, in the order in which they came. Unlike the list of sessions this holds personal data.
         */
        readonly get: operations["listDatablocks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/{environment}/files/{vaultEntryId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The way to a file */
        readonly get: operations["readFile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/vault/{vaultEntryId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * A file, by its presigned URL
         * @description The vendor documents no such path: it stands for the storage to which its redirects lead, so that a client can follow them.
         */
        readonly get: operations["downloadFile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface webhooks {
    readonly sessionEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A session has begun or ended
         * @description The body is a signed JWT; its claims are described by `contentSchema`. It is sent three times at most, until an answer of success comes. When it is sent again is a choice of the mock server: after a minute, then after ten.
         */
        readonly post: operations["sessionEvent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
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
        readonly TokenRequest: {
            /** @description Always client_credentials. */
            readonly grant_type?: string;
            readonly client_id?: string;
            readonly client_secret?: string;
            /** @description Permissions with spaces between them, when the token shall have fewer than the client. */
            readonly scope?: string;
        };
        readonly Token: {
            /** @description A signed JWT. */
            readonly access_token: string;
            /** @description Seconds. */
            readonly expires_in: number;
            /** @constant */
            readonly token_type: "Bearer";
        };
        readonly TokenRefusal: {
            /** @enum {string} */
            readonly error: "invalid_request" | "invalid_client" | "invalid_grant" | "unauthorized_client" | "unsupported_grant_type" | "invalid_scope";
            /** @description The same in words. */
            readonly error_description?: string;
        };
        readonly OpenIdConfiguration: {
            /** Format: uri */
            readonly issuer: string;
            /** Format: uri */
            readonly token_endpoint: string;
            /** Format: uri */
            readonly jwks_uri: string;
            readonly grant_types_supported: readonly string[];
            readonly token_endpoint_auth_methods_supported: readonly string[];
            readonly response_types_supported: readonly string[];
            readonly subject_types_supported: readonly string[];
            readonly id_token_signing_alg_values_supported: readonly string[];
            readonly scopes_supported: readonly string[];
        };
        readonly KeySet: {
            readonly keys: readonly components["schemas"]["Key"][];
        };
        readonly Key: {
            readonly kty: string;
            readonly use: string;
            readonly alg: string;
            readonly kid: string;
            /** @description The modulus. */
            readonly n: string;
            /** @description The exponent. */
            readonly e: string;
        };
        readonly FlowPage: {
            readonly content: readonly components["schemas"]["Flow"][];
            readonly page: components["schemas"]["Page"];
        };
        readonly Flow: {
            readonly id: string;
            readonly name: string;
            readonly description: string;
            /** @description Optional in the documentation; left out for a flow that was never published. */
            readonly version?: number;
            /**
             * @description The environment of the path.
             * @enum {string}
             */
            readonly environment: "live" | "staging";
        };
        /** @description The revisions of the documentation contradict each other about `metadata`, so what stands in it is judged by a quirk and not by this schema. */
        readonly NewSession: {
            /** @description What the flow is told about the person; nothing when it is left out. */
            readonly input?: {
                readonly [key: string]: unknown;
            };
            /** @description Required with a `subjectId` in the newest revision, which knows only it and `locale`. */
            readonly metadata?: {
                /** @description The customer's own name for the person. */
                readonly subjectId?: string;
                /** @description The language that the person is spoken to in. */
                readonly locale?: string;
            } & {
                readonly [key: string]: unknown;
            };
            /** @description Where the person is sent at the end. It must stand on the API client's list, letter by letter. */
            readonly redirectUrl?: string;
            /** @description Handed back with the redirect. */
            readonly state?: string;
        };
        readonly CreatedSession: {
            readonly flowId: string;
            readonly flowVersion: number;
            /** @enum {string} */
            readonly environment: "live" | "staging";
            readonly sessionContext: components["schemas"]["SessionContext"];
            /**
             * Format: uri
             * @description Where the person goes through the session.
             */
            readonly playerUrl: string;
            /** @description What lets the SDK into the session. */
            readonly sdkToken: string;
        };
        readonly SessionContext: {
            readonly sessionId: components["schemas"]["SessionId"];
            /**
             * @description The guides also show a session that begins as running.
             * @enum {string}
             */
            readonly sessionStatus: "CREATED" | "RUNNING";
            readonly createdAt: components["schemas"]["Instant"];
            /** @description When the session ends by itself if nothing happens. A day later in the sample; the flows of the mock server are less patient. */
            readonly expiresAt: components["schemas"]["Instant"];
        };
        /** @description A session with what the list does not tell. */
        readonly SessionDetail: {
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
            /** @description As given at creation. */
            readonly redirectUrl: string | null;
            /** @description As given at creation. */
            readonly state: string | null;
            /** @description As given at creation; read by a published client, not named in the documentation. */
            readonly metadata?: {
                readonly [key: string]: unknown;
            };
            /** @description References to the data blocks that the flow brought about, once the session has ended. */
            readonly results?: readonly components["schemas"]["Result"][];
        };
        readonly Result: {
            /** Format: uuid */
            readonly datablockId: string;
            readonly type: string;
        };
        readonly DataBlocks: {
            /** @description Sorted by `createdAt`. */
            readonly dataBlocks: readonly components["schemas"]["DataBlock"][];
        };
        readonly DataBlock: {
            /** Format: uuid */
            readonly datablockId: string;
            /** @description Such as basicIdentity or documentVerification; other values may come. */
            readonly type: string;
            readonly createdBy: components["schemas"]["Author"];
            readonly createdAt: components["schemas"]["Instant"];
            /** @enum {string} */
            readonly status: "STORED" | "DELETED";
            /** @description What it says, by its type; null once it is deleted. */
            readonly content: {
                readonly [key: string]: unknown;
            } | null;
        };
        readonly Author: {
            /** @description The step that produced the block; START for what was given at creation. */
            readonly stepId: string;
            /** @description Grows with every step of the session. */
            readonly clock: number;
        };
        readonly SignedEvent: string;
        readonly EventClaims: {
            readonly iss: string;
            readonly aud: string;
            readonly iat: number;
            readonly exp: number;
            readonly data: components["schemas"]["Event"];
        };
        readonly Event: {
            /** @description The same for every attempt. */
            readonly eventId: string;
            readonly eventVersion: string;
            /** @enum {string} */
            readonly eventName: "session.created" | "session.completed" | "session.aborted" | "session.expired" | "session.error";
            /** @description Another one for every attempt. */
            readonly eventDeliverId: string;
            /** @description The place of the event among those of its session, from 1. */
            readonly eventSequence: string;
            /** @description When the message was sent. */
            readonly createdAt: components["schemas"]["Instant"];
            /** @enum {string} */
            readonly environment: "live" | "staging";
            readonly payload: components["schemas"]["EventPayload"];
            readonly lastStepId?: string;
            readonly lastStepType?: string;
            readonly lastStepStatus?: string | null;
        };
        /** @description Nothing that tells about the person. */
        readonly EventPayload: {
            readonly flowId: string;
            readonly sessionId: components["schemas"]["SessionId"];
            /** @enum {string} */
            readonly sessionStatus: "CREATED" | "RUNNING" | "COMPLETED" | "EXPIRED" | "ERROR" | "ABORTED";
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
        /** @description No such flow, session, file or path. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description A method that the path does not know. */
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
    parameters: {
        /** @description The flow that the sessions go through. */
        readonly FlowId: string;
        /** @description The environment that the sessions run in. It must be the one that the API client was made for. */
        readonly Environment: "live" | "staging";
        /** @description The session. */
        readonly SessionId: string;
        /** @description The file, as data blocks refer to it. */
        readonly VaultEntryId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description That nobody may keep the answer.
         * @example no-store
         */
        readonly "Cache-Control": string;
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
    readonly issueToken: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        readonly responses: {
            /** @description A token, good for a day. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Token"];
                };
            };
            /** @description A request that no token can be issued for. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokenRefusal"];
                };
            };
            /** @description An unknown client, or a wrong secret. */
            readonly 401: {
                headers: {
                    /**
                     * @description Basic, when the client said in the Authorization header who it is.
                     * @example Basic realm="oidc"
                     */
                    readonly "WWW-Authenticate"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokenRefusal"];
                };
            };
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readOpenIdConfiguration: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The discovery document. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenIdConfiguration"];
                };
            };
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readJwks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key set. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["KeySet"];
                };
            };
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listFlows: {
        readonly parameters: {
            readonly query?: {
                /** @description The number of the page, counted from 1. */
                readonly page?: number;
                /** @description How many flows a page holds. */
                readonly size?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The environment that the sessions run in. It must be the one that the API client was made for. */
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of flows. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlowPage"];
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
                /** @description The flow that the sessions go through. */
                readonly flowId: components["parameters"]["FlowId"];
                /** @description The environment that the sessions run in. It must be the one that the API client was made for. */
                readonly environment: components["parameters"]["Environment"];
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
    readonly createSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The flow that the sessions go through. */
                readonly flowId: components["parameters"]["FlowId"];
                /** @description The environment that the sessions run in. It must be the one that the API client was made for. */
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewSession"];
            };
        };
        readonly responses: {
            /** @description The session that was created, and how to let a person into it. */
            readonly 201: {
                headers: {
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedSession"];
                };
            };
            /** @description A body that cannot be read, or that says something wrong. All that is wrong is named at once. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ValidationFailure"] | components["schemas"]["Failure"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The environment that the sessions run in. It must be the one that the API client was made for. */
                readonly environment: components["parameters"]["Environment"];
                /** @description The session. */
                readonly sessionId: components["parameters"]["SessionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The session. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SessionDetail"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listDatablocks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The environment that the sessions run in. It must be the one that the API client was made for. */
                readonly environment: components["parameters"]["Environment"];
                /** @description The session. */
                readonly sessionId: components["parameters"]["SessionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All data blocks of the session so far. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DataBlocks"];
                };
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The environment that the sessions run in. It must be the one that the API client was made for. */
                readonly environment: components["parameters"]["Environment"];
                /** @description The file, as data blocks refer to it. */
                readonly vaultEntryId: components["parameters"]["VaultEntryId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Where the file can be fetched without a token, for an hour. */
            readonly 302: {
                headers: {
                    /**
                     * @description A presigned URL.
                     * @example https://vault.example.com/3f2a7c1e-5b8d-4e90-9c33-1d2e8f40b6a7?token=signed
                     */
                    readonly Location?: string;
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly downloadFile: {
        readonly parameters: {
            readonly query?: {
                /** @description What makes the URL good for an hour. */
                readonly token?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description The file, as data blocks refer to it. */
                readonly vaultEntryId: components["parameters"]["VaultEntryId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/svg+xml": string;
                };
            };
            /** @description A URL that is not signed, or was good until some time ago. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Failure"];
                };
            };
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly sessionEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/jwt": components["schemas"]["SignedEvent"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not received; it is sent again. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
