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
    readonly "/api/v1/triggers/new-campaign-sent": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the newest sent campaigns
         * @description Returns the newest 100 campaigns that were sent, newest first. Clients poll it in the same way as the feed of flow sessions. Only the path and the order are documented; the fields are a choice of Flowtwin.
         */
        readonly get: operations["newCampaignSent"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/triggers/new-sequence-triggered": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the newest sequence sessions
         * @description Returns the newest 100 sessions of sequences, newest first. Clients poll it in the same way as the feed of flow sessions. The fields are inferred from those of flow sessions.
         */
        readonly get: operations["newSequenceTriggered"];
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
    readonly "/api/v1/actions/add-tag": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add a tag to a contact
         * @description Adds a tag, which is created if the workspace does not have it. Adding a tag that the contact has changes nothing.
         */
        readonly post: operations["addTag"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/remove-tag": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Remove a tag from a contact
         * @description Removes a tag from a contact; the workspace keeps the tag. Removing a tag that does not exist changes nothing.
         */
        readonly post: operations["removeTag"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/list-tags": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * List the tags of the workspace
         * @description Returns all tags, sorted by name; only those with a part of the name where one is given. The fields are inferred from those of other lists.
         */
        readonly post: operations["listTags"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/trigger-sequence": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Start a sequence for a contact
         * @description Starts a session of a published sequence for a contact, given by exactly one of id and phone number. An unknown phone number creates a contact. If the contact has a running session of the sequence, no second one is started.
         */
        readonly post: operations["triggerSequence"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/get-sequence": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read a sequence
         * @description Returns a sequence with its status and the number of all its sessions.
         */
        readonly post: operations["getSequence"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/dropdowns/sequences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List sequences for a picker
         * @description Returns an array of ids and labels. Not documented; taken from the published node.
         */
        readonly get: operations["listSequenceOptions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/send-text-message": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a text message
         * @description Sends a text to a contact who wrote a message in the last 24 hours. To anybody else, WhatsApp rejects it with code 131047.
         */
        readonly post: operations["sendTextMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/send-template-message": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a template message
         * @description Sends an approved template, at any time and to any phone number; an unknown number creates a contact. Every placeholder of the template needs a variable.
         */
        readonly post: operations["sendTemplateMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/list-templates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * List templates
         * @description Returns all templates, sorted by name; only those of a status where one is given.
         */
        readonly post: operations["listTemplates"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/actions/get-template": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read a template
         * @description Returns a template with its text, its buttons and the placeholders of its body.
         */
        readonly post: operations["getTemplate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/dropdowns/templates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List templates for a picker
         * @description Returns an array of ids and labels. Not documented; taken from the published node.
         */
        readonly get: operations["listTemplateOptions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/dropdowns/template-variables": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the placeholders of a template for a picker
         * @description Returns an array of ids and labels. Not documented; taken from the published node.
         */
        readonly get: operations["listTemplateVariables"];
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
            readonly last_interaction_at: components["schemas"]["NullableInstant"];
            /** @description The time at which an inactive session expires; 30 minutes after the last interaction unless the flow sets another time. */
            readonly expires_at: components["schemas"]["NullableInstant"];
            /** @description Null unless the session was completed. */
            readonly completed_at: components["schemas"]["NullableInstant"];
            readonly created_at: components["schemas"]["Instant"];
        };
        /**
         * Format: date-time
         * @description UTC in seconds, with a numeric offset.
         */
        readonly Instant: string;
        /**
         * Format: date-time
         * @description An `Instant`, or null.
         */
        readonly NullableInstant: string | null;
        /** @description An error of the framework. */
        readonly Notice: {
            readonly message: string;
        };
        /** @description An error of a business rule. */
        readonly BusinessError: {
            readonly error: string;
            /** @description The placeholders of the template, where a variable is missing. */
            readonly expected_placeholders?: readonly string[];
            /** @description The placeholders without a variable. */
            readonly missing?: readonly string[];
            /** @description The code of a message that WhatsApp rejected; the pages do not name the field. */
            readonly code?: number;
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
            readonly sent_at: components["schemas"]["NullableInstant"];
            readonly delivered_at: components["schemas"]["NullableInstant"];
            readonly read_at: components["schemas"]["NullableInstant"];
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A phone number in international format: "+" or "00", the country code and the number, 7 to 15 digits in all. Spaces, brackets, dots, hyphens and slashes are ignored. */
        readonly PhoneInput: string;
        /** @description A phone number as in PhoneInput; a blank text and null count as absent. */
        readonly OptionalPhoneInput: string | null;
        /** @description The flow, the contact and the context. Exactly one of `contact_id` and `phone` is required. */
        readonly TriggerFlow: {
            /**
             * Format: uuid
             * @description The id of a published flow.
             */
            readonly flow_id: string;
            readonly contact_id?: string | null;
            /** @description The number of the contact. An unknown number creates a contact, opted in now. */
            readonly phone?: components["schemas"]["OptionalPhoneInput"];
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
            readonly published_at: components["schemas"]["NullableInstant"];
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
            /** @description The number of the contact. */
            readonly phone: components["schemas"]["PhoneInput"];
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
            readonly phone?: components["schemas"]["OptionalPhoneInput"];
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
            readonly phone?: components["schemas"]["OptionalPhoneInput"];
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
            readonly opted_in_at: components["schemas"]["NullableInstant"];
            readonly opted_out_at: components["schemas"]["NullableInstant"];
            /** @description The last message in either direction; null before the first. */
            readonly last_message_at: components["schemas"]["NullableInstant"];
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
            readonly last_message_at: components["schemas"]["NullableInstant"];
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A session of one contact in one sequence. */
        readonly SequenceSession: {
            /**
             * Format: uuid
             * @description The session id, by which polling clients detect new sessions.
             */
            readonly id: string;
            /** Format: uuid */
            readonly sequence_id: string;
            readonly sequence_name: string;
            /** Format: uuid */
            readonly contact_id: string;
            readonly contact_phone: string;
            readonly contact_name: string | null;
            /** Format: email */
            readonly contact_email: string | null;
            /**
             * @description A session is running until it is completed, expired or failed; these three are final.
             * @enum {string}
             */
            readonly status: "running" | "completed" | "expired" | "failed";
            /** @description The node of the sequence that the session is at. */
            readonly current_node_id: string | null;
            /** @description The context that the session was started with. */
            readonly context: {
                readonly [key: string]: unknown;
            };
            readonly last_interaction_at: components["schemas"]["NullableInstant"];
            readonly expires_at: components["schemas"]["NullableInstant"];
            /** @description Null unless the session was completed. */
            readonly completed_at: components["schemas"]["NullableInstant"];
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A campaign that was sent to many contacts. */
        readonly Campaign: {
            /**
             * Format: uuid
             * @description The campaign id, by which polling clients detect new campaigns.
             */
            readonly id: string;
            readonly name: string;
            /** @enum {string} */
            readonly status: "sent";
            /** Format: uuid */
            readonly template_id: string;
            readonly template_name: string;
            readonly total_recipients: number;
            readonly sent_count: number;
            readonly failed_count: number;
            /** @description The time at which the last message was sent. */
            readonly sent_at: components["schemas"]["Instant"];
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description The sequence, the contact and the context. Exactly one of `contact_id` and `phone` is required. */
        readonly TriggerSequence: {
            /**
             * Format: uuid
             * @description The id of a published sequence.
             */
            readonly sequence_id: string;
            readonly contact_id?: string | null;
            /** @description The number of the contact. An unknown number creates a contact, opted in now. */
            readonly phone?: components["schemas"]["OptionalPhoneInput"];
            /** @description Values that the sequence can use. */
            readonly context?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description A reference to a sequence. */
        readonly SequenceById: {
            /** Format: uuid */
            readonly sequence_id: string;
        };
        /** @description A sequence. */
        readonly Sequence: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
            /** @enum {string} */
            readonly status: "draft" | "published";
            /** @description The number of all sessions, ended ones included. */
            readonly sessions_count: number;
            /** @description Null for a draft. */
            readonly published_at: components["schemas"]["NullableInstant"];
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A text and its recipient. */
        readonly TextMessage: {
            /** @description The number of the recipient. */
            readonly phone: components["schemas"]["PhoneInput"];
            readonly message: string;
        };
        /** @description A template, its variables and the recipient. */
        readonly TemplateMessage: {
            /** @description The number of the recipient. An unknown number creates a contact. */
            readonly phone: components["schemas"]["PhoneInput"];
            /** Format: uuid */
            readonly template_id: string;
            /** @description A language of the template; any approved one without it, or where it is not approved. */
            readonly language?: string | null;
            /** @description The texts for the placeholders, by placeholder. */
            readonly variables?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /** @description A sent message. */
        readonly SentMessage: {
            /** Format: uuid */
            readonly id: string;
            /** @enum {string} */
            readonly status: "sent";
            /** @description The id that WhatsApp gave the message. */
            readonly whatsapp_message_id: string;
            /** Format: uuid */
            readonly contact_id: string;
        };
        /** @description The status of the listed templates. */
        readonly TemplateFilter: {
            /** @description APPROVED, PENDING or REJECTED; an empty text is no filter. */
            readonly status?: string | null;
        };
        /** @description A template as returned by a list. */
        readonly ListedTemplate: {
            /** Format: uuid */
            readonly id: string;
            /** @description Unique in the workspace. */
            readonly name: string;
            /** @enum {string} */
            readonly category: "UTILITY" | "MARKETING" | "AUTHENTICATION";
            /** @enum {string} */
            readonly status: "APPROVED" | "PENDING" | "REJECTED";
            /** @description The codes of all translations, approved or not. */
            readonly languages: readonly string[];
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A reference to a template. */
        readonly TemplateById: {
            /** Format: uuid */
            readonly template_id: string;
        };
        /** @description A template. */
        readonly Template: {
            /** Format: uuid */
            readonly id: string;
            /** @description Unique in the workspace. */
            readonly name: string;
            /** @enum {string} */
            readonly category: "UTILITY" | "MARKETING" | "AUTHENTICATION";
            /** @enum {string} */
            readonly status: "APPROVED" | "PENDING" | "REJECTED";
            /** @description The codes of all translations, approved or not. */
            readonly languages: readonly string[];
            /** @description The text, with placeholders such as `{{1}}`. */
            readonly body: string;
            /** @enum {string|null} */
            readonly header_type: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | null;
            /** @description The text of the header, or the URL of its file. */
            readonly header_content: string | null;
            readonly footer: string | null;
            readonly buttons: readonly components["schemas"]["TemplateButton"][];
            /** @description The placeholders of the body. */
            readonly placeholders: readonly string[];
            readonly created_at: components["schemas"]["Instant"];
        };
        /** @description A button below a template message. */
        readonly TemplateButton: {
            /** @description URL, PHONE_NUMBER or QUICK_REPLY; other values are possible. */
            readonly type: string;
            readonly text: string;
            readonly url?: string;
            readonly phone_number?: string;
        };
        /** @description A placeholder in a picker. */
        readonly VariableOption: {
            /** @description The name of the placeholder. */
            readonly id: string;
            readonly label: string;
        };
        /** @description A tag and a contact. Exactly one of `contact_id` and `phone` is required. */
        readonly TagChange: {
            readonly contact_id?: string | null;
            readonly phone?: components["schemas"]["OptionalPhoneInput"];
            /** @description The name of the tag. */
            readonly tag: string;
        };
        /** @description The tags of a contact after one was added. */
        readonly TagAdded: {
            /**
             * Format: uuid
             * @description The contact id.
             */
            readonly id: string;
            readonly phone: string;
            readonly tag_added: string;
            readonly tags: readonly string[];
        };
        /** @description The tags of a contact after one was removed. */
        readonly TagRemoved: {
            /**
             * Format: uuid
             * @description The contact id.
             */
            readonly id: string;
            readonly phone: string;
            readonly tag_removed: string;
            readonly tags: readonly string[];
        };
        /** @description A part of the names of the listed tags. */
        readonly TagFilter: {
            /** @description Case-insensitive; an empty text is no filter. */
            readonly name?: string | null;
        };
        /** @description A tag of the workspace. */
        readonly Tag: {
            /** Format: uuid */
            readonly id: string;
            readonly name: string;
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
        /** @description The flow, sequence, template or contact does not exist in the workspace, or the path does not exist. */
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
                /** @description Returns only sessions of this flow. An empty value is no filter; an unknown flow has no sessions. A text that is not a UUID returns 422 or an empty array; not documented. */
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
    readonly newCampaignSent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest campaigns, sorted by `created_at` descending. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Campaign"][];
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
    readonly newSequenceTriggered: {
        readonly parameters: {
            readonly query?: {
                /** @description Returns only sessions of this sequence. An empty value is no filter; an unknown sequence has no sessions. A text that is not a UUID returns 422 or an empty array; not documented. */
                readonly sequence_id?: string;
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
                    readonly "application/json": readonly components["schemas"]["SequenceSession"][];
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
    readonly addTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TagChange"];
            };
        };
        readonly responses: {
            /** @description The contact and all its tags. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TagAdded"];
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
    readonly removeTag: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TagChange"];
            };
        };
        readonly responses: {
            /** @description The contact and its other tags. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TagRemoved"];
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
    readonly listTags: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["TagFilter"];
            };
        };
        readonly responses: {
            /** @description The tags. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Tag"][];
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
    readonly triggerSequence: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TriggerSequence"];
            };
        };
        readonly responses: {
            /** @description The contact has a running session of this sequence; no second one was started. */
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
            /** @description A session was started. */
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
    readonly getSequence: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SequenceById"];
            };
        };
        readonly responses: {
            /** @description The sequence. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Sequence"];
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
    readonly listSequenceOptions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The published sequences. */
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
    readonly sendTextMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TextMessage"];
            };
        };
        readonly responses: {
            /** @description The message was sent. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SentMessage"];
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
    readonly sendTemplateMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TemplateMessage"];
            };
        };
        readonly responses: {
            /** @description The message was sent. Its fields are inferred from those of a sent text. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SentMessage"];
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
    readonly listTemplates: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["TemplateFilter"];
            };
        };
        readonly responses: {
            /** @description The templates. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["ListedTemplate"][];
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
    readonly getTemplate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TemplateById"];
            };
        };
        readonly responses: {
            /** @description The template. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Template"];
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
    readonly listTemplateOptions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The approved templates. */
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
    readonly listTemplateVariables: {
        readonly parameters: {
            readonly query: {
                /** @description The template. */
                readonly template_id: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The placeholders, in the order of the text. */
            readonly 200: {
                headers: {
                    readonly "X-RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    readonly "X-RateLimit-Remaining": components["headers"]["RateLimitRemaining"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["VariableOption"][];
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
}
