// Written by `npm run generate` from the YAML beside this folder; do not edit.
export interface paths {
    readonly "/public/v2/flow-runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List flow runs
         * @description Returns flow runs, filtered, sorted and paged. The order without `sort` is not documented; Flowtwin sorts by creation. A page beyond the end is empty.
         */
        readonly get: operations["listFlowRuns"];
        readonly put?: never;
        /**
         * Create a flow run
         * @description Starts a flow in a message thread. The run is created as `queued`, and the system starts it soon after. Without an initial message nothing is sent, and the next message of the candidate enters the flow.
         */
        readonly post: operations["createFlowRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/public/v2/flow-runs/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The flow run. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["FlowRunId"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a flow run
         * @description Returns the current state of the run, with its flow and message thread on request (`include`).
         */
        readonly get: operations["readFlowRun"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a flow run
         * @description Deletes a run. A second deletion returns 404.
         */
        readonly delete: operations["deleteFlowRun"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Update a flow run
         * @description `status` ends a run. `state` replaces the whole state, for instance to erase personal data; this is rejected while the run is running. A body with both ends the run first, then replaces the state. Absent attributes stay the same.
         */
        readonly patch: operations["updateFlowRun"];
        readonly trace?: never;
    };
    readonly "/public/v2/flows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List flows
         * @description Returns flows, filtered, sorted and paged; by creation without `sort`. `include` is rejected, because the resources related to flows are not described here.
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
    readonly "/public/v2/flows/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The flow. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["FlowId"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a flow
         * @description Returns the flow as it is included with its runs.
         */
        readonly get: operations["readFlow"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/public/v2/message-threads": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List message threads
         * @description Returns message threads, filtered, sorted and paged. The order without `sort` is Flowtwin's decision. The vendor can include messages; Flowtwin has none and rejects `include`.
         */
        readonly get: operations["listMessageThreads"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/public/v2/message-threads/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The message thread. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["MessageThreadId"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a message thread
         * @description Returns the thread as it is included with its runs.
         */
        readonly get: operations["readMessageThread"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/public/v2/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List webhook subscriptions
         * @description The guide shows only how to create a subscription; that they can be listed is inferred from the other resources.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Create a webhook subscription
         * @description Each event of the kind is then sent to the URL of the webhook, or of the organization if it has none.
         */
        readonly post: operations["createWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/public/v2/webhooks/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The subscription. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["WebhookId"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a webhook subscription
         * @description Returns the subscription.
         */
        readonly get: operations["readWebhook"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a webhook subscription
         * @description Stops all deliveries of the subscription.
         */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Update a webhook subscription
         * @description Absent attributes stay the same.
         */
        readonly patch: operations["updateWebhook"];
        readonly trace?: never;
    };
    readonly "/public/v2/organizations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Set the webhook address
         * @description Sets the URL for webhooks without one of their own, and the secret that is sent with every payload. Both are required. The documented example has no `id`, unlike an update in JSON:API.
         */
        readonly patch: operations["updateOrganization"];
        readonly trace?: never;
    };
}
export interface webhooks {
    readonly flowRunEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * A flow run was created, updated or deleted
         * @description Sent to the URL of the subscription, or of the organization if it has none. Any response but success is a failure; a failed delivery is retried five times within 24 hours. The single delays are Flowtwin's decision.
         */
        readonly post: operations["flowRunEvent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description One flow run, without top-level links and `jsonapi`. */
        readonly FlowRunDocument: {
            readonly data: components["schemas"]["FlowRun"];
            /** @description Empty. */
            readonly meta: Record<string, unknown>;
            readonly included?: components["schemas"]["Included"];
        };
        /** @description One page of flow runs, without links to other pages. */
        readonly FlowRunCollection: {
            readonly data: readonly components["schemas"]["FlowRun"][];
            readonly meta: components["schemas"]["CollectionMeta"];
            readonly included?: components["schemas"]["Included"];
        };
        /** @description A document without data. */
        readonly MetaDocument: {
            /** @description Empty. */
            readonly meta: Record<string, unknown>;
        };
        /** @description The position of the page in the list. */
        readonly CollectionMeta: {
            /** @description The number of resources that match the filters. */
            readonly total: number;
            /** @description The number of resources of the type in the organization. */
            readonly totalUnfiltered: number;
            /** @description The page size, not the number of rows on this page. */
            readonly currentSize: number;
            /** @description The page number, from 1. */
            readonly currentPage: number;
            /** @description The number of the last page. Flowtwin returns 1 for an empty list; the vendor may return 0. */
            readonly maxPage: number;
        };
        /** @description The resources of `include`, each once; absent without `include`. */
        readonly Included: readonly (components["schemas"]["Flow"] | components["schemas"]["MessageThread"])[];
        /** @description One run of a flow in one message thread. */
        readonly FlowRun: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "flowRuns";
            readonly attributes: components["schemas"]["FlowRunAttributes"];
            readonly relationships: components["schemas"]["FlowRunRelationships"];
        };
        /** @description All attributes, unless `fields[flowRuns]` selects fewer. */
        readonly FlowRunAttributes: {
            readonly createdAt?: components["schemas"]["Instant"];
            readonly updatedAt?: components["schemas"]["Instant"];
            /** Format: uuid */
            readonly flowId?: string;
            /** Format: uuid */
            readonly messageThreadId?: string;
            /** @description The variables of the session: the initial ones and those that the flow sets. */
            readonly state?: {
                readonly [key: string]: unknown;
            };
            /** @description The message that opened the flow, as it was sent; empty without one. */
            readonly initialMessage?: {
                readonly [key: string]: unknown;
            };
            /**
             * @description Queued until the system starts the run, running until it ends. The documented list of values lacks `cancelled`, which an update can set. Another page has `created` in place of `queued`.
             * @enum {string}
             */
            readonly status?: "queued" | "created" | "running" | "finished" | "timeout" | "exception" | "cancelled";
            /** @description Credits spent so far. */
            readonly cost?: number;
        };
        readonly FlowRunRelationships: {
            readonly flow?: components["schemas"]["FlowRelationship"];
            readonly messageThread?: components["schemas"]["MessageThreadRelationship"];
        };
        readonly FlowRelationship: {
            readonly links: components["schemas"]["ResourceLinks"];
            /** @description The id of the flow; absent unless the flow is included. */
            readonly data?: {
                /** @constant */
                readonly type: "flows";
                /** Format: uuid */
                readonly id: string;
            };
        };
        readonly MessageThreadRelationship: {
            readonly links: components["schemas"]["ResourceLinks"];
            /** @description The id of the message thread; absent unless the thread is included. */
            readonly data?: {
                /** @constant */
                readonly type: "messageThreads";
                /** Format: uuid */
                readonly id: string;
            };
        };
        /** @description Links to a resource that always exists. */
        readonly ResourceLinks: {
            /** @description The path of the link, from the root of the host. */
            readonly related: string;
        };
        /** @description The candidate of a thread. The sample of a thread without one has the link `null`, which JSON:API 1.1 permits and 1.0 does not; the mock server then has the linkage `null` and no links, which is valid in both. The quirk `recrubo.absent-candidate` sets the form of the sample. */
        readonly CandidateRelationship: {
            /** @description The candidate; null for a thread without one. */
            readonly data?: {
                /** @constant */
                readonly type: "candidates";
                /** Format: uuid */
                readonly id: string;
            } | null;
            readonly links?: {
                /** @description The path of the candidate, from the root of the host; null or absent without a candidate. */
                readonly related?: string | null;
            };
        };
        /** @description A relationship of an included resource, with links only. */
        readonly Relationship: {
            readonly links: {
                /** @description The path and query of the link, from the root of the host; null without a related resource. */
                readonly related: string | null;
            };
        };
        /** @description A flow, on its own or included with its runs. */
        readonly Flow: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "flows";
            readonly attributes: components["schemas"]["FlowAttributes"];
            readonly relationships: components["schemas"]["FlowRelationships"];
        };
        readonly FlowAttributes: {
            readonly createdAt?: components["schemas"]["Instant"];
            readonly updatedAt?: components["schemas"]["Instant"];
            readonly name?: string;
            /** @description Minutes without a reply before a reminder is sent; 0 disables reminders. */
            readonly reminderInterval?: number;
            readonly reminderMessage?: string;
            /** @description Minutes without a reply before a run ends as `timeout`. */
            readonly sessionTimeout?: number;
            /** @description Null for a flow that was never published. */
            readonly publishedAt?: components["schemas"]["NullableInstant"];
            /** @description True if the flow has changed since it was published. */
            readonly unpublishedChanges?: boolean;
            /**
             * Format: uuid
             * @description Null for a flow that was not generated.
             */
            readonly flowGenerationId?: string | null;
        };
        readonly FlowRelationships: {
            readonly flowGeneration?: components["schemas"]["Relationship"];
            readonly nodes?: components["schemas"]["Relationship"];
        };
        /** @description A conversation with one candidate on one channel, on its own or included with its runs. */
        readonly MessageThread: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "messageThreads";
            readonly attributes: components["schemas"]["MessageThreadAttributes"];
            readonly relationships: components["schemas"]["MessageThreadRelationships"];
        };
        readonly MessageThreadAttributes: {
            readonly createdAt?: components["schemas"]["Instant"];
            readonly updatedAt?: components["schemas"]["Instant"];
            /** @description Such as `whatsapp` or `facebook-messenger`. */
            readonly channel?: string;
            /** @description The candidate's id on the channel; for WhatsApp the digits of the phone number, without a plus sign. */
            readonly identifier?: string;
            /**
             * Format: uuid
             * @description Null for a thread without a candidate.
             */
            readonly candidateId?: string | null;
            /** @description True if the chatbot is paused in this thread. Listed for the resource, absent in the sample of an included thread. */
            readonly chatbotPaused?: boolean;
        };
        readonly MessageThreadRelationships: {
            readonly candidate?: components["schemas"]["CandidateRelationship"];
            readonly flowRuns?: components["schemas"]["Relationship"];
            readonly messages?: components["schemas"]["Relationship"];
            readonly conversation?: components["schemas"]["Relationship"];
        };
        /** @description The document of a new flow run. */
        readonly FlowRunCreate: {
            /** @description The server assigns the id; a client-generated id is rejected with 403. */
            readonly data: {
                /** @constant */
                readonly type: "flowRuns";
                readonly attributes: components["schemas"]["FlowRunCreateAttributes"];
                /** @description Relationships cannot be written: each is rejected with 403. The attributes name the flow and the thread. */
                readonly relationships?: Record<string, unknown>;
            };
        };
        /** @description Any other attribute is rejected with 403, and a missing or invalid one with 422. */
        readonly FlowRunCreateAttributes: {
            /** Format: uuid */
            readonly flowId: string;
            /** Format: uuid */
            readonly messageThreadId: string;
            /** @description The variables of the session; may be empty. */
            readonly state: {
                /** @description The schedules that a custom scheduling step of the flow offers: the id of one, or a list of several. Any other value is rejected. */
                readonly scheduleId?: unknown;
            } & {
                readonly [key: string]: unknown;
            };
            readonly initialMessage: components["schemas"]["InitialMessage"];
        };
        /** @description The document of an updated flow run. */
        readonly FlowRunUpdate: {
            readonly data: {
                /** @constant */
                readonly type: "flowRuns";
                /**
                 * Format: uuid
                 * @description The id in the path; any other is rejected with 409.
                 */
                readonly id: string;
                readonly attributes?: components["schemas"]["FlowRunUpdateAttributes"];
                /** @description Relationships cannot be written: each is rejected with 403. The attributes name the flow and the thread. */
                readonly relationships?: Record<string, unknown>;
            };
        };
        /** @description `initialMessage` is rejected with 422, any other attribute with 403. */
        readonly FlowRunUpdateAttributes: {
            /**
             * @description The end status of the run. The status of an ended run cannot change; that is Flowtwin's decision.
             * @enum {string}
             */
            readonly status?: "finished" | "timeout" | "cancelled" | "exception";
            /** @description The new variables, which replace all old ones. Rejected while the run is running. */
            readonly state?: {
                readonly [key: string]: unknown;
            };
        };
        /** @description The message that opens the flow, with any message payload; `{}` for none. A WhatsApp thread requires a template or none. */
        readonly InitialMessage: components["schemas"]["NoMessage"] | components["schemas"]["TemplateMessage"] | components["schemas"]["OtherMessage"];
        /** @description A message from an approved template with its parameters. */
        readonly TemplateMessage: {
            /** @constant */
            readonly type: "template";
            readonly template: {
                /** Format: uuid */
                readonly id: string;
                readonly components: readonly components["schemas"]["TemplateComponent"][];
            };
        };
        /** @description A part of a template, with its parameters in order. */
        readonly TemplateComponent: {
            /** @description The part; only `body` is documented. */
            readonly type: string;
            readonly parameters: readonly {
                /** @description Only `text` is documented. */
                readonly type: string;
                readonly text: string;
            }[];
        };
        /** @description A message without a template, such as text. Its content is not restricted: the vendor's pages show two forms of a text message. */
        readonly OtherMessage: {
            readonly type: string;
        } & {
            readonly [key: string]: unknown;
        };
        /** @description Sends nothing; the flow waits for the candidate. */
        readonly NoMessage: Record<string, unknown>;
        /** @description One flow. */
        readonly FlowDocument: {
            readonly data: components["schemas"]["Flow"];
            /** @description Empty. */
            readonly meta: Record<string, unknown>;
        };
        /** @description One page of flows, without links to other pages. */
        readonly FlowCollection: {
            readonly data: readonly components["schemas"]["Flow"][];
            readonly meta: components["schemas"]["CollectionMeta"];
        };
        /** @description One message thread. */
        readonly MessageThreadDocument: {
            readonly data: components["schemas"]["MessageThread"];
            /** @description Empty. */
            readonly meta: Record<string, unknown>;
        };
        /** @description One page of message threads, without links to other pages. */
        readonly MessageThreadCollection: {
            readonly data: readonly components["schemas"]["MessageThread"][];
            readonly meta: components["schemas"]["CollectionMeta"];
        };
        /** @description One subscription. */
        readonly WebhookDocument: {
            readonly data: components["schemas"]["Webhook"];
            /** @description Empty. */
            readonly meta: Record<string, unknown>;
        };
        /** @description One page of subscriptions, without links to other pages. */
        readonly WebhookCollection: {
            readonly data: readonly components["schemas"]["Webhook"][];
            readonly meta: components["schemas"]["CollectionMeta"];
        };
        /** @description One organization. */
        readonly OrganizationDocument: {
            readonly data: components["schemas"]["Organization"];
            /** @description Empty. */
            readonly meta: Record<string, unknown>;
        };
        /** @description A subscription to one event of one resource type. */
        readonly Webhook: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "webhooks";
            readonly attributes: components["schemas"]["WebhookAttributes"];
        };
        readonly WebhookAttributes: {
            readonly createdAt?: components["schemas"]["Instant"];
            readonly updatedAt?: components["schemas"]["Instant"];
            /** @description The type of the resources. The guide has such an attribute, but its name is not certain. */
            readonly resourceType?: string;
            /** @enum {string} */
            readonly event?: "create" | "update" | "delete";
            /** @description The attributes that trigger an `update`: one of them has to change. Null or empty for any attribute. */
            readonly fields?: readonly string[] | null;
            /** @description Null if payloads are sent to the URL of the organization. */
            readonly webhookUrl?: string | null;
        };
        /** @description The document of a new subscription. */
        readonly WebhookCreate: {
            /** @description The server assigns the id; a client-generated id is rejected with 403. */
            readonly data: {
                /** @constant */
                readonly type: "webhooks";
                /** @description Any other attribute is rejected with 403, and a missing or invalid one with 422. */
                readonly attributes: {
                    /**
                     * @description Flowtwin supports flow runs only.
                     * @constant
                     */
                    readonly resourceType: "flowRuns";
                    /** @enum {string} */
                    readonly event: "create" | "update" | "delete";
                    readonly fields?: readonly string[] | null;
                    readonly webhookUrl?: string | null;
                };
            };
        };
        /** @description The document of an updated subscription. */
        readonly WebhookUpdate: {
            readonly data: {
                /** @constant */
                readonly type: "webhooks";
                /**
                 * Format: uuid
                 * @description The id in the path; any other is rejected with 409.
                 */
                readonly id: string;
                readonly attributes?: {
                    /** @constant */
                    readonly resourceType?: "flowRuns";
                    /** @enum {string} */
                    readonly event?: "create" | "update" | "delete";
                    readonly fields?: readonly string[] | null;
                    readonly webhookUrl?: string | null;
                };
            };
        };
        /** @description The organization of the key. */
        readonly Organization: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "organizations";
            readonly attributes: {
                /** @description The URL for webhooks without one of their own. */
                readonly webhookUrl: string | null;
            };
        };
        /** @description The URL and the secret of webhooks. */
        readonly OrganizationUpdate: {
            readonly data: {
                /** @constant */
                readonly type: "organizations";
                /**
                 * Format: uuid
                 * @description Optional; the id of another organization is rejected with 409.
                 */
                readonly id?: string;
                readonly attributes: {
                    readonly webhookUrl: string;
                    /** @description Sent with every payload in the header `X-Recrubo-Webhook-Secret`. */
                    readonly webhookSecret: string;
                };
            };
        };
        /** @description The payload of a webhook, sent by POST with the secret in the header `X-Recrubo-Webhook-Secret`. */
        readonly WebhookPayload: {
            readonly data: {
                /** @constant */
                readonly type: "webhookPayload";
                /**
                 * Format: uuid
                 * @description The id of the delivery, the same for every attempt.
                 */
                readonly id: string;
                readonly attributes: {
                    /** Format: uuid */
                    readonly webhookId: string;
                    /** @enum {string} */
                    readonly event: "create" | "update" | "delete";
                    /** @description The changed attributes of an `update`. */
                    readonly fields?: readonly string[];
                    readonly resource: components["schemas"]["FlowRun"];
                };
            };
        };
        /** @description One filter per filterable attribute. */
        readonly FlowFilter: {
            readonly id?: string | components["schemas"]["Comparison"];
            readonly name?: string | components["schemas"]["Comparison"];
            readonly reminderInterval?: string | components["schemas"]["Comparison"];
            readonly sessionTimeout?: string | components["schemas"]["Comparison"];
            readonly publishedAt?: string | components["schemas"]["Comparison"];
            readonly unpublishedChanges?: string | components["schemas"]["Comparison"];
            readonly flowGenerationId?: string | components["schemas"]["Comparison"];
            readonly createdAt?: string | components["schemas"]["Comparison"];
            readonly updatedAt?: string | components["schemas"]["Comparison"];
        };
        /** @description One filter per filterable attribute. */
        readonly MessageThreadFilter: {
            readonly id?: string | components["schemas"]["Comparison"];
            readonly channel?: string | components["schemas"]["Comparison"];
            readonly identifier?: string | components["schemas"]["Comparison"];
            readonly candidateId?: string | components["schemas"]["Comparison"];
            readonly chatbotPaused?: string | components["schemas"]["Comparison"];
            readonly createdAt?: string | components["schemas"]["Comparison"];
            readonly updatedAt?: string | components["schemas"]["Comparison"];
        };
        /** @description One filter per filterable attribute. `state` and `initialMessage` are not filterable. */
        readonly FlowRunFilter: {
            readonly id?: string | components["schemas"]["Comparison"];
            readonly status?: string | components["schemas"]["Comparison"];
            readonly flowId?: string | components["schemas"]["Comparison"];
            readonly messageThreadId?: string | components["schemas"]["Comparison"];
            readonly createdAt?: string | components["schemas"]["Comparison"];
            readonly updatedAt?: string | components["schemas"]["Comparison"];
            readonly cost?: string | components["schemas"]["Comparison"];
        };
        /** @description Operators with their operands as text. A plain value means equality. */
        readonly Comparison: {
            /** @description Equal, case-sensitive. */
            readonly eq?: string;
            /** @description Equal, case-insensitive. */
            readonly eql?: string;
            /** @description Begins with the operand. */
            readonly prefix?: string;
            /** @description Ends with the operand. */
            readonly suffix?: string;
            /** @description Greater. */
            readonly gt?: string;
            /** @description Greater or equal. */
            readonly gte?: string;
            /** @description Less. */
            readonly lt?: string;
            /** @description Less or equal. */
            readonly lte?: string;
            /** @description One of a list, separated by commas. */
            readonly match?: string;
        };
        /** @description Names of attributes and relationships, separated by commas. */
        readonly FieldList: string;
        /**
         * Format: date-time
         * @description UTC to the second, with a numeric offset.
         */
        readonly Instant: string;
        /**
         * Format: date-time
         * @description An `Instant`, or null.
         */
        readonly NullableInstant: string | null;
        /** @description Errors in the form of JSON:API. */
        readonly ErrorDocument: {
            readonly errors: readonly components["schemas"]["ErrorObject"][];
        };
        /** @description One error. JSON:API requires at least one member. Flowtwin always sends `code`, `status`, `title` and `detail`. */
        readonly ErrorObject: {
            /** @description The name of the status. */
            readonly code?: string;
            /** @description The HTTP status, as text. */
            readonly status?: string;
            /** @description The kind of error, the same for each occurrence. */
            readonly title?: string;
            /** @description A description of this occurrence. */
            readonly detail?: string;
            /** @description The part of the request that caused the error. */
            readonly source?: {
                /** @description A JSON Pointer to a value in the body. The framework omits the leading slash that JSON:API requires; Flowtwin sends it. */
                readonly pointer?: string;
                /** @description The name of a query parameter. */
                readonly parameter?: string;
                /** @description The name of a request header. */
                readonly header?: string;
            };
            /** @description The error in machine-readable form, if a member of the body caused it. */
            readonly meta?: {
                /** @description The invalid member: a dotted path in a request or conflict error, the plain name in a validation error. */
                readonly attribute?: string;
                /** @description A description of the error. */
                readonly message?: string;
                /** @description The violated rule. */
                readonly code?: string;
            };
        };
    };
    responses: {
        /** @description The query is invalid. JSON:API requires 400 for an unknown `include`, `sort` or plain parameter; 400 for invalid filters and pages is Flowtwin's decision. */
        readonly BadQuery: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The body is not JSON or not a JSON:API document, or a query parameter is unknown. */
        readonly BadDocument: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The key is missing or unknown. */
        readonly Unauthenticated: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The key has no access to this operation. The vendor documents no such key; that is Flowtwin's decision. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A client-generated id, a relationship, or an attribute that cannot be written on creation. JSON:API requires the first two; the third is a documented error without a status code. Or the key has no access to this operation. */
        readonly ForbiddenCreation: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description An attribute or relationship that cannot be updated, or a key without access to this operation. */
        readonly ForbiddenUpdate: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The resource does not exist, or belongs to another organization. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The flow or the message thread does not exist. The vendor may return 422 instead. */
        readonly UnknownReference: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The method is not allowed for the path. */
        readonly MethodNotAllowed: {
            headers: {
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description `Accept` names the JSON:API media type, but only with a parameter other than `profile`. No `ext` is supported. */
        readonly NotAcceptable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description `data.type` is not `flowRuns`, or the `data.id` of an update is not the id in the path. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The body has the JSON:API media type with a parameter other than `profile`, or another media type. JSON:API requires the first; the second is Flowtwin's decision. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A required attribute is missing or invalid, or the initial message does not suit the channel. The status code is Flowtwin's decision. */
        readonly UnprocessableCreation: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A required attribute is missing or invalid, or there is no URL to send to. The status code is Flowtwin's decision. */
        readonly UnprocessableWebhook: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The run does not permit the change. The documentation rejects an update of the opening message, and of the state of a running run; the status code is Flowtwin's decision. */
        readonly UnprocessableUpdate: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A server error. */
        readonly ServerError: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
    };
    parameters: {
        /** @description The flow run. A text that is not a UUID returns 404. */
        readonly FlowRunId: string;
        /** @description The page number, from 1. Flowtwin rejects zero and less; that is its decision. */
        readonly PageNumber: number;
        /** @description The number of resources on a page. The documentation calls 200 the locked maximum; Flowtwin rejects more, though the vendor may reduce it to 200 instead. Flowtwin also rejects zero and less; that is its decision. */
        readonly PageSize: number;
        /** @description The sort key; a leading minus reverses the order. Runs of equal status are sorted by creation, in the direction of a second key. `createdAt` is documented, the others are inferred; any other key is rejected, as JSON:API requires. Snake-case names are accepted. */
        readonly Sort: string;
        /** @description Filters, such as `filter[status]=finished` or `filter[createdAt][gt]=2026-01-12`. All filters must match. Commas separate alternatives. The documentation uses snake-case names here (`filter[created_at]`), which are accepted too. */
        readonly FilterFlowRuns: components["schemas"]["FlowRunFilter"];
        /** @description The related resources to return in `included`, separated by commas. An empty value includes none. */
        readonly Include: string;
        /** @description The flow. A text that is not a UUID returns 404. */
        readonly FlowId: string;
        /** @description The message thread. A text that is not a UUID returns 404. */
        readonly MessageThreadId: string;
        /** @description The subscription. A text that is not a UUID returns 404. */
        readonly WebhookId: string;
        /** @description Sort keys, separated by commas; a leading minus reverses the order. Any other key is rejected. */
        readonly FlowSort: string;
        /** @description Sort keys, separated by commas; a leading minus reverses the order. Any other key is rejected. */
        readonly DatedSort: string;
        /** @description Filters as for flow runs. All filters must match; `null` matches an attribute without a value. */
        readonly FilterFlows: components["schemas"]["FlowFilter"];
        /** @description Filters as for flow runs. All filters must match; `null` matches an attribute without a value. */
        readonly FilterMessageThreads: components["schemas"]["MessageThreadFilter"];
        /** @description Fields as in `fields[flowRuns]`, for webhooks. */
        readonly WebhookFields: components["schemas"]["FieldList"];
        /** @description The secret of the organization, by which a receiver can recognize the sender. Absent until it is set. */
        readonly WebhookSecret: string;
        /** @description The attributes and relationships of flow runs to return, separated by commas. An empty value returns none; unknown names are ignored. Without this parameter a response has all members in `x-required-unless-sparse`. */
        readonly FlowRunFields: components["schemas"]["FieldList"];
        /** @description Fields as in `fields[flowRuns]`, for flows. */
        readonly FlowFields: components["schemas"]["FieldList"];
        /** @description Fields as in `fields[flowRuns]`, for message threads. */
        readonly MessageThreadFields: components["schemas"]["FieldList"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description The URL of the new flow run. JSON:API recommends it; the vendor's samples show no headers.
         * @example /public/v2/flow-runs/2635e3a4-2db2-4f69-b779-f051e95f9490
         */
        readonly Location: string;
        /**
         * @description The methods of the path.
         * @example DELETE, GET, HEAD, PATCH
         */
        readonly Allow: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listFlowRuns: {
        readonly parameters: {
            readonly query?: {
                /** @description The page number, from 1. Flowtwin rejects zero and less; that is its decision. */
                readonly "page[number]"?: components["parameters"]["PageNumber"];
                /** @description The number of resources on a page. The documentation calls 200 the locked maximum; Flowtwin rejects more, though the vendor may reduce it to 200 instead. Flowtwin also rejects zero and less; that is its decision. */
                readonly "page[size]"?: components["parameters"]["PageSize"];
                /** @description The sort key; a leading minus reverses the order. Runs of equal status are sorted by creation, in the direction of a second key. `createdAt` is documented, the others are inferred; any other key is rejected, as JSON:API requires. Snake-case names are accepted. */
                readonly sort?: components["parameters"]["Sort"];
                /** @description Filters, such as `filter[status]=finished` or `filter[createdAt][gt]=2026-01-12`. All filters must match. Commas separate alternatives. The documentation uses snake-case names here (`filter[created_at]`), which are accepted too. */
                readonly filter?: components["parameters"]["FilterFlowRuns"];
                /** @description The related resources to return in `included`, separated by commas. An empty value includes none. */
                readonly include?: components["parameters"]["Include"];
                /** @description The attributes and relationships of flow runs to return, separated by commas. An empty value returns none; unknown names are ignored. Without this parameter a response has all members in `x-required-unless-sparse`. */
                readonly "fields[flowRuns]"?: components["parameters"]["FlowRunFields"];
                /** @description Fields as in `fields[flowRuns]`, for flows. */
                readonly "fields[flows]"?: components["parameters"]["FlowFields"];
                /** @description Fields as in `fields[flowRuns]`, for message threads. */
                readonly "fields[messageThreads]"?: components["parameters"]["MessageThreadFields"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of flow runs; an empty array if nothing matches. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["FlowRunCollection"];
                };
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly createFlowRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/vnd.api+json": components["schemas"]["FlowRunCreate"];
            };
        };
        readonly responses: {
            /** @description The new flow run. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["FlowRunDocument"];
                };
            };
            readonly 400: components["responses"]["BadDocument"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["ForbiddenCreation"];
            readonly 404: components["responses"]["UnknownReference"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["UnprocessableCreation"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readFlowRun: {
        readonly parameters: {
            readonly query?: {
                /** @description The related resources to return in `included`, separated by commas. An empty value includes none. */
                readonly include?: components["parameters"]["Include"];
                /** @description The attributes and relationships of flow runs to return, separated by commas. An empty value returns none; unknown names are ignored. Without this parameter a response has all members in `x-required-unless-sparse`. */
                readonly "fields[flowRuns]"?: components["parameters"]["FlowRunFields"];
                /** @description Fields as in `fields[flowRuns]`, for flows. */
                readonly "fields[flows]"?: components["parameters"]["FlowFields"];
                /** @description Fields as in `fields[flowRuns]`, for message threads. */
                readonly "fields[messageThreads]"?: components["parameters"]["MessageThreadFields"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The flow run. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["FlowRunId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The flow run. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["FlowRunDocument"];
                };
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly deleteFlowRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The flow run. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["FlowRunId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The flow run was deleted. The vendor documents the operation without a response. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["MetaDocument"];
                };
            };
            /** @description The flow run was deleted; the other response that JSON:API permits. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly updateFlowRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The flow run. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["FlowRunId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/vnd.api+json": components["schemas"]["FlowRunUpdate"];
            };
        };
        readonly responses: {
            /** @description The updated flow run. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["FlowRunDocument"];
                };
            };
            readonly 400: components["responses"]["BadDocument"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["ForbiddenUpdate"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["UnprocessableUpdate"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listFlows: {
        readonly parameters: {
            readonly query?: {
                /** @description The page number, from 1. Flowtwin rejects zero and less; that is its decision. */
                readonly "page[number]"?: components["parameters"]["PageNumber"];
                /** @description The number of resources on a page. The documentation calls 200 the locked maximum; Flowtwin rejects more, though the vendor may reduce it to 200 instead. Flowtwin also rejects zero and less; that is its decision. */
                readonly "page[size]"?: components["parameters"]["PageSize"];
                /** @description Sort keys, separated by commas; a leading minus reverses the order. Any other key is rejected. */
                readonly sort?: components["parameters"]["FlowSort"];
                /** @description Filters as for flow runs. All filters must match; `null` matches an attribute without a value. */
                readonly filter?: components["parameters"]["FilterFlows"];
                /** @description Fields as in `fields[flowRuns]`, for flows. */
                readonly "fields[flows]"?: components["parameters"]["FlowFields"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of flows. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["FlowCollection"];
                };
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readFlow: {
        readonly parameters: {
            readonly query?: {
                /** @description Fields as in `fields[flowRuns]`, for flows. */
                readonly "fields[flows]"?: components["parameters"]["FlowFields"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The flow. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["FlowId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The flow. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["FlowDocument"];
                };
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listMessageThreads: {
        readonly parameters: {
            readonly query?: {
                /** @description The page number, from 1. Flowtwin rejects zero and less; that is its decision. */
                readonly "page[number]"?: components["parameters"]["PageNumber"];
                /** @description The number of resources on a page. The documentation calls 200 the locked maximum; Flowtwin rejects more, though the vendor may reduce it to 200 instead. Flowtwin also rejects zero and less; that is its decision. */
                readonly "page[size]"?: components["parameters"]["PageSize"];
                /** @description Sort keys, separated by commas; a leading minus reverses the order. Any other key is rejected. */
                readonly sort?: components["parameters"]["DatedSort"];
                /** @description Filters as for flow runs. All filters must match; `null` matches an attribute without a value. */
                readonly filter?: components["parameters"]["FilterMessageThreads"];
                /** @description Fields as in `fields[flowRuns]`, for message threads. */
                readonly "fields[messageThreads]"?: components["parameters"]["MessageThreadFields"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of message threads. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["MessageThreadCollection"];
                };
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readMessageThread: {
        readonly parameters: {
            readonly query?: {
                /** @description Fields as in `fields[flowRuns]`, for message threads. */
                readonly "fields[messageThreads]"?: components["parameters"]["MessageThreadFields"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The message thread. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["MessageThreadId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The message thread. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["MessageThreadDocument"];
                };
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: {
                /** @description The page number, from 1. Flowtwin rejects zero and less; that is its decision. */
                readonly "page[number]"?: components["parameters"]["PageNumber"];
                /** @description The number of resources on a page. The documentation calls 200 the locked maximum; Flowtwin rejects more, though the vendor may reduce it to 200 instead. Flowtwin also rejects zero and less; that is its decision. */
                readonly "page[size]"?: components["parameters"]["PageSize"];
                /** @description Sort keys, separated by commas; a leading minus reverses the order. Any other key is rejected. */
                readonly sort?: components["parameters"]["DatedSort"];
                /** @description Fields as in `fields[flowRuns]`, for webhooks. */
                readonly "fields[webhooks]"?: components["parameters"]["WebhookFields"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of subscriptions. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["WebhookCollection"];
                };
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/vnd.api+json": components["schemas"]["WebhookCreate"];
            };
        };
        readonly responses: {
            /** @description The new subscription. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["WebhookDocument"];
                };
            };
            readonly 400: components["responses"]["BadDocument"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["ForbiddenCreation"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["UnprocessableWebhook"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readWebhook: {
        readonly parameters: {
            readonly query?: {
                /** @description Fields as in `fields[flowRuns]`, for webhooks. */
                readonly "fields[webhooks]"?: components["parameters"]["WebhookFields"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The subscription. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["WebhookId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The subscription. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["WebhookDocument"];
                };
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The subscription. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["WebhookId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The subscription was deleted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["MetaDocument"];
                };
            };
            /** @description The subscription was deleted, without content. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly updateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The subscription. A text that is not a UUID returns 404. */
                readonly id: components["parameters"]["WebhookId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/vnd.api+json": components["schemas"]["WebhookUpdate"];
            };
        };
        readonly responses: {
            /** @description The updated subscription. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["WebhookDocument"];
                };
            };
            readonly 400: components["responses"]["BadDocument"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["ForbiddenUpdate"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["UnprocessableWebhook"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly updateOrganization: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/vnd.api+json": components["schemas"]["OrganizationUpdate"];
            };
        };
        readonly responses: {
            /** @description The organization. Flowtwin does not return the secret; that is its decision. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["OrganizationDocument"];
                };
            };
            readonly 400: components["responses"]["BadDocument"];
            readonly 401: components["responses"]["Unauthenticated"];
            readonly 403: components["responses"]["ForbiddenUpdate"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["UnprocessableWebhook"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly flowRunEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The secret of the organization, by which a receiver can recognize the sender. Absent until it is set. */
                readonly "X-Recrubo-Webhook-Secret"?: components["parameters"]["WebhookSecret"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/vnd.api+json": components["schemas"]["WebhookPayload"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not received; the delivery is retried. */
            readonly "4XX": {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
