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
}
export type webhooks = Record<string, never>;
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
            /** @description How many runs pass the filter. */
            readonly total: number;
            /** @description How many runs the organization has. */
            readonly totalUnfiltered: number;
            /** @description The page size in force, not the number of rows on this page. */
            readonly currentSize: number;
            /** @description The page, counted from 1. */
            readonly currentPage: number;
            /** @description The last page. The twin says 1 when nothing matches. */
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
             * @description Queued until the system starts it, running until it ends. The list of values on the page lacks `cancelled`, which an update may set. Another page speaks of `created`; clients should bear values they do not know.
             * @enum {string}
             */
            readonly status: "queued" | "running" | "finished" | "timeout" | "exception" | "cancelled";
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
        /** @description A flow, as included with its runs. */
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
        /** @description A conversation with one candidate on one channel, as included with its runs. */
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
            /** @description Whether the chatbot is silent in this thread. Listed for the resource, absent in the sample. */
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
        /** @description An id that the client chose, or an attribute that cannot be written on creation. The first is a rule of JSON:API; the second is a documented error whose number is not printed. */
        readonly ForbiddenCreation: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description An attribute that cannot be written on an update. */
        readonly ForbiddenUpdate: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/vnd.api+json": components["schemas"]["ErrorDocument"];
            };
        };
        /** @description No such flow run, or one of another organization. */
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
        /** @description The attribute to sort by; a leading minus turns the order. Equal statuses stand in order of creation, which a second key can turn. `createdAt` is documented, the others are inferred; any other key is refused, as JSON:API demands. */
        readonly Sort: string;
        /** @description `filter[status]=finished` or `filter[createdAt][gt]=2026-01-12`. A run has to pass every filter. Commas separate alternatives. */
        readonly Filter: components["schemas"]["FlowRunFilter"];
        /** @description Related resources to send along in `included`, separated by commas. Empty means none. */
        readonly Include: string;
        /** @description The attributes and relationships of flow runs to send, separated by commas; empty means none, and names that do not exist are ignored. The members that the schemas require hold for answers without this parameter. */
        readonly FlowRunFields: components["schemas"]["FieldList"];
        /** @description As `fields[flowRuns]`, for included flows. */
        readonly FlowFields: components["schemas"]["FieldList"];
        /** @description As `fields[flowRuns]`, for included message threads. */
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
                /** @description The attribute to sort by; a leading minus turns the order. Equal statuses stand in order of creation, which a second key can turn. `createdAt` is documented, the others are inferred; any other key is refused, as JSON:API demands. */
                readonly sort?: components["parameters"]["Sort"];
                /** @description `filter[status]=finished` or `filter[createdAt][gt]=2026-01-12`. A run has to pass every filter. Commas separate alternatives. */
                readonly filter?: components["parameters"]["Filter"];
                /** @description Related resources to send along in `included`, separated by commas. Empty means none. */
                readonly include?: components["parameters"]["Include"];
                /** @description The attributes and relationships of flow runs to send, separated by commas; empty means none, and names that do not exist are ignored. The members that the schemas require hold for answers without this parameter. */
                readonly "fields[flowRuns]"?: components["parameters"]["FlowRunFields"];
                /** @description As `fields[flowRuns]`, for included flows. */
                readonly "fields[flows]"?: components["parameters"]["FlowFields"];
                /** @description As `fields[flowRuns]`, for included message threads. */
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
                /** @description As `fields[flowRuns]`, for included flows. */
                readonly "fields[flows]"?: components["parameters"]["FlowFields"];
                /** @description As `fields[flowRuns]`, for included message threads. */
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
            readonly 400: components["responses"]["BadQuery"];
            readonly 401: components["responses"]["Unauthenticated"];
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
}
