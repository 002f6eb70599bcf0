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
         * The flow runs of the organization
         * @description Filtered, sorted and paged as the query says. Without `sort` the order is not documented; the twin answers in the order of creation. A page beyond the end is empty and not an error.
         */
        readonly get: operations["listFlowRuns"];
        readonly put?: never;
        /**
         * Start a flow in a message thread
         * @description The run is created as `queued` and started at once by the system. Without an initial message nothing is sent, but the next message of the candidate enters the flow.
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
                /** @description The flow run. Text that is no UUID belongs to no run, so it is not found. */
                readonly id: components["parameters"]["FlowRunId"];
            };
            readonly cookie?: never;
        };
        /**
         * One flow run
         * @description The run as it stands now, together with its flow and message thread if `include` asks for them.
         */
        readonly get: operations["readFlowRun"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a flow run
         * @description The run is gone afterwards; deleting it again finds nothing.
         */
        readonly delete: operations["deleteFlowRun"];
        readonly options?: never;
        readonly head?: never;
        /**
         * End a flow run, or replace its state
         * @description `status` ends a run by hand; `state` is replaced whole, which is how personal data is erased, and only while the run is not running. A body with both ends the run first and then replaces the state. Attributes that are absent keep their values.
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
         * The flows of the organization
         * @description Filtered, sorted and paged as the query says; without `sort` in the order of creation. `include` is refused, because nothing that flows relate to is described here.
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
                /** @description The flow. Text that is no UUID belongs to none, so it is not found. */
                readonly id: components["parameters"]["FlowId"];
            };
            readonly cookie?: never;
        };
        /**
         * One flow
         * @description The flow, as it is also included with its runs.
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
         * The message threads of the organization
         * @description Filtered, sorted and paged as the query says; the order without `sort` is a choice of the twin. The documentation includes messages here; the twin has none and refuses.
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
                /** @description The message thread. Text that is no UUID belongs to none, so it is not found. */
                readonly id: components["parameters"]["MessageThreadId"];
            };
            readonly cookie?: never;
        };
        /**
         * One message thread
         * @description The thread, as it is also included with its runs.
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
         * The subscriptions of the organization
         * @description The guide shows only how to create one; that they can be read is inferred from every other resource.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Subscribe to an event
         * @description From then on each such event is sent to the address of the webhook, or else of the organization.
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
                /** @description The subscription. Text that is no UUID belongs to none, so it is not found. */
                readonly id: components["parameters"]["WebhookId"];
            };
            readonly cookie?: never;
        };
        /**
         * One subscription
         * @description The subscription as it stands.
         */
        readonly get: operations["readWebhook"];
        readonly put?: never;
        readonly post?: never;
        /**
         * End a subscription
         * @description Nothing more is sent to it.
         */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a subscription
         * @description Attributes that are absent keep their values.
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
         * Say where webhooks are sent
         * @description Sets the address for webhooks that have none of their own, and the secret that is sent with every payload. Both have to be given. The documented example has no `id`, unlike what JSON:API asks of an update.
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
         * Something happened to a flow run
         * @description Sent to the address of the subscription, or else of the organization. Any answer but success is a failure; a failed delivery is tried again five times in 24 hours. How the tries are spread is a choice of the twin.
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
        /** @description One flow run. There are no links at the top and no `jsonapi` member. */
        readonly FlowRunDocument: {
            readonly data: components["schemas"]["FlowRun"];
            /** @description Empty. */
            readonly meta: Record<string, unknown>;
            readonly included?: components["schemas"]["Included"];
        };
        /** @description A page of flow runs. There are no links to other pages. */
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
        /** @description Where the page stands in the whole. */
        readonly CollectionMeta: {
            /** @description How many resources pass the filter. */
            readonly total: number;
            /** @description How many resources of the kind the organization has. */
            readonly totalUnfiltered: number;
            /** @description The page size in force, not the number of rows on this page. */
            readonly currentSize: number;
            /** @description The page, counted from 1. */
            readonly currentPage: number;
            /** @description The last page. The twin says 1 when nothing matches, though it could be 0. */
            readonly maxPage: number;
        };
        /** @description The related resources that `include` asked for, each once; absent unless `include` was sent. */
        readonly Included: readonly (components["schemas"]["Flow"] | components["schemas"]["MessageThread"])[];
        /** @description One flow, run in one message thread. */
        readonly FlowRun: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "flowRuns";
            readonly attributes: components["schemas"]["FlowRunAttributes"];
            readonly relationships: components["schemas"]["FlowRunRelationships"];
        };
        /** @description All of them, unless `fields[flowRuns]` asked for less. */
        readonly FlowRunAttributes: {
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
            /** Format: uuid */
            readonly flowId: string;
            /** Format: uuid */
            readonly messageThreadId: string;
            /** @description The variables of the session. It starts as given and grows with what the flow learns. */
            readonly state: {
                readonly [key: string]: unknown;
            };
            /** @description The message that opened the flow, as it was given; empty when there was none. */
            readonly initialMessage: {
                readonly [key: string]: unknown;
            };
            /**
             * @description Queued until the system starts it, running until it ends. The list of values on the page lacks `cancelled`, which an update may set. Another page says `created` for a run that waits, where this one says `queued`.
             * @enum {string}
             */
            readonly status: "queued" | "created" | "running" | "finished" | "timeout" | "exception" | "cancelled";
            /** @description Credits spent so far. */
            readonly cost: number;
        };
        readonly FlowRunRelationships: {
            readonly flow: components["schemas"]["FlowRelationship"];
            readonly messageThread: components["schemas"]["MessageThreadRelationship"];
        };
        readonly FlowRelationship: {
            readonly links: components["schemas"]["ResourceLinks"];
            /** @description Which flow it is; absent unless the flow is included. */
            readonly data?: {
                /** @constant */
                readonly type: "flows";
                /** Format: uuid */
                readonly id: string;
            };
        };
        readonly MessageThreadRelationship: {
            readonly links: components["schemas"]["ResourceLinks"];
            /** @description Which message thread it is; absent unless the thread is included. */
            readonly data?: {
                /** @constant */
                readonly type: "messageThreads";
                /** Format: uuid */
                readonly id: string;
            };
        };
        /** @description Links to one resource that certainly exists. */
        readonly ResourceLinks: {
            /** @description Path from the root of the host. */
            readonly related: string;
        };
        /** @description A relationship of an included resource. It has links only. */
        readonly Relationship: {
            readonly links: {
                /** @description Path and query from the root of the host; null when there is nothing to link to. */
                readonly related: string | null;
            };
        };
        /** @description A flow, by itself or included with its runs. */
        readonly Flow: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "flows";
            readonly attributes: components["schemas"]["FlowAttributes"];
            readonly relationships: components["schemas"]["FlowRelationships"];
        };
        readonly FlowAttributes: {
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
            readonly name: string;
            /** @description Minutes of silence before a reminder is sent; 0 turns reminders off. */
            readonly reminderInterval: number;
            readonly reminderMessage: string;
            /** @description Minutes of silence before a run ends as `timeout`. */
            readonly sessionTimeout: number;
            /** @description Null for a flow that was never published. */
            readonly publishedAt: components["schemas"]["Instant"] | null;
            /** @description Whether the flow was changed since it was published. */
            readonly unpublishedChanges: boolean;
            /**
             * Format: uuid
             * @description Null for a flow that was not generated.
             */
            readonly flowGenerationId: string | null;
        };
        readonly FlowRelationships: {
            readonly flowGeneration: components["schemas"]["Relationship"];
            readonly nodes: components["schemas"]["Relationship"];
        };
        /** @description A conversation with one candidate on one channel, by itself or included with its runs. */
        readonly MessageThread: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "messageThreads";
            readonly attributes: components["schemas"]["MessageThreadAttributes"];
            readonly relationships: components["schemas"]["MessageThreadRelationships"];
        };
        readonly MessageThreadAttributes: {
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
            /** @description Such as `whatsapp` or `facebook-messenger`. */
            readonly channel: string;
            /** @description The candidate on that channel; for WhatsApp the phone number in digits, without a plus sign. */
            readonly identifier: string;
            /**
             * Format: uuid
             * @description Null for a thread that belongs to no candidate.
             */
            readonly candidateId: string | null;
            /** @description Whether the chatbot is silent in this thread. Listed for the resource, absent in the sample of an inclusion. */
            readonly chatbotPaused?: boolean;
        };
        readonly MessageThreadRelationships: {
            readonly candidate: components["schemas"]["Relationship"];
            readonly flowRuns: components["schemas"]["Relationship"];
            readonly messages: components["schemas"]["Relationship"];
            readonly conversation: components["schemas"]["Relationship"];
        };
        /** @description A flow run to start. */
        readonly FlowRunCreate: {
            /** @description The server chooses the id; a client that sends one is refused with 403. */
            readonly data: {
                /** @constant */
                readonly type: "flowRuns";
                readonly attributes: components["schemas"]["FlowRunCreateAttributes"];
                /** @description Cannot be written; each is refused with 403. The attributes name the flow and the thread. */
                readonly relationships?: Record<string, unknown>;
            };
        };
        /** @description Any other attribute is refused with 403. What is missing or unfit is refused with 422. */
        readonly FlowRunCreateAttributes: {
            /** Format: uuid */
            readonly flowId: string;
            /** Format: uuid */
            readonly messageThreadId: string;
            /** @description Variables for the session; may be empty. */
            readonly state: {
                /** @description Which schedules a custom scheduling step of the flow offers; one or several. */
                readonly scheduleId?: string | readonly string[];
            } & {
                readonly [key: string]: unknown;
            };
            readonly initialMessage: components["schemas"]["InitialMessage"];
        };
        /** @description A change to a flow run. */
        readonly FlowRunUpdate: {
            readonly data: {
                /** @constant */
                readonly type: "flowRuns";
                /**
                 * Format: uuid
                 * @description The id in the path; another one is refused with 409.
                 */
                readonly id: string;
                readonly attributes?: components["schemas"]["FlowRunUpdateAttributes"];
                /** @description Cannot be written; each is refused with 403. The attributes name the flow and the thread. */
                readonly relationships?: Record<string, unknown>;
            };
        };
        /** @description `initialMessage` is refused with 422, any other attribute with 403. */
        readonly FlowRunUpdateAttributes: {
            /**
             * @description How the run ends. A run that has ended keeps its status; that is a choice of the twin.
             * @enum {string}
             */
            readonly status?: "finished" | "timeout" | "cancelled" | "exception";
            /** @description The new variables, in place of all the old ones. Refused while the run is running. */
            readonly state?: {
                readonly [key: string]: unknown;
            };
        };
        /** @description The message that opens the flow, of any payload that messages may have; `{}` for none. A WhatsApp thread takes a template or none. */
        readonly InitialMessage: components["schemas"]["NoMessage"] | components["schemas"]["TemplateMessage"] | components["schemas"]["OtherMessage"];
        /** @description A message from an approved template, with its gaps filled in. */
        readonly TemplateMessage: {
            /** @constant */
            readonly type: "template";
            readonly template: {
                /** Format: uuid */
                readonly id: string;
                readonly components: readonly components["schemas"]["TemplateComponent"][];
            };
        };
        /** @description A part of a template, with what fills its gaps in order. */
        readonly TemplateComponent: {
            /** @description Which part; only `body` is shown. */
            readonly type: string;
            readonly parameters: readonly {
                /** @description Only `text` is shown. */
                readonly type: string;
                readonly text: string;
            }[];
        };
        /** @description A message that is no template, such as text. Its content is left open: the vendor's pages show two forms of a text message. */
        readonly OtherMessage: {
            readonly type: string;
        } & {
            readonly [key: string]: unknown;
        };
        /** @description Nothing is sent; the flow waits for the candidate. */
        readonly NoMessage: Record<string, unknown>;
        /** @description One flow. */
        readonly FlowDocument: {
            readonly data: components["schemas"]["Flow"];
            /** @description Empty. */
            readonly meta: Record<string, unknown>;
        };
        /** @description A page of flows. There are no links to other pages. */
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
        /** @description A page of message threads. There are no links to other pages. */
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
        /** @description A page of subscriptions. There are no links to other pages. */
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
        /** @description A subscription to one event of one kind of resource. */
        readonly Webhook: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "webhooks";
            readonly attributes: components["schemas"]["WebhookAttributes"];
        };
        readonly WebhookAttributes: {
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
            /** @description The type of the resources. The guide has such an attribute, but its name was not at hand. */
            readonly resourceType: string;
            /** @enum {string} */
            readonly event: "create" | "update" | "delete";
            /** @description Attributes of which one has to change for an `update` to be sent; null or empty for any. */
            readonly fields: readonly string[] | null;
            /** @description Null when payloads go to the address of the organization. */
            readonly webhookUrl: string | null;
        };
        /** @description A subscription to make. */
        readonly WebhookCreate: {
            /** @description The server chooses the id; a client that sends one is refused with 403. */
            readonly data: {
                /** @constant */
                readonly type: "webhooks";
                /** @description Any other attribute is refused with 403. What is missing or unfit is refused with 422. */
                readonly attributes: {
                    /**
                     * @description The twin tells of flow runs only.
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
        /** @description A change to a subscription. */
        readonly WebhookUpdate: {
            readonly data: {
                /** @constant */
                readonly type: "webhooks";
                /**
                 * Format: uuid
                 * @description The id in the path; another one is refused with 409.
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
        /** @description The organization that the key belongs to. */
        readonly Organization: {
            /** Format: uuid */
            readonly id: string;
            /** @constant */
            readonly type: "organizations";
            readonly attributes: {
                /** @description Where payloads go that have no address of their own. */
                readonly webhookUrl: string | null;
            };
        };
        /** @description Where webhooks are sent, and with which secret. */
        readonly OrganizationUpdate: {
            readonly data: {
                /** @constant */
                readonly type: "organizations";
                /**
                 * Format: uuid
                 * @description May be left out; another than that of the organization is refused with 409.
                 */
                readonly id?: string;
                readonly attributes: {
                    readonly webhookUrl: string;
                    /** @description Sent with every payload in the header `X-Recrubo-Webhook-Secret`. */
                    readonly webhookSecret: string;
                };
            };
        };
        /** @description What is sent to a subscriber, by POST and with the secret in the header `X-Recrubo-Webhook-Secret`. */
        readonly WebhookPayload: {
            readonly data: {
                /** @constant */
                readonly type: "webhookPayload";
                /**
                 * Format: uuid
                 * @description The record of this delivery, the same at every attempt.
                 */
                readonly id: string;
                readonly attributes: {
                    /** Format: uuid */
                    readonly webhookId: string;
                    /** @enum {string} */
                    readonly event: "create" | "update" | "delete";
                    /** @description The attributes that an `update` changed. */
                    readonly fields?: readonly string[];
                    readonly resource: components["schemas"]["FlowRun"];
                };
            };
        };
        /** @description One filter for each attribute that can be filtered by. */
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
        /** @description One filter for each attribute that can be filtered by. */
        readonly MessageThreadFilter: {
            readonly id?: string | components["schemas"]["Comparison"];
            readonly channel?: string | components["schemas"]["Comparison"];
            readonly identifier?: string | components["schemas"]["Comparison"];
            readonly candidateId?: string | components["schemas"]["Comparison"];
            readonly chatbotPaused?: string | components["schemas"]["Comparison"];
            readonly createdAt?: string | components["schemas"]["Comparison"];
            readonly updatedAt?: string | components["schemas"]["Comparison"];
        };
        /** @description One filter for each attribute that can be filtered by. `state` and `initialMessage` cannot. */
        readonly FlowRunFilter: {
            readonly id?: string | components["schemas"]["Comparison"];
            readonly status?: string | components["schemas"]["Comparison"];
            readonly flowId?: string | components["schemas"]["Comparison"];
            readonly messageThreadId?: string | components["schemas"]["Comparison"];
            readonly createdAt?: string | components["schemas"]["Comparison"];
            readonly updatedAt?: string | components["schemas"]["Comparison"];
            readonly cost?: string | components["schemas"]["Comparison"];
        };
        /** @description Operators, each with its operand as text. A bare value means equality. */
        readonly Comparison: {
            /** @description Equal, with regard to case. */
            readonly eq?: string;
            /** @description Equal, whatever the case. */
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
        /** @description What went wrong, in the error form of JSON:API. */
        readonly ErrorDocument: {
            readonly errors: readonly components["schemas"]["ErrorObject"][];
        };
        /** @description One problem. JSON:API demands no single member, only that there is one. The twin always sends `code`, `status`, `title` and `detail`. */
        readonly ErrorObject: {
            /** @description The status in words. */
            readonly code?: string;
            /** @description The HTTP status, as text. */
            readonly status?: string;
            /** @description The kind of problem, the same at each occurrence. */
            readonly title?: string;
            /** @description What is wrong this time. */
            readonly detail?: string;
            /** @description Where in the request the cause is. */
            readonly source?: {
                /** @description A JSON Pointer to a value in the body. The framework leaves out the leading slash that JSON:API wants; the twin sends it. */
                readonly pointer?: string;
                /** @description The name of a query parameter. */
                readonly parameter?: string;
                /** @description The name of a request header. */
                readonly header?: string;
            };
            /** @description The same problem for programs, where a member of the body is at fault. */
            readonly meta?: {
                /** @description The member at fault: as a dotted path in a request or conflict error, by its bare name in a validation error. */
                readonly attribute?: string;
                /** @description What is wrong with it. */
                readonly message?: string;
                /** @description The rule that it breaks. */
                readonly code?: string;
            };
        };
    };
    responses: {
        /** @description The query cannot be understood. JSON:API demands 400 for an unknown `include`, `sort` or plain parameter; that bad filters and pages are refused as well is a choice of the twin. */
        readonly BadQuery: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The body is no JSON or no JSON:API document, or the query has a parameter that is not known. */
        readonly BadDocument: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description No key, or one that nobody knows. */
        readonly Unauthenticated: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A key that is known but does not open this. The vendor names no such key; that is a choice of the twin. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description An id that the client chose, a relationship, or an attribute that cannot be written on creation. The first two are rules of JSON:API; the third is a documented error whose number is not printed. Or a key that does not open this. */
        readonly ForbiddenCreation: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description An attribute or relationship that cannot be written on an update, or a key that does not open this. */
        readonly ForbiddenUpdate: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description No such resource, or one of another organization. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description The flow or the message thread does not exist. The vendor may answer 422 instead. */
        readonly UnknownReference: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A method that the path does not know. */
        readonly MethodNotAllowed: {
            headers: {
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description `Accept` names the JSON:API media type, but each time with a parameter other than `profile`. No `ext` is supported. */
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
        /** @description The body comes as the JSON:API media type with a parameter other than `profile`, or as another media type. The first is a rule of JSON:API, the second a choice of the twin. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A required attribute is missing or has an unfit value, or the initial message does not suit the channel. The number is a choice of the twin. */
        readonly UnprocessableCreation: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A required attribute is missing or has an unfit value, or there is no address to send to. The number is a choice of the twin. */
        readonly UnprocessableWebhook: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A change that the run does not permit. That the opening message cannot be updated is documented, as is that the state of a running run cannot; the number is a choice of the twin. */
        readonly UnprocessableUpdate: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description A failure of the service. */
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
        /** @description The flow run. Text that is no UUID belongs to no run, so it is not found. */
        readonly FlowRunId: string;
        /** @description The page, counted from 1. Zero and less are refused by choice of the twin. */
        readonly PageNumber: number;
        /** @description How many resources a page holds. The documentation calls 200 the locked maximum; the twin refuses more, though it could also mean a silent cut to 200. Zero and less are refused by choice of the twin. */
        readonly PageSize: number;
        /** @description The attribute to sort by; a leading minus turns the order. Equal statuses stand in order of creation, which a second key can turn. `createdAt` is documented, the others are inferred; any other key is refused, as JSON:API demands. The names may be written with underscores. */
        readonly Sort: string;
        /** @description `filter[status]=finished` or `filter[createdAt][gt]=2026-01-12`. A run has to pass every filter. Commas separate alternatives. The documentation writes names with underscores here (`filter[created_at]`), which is understood as well. */
        readonly Filter: components["schemas"]["FlowRunFilter"];
        /** @description Related resources to send along in `included`, separated by commas. Empty means none. */
        readonly Include: string;
        /** @description The flow. Text that is no UUID belongs to none, so it is not found. */
        readonly FlowId: string;
        /** @description The message thread. Text that is no UUID belongs to none, so it is not found. */
        readonly MessageThreadId: string;
        /** @description The subscription. Text that is no UUID belongs to none, so it is not found. */
        readonly WebhookId: string;
        /** @description Attributes to sort by, separated by commas; a leading minus turns the order. Any other is refused. */
        readonly FlowSort: string;
        /** @description Attributes to sort by, separated by commas; a leading minus turns the order. Any other is refused. */
        readonly DatedSort: string;
        /** @description As for flow runs. A flow has to pass every filter; `null` stands for an attribute without a value. */
        readonly FlowFilter: components["schemas"]["FlowFilter"];
        /** @description As for flow runs. A thread has to pass every filter; `null` stands for an attribute without a value. */
        readonly MessageThreadFilter: components["schemas"]["MessageThreadFilter"];
        /** @description As `fields[flowRuns]`, for webhooks. */
        readonly WebhookFields: components["schemas"]["FieldList"];
        /** @description The secret of the organization, by which a receiver knows the sender. Absent while none is set. */
        readonly WebhookSecret: string;
        /** @description The attributes and relationships of flow runs to send, separated by commas; empty means none, and names that do not exist are ignored. The members that the schemas require hold for answers without this parameter. */
        readonly FlowRunFields: components["schemas"]["FieldList"];
        /** @description As `fields[flowRuns]`, for flows. */
        readonly FlowFields: components["schemas"]["FieldList"];
        /** @description As `fields[flowRuns]`, for message threads. */
        readonly MessageThreadFields: components["schemas"]["FieldList"];
    };
    requestBodies: never;
    headers: {
        /**
         * @description Where the new flow run is found. A recommendation of JSON:API; the vendor's samples show no headers.
         * @example /public/v2/flow-runs/2635e3a4-2db2-4f69-b779-f051e95f9490
         */
        readonly Location: string;
        /**
         * @description The methods that the path knows.
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
                /** @description The page, counted from 1. Zero and less are refused by choice of the twin. */
                readonly "page[number]"?: components["parameters"]["PageNumber"];
                /** @description How many resources a page holds. The documentation calls 200 the locked maximum; the twin refuses more, though it could also mean a silent cut to 200. Zero and less are refused by choice of the twin. */
                readonly "page[size]"?: components["parameters"]["PageSize"];
                /** @description The attribute to sort by; a leading minus turns the order. Equal statuses stand in order of creation, which a second key can turn. `createdAt` is documented, the others are inferred; any other key is refused, as JSON:API demands. The names may be written with underscores. */
                readonly sort?: components["parameters"]["Sort"];
                /** @description `filter[status]=finished` or `filter[createdAt][gt]=2026-01-12`. A run has to pass every filter. Commas separate alternatives. The documentation writes names with underscores here (`filter[created_at]`), which is understood as well. */
                readonly filter?: components["parameters"]["Filter"];
                /** @description Related resources to send along in `included`, separated by commas. Empty means none. */
                readonly include?: components["parameters"]["Include"];
                /** @description The attributes and relationships of flow runs to send, separated by commas; empty means none, and names that do not exist are ignored. The members that the schemas require hold for answers without this parameter. */
                readonly "fields[flowRuns]"?: components["parameters"]["FlowRunFields"];
                /** @description As `fields[flowRuns]`, for flows. */
                readonly "fields[flows]"?: components["parameters"]["FlowFields"];
                /** @description As `fields[flowRuns]`, for message threads. */
                readonly "fields[messageThreads]"?: components["parameters"]["MessageThreadFields"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of flow runs; an empty array when nothing matches. */
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
                /** @description Related resources to send along in `included`, separated by commas. Empty means none. */
                readonly include?: components["parameters"]["Include"];
                /** @description The attributes and relationships of flow runs to send, separated by commas; empty means none, and names that do not exist are ignored. The members that the schemas require hold for answers without this parameter. */
                readonly "fields[flowRuns]"?: components["parameters"]["FlowRunFields"];
                /** @description As `fields[flowRuns]`, for flows. */
                readonly "fields[flows]"?: components["parameters"]["FlowFields"];
                /** @description As `fields[flowRuns]`, for message threads. */
                readonly "fields[messageThreads]"?: components["parameters"]["MessageThreadFields"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The flow run. Text that is no UUID belongs to no run, so it is not found. */
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
                /** @description The flow run. Text that is no UUID belongs to no run, so it is not found. */
                readonly id: components["parameters"]["FlowRunId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The flow run was deleted. The vendor lists the operation but shows no answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["MetaDocument"];
                };
            };
            /** @description The flow run was deleted, in the other way that JSON:API has to say so. */
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
                /** @description The flow run. Text that is no UUID belongs to no run, so it is not found. */
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
            /** @description The flow run after the change. */
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
                /** @description The page, counted from 1. Zero and less are refused by choice of the twin. */
                readonly "page[number]"?: components["parameters"]["PageNumber"];
                /** @description How many resources a page holds. The documentation calls 200 the locked maximum; the twin refuses more, though it could also mean a silent cut to 200. Zero and less are refused by choice of the twin. */
                readonly "page[size]"?: components["parameters"]["PageSize"];
                /** @description Attributes to sort by, separated by commas; a leading minus turns the order. Any other is refused. */
                readonly sort?: components["parameters"]["FlowSort"];
                /** @description As for flow runs. A flow has to pass every filter; `null` stands for an attribute without a value. */
                readonly filter?: components["parameters"]["FlowFilter"];
                /** @description As `fields[flowRuns]`, for flows. */
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
                /** @description As `fields[flowRuns]`, for flows. */
                readonly "fields[flows]"?: components["parameters"]["FlowFields"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The flow. Text that is no UUID belongs to none, so it is not found. */
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
                /** @description The page, counted from 1. Zero and less are refused by choice of the twin. */
                readonly "page[number]"?: components["parameters"]["PageNumber"];
                /** @description How many resources a page holds. The documentation calls 200 the locked maximum; the twin refuses more, though it could also mean a silent cut to 200. Zero and less are refused by choice of the twin. */
                readonly "page[size]"?: components["parameters"]["PageSize"];
                /** @description Attributes to sort by, separated by commas; a leading minus turns the order. Any other is refused. */
                readonly sort?: components["parameters"]["DatedSort"];
                /** @description As for flow runs. A thread has to pass every filter; `null` stands for an attribute without a value. */
                readonly filter?: components["parameters"]["MessageThreadFilter"];
                /** @description As `fields[flowRuns]`, for message threads. */
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
                /** @description As `fields[flowRuns]`, for message threads. */
                readonly "fields[messageThreads]"?: components["parameters"]["MessageThreadFields"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The message thread. Text that is no UUID belongs to none, so it is not found. */
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
                /** @description The page, counted from 1. Zero and less are refused by choice of the twin. */
                readonly "page[number]"?: components["parameters"]["PageNumber"];
                /** @description How many resources a page holds. The documentation calls 200 the locked maximum; the twin refuses more, though it could also mean a silent cut to 200. Zero and less are refused by choice of the twin. */
                readonly "page[size]"?: components["parameters"]["PageSize"];
                /** @description Attributes to sort by, separated by commas; a leading minus turns the order. Any other is refused. */
                readonly sort?: components["parameters"]["DatedSort"];
                /** @description As `fields[flowRuns]`, for webhooks. */
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
                /** @description As `fields[flowRuns]`, for webhooks. */
                readonly "fields[webhooks]"?: components["parameters"]["WebhookFields"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The subscription. Text that is no UUID belongs to none, so it is not found. */
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
                /** @description The subscription. Text that is no UUID belongs to none, so it is not found. */
                readonly id: components["parameters"]["WebhookId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The subscription was ended. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.api+json": components["schemas"]["MetaDocument"];
                };
            };
            /** @description The same, without content. */
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
                /** @description The subscription. Text that is no UUID belongs to none, so it is not found. */
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
            /** @description The subscription after the change. */
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
            /** @description The organization. The secret is not shown again; that is a choice of the twin. */
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
                /** @description The secret of the organization, by which a receiver knows the sender. Absent while none is set. */
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
