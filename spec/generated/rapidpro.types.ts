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
         * List runs
         * @description Returns at most 250 runs, last modified first; runs modified in the same microsecond by descending `id`. A run is created when a contact enters a flow, and moves to the top when it is modified. Clients follow `next` until it is null, and poll with `after`. All filters must match. Unknown parameters are ignored, but kept in the links.
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
         * List flow starts
         * @description Returns at most 250 starts, last modified first. Starts without a user, such as those of triggers, are not listed.
         */
        readonly get: operations["listFlowStarts"];
        readonly put?: never;
        /**
         * Start contacts in a flow
         * @description Starts all contacts, members of groups and URNs of the request; an unknown URN creates a contact. The start is carried out in the background: the response has the status `pending`, and the runs follow. The active run of a contact is interrupted, unless `exclude_active` skips the contact. A rejected request creates nothing. A form (`application/x-www-form-urlencoded` or `multipart/form-data`) is accepted too; in a form an absent boolean is false.
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
         * List flows
         * @description Returns at most 250 flows with the counts of their runs, newest first.
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
         * List contacts
         * @description Returns at most 250 contacts, last modified first.
         */
        readonly get: operations["listContacts"];
        readonly put?: never;
        /**
         * Create or update a contact
         * @description Creates a contact without `uuid` and `urn`. With one of them the contact is updated; an unknown URN creates a contact. Absent fields stay as they are; `null` clears a name or a language. A form is accepted too; a form without `groups` removes the contact from all groups.
         */
        readonly post: operations["writeContact"];
        /**
         * Delete a contact
         * @description Deletes the contact in `uuid` or `urn`. It is then listed with `deleted=true` only, without its data; its active run is interrupted.
         */
        readonly delete: operations["deleteContact"];
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
         * List contact groups
         * @description Returns at most 250 groups, newest first.
         */
        readonly get: operations["listGroups"];
        readonly put?: never;
        /**
         * Create or rename a group
         * @description Creates a group without `uuid`; with it the group is renamed. Names are unique in any case.
         */
        readonly post: operations["writeGroup"];
        /**
         * Delete a group
         * @description Deletes the group in `uuid`. Its contacts stay.
         */
        readonly delete: operations["deleteGroup"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/fields.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List contact fields
         * @description Returns at most 250 contact fields, newest first.
         */
        readonly get: operations["listFields"];
        readonly put?: never;
        /**
         * Create or change a contact field
         * @description Creates a field without `key`; the key of a new field comes from its name. With `key` the field is changed.
         */
        readonly post: operations["writeField"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/messages.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List messages
         * @description Returns at most 250 messages, newest first: the questions of flows and the contacts' answers.
         */
        readonly get: operations["listMessages"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/archives.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List archives
         * @description Returns archives of old messages and runs. A world has none.
         */
        readonly get: operations["listArchives"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/broadcasts.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List broadcasts
         * @description Returns messages that were sent to many contacts. A world has none.
         */
        readonly get: operations["listBroadcasts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/campaigns.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List campaigns
         * @description Returns campaigns. A world has none.
         */
        readonly get: operations["listCampaigns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/channels.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List channels
         * @description Returns the channels that messages pass through.
         */
        readonly get: operations["listChannels"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/globals.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List globals
         * @description Returns global values of the workspace. A world has none.
         */
        readonly get: operations["listGlobals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/labels.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List labels
         * @description Returns message labels. A world has none.
         */
        readonly get: operations["listLabels"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/workspace.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the workspace
         * @description Returns the workspace of the credentials. `/api/v2/org.json` is an alias, as in earlier versions.
         */
        readonly get: operations["readWorkspace"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v2/definitions.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export flows
         * @description Returns the definitions of the flows in `flow`, which may be repeated, in the format of the flow editor.
         */
        readonly get: operations["readDefinitions"];
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
         * Read the documentation of an endpoint
         * @description Every endpoint has a public documentation page at its path without `.json`. A request for JSON returns an empty array; version 9 requires credentials for it. Other methods get an error, whose body is the page unless the request selects JSON.
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
         * List the endpoints
         * @description Returns absolute links without `.json`, by the name of the endpoint. Public. `/api/v2/` shows the same links as a page. HEAD and OPTIONS are allowed. `/api`, `/api/`, `/api/v2` and the page of the API explorer redirect.
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
        /** @description One page of runs with the links to the adjacent pages. */
        readonly RunPage: {
            /**
             * Format: uri
             * @description The URL of the next page with all query parameters; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The URL of the previous page with all query parameters; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Run"][];
        };
        /** @description One run of a contact through a flow. */
        readonly Run: {
            /**
             * Format: int64
             * @deprecated
             * @description The deprecated id of the run; in the documentation's sample, but not in its attribute list. Use `uuid`.
             */
            readonly id: number;
            /**
             * Format: uuid
             * @description The run.
             */
            readonly uuid: string;
            readonly flow: components["schemas"]["RunFlow"];
            readonly contact: components["schemas"]["RunContact"];
            /** @description The flow start that created the run; null or absent for a run without one. */
            readonly start?: components["schemas"]["RunStart"] | null;
            /** @description True if the contact has replied in this run. */
            readonly responded: boolean;
            /** @description The visited nodes, oldest first; null or absent if `paths` disables them. Not documented. */
            readonly path?: readonly components["schemas"]["PathStep"][] | null;
            /** @description The results by key, the snake-case form of their name; empty without results. The attribute list of the documentation says array, its sample shows an object. */
            readonly values: {
                readonly [key: string]: components["schemas"]["Result"];
            };
            /** @description The time at which the contact entered the flow. */
            readonly created_on: components["schemas"]["Instant"];
            /** @description The last change of the run: the sort key of the list, and the value that `before` and `after` compare. */
            readonly modified_on: components["schemas"]["Instant"];
            /** @description The end of the run; null while it is active. */
            readonly exited_on: components["schemas"]["NullableInstant"];
            /**
             * @description The reason of the end; null while the run is active. The documentation lacks `failed`, an error of the engine.
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
            /** @description Null for a contact without a name. */
            readonly name: string | null;
            /** @description The preferred URN of the contact, such as `tel:` and an E.164 number; null without one. In an anonymous workspace its path is eight asterisks. */
            readonly urn: string | null;
            /** @description The URN in display form; null without one, and in an anonymous workspace. */
            readonly urn_display: string | null;
            /** @description The reference of the contact in an anonymous workspace. Present only in the newer line. */
            readonly ref?: string;
            /** @description Present only in an anonymous workspace: the contact's number in ten digits; in the newer line the same as `ref`. */
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
            /** @description The time at which the contact reached the node. */
            readonly time: components["schemas"]["MicrosecondInstant"];
        };
        /** @description A result that the flow saved under one name, usually from a reply. */
        readonly Result: {
            readonly value: string;
            /** @description The name of the matching rule; null without one. */
            readonly category: string | null;
            /**
             * Format: uuid
             * @description The node that saved the result.
             */
            readonly node: string;
            /** @description The time at which the result was saved. */
            readonly time: components["schemas"]["MicrosecondInstant"];
            /** @description The name of the result as entered in the flow editor, with capitals and spaces. */
            readonly name: string | null;
            /** @description The message that the value was taken from; null without one. Present in version 9 only. */
            readonly input?: string | null;
        };
        /**
         * Format: date-time
         * @description UTC with six digits of a second, or no fraction if all are zero. The documentation promises six digits always.
         */
        readonly Instant: string;
        /**
         * Format: date-time
         * @description An `Instant`, or null.
         */
        readonly NullableInstant: string | null;
        /**
         * Format: date-time
         * @description UTC, always with six digits of a second.
         */
        readonly MicrosecondInstant: string;
        readonly Detail: {
            /** @description A description of the error. */
            readonly detail: string;
        };
        /** @description One page with the links to the adjacent pages. */
        readonly FlowStartPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["FlowStart"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly FlowPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Flow"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly ContactPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Contact"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly GroupPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Group"][];
        };
        /** @description One request to start contacts in a flow. */
        readonly FlowStart: {
            /**
             * Format: int64
             * @deprecated
             * @description The deprecated id. Use `uuid`.
             */
            readonly id: number;
            /** Format: uuid */
            readonly uuid: string;
            readonly flow: components["schemas"]["Named"];
            /** @description The contacts of the request, without those of URNs and groups. */
            readonly contacts: readonly components["schemas"]["NamedContact"][];
            /** @description The groups of the request. */
            readonly groups: readonly components["schemas"]["Named"][];
            /**
             * @deprecated
             * @description True if contacts with earlier runs of the flow are started again.
             */
            readonly restart_participants: boolean;
            /**
             * @deprecated
             * @description True if contacts with an active run are skipped. A start that was not created by this API may have an object of its exclusions, or null, so that this schema has no type.
             */
            readonly exclude_active: unknown;
            /**
             * @description Version 9 uses `pending`, `starting`, `complete` and `failed`; the newer line uses the other values.
             * @enum {string}
             */
            readonly status: "pending" | "queued" | "starting" | "started" | "complete" | "completed" | "failed" | "interrupted";
            /** @description Present only in the newer line. */
            readonly progress?: components["schemas"]["Progress"];
            /**
             * @deprecated
             * @description The same as `params`.
             */
            readonly extra: {
                readonly [key: string]: unknown;
            } | null;
            /** @description The parameters of the flow; null without any. */
            readonly params: {
                readonly [key: string]: unknown;
            } | null;
            readonly created_on: components["schemas"]["Instant"];
            /** @description The last change of the status: the sort key of the list. */
            readonly modified_on: components["schemas"]["Instant"];
        };
        /** @description The progress of a start. */
        readonly Progress: {
            /** @description The number of contacts to start; -1 until they are counted. */
            readonly total: number;
            readonly started: number;
        };
        /** @description The contacts to start and the flow. At least one contact, group or URN is required. */
        readonly FlowStartRequest: {
            /** Format: uuid */
            readonly flow: string;
            /** @description UUIDs of contacts. */
            readonly contacts?: readonly string[];
            /** @description UUIDs or names of groups. */
            readonly groups?: readonly string[];
            /** @description URNs, such as `tel:` and a number with its country code. */
            readonly urns?: readonly string[];
            /** @default true */
            readonly restart_participants: boolean;
            /** @default false */
            readonly exclude_active: boolean;
            /**
             * @deprecated
             * @description The former name of `params`, which takes precedence.
             */
            readonly extra?: {
                readonly [key: string]: unknown;
            };
            /** @description The parameters of the flow. At most 10,000 characters in the newer line. */
            readonly params?: {
                readonly [key: string]: unknown;
            };
        };
        /** @description An entity with its UUID and name. */
        readonly Named: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
        };
        /** @description A contact with its UUID and name; the name may be null. */
        readonly NamedContact: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string | null;
        };
        /** @description A flow with the counts of its runs. */
        readonly Flow: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
            /** @enum {string} */
            readonly type: "message" | "voice" | "background" | "survey";
            readonly archived: boolean;
            readonly labels: readonly components["schemas"]["Named"][];
            /** @description Minutes without a reply after which a run expires. */
            readonly expires: number;
            readonly runs: components["schemas"]["RunCounts"];
            /** @description The results that the flow saves. */
            readonly results: readonly components["schemas"]["FlowResult"][];
            /** @description The results of a calling flow that this one reads. */
            readonly parent_refs: readonly string[];
            /** @description The sort key of the list. */
            readonly created_on: components["schemas"]["Instant"];
            readonly modified_on: components["schemas"]["Instant"];
        };
        /** @description The number of runs by status. */
        readonly RunCounts: {
            readonly active: number;
            readonly waiting: number;
            readonly completed: number;
            readonly expired: number;
            readonly interrupted: number;
            readonly failed: number;
        };
        /** @description A result that a flow saves. */
        readonly FlowResult: {
            readonly key: string;
            readonly name: string;
            readonly categories: readonly string[];
            readonly node_uuids: readonly string[];
        };
        /** @description A contact of the workspace. */
        readonly Contact: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string | null;
            /**
             * @description Null for a deleted contact.
             * @enum {string|null}
             */
            readonly status: "active" | "blocked" | "stopped" | "archived" | null;
            /** @description ISO 639-3. */
            readonly language: string | null;
            /** @description URNs in order of preference; in an anonymous workspace eight asterisks after the scheme. With `expand_urns` objects. */
            readonly urns: readonly (string | components["schemas"]["ExpandedUrn"])[];
            readonly groups: readonly components["schemas"]["Named"][];
            /** @description The newest five notes, oldest first. Present only in the newer line. */
            readonly notes?: readonly {
                readonly [key: string]: unknown;
            }[];
            /** @description The values of all contact fields by key; null without a value. */
            readonly fields: {
                readonly [key: string]: unknown;
            };
            /** @description The flow of the contact's active run; null without one. */
            readonly flow: components["schemas"]["Named"] | null;
            readonly created_on: components["schemas"]["Instant"];
            /** @description The sort key of the list. */
            readonly modified_on: components["schemas"]["Instant"];
            /** @description The last message of the contact; null without one. */
            readonly last_seen_on: components["schemas"]["NullableInstant"];
            /**
             * @deprecated
             * @description Null for a deleted contact.
             */
            readonly blocked: boolean | null;
            /**
             * @deprecated
             * @description Null for a deleted contact.
             */
            readonly stopped: boolean | null;
            /** @description Present only in an anonymous workspace of the newer line. */
            readonly ref?: string;
            /** @description The display text in an anonymous workspace, in place of a URN. */
            readonly anon_display?: string;
        };
        /** @description A URN in its parts. */
        readonly ExpandedUrn: {
            /** @description The channel that reaches the URN; null without one. */
            readonly channel: components["schemas"]["Named"] | null;
            readonly scheme: string;
            readonly path: string;
            readonly display: string | null;
        };
        /** @description The fields of a contact to create or update. */
        readonly ContactRequest: {
            readonly name?: string | null;
            /** @description ISO 639-3. */
            readonly language?: string | null;
            /** @description A note to add. Read only by the newer line, when it updates a contact. */
            readonly note?: string;
            /** @description URNs, such as `tel:` and a number with its country code. Not allowed together with `urn` in the query. */
            readonly urns?: readonly string[];
            /** @description UUIDs or names of groups, which replace the former ones. Groups with a query are rejected. */
            readonly groups?: readonly string[];
            /** @description Values by the key of a contact field. Other fields keep their values; null and an empty text clear one. */
            readonly fields?: {
                readonly [key: string]: string | null;
            };
        };
        /** @description The name of a group. */
        readonly GroupRequest: {
            readonly name: string;
        };
        /** @description The name and type of a contact field. `label` and `value_type` are their former names. */
        readonly ContactFieldRequest: {
            readonly name?: string;
            /** @enum {string} */
            readonly type?: "text" | "number" | "datetime" | "state" | "district" | "ward";
            /** @deprecated */
            readonly label?: string;
            /**
             * @deprecated
             * @enum {string}
             */
            readonly value_type?: "text" | "numeric" | "datetime" | "state" | "district" | "ward";
        };
        /** @description A group of contacts. */
        readonly Group: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
            /** @description The query that defines the members; null for a group whose members are set by users. */
            readonly query: string | null;
            /** @enum {string} */
            readonly status: "initializing" | "evaluating" | "ready";
            readonly system: boolean;
            readonly count: number;
        };
        /** @description One page with the links to the adjacent pages. */
        readonly ContactFieldPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["ContactField"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly MessagePage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Message"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly ArchivePage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Archive"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly BroadcastPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Broadcast"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly CampaignPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Campaign"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly ChannelPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Channel"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly GlobalPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Global"][];
        };
        /** @description One page with the links to the adjacent pages. */
        readonly LabelPage: {
            /**
             * Format: uri
             * @description The next page; null on the last page.
             */
            readonly next: string | null;
            /**
             * Format: uri
             * @description The previous page; null on the first page.
             */
            readonly previous: string | null;
            readonly results: readonly components["schemas"]["Label"][];
        };
        /** @description A field that contacts have. */
        readonly ContactField: {
            readonly key: string;
            readonly name: string;
            readonly type: string;
            readonly featured: boolean;
            readonly priority: number;
            readonly usages: {
                readonly [key: string]: unknown;
            };
            readonly agent_access: string;
            /** @deprecated */
            readonly label: string;
            /** @deprecated */
            readonly value_type: string;
        };
        /** @description A message to or from a contact. */
        readonly Message: {
            /**
             * Format: uuid
             * @description Present only in the newer line.
             */
            readonly uuid?: string;
            /** Format: int64 */
            readonly id: number;
            /** @description The id of the broadcast; null without one. */
            readonly broadcast: number | null;
            readonly contact: components["schemas"]["NamedContact"];
            /** @description Null in an anonymous workspace, and for a contact without a URN. */
            readonly urn: string | null;
            readonly channel: components["schemas"]["Named"] | null;
            /** @enum {string} */
            readonly direction: "in" | "out";
            /** @enum {string} */
            readonly type: "text" | "optin" | "voice";
            /** @enum {string} */
            readonly status: "queued" | "handled" | "wired" | "sent" | "delivered" | "read" | "errored" | "failed";
            readonly archived: boolean;
            /** @enum {string} */
            readonly visibility: "visible" | "archived" | "deleted";
            readonly text: string;
            readonly labels: readonly components["schemas"]["Named"][];
            /** @description The flow that sent or received the message; null without one. */
            readonly flow: components["schemas"]["Named"] | null;
            readonly attachments: readonly {
                readonly [key: string]: unknown;
            }[];
            /** @description Present only in the newer line. */
            readonly quick_replies?: readonly {
                readonly [key: string]: unknown;
            }[];
            /** @description The sort key of the list. */
            readonly created_on: components["schemas"]["Instant"];
            /** @description Null for an incoming message. */
            readonly sent_on: components["schemas"]["NullableInstant"];
            readonly modified_on: components["schemas"]["Instant"];
            /** @deprecated */
            readonly media: string | null;
        };
        /** @description A file with old messages or runs. */
        readonly Archive: {
            readonly archive_type: string;
            /** Format: date */
            readonly start_date: string;
            readonly period: string;
            readonly record_count: number;
            readonly size: number;
            readonly hash: string;
            readonly download_url: string;
        };
        /** @description A message to many contacts. */
        readonly Broadcast: {
            readonly id: number;
            readonly status: string;
            readonly urns: readonly string[];
            readonly contacts: readonly components["schemas"]["NamedContact"][];
            readonly groups: readonly components["schemas"]["Named"][];
            readonly text: {
                readonly [key: string]: unknown;
            };
            readonly base_language: string;
            readonly created_on: components["schemas"]["Instant"];
        };
        /** @description A schedule of events for the contacts of a group. */
        readonly Campaign: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
            readonly archived: boolean;
            readonly group: components["schemas"]["Named"];
            readonly created_on: components["schemas"]["Instant"];
        };
        /** @description A connection to a messaging network. */
        readonly Channel: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
            readonly address: string | null;
            readonly country: string | null;
            readonly device: {
                readonly [key: string]: unknown;
            } | null;
            readonly last_seen: components["schemas"]["NullableInstant"];
            readonly created_on: components["schemas"]["Instant"];
        };
        /** @description A value that all flows can read. */
        readonly Global: {
            readonly key: string;
            readonly name: string;
            readonly value: string;
            readonly modified_on: components["schemas"]["Instant"];
        };
        /** @description A label of messages. */
        readonly Label: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
            readonly count: number;
        };
        /** @description The workspace of the credentials. */
        readonly Workspace: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
            /** @description The code of the country whose phone numbers need no country code; null without one. */
            readonly country: string | null;
            readonly languages: readonly string[];
            readonly timezone: string;
            /** @enum {string} */
            readonly date_style: "day_first" | "month_first" | "year_first";
            readonly anon: boolean;
            /** @deprecated */
            readonly credits: {
                readonly [key: string]: unknown;
            };
            /** @deprecated */
            readonly primary_language: string;
        };
        /** @description Exported flows. */
        readonly Definitions: {
            readonly version: string;
            readonly site: string;
            readonly flows: readonly components["schemas"]["FlowDefinition"][];
            readonly campaigns: readonly {
                readonly [key: string]: unknown;
            }[];
            readonly triggers: readonly {
                readonly [key: string]: unknown;
            }[];
            readonly fields: readonly {
                readonly [key: string]: unknown;
            }[];
            readonly groups: readonly {
                readonly [key: string]: unknown;
            }[];
        };
        /** @description A flow in the format of the flow editor. */
        readonly FlowDefinition: {
            /** Format: uuid */
            readonly uuid: string;
            readonly name: string;
            readonly spec_version: string;
            readonly language: string;
            readonly type: string;
            readonly revision: number;
            readonly expire_after_minutes: number;
            readonly localization: {
                readonly [key: string]: unknown;
            };
            /** @description The nodes; the first is the entry. */
            readonly nodes: readonly {
                readonly [key: string]: unknown;
            }[];
        };
        /** @description Absolute links by the name of the endpoint. The response to OPTIONS has the members of the description instead. */
        readonly Root: {
            readonly name?: string;
            readonly description?: string;
            readonly renders?: readonly string[];
            readonly parses?: readonly string[];
        } & {
            readonly [key: string]: unknown;
        };
        /** @description Errors by field, `non_field_errors` for the whole body: a list of texts, or lists of texts by the position of the wrong item. A rejected request may have a text in `detail` instead. */
        readonly Refusal: {
            readonly [key: string]: unknown;
        };
    };
    responses: {
        /** @description An invalid parameter, or `flow` and `contact` together. */
        readonly InvalidQuery: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description Missing or invalid credentials, a role without access to runs, or plain HTTP if the installation requires TLS. There is no 401 and no `WWW-Authenticate` header. `X-Temba-Org` is present only for valid credentials. */
        readonly Forbidden: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The cursor is invalid. An unknown path returns an HTML page of the framework instead. */
        readonly InvalidCursor: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The method is not GET; HEAD and OPTIONS are rejected too. The response to HEAD has no body. The method is checked before the credentials are required. */
        readonly MethodNotAllowed: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The `Accept` header excludes all representations. Checked before the credentials; the body is the documentation page. */
        readonly NotAcceptable: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /** @description More than 2,500 requests for runs within an hour, counted per workspace over all its tokens; staff users have a count of their own. Rejected requests are not counted. If the limit was lowered below the used requests, the header and the second sentence of the text are absent. */
        readonly Throttled: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
        /** @description The body is invalid: errors by field, for an item of a list by its index. Invalid JSON and an invalid query parameter return a text in `detail`. */
        readonly InvalidBody: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Refusal"];
            };
        };
        /** @description The media type of the body is not supported. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The object that a query parameter names does not exist. */
        readonly NoSuchObject: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The request is not allowed, or `format` names no representation. The body is the documentation page unless the request selects JSON. */
        readonly PageError: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                readonly Vary: components["headers"]["Vary"];
                readonly Allow: components["headers"]["Allow"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
                readonly "application/json": components["schemas"]["Detail"];
            };
        };
        /** @description The path stands for another one. */
        readonly Redirect: {
            headers: {
                /**
                 * @description The other path.
                 * @example /api/v2/
                 */
                readonly Location?: string;
                readonly Vary: components["headers"]["Vary"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "text/html": string;
            };
        };
        /** @description A server error. A production server returns plain text with the type `text/html`. */
        readonly ServerError: {
            headers: {
                readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
        /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
        readonly Uuid: string;
        /** @description Returns only the item with this id. A value that is not an integer returns 400; zero is no filter. Removed in the newer line. */
        readonly Id: string;
        /** @description Returns only items modified at or before this date or date-time, as for runs. An invalid value matches nothing. */
        readonly Before: string;
        /** @description Returns only items modified at or after this date or date-time, as for runs. An invalid value matches nothing. */
        readonly After: string;
        /** @description Returns the oldest item first, if the value is `true`, `y`, `yes` or `1` in any case. */
        readonly Reverse: string;
        /** @description The position of the page, from `next` or `previous`. */
        readonly Cursor: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The number of the workspace of the credentials. Absent for an anonymous request.
         * @example 417
         */
        readonly WorkspaceNumber: number;
        /**
         * @description The workspace of the credentials; the newer line sends it instead of `X-Temba-Org`.
         * @example 2f6c0a1d-5b7e-4c93-8a41-9e0d3b7f6c25
         */
        readonly WorkspaceUuid: string;
        /**
         * @description The request headers that the response depends on. `Cookie` only for unknown paths and redirects.
         * @example Accept, Cookie
         */
        readonly Vary: string;
        /**
         * @description The methods of the path, sent with every response of the endpoint. It lists HEAD and OPTIONS, although they are rejected.
         * @example GET, HEAD, OPTIONS
         */
        readonly Allow: string;
        /**
         * @description Seconds until the next request is allowed, rounded up. Absent if the time is unknown.
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
                /** @description Returns only the run with this UUID, in any format that Python parses as a UUID: with or without hyphens, in either case, in braces, with the prefix `urn:uuid:`. Any other value, and an empty one, returns 400. Of several values the last is used. */
                readonly uuid?: string;
                /** @description Returns only the run with this id. A value that is not an integer, and an empty one, returns 400. Zero is no filter. */
                readonly id?: string;
                /** @description Returns only runs of the flow with this UUID, in lower case with hyphens. An unknown flow, or a text that is not a UUID, has no runs. An empty value is no filter. Not allowed together with `contact`. */
                readonly flow?: string;
                /** @description Returns only runs of the contact with this UUID, in lower case with hyphens. An unknown contact, or a text that is not a UUID, has no runs. An empty value is no filter. Not allowed together with `flow`. */
                readonly contact?: string;
                /** @description Returns only runs with a reply of the contact, if the value is `true`, `y`, `yes` or `1` in any case. Any other value is no filter, so `false` does not select runs without a reply. */
                readonly responded?: string;
                /** @description Returns only runs modified at or before this ISO 8601 date or date-time; UTC without an offset. An invalid value matches no run. A plus sign must be sent as `%2B`. An empty value is no filter. */
                readonly before?: string;
                /** @description Returns only runs modified at or after this date or date-time, with the formats of `before`. The bound is inclusive, so a client that polls with the last `modified_on` receives that run again. */
                readonly after?: string;
                /** @description Returns the oldest change first, if the value is `true`, `y`, `yes` or `1` in any case. A cursor is valid only with the order in which it was created. */
                readonly reverse?: string;
                /** @description Controls whether runs have their `path`. They have it unless the parameter is present and its value is none of `true`, `y`, `yes` and `1` in any case; then `path` is null. */
                readonly paths?: string;
                /** @description The position of the page, from `next` or `previous`; clients do not construct it. An empty value is the first page. */
                readonly cursor?: string;
                /** @description The name of a representation. The suffix of the path takes precedence, so the value has no effect here. */
                readonly format?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of runs; empty if nothing matches. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Returns only the item with this id. A value that is not an integer returns 400; zero is no filter. Removed in the newer line. */
                readonly id?: components["parameters"]["Id"];
                /** @description Returns only items modified at or before this date or date-time, as for runs. An invalid value matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Returns only items modified at or after this date or date-time, as for runs. An invalid value matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description Returns the oldest item first, if the value is `true`, `y`, `yes` or `1` in any case. */
                readonly reverse?: components["parameters"]["Reverse"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of flow starts. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
            readonly query?: {
                /** @description An existing start. The request creates another one; only the status differs. An unknown UUID returns 404. */
                readonly uuid?: string;
            };
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
            /** @description The new start, for a request with `uuid`. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlowStart"];
                };
            };
            /** @description The new start, still pending. */
            readonly 201: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
            readonly 404: components["responses"]["NoSuchObject"];
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
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Returns only flows of this type; an unknown type has no flows. */
                readonly type?: string;
                /** @description Returns only archived flows if the value is `true`, `y`, `yes` or `1`, and only others for any other value but the empty one. */
                readonly archived?: string;
                /** @description Returns only items modified at or before this date or date-time, as for runs. An invalid value matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Returns only items modified at or after this date or date-time, as for runs. An invalid value matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description Returns the oldest item first, if the value is `true`, `y`, `yes` or `1` in any case. */
                readonly reverse?: components["parameters"]["Reverse"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
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
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Returns only the contact with this URN, such as `tel:` and a number with its country code. */
                readonly urn?: string;
                /** @description Returns only deleted contacts, if the value is `true`, `y`, `yes` or `1` in any case; otherwise only others. */
                readonly deleted?: string;
                /** @description Returns URNs as objects with their channel, if the value is `true`, `y`, `yes` or `1` in any case. */
                readonly expand_urns?: string;
                /** @description Returns only contacts of the group with this UUID or exact name; an unknown group has no contacts. */
                readonly group?: string;
                /** @description Returns only items modified at or before this date or date-time, as for runs. An invalid value matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Returns only items modified at or after this date or date-time, as for runs. An invalid value matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description Returns the oldest item first, if the value is `true`, `y`, `yes` or `1` in any case. */
                readonly reverse?: components["parameters"]["Reverse"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of contacts. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description The contact to update, by its URN. */
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
            /** @description The updated contact. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
            readonly 404: components["responses"]["NoSuchObject"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly deleteContact: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description The contact to delete, by its URN. */
                readonly urn?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The contact is deleted. */
            readonly 204: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["InvalidQuery"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchObject"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listGroups: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Returns only the group with this name, in any case. */
                readonly name?: string;
                /** @description Returns the oldest item first, if the value is `true`, `y`, `yes` or `1` in any case. */
                readonly reverse?: components["parameters"]["Reverse"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of groups. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
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
    readonly writeGroup: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["GroupRequest"];
            };
        };
        readonly responses: {
            /** @description The renamed group. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Group"];
                };
            };
            /** @description The created group. */
            readonly 201: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Group"];
                };
            };
            readonly 400: components["responses"]["InvalidBody"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchObject"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly deleteGroup: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The group is deleted. */
            readonly 204: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["InvalidQuery"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchObject"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listFields: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the field with this key. */
                readonly key?: string;
                /** @description Returns the oldest item first, if the value is `true`, `y`, `yes` or `1` in any case. */
                readonly reverse?: components["parameters"]["Reverse"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ContactFieldPage"];
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
    readonly writeField: {
        readonly parameters: {
            readonly query?: {
                /** @description The field to change. */
                readonly key?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ContactFieldRequest"];
            };
        };
        readonly responses: {
            /** @description The changed field. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ContactField"];
                };
            };
            /** @description The created field. */
            readonly 201: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ContactField"];
                };
            };
            readonly 400: components["responses"]["InvalidBody"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NoSuchObject"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly listMessages: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the item with this id. A value that is not an integer returns 400; zero is no filter. Removed in the newer line. */
                readonly id?: components["parameters"]["Id"];
                /** @description Returns only messages of the contact with this UUID. */
                readonly contact?: string;
                /** @description Returns only messages of this folder, such as `incoming`, `flows` or `sent`; an unknown folder is empty. */
                readonly folder?: string;
                /** @description Returns only messages with the label with this UUID or name. */
                readonly label?: string;
                /** @description Returns only messages of the broadcast with this id. */
                readonly broadcast?: string;
                /** @description Returns only items modified at or before this date or date-time, as for runs. An invalid value matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Returns only items modified at or after this date or date-time, as for runs. An invalid value matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MessagePage"];
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
    readonly listArchives: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only archives of this type. */
                readonly archive_type?: string;
                /** @description Returns only archives of this period. */
                readonly period?: string;
                /** @description Returns only items modified at or before this date or date-time, as for runs. An invalid value matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Returns only items modified at or after this date or date-time, as for runs. An invalid value matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArchivePage"];
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
    readonly listBroadcasts: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the item with this id. A value that is not an integer returns 400; zero is no filter. Removed in the newer line. */
                readonly id?: components["parameters"]["Id"];
                /** @description Returns only items modified at or before this date or date-time, as for runs. An invalid value matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Returns only items modified at or after this date or date-time, as for runs. An invalid value matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BroadcastPage"];
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
    readonly listCampaigns: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CampaignPage"];
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
    readonly listChannels: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Returns only the channel with this address. */
                readonly address?: string;
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChannelPage"];
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
    readonly listGlobals: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the global with this key. */
                readonly key?: string;
                /** @description Returns only items modified at or before this date or date-time, as for runs. An invalid value matches nothing. */
                readonly before?: components["parameters"]["Before"];
                /** @description Returns only items modified at or after this date or date-time, as for runs. An invalid value matches nothing. */
                readonly after?: components["parameters"]["After"];
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GlobalPage"];
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
    readonly listLabels: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only the item with this UUID, in any format that Python parses. Any other value returns 400. */
                readonly uuid?: components["parameters"]["Uuid"];
                /** @description Returns only the label with this name. */
                readonly name?: string;
                /** @description The position of the page, from `next` or `previous`. */
                readonly cursor?: components["parameters"]["Cursor"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LabelPage"];
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
    readonly readWorkspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The workspace. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Workspace"];
                };
            };
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readDefinitions: {
        readonly parameters: {
            readonly query?: {
                /** @description The UUID of a flow; repeated for several. */
                readonly flow?: string;
                /** @description The UUID of a campaign. */
                readonly campaign?: string;
                /** @description `none`, `flows` or `all`; any other value returns 400. */
                readonly dependencies?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The definitions. */
            readonly 200: {
                headers: {
                    readonly "X-Temba-Org": components["headers"]["WorkspaceNumber"];
                    readonly "X-Temba-Workspace": components["headers"]["WorkspaceUuid"];
                    readonly Vary: components["headers"]["Vary"];
                    readonly Allow: components["headers"]["Allow"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Definitions"];
                };
            };
            readonly 400: components["responses"]["InvalidQuery"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 429: components["responses"]["Throttled"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
    readonly readDocumentation: {
        readonly parameters: {
            readonly query?: {
                /** @description The name of the representation, `json` or `api`; any other name returns 404. */
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
            readonly 403: components["responses"]["PageError"];
            readonly 404: components["responses"]["PageError"];
            readonly 405: components["responses"]["PageError"];
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
                    readonly "application/json": components["schemas"]["Root"];
                    readonly "text/html": string;
                };
            };
            readonly 301: components["responses"]["Redirect"];
            readonly 302: components["responses"]["Redirect"];
            readonly 403: components["responses"]["PageError"];
            readonly 404: components["responses"]["PageError"];
            readonly 405: components["responses"]["PageError"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 500: components["responses"]["ServerError"];
        };
    };
}
