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
         * Issue an access token
         * @description The client credentials grant of RFC 6749 section 4.4. The client authenticates in the body (`client_secret_post`) or in the Authorization header (`client_secret_basic`), not in both. The mock server serves this path on the same host as all others.
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
        /** Read the OpenID configuration */
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
         * Read the keys that verify tokens and webhook messages
         * @description The documentation names the folder of the keys; the file name is decided by Flowtwin.
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
        /** List the flows of an environment */
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
         * List the sessions of a flow
         * @description Pages are numbered from 1. There is no filter. By default the oldest session comes first; equal ones are sorted by `sessionId`. Unknown parameters are ignored.
         */
        readonly get: operations["listSessions"];
        readonly put?: never;
        /**
         * Create a session
         * @description Requires the permission `flows.execute`. The guides also describe executions that start as running; this document follows the reference of the operation.
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
        /** Read a session and its results */
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
         * List the data blocks of a session
         * @description Returns input and results in order of creation. Unlike the list of sessions, they contain personal data.
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
        /** Get the URL of a file */
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
         * Download a file by its presigned URL
         * @description Not documented by the vendor. It replaces the file storage that the vendor redirects to, so that clients can follow the redirect.
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
         * A session was created or has ended
         * @description The body is a signed JWT; `contentSchema` describes its claims. There are at most three attempts, until one gets a successful response. The mock server waits one minute before the second attempt and ten before the third; the vendor does not document this.
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
        /** @description A page of sessions. */
        readonly SessionPage: {
            /** @description The sessions. The documentation's table says flows, its sample shows sessions. */
            readonly content: readonly components["schemas"]["Session"][];
            readonly page: components["schemas"]["Page"];
        };
        readonly Page: {
            /** @description The requested page size, not the number of sessions in `content`. */
            readonly size: number;
            /** @description The number of this page, from 1. */
            readonly number: number;
            /** @description The number of all sessions of the flow in the environment. */
            readonly totalElements: number;
            /** @description The quotient of `totalElements` and `size`, rounded up; 0 for an empty list. */
            readonly totalPages: number;
        };
        /** @description A session of one person in one flow, without personal data. */
        readonly Session: {
            readonly sessionId: components["schemas"]["SessionId"];
            /**
             * @description A session is created, then running, then in one of the other four statuses, which are final.
             * @enum {string}
             */
            readonly sessionStatus: "CREATED" | "RUNNING" | "COMPLETED" | "EXPIRED" | "ERROR" | "ABORTED";
            /** @description The flow in the path. */
            readonly flowId: string;
            /** @description The version of the flow that the session uses. */
            readonly flowVersion: number;
            /**
             * @description The environment in the path.
             * @enum {string}
             */
            readonly environment: "live" | "staging";
            /** @description The customer's own id of the person, set at creation; null without one. */
            readonly subjectId: string | null;
            /** @description The decision, such as accepted, rejected or NO_OUTCOME; null until there is one. It is independent of the status: a rejected session is also completed. Other values are possible. */
            readonly outcome: string | null;
            readonly createdAt: components["schemas"]["Instant"];
            /** @description The start of processing; null before. */
            readonly startedAt: components["schemas"]["NullableInstant"];
            readonly updatedAt: components["schemas"]["Instant"];
            /** @description The time of the final status; null before. */
            readonly completedAt: components["schemas"]["NullableInstant"];
            /** @description The time at which the session expires; null in the sample of a completed session. */
            readonly expiresAt: components["schemas"]["NullableInstant"];
            /** @description The last step that ran; null or absent before the first. The documentation marks it as optional and shows it whenever a step ran. */
            readonly lastStep?: components["schemas"]["LastStep"] | null;
        };
        readonly LastStep: {
            readonly stepId: string;
            /** @description A string in the documentation; null is decided by Flowtwin. */
            readonly stepDescription: string | null;
            /** @description Such as accepted or failed; other values are possible. A string in the documentation; null is decided by Flowtwin. */
            readonly verdict: string | null;
        };
        readonly TokenRequest: {
            /** @description Always client_credentials. */
            readonly grant_type: string;
            readonly client_id?: string;
            readonly client_secret?: string;
            /** @description The permissions of the token, separated by spaces; by default all permissions of the client. */
            readonly scope?: string;
        };
        readonly Token: {
            /** @description A signed JWT. */
            readonly access_token: string;
            /** @description The lifetime in seconds. */
            readonly expires_in: number;
            /** @constant */
            readonly token_type: "Bearer";
        };
        readonly TokenRefusal: {
            /** @enum {string} */
            readonly error: "invalid_request" | "invalid_client" | "invalid_grant" | "unauthorized_client" | "unsupported_grant_type" | "invalid_scope";
            /** @description The description of the error. */
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
            /** @description Optional in the documentation; omitted for a draft. */
            readonly version?: number;
            /**
             * @description The environment in the path.
             * @enum {string}
             */
            readonly environment: "live" | "staging";
        };
        /** @description The revisions of the documentation contradict each other about `metadata`; a quirk decides on its members, not this schema. */
        readonly NewSession: {
            /** @description The input of the flow; empty by default. */
            readonly input?: {
                readonly [key: string]: unknown;
            };
            /** @description In the newest revision, required with `subjectId` and optionally `locale`. */
            readonly metadata?: {
                /** @description The customer's own id of the person. */
                readonly subjectId?: string;
                /** @description The language of the session. */
                readonly locale?: string;
            } & {
                readonly [key: string]: unknown;
            };
            /** @description The URL that the person is redirected to at the end. It must be in the list of the API client, compared exactly. */
            readonly redirectUrl?: string;
            /** @description A value that the redirect returns. */
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
             * @description The URL at which the person completes the session.
             */
            readonly playerUrl: string;
            /** @description The token with which the SDK opens the session. */
            readonly sdkToken: string;
        };
        readonly SessionContext: {
            readonly sessionId: components["schemas"]["SessionId"];
            /**
             * @description The status. The guides also show a session that starts as running.
             * @enum {string}
             */
            readonly sessionStatus: "CREATED" | "RUNNING";
            readonly createdAt: components["schemas"]["Instant"];
            /** @description The time at which an inactive session expires. One day later in the sample; earlier for the flows of the mock server. */
            readonly expiresAt: components["schemas"]["Instant"];
        };
        /** @description A session with the fields that the list does not have. */
        readonly SessionDetail: {
            readonly sessionId: components["schemas"]["SessionId"];
            /**
             * @description A session is created, then running, then in one of the other four statuses, which are final.
             * @enum {string}
             */
            readonly sessionStatus: "CREATED" | "RUNNING" | "COMPLETED" | "EXPIRED" | "ERROR" | "ABORTED";
            /** @description The flow in the path. */
            readonly flowId: string;
            /** @description The version of the flow that the session uses. */
            readonly flowVersion: number;
            /**
             * @description The environment in the path.
             * @enum {string}
             */
            readonly environment: "live" | "staging";
            /** @description The customer's own id of the person, set at creation; null without one. */
            readonly subjectId: string | null;
            /** @description The decision, such as accepted, rejected or NO_OUTCOME; null until there is one. It is independent of the status: a rejected session is also completed. Other values are possible. */
            readonly outcome: string | null;
            readonly createdAt: components["schemas"]["Instant"];
            /** @description The start of processing; null before. */
            readonly startedAt: components["schemas"]["NullableInstant"];
            readonly updatedAt: components["schemas"]["Instant"];
            /** @description The time of the final status; null before. */
            readonly completedAt: components["schemas"]["NullableInstant"];
            /** @description The time at which the session expires; null in the sample of a completed session. */
            readonly expiresAt: components["schemas"]["NullableInstant"];
            /** @description The last step that ran; null or absent before the first. The documentation marks it as optional and shows it whenever a step ran. */
            readonly lastStep?: components["schemas"]["LastStep"] | null;
            /** @description The value set at creation. */
            readonly redirectUrl: string | null;
            /** @description The value set at creation. */
            readonly state: string | null;
            /** @description The value set at creation. Read by a published client, not mentioned in the documentation. */
            readonly metadata?: {
                readonly [key: string]: unknown;
            };
            /** @description References to the data blocks that steps created; only in an ended session. */
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
            /** @description Such as basicIdentity or documentVerification; other values are possible. */
            readonly type: string;
            readonly createdBy: components["schemas"]["Author"];
            readonly createdAt: components["schemas"]["Instant"];
            /** @enum {string} */
            readonly status: "STORED" | "DELETED";
            /** @description The content, by type; null if it is deleted. A file is an object of two members: `$ref`, always vault, and `$id`, the id of the file. The examples leave files out, because tools read any `$ref` as a reference of the document. */
            readonly content: {
                readonly [key: string]: unknown;
            } | null;
        };
        readonly Author: {
            /** @description The step that created the block; START for input. */
            readonly stepId: string;
            /** @description Increases with every step of the session. */
            readonly clock: number;
        };
        readonly SignedEvent: string;
        readonly EventClaims: {
            /** @description The issuer. The pages say only that it is IDnow; the mock server has `urn:flowtwin:idnow`, and the quirk `idnow.webhook-issuer` sets the issuer of production or of the sandbox. */
            readonly iss: string;
            /** @description The receiver; in the mock server the id of the tenant. */
            readonly aud: string;
            /** @description The time of sending, in seconds since 1970. */
            readonly iat: number;
            /** @description The time after which the message is not valid; in the mock server five minutes after sending. */
            readonly exp: number;
            readonly data: components["schemas"]["Event"];
        };
        readonly Event: {
            /** @description The id of the event, the same in every attempt. */
            readonly eventId: string;
            readonly eventVersion: string;
            /** @enum {string} */
            readonly eventName: "session.created" | "session.completed" | "session.aborted" | "session.expired" | "session.error";
            /** @description The id of the attempt. */
            readonly eventDeliverId: string;
            /** @description The position among the events of the session, from 1. */
            readonly eventSequence: string;
            /** @description The time of the attempt. */
            readonly createdAt: components["schemas"]["Instant"];
            /** @enum {string} */
            readonly environment: "live" | "staging";
            readonly payload: components["schemas"]["EventPayload"];
            readonly lastStepId?: string;
            readonly lastStepType?: string;
            readonly lastStepStatus?: string | null;
        };
        /** @description The session, without personal data. */
        readonly EventPayload: {
            readonly flowId: string;
            readonly sessionId: components["schemas"]["SessionId"];
            /** @enum {string} */
            readonly sessionStatus: "CREATED" | "RUNNING" | "COMPLETED" | "EXPIRED" | "ERROR" | "ABORTED";
        };
        /**
         * Format: uuid
         * @description The session id. The samples show UUIDs of version 7; the format is not documented.
         */
        readonly SessionId: string;
        /**
         * Format: date-time
         * @description UTC in milliseconds.
         */
        readonly Instant: string;
        /**
         * Format: date-time
         * @description An `Instant`, or null.
         */
        readonly NullableInstant: string | null;
        readonly Failure: {
            /** @description The status code of the response. */
            readonly statusCode: number;
            readonly message: string;
            /** @description The name of the status, if `message` has another text. */
            readonly error?: string;
        };
        readonly ValidationFailure: {
            /** @description The status code of the response. */
            readonly statusCode: number;
            /** @description The error messages, one for each error. */
            readonly message: readonly string[];
            /** @description The name of the status. */
            readonly error: string;
        };
    };
    responses: {
        /** @description A parameter is malformed or out of range; there is a message for each one. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ValidationFailure"];
            };
        };
        /** @description The bearer token is missing or invalid. */
        readonly Unauthenticated: {
            headers: {
                /**
                 * @description The challenge that RFC 9110 requires with every 401.
                 * @example Bearer
                 */
                readonly "WWW-Authenticate"?: string;
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
        /** @description The flow, session, file or path does not exist. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The path does not support the method. */
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
        /** @description The flow of the sessions. */
        readonly FlowId: string;
        /** @description The environment of the sessions. It must be the environment of the API client. */
        readonly Environment: "live" | "staging";
        /** @description The session. */
        readonly SessionPath: string;
        /** @description The file id, which data blocks contain. */
        readonly VaultEntryId: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description no-store; the response must not be cached.
         * @example no-store
         */
        readonly "Cache-Control": string;
        /**
         * @description The allowed methods.
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
            /** @description A token, valid for one day. */
            readonly 200: {
                headers: {
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Token"];
                };
            };
            /** @description The request is invalid. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TokenRefusal"];
                };
            };
            /** @description The client is unknown, or its secret is wrong. */
            readonly 401: {
                headers: {
                    /**
                     * @description Basic, if the client authenticated in the Authorization header.
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
                /** @description The page number, from 1. */
                readonly page?: number;
                /** @description The number of flows per page. */
                readonly size?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The environment of the sessions. It must be the environment of the API client. */
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
                /** @description The page number. The first page and the minimum are the same as for the list of flows. */
                readonly page?: number;
                /** @description The number of sessions per page. The maximum is the same as for the list of flows; the default is the size in the sample. */
                readonly size?: number;
                /** @description The sort field. `status` sorts by `sessionStatus`, alphabetically. */
                readonly sortBy?: "status" | "createdAt";
                /** @description Reverses the order. */
                readonly sortDesc?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description The flow of the sessions. */
                readonly flowId: components["parameters"]["FlowId"];
                /** @description The environment of the sessions. It must be the environment of the API client. */
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of sessions; `content` is empty for a flow without sessions, and beyond the last page. */
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
                /** @description The flow of the sessions. */
                readonly flowId: components["parameters"]["FlowId"];
                /** @description The environment of the sessions. It must be the environment of the API client. */
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
            /** @description The new session, and the URL and token with which a person enters it. */
            readonly 201: {
                headers: {
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedSession"];
                };
            };
            /** @description The body is not JSON or is invalid; there is a message for each error. */
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
                /** @description The environment of the sessions. It must be the environment of the API client. */
                readonly environment: components["parameters"]["Environment"];
                /** @description The session. */
                readonly sessionId: components["parameters"]["SessionPath"];
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
            readonly 400: components["responses"]["BadRequest"];
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
                /** @description The environment of the sessions. It must be the environment of the API client. */
                readonly environment: components["parameters"]["Environment"];
                /** @description The session. */
                readonly sessionId: components["parameters"]["SessionPath"];
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
            readonly 400: components["responses"]["BadRequest"];
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
                /** @description The environment of the sessions. It must be the environment of the API client. */
                readonly environment: components["parameters"]["Environment"];
                /** @description The file id, which data blocks contain. */
                readonly vaultEntryId: components["parameters"]["VaultEntryId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A redirect to a URL that returns the file without a token for one hour. */
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
            readonly 400: components["responses"]["BadRequest"];
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
                /** @description The signature of the URL, valid for one hour. */
                readonly token?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description The file id, which data blocks contain. */
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
            /** @description The signature of the URL is missing, wrong or expired. */
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
            /** @description Received; there is no further attempt. */
            readonly "2XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not received; another attempt follows. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
