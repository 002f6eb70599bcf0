// Written by `npm run generate` from the YAML beside this folder; do not edit.
export interface paths {
    readonly "/_twin/v1/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the state of the server and the vendors that it serves */
        readonly get: operations["readHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List all worlds, in order of creation */
        readonly get: operations["listWorlds"];
        readonly put?: never;
        /** Create a world from parameters, another world or a snapshot */
        readonly post: operations["createWorld"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/scenarios": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the paging scenarios, with the world parameters and fault rules of each */
        readonly get: operations["listScenarios"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/quirks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the quirks with the meaning of each position, and the position that each has in a world */
        readonly get: operations["listQuirks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Read a world */
        readonly get: operations["readWorld"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a world; the default world cannot be deleted */
        readonly delete: operations["deleteWorld"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /**
         * Stream the events of a world as server-sent events
         * @description The first event is `clock`. Later events are `clock` when the clock or the number of operations has changed, and every second while the clock runs; `runs` with run events; `requests` with journal entries; `gap` when more runs were created at once than are sent one by one; `reset` when the world was reset or replaced; and `end` when the world was deleted or the server stops. The data of each is one line of JSON in the shape of `StreamedEvent`. An idle stream gets a comment every fifteen seconds. At most 32 streams are open at a time.
         */
        readonly get: operations["streamEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/reset": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Reset a world to its initial state, with an empty journal and full rate limits */
        readonly post: operations["resetWorld"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/clock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Read the clock */
        readonly get: operations["readClock"];
        readonly put?: never;
        /**
         * Advance the clock or change its mode
         * @description `advance`, `to` and `next` move the clock at once; everything that is due by then has happened when the response is sent. The mode is changed first.
         */
        readonly post: operations["updateClock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** List runs, newest first */
        readonly get: operations["listRuns"];
        readonly put?: never;
        /**
         * Insert one run or a list of runs (atomic)
         * @description Omitted fields get the defaults of the flow. A run in the past is sorted by its instants and sends no webhooks. A run in the future is created when the clock reaches its instant.
         */
        readonly post: operations["insertRuns"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/runs/{run}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
                /** @description Any vendor's id of the run, or its number. */
                readonly run: components["parameters"]["RunKey"];
            };
            readonly cookie?: never;
        };
        /** Read a run by any vendor's id or by its number */
        readonly get: operations["readRun"];
        readonly put?: never;
        /** End a run, or record the next reply of its contact */
        readonly post: operations["driveRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/flows": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** List the flows, with the id and name that each vendor gives them */
        readonly get: operations["listFlows"];
        readonly put?: never;
        /**
         * Add a flow
         * @description The flow has no generated runs. Start or insert runs, or set arrivals of the flow.
         */
        readonly post: operations["insertFlow"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/contacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** List contacts, in order of their numbers */
        readonly get: operations["listContacts"];
        readonly put?: never;
        /** Create a contact */
        readonly post: operations["insertContact"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/contacts/{contact}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
                /** @description The contact's number, or its phone number with a leading plus. */
                readonly contact: string;
            };
            readonly cookie?: never;
        };
        /** Read a contact */
        readonly get: operations["readContact"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/arrivals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Read the arrival rate, bursts and scheduled runs */
        readonly get: operations["readArrivals"];
        /**
         * Set the interval at which new runs are created
         * @description Replaces the previous rate. The default arrivals of the world stop and return only after a reset.
         */
        readonly put: operations["setArrivals"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/bursts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create many runs, at one instant or spread over a duration */
        readonly post: operations["createBurst"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/diff": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Compare the world with another world, or two of its own instants */
        readonly get: operations["readDiff"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/quirks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Read the position of every quirk */
        readonly get: operations["readQuirks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Set quirk positions (atomic) */
        readonly patch: operations["setQuirks"];
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/faults": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Read the active fault rules, with their call and hit counts */
        readonly get: operations["readFaults"];
        /** Replace all fault rules (atomic); a rule that can never act is rejected */
        readonly put: operations["setFaults"];
        readonly post?: never;
        /** Remove all fault rules */
        readonly delete: operations["clearFaults"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/scenarios": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Add the rules of a paging scenario to the active rules; all counts restart at zero */
        readonly post: operations["addScenario"];
        /** Remove the rules of all paging scenarios, and no others */
        readonly delete: operations["clearScenarios"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/rate-limits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Read the rate limits and their usage */
        readonly get: operations["readRateLimits"];
        /** Replace all custom rate limits; every bucket is refilled */
        readonly put: operations["setRateLimits"];
        readonly post?: never;
        /** Restore the documented rate limits; every bucket is refilled */
        readonly delete: operations["resetRateLimits"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/journal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the newest requests to vendor paths, oldest first
         * @description An entry is created when a request is received and completed when the response is sent. Credentials are redacted wherever they appear. Entries beyond the bounds are dropped and counted.
         */
        readonly get: operations["readJournal"];
        readonly put?: never;
        readonly post?: never;
        /** Delete all entries; sequence numbers continue */
        readonly delete: operations["clearJournal"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/journal/wait": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Wait until enough entries match; after the timeout the error lists the nearest entries */
        readonly post: operations["waitForJournal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/journal/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Check the journal against expectations; the error lists the nearest entries and how they differ */
        readonly post: operations["verifyJournal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/journal.har": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Export the journal as an HTTP archive (HAR 1.2), with all stored bodies */
        readonly get: operations["exportHar"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/delivery-report": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Report which runs each client received: missing, duplicated, stale and deleted ones */
        readonly get: operations["readDeliveryReport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** List the newest webhook deliveries, with every attempt */
        readonly get: operations["readDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /**
         * List the webhooks of vendors that have no operation for it
         * @description IDnow's customers create webhooks in a dashboard. Those of Recrubo are in its own API.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Subscribe a URL to the events of a vendor that has no operation for it
         * @description Events from now on are sent. Messages go to this machine, and to the hosts of `--webhook-hosts`.
         */
        readonly post: operations["createWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/webhooks/{webhook}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                readonly webhook: number;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Delete a webhook */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/snapshot": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Export a snapshot, from which any machine can recreate the world */
        readonly get: operations["readSnapshot"];
        /** Create or replace the world from a snapshot */
        readonly put: operations["importSnapshot"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/data": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        /** Export flows, contacts and stored runs as own data, with their ids */
        readonly get: operations["exportData"];
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
        readonly Error: {
            /** @description The problem, the field and the remedy, as one sentence. */
            readonly error: string;
        };
        /**
         * Format: date-time
         * @description An instant with microseconds, in UTC.
         * @example 2026-01-15T09:00:00.000000Z
         */
        readonly Instant: string;
        /**
         * Format: date-time
         * @description An `Instant`, or null.
         * @example 2026-01-15T09:00:00.000000Z
         * @example null
         */
        readonly NullableInstant: string | null;
        /** @description `live` runs with real time, `60x` sixty times as fast, `frozen` stands still. */
        readonly ClockMode: string;
        readonly Health: {
            /** @constant */
            readonly status: "ready";
            readonly dataSetVersion: number;
            readonly seed: string | number;
            readonly now: components["schemas"]["Instant"];
            readonly clock: components["schemas"]["ClockMode"];
            /** @description Whether the control API rejects all changes. */
            readonly readOnly: boolean;
            readonly vendors: readonly {
                readonly name: string;
                /** Format: uri */
                readonly url: string;
                /** @description A valid credential; the same on every machine, so not a secret. */
                readonly credential: string;
                /** @description The Authorization header with this credential. */
                readonly authorization: string;
            }[];
            readonly store?: components["schemas"]["StoreStatus"];
        };
        /** @description The store of worlds that outlive the process; absent without one. */
        readonly StoreStatus: {
            /** @description The folder or the database, without credentials. */
            readonly place: string;
            /**
             * @description While the store is `failing`, reads go on and writes get 503.
             * @enum {unknown}
             */
            readonly state: "ready" | "failing";
            /** @description The reason why writes are not accepted. */
            readonly failure: string | null;
            /** @description The number of worlds that are stored. */
            readonly stored: number;
            /** @description The number of them that are in memory. */
            readonly loaded: number;
            /** @description The number of them that are being read. */
            readonly opening: number;
        };
        readonly NewWorld: {
            readonly name: string;
            /** @description The world to fork; only `name` may be given with it. */
            readonly from?: string;
            readonly snapshot?: components["schemas"]["Snapshot"];
            /** @description A named set of parameters, such as `busy`; other fields override it. */
            readonly fixture?: string;
            /** @description A paging scenario whose parameters, quirks and rules the world gets; other fields override it. */
            readonly scenario?: string;
            /** @description Restricts the scenario to one of its vendors. */
            readonly vendor?: string;
            /** @description Own flows, contacts and runs, as `/_twin/own-data.schema.json` describes them; `runs` and `every` override its `generate`. */
            readonly data?: Record<string, unknown>;
            readonly seed?: string | number;
            readonly runs?: number;
            /** @description Time between new runs, such as "2m". */
            readonly every?: string;
            /** @description The initial instant of the clock. */
            readonly now?: string;
            readonly clock?: components["schemas"]["ClockMode"];
            readonly quirks?: components["schemas"]["QuirkPositions"];
        };
        readonly World: {
            readonly name: string;
            readonly seed: string | number;
            /** @description Number of runs in the initial state. */
            readonly runs: number;
            readonly now: components["schemas"]["Instant"];
            readonly clock: components["schemas"]["ClockMode"];
            /** @description Number of operations applied so far. */
            readonly operationCount: number;
            /** @description The prefix of vendor paths that selects this world. */
            readonly path: string;
        };
        /** @description Worlds that were deleted because they were idle and the server was full. */
        readonly EvictedWorlds: {
            readonly count: number;
            /** @description The latest evicted worlds, newest first. */
            readonly latest: readonly {
                readonly name: string;
                /** @description Real seconds without a request before the eviction. */
                readonly idleSeconds: number;
                /** @description Real seconds since the eviction. */
                readonly secondsAgo: number;
            }[];
        };
        readonly Clock: {
            readonly now: components["schemas"]["Instant"];
            readonly clock: components["schemas"]["ClockMode"];
        };
        readonly ClockUpdate: {
            readonly clock?: components["schemas"]["ClockMode"];
            /** @description A duration such as "31m" or "PT31M". */
            readonly advance?: string;
            /** @description An instant that is not in the past. */
            readonly to?: string;
            /**
             * @description Moves the clock to the next change that is due.
             * @constant
             */
            readonly next?: "event";
        };
        readonly ClockUpdateResult: {
            readonly now: components["schemas"]["Instant"];
            readonly clock: components["schemas"]["ClockMode"];
            readonly events: readonly components["schemas"]["Event"][];
            /** @description Number of all events; `events` lists the first 1000 of them. */
            readonly total: number;
        };
        /** @description The data of server-sent events, by the name of the event. */
        readonly StreamedEvent: {
            readonly clock?: {
                readonly now: components["schemas"]["Instant"];
                readonly clock: components["schemas"]["ClockMode"];
                /** @description Number of operations applied so far. */
                readonly operationCount: number;
            };
            readonly runs?: {
                readonly events: readonly components["schemas"]["StreamedRun"][];
            };
            readonly requests?: {
                /** @description Number of requests so far. */
                readonly total: number;
                readonly entries: readonly components["schemas"]["JournalEntry"][];
            };
            readonly gap?: {
                readonly from: components["schemas"]["Instant"];
                readonly to: components["schemas"]["Instant"];
            };
        };
        readonly StreamedRun: {
            readonly at: components["schemas"]["Instant"];
            /** @enum {unknown} */
            readonly type: "created" | "changed" | "deleted";
            /** @description The run after the event; for a deletion, the run before it. */
            readonly run: {
                readonly number: number;
                readonly status: components["schemas"]["Status"];
                readonly flow: number;
                readonly contact: number;
                /** @enum {unknown} */
                readonly environment: "live" | "staging";
                readonly createdAt: components["schemas"]["Instant"];
                readonly startedAt: components["schemas"]["NullableInstant"];
                readonly repliesAt: readonly components["schemas"]["Instant"][];
                readonly endedAt: components["schemas"]["NullableInstant"];
            };
        };
        readonly Event: {
            readonly at: components["schemas"]["Instant"];
            /** @enum {unknown} */
            readonly type: "created" | "changed" | "deleted";
            /** @description The run's number. */
            readonly run: number;
            readonly status: components["schemas"]["Status"];
        };
        /** @enum {unknown} */
        readonly Status: "queued" | "running" | "completed" | "expired" | "failed" | "cancelled";
        readonly Run: {
            readonly number: number;
            /** @description The id of the run at each vendor. */
            readonly ids: {
                readonly [key: string]: string;
            };
            readonly status: components["schemas"]["Status"];
            readonly flow: number;
            readonly contact: number;
            /** @enum {unknown} */
            readonly environment: "live" | "staging";
            readonly createdAt: components["schemas"]["Instant"];
            readonly startedAt: components["schemas"]["NullableInstant"];
            readonly repliesAt: readonly components["schemas"]["Instant"][];
            readonly modifiedAt: components["schemas"]["Instant"];
            readonly endedAt: components["schemas"]["NullableInstant"];
            /** @description The instant of the next scheduled change; null for none. */
            readonly nextChangeAt: components["schemas"]["NullableInstant"];
        };
        /** @description One run, or a list of them. */
        readonly NewRuns: Record<string, unknown> | readonly unknown[];
        readonly NewRun: {
            /** @description The index or any vendor's id of the flow. */
            readonly flow: number | string;
            /** @description The number or phone of a contact, or a name and phone. A contact is created when none has the phone or, without a phone, the name. */
            readonly contact: number | string | {
                readonly name?: string;
                readonly phone?: components["schemas"]["Phone"];
            };
            /**
             * @description Default: live.
             * @enum {unknown}
             */
            readonly environment?: "live" | "staging";
            /** @description The instant of creation. Default: `startedAt`, or the current time. */
            readonly createdAt?: string;
            /** @description The instant at which the run leaves the queue, with up to six decimals. */
            readonly startedAt?: string;
            /** @description The instant of each reply. */
            readonly repliesAt?: readonly string[];
            /**
             * @description The final status; a run with `never` stays queued.
             * @enum {unknown}
             */
            readonly end?: "completed" | "expired" | "failed" | "cancelled" | "never";
            /** @description The instant of the end. */
            readonly endedAt?: string;
            /**
             * @description The outcome of a completed run.
             * @enum {unknown}
             */
            readonly outcome?: "accepted" | "rejected";
            /** @description The text of each reply, in order. */
            readonly results?: readonly string[];
            /** @description The input variables of the run. */
            readonly variables?: Record<string, unknown>;
        };
        readonly InsertedRuns: {
            /** @description The runs that exist now, in the given order. */
            readonly runs: readonly components["schemas"]["Run"][];
            /** @description Number of runs that are created later. */
            readonly scheduled: number;
        };
        readonly RunList: {
            readonly runs: readonly components["schemas"]["Run"][];
            readonly total: number;
        };
        readonly Phone: string;
        readonly Flow: {
            readonly index: number;
            readonly published: boolean;
            readonly questions: number;
            /** @description Seconds without a reply after which a run expires. */
            readonly timeToLive: number;
            /** @description The end of every run of this flow, for the flows made for tests; null for others. */
            readonly plannedEnd: string | null;
            readonly vendors: {
                readonly [key: string]: {
                    readonly id: string;
                    readonly name: string;
                };
            };
        };
        /** @description A flow as in `flows` of `/_twin/own-data.schema.json`, without `weight`. */
        readonly NewFlow: {
            /** @description One name for all vendors, or one for each by its name. */
            readonly name: string | Record<string, unknown>;
            /** @description The ids by vendor; generated where absent. */
            readonly ids?: {
                readonly [key: string]: string;
            };
            /**
             * @description A draft takes no runs. Default published.
             * @enum {unknown}
             */
            readonly status?: "published" | "draft";
            /** @description The time without an answer after which a run expires: minutes, or a duration such as 24h. Default 30m. */
            readonly ttl?: number | string;
            /**
             * @description The only environment of its runs. Default both.
             * @enum {unknown}
             */
            readonly environment?: "live" | "staging";
            /** @description The variables of a run at its start, each a text or a list of texts to pick from. */
            readonly variables?: Record<string, unknown>;
            /** @description The questions with their answers. */
            readonly questions?: readonly Record<string, unknown>[];
        };
        readonly NewContact: {
            readonly name?: string | null;
            readonly phone?: components["schemas"]["Phone"];
            /** Format: email */
            readonly email?: string | null;
            readonly language?: string;
        };
        readonly Contact: {
            readonly number: number;
            readonly name: string | null;
            readonly phone: string;
            readonly email: string | null;
            readonly language: string;
            /** @description The id of the contact at each vendor that has contacts. */
            readonly ids: {
                readonly [key: string]: string;
            };
        };
        readonly ContactList: {
            readonly contacts: readonly components["schemas"]["Contact"][];
            readonly total: number;
        };
        readonly NewArrivals: {
            /** @description A duration such as "10s"; null stops new runs. */
            readonly interval: string | null;
            /** @description Of this flow only; else of any. */
            readonly flow?: number | string;
            /**
             * @description Default: live.
             * @enum {unknown}
             */
            readonly environment?: "live" | "staging";
        };
        readonly Burst: {
            readonly count: number;
            /** @description The instant of the first run. Default: the current time. */
            readonly at?: string;
            /** @description The duration over which the runs are spread. Default: all at one instant. */
            readonly duration?: string;
            /** @description Of this flow only; else of any. */
            readonly flow?: number | string;
            /**
             * @description Default: live.
             * @enum {unknown}
             */
            readonly environment?: "live" | "staging";
        };
        readonly Arrivals: {
            /** @description Microseconds between new runs; null for no rate. */
            readonly intervalMicroseconds: number | null;
            /** @description Whether the rate is the one of the world's parameters. */
            readonly isDefault: boolean;
            /** @description Runs until the rate must be set again; null for the default rate. */
            readonly remaining: number | null;
            readonly bursts: readonly {
                readonly from: components["schemas"]["Instant"];
                /** @description Runs that are not created yet. */
                readonly remaining: number;
            }[];
            /** @description Inserted runs whose instant is in the future. */
            readonly scheduled: number;
            /** @description The instant of the next new run; null for none. */
            readonly nextAt: components["schemas"]["NullableInstant"];
        };
        readonly Diff: {
            /** @description False for worlds with different parameters; their runs are not compared. */
            readonly comparable: boolean;
            /** @description The parameters that differ. */
            readonly parameters?: readonly string[];
            readonly runs: readonly {
                readonly number: number;
                /** @enum {unknown} */
                readonly change: "added" | "removed" | "changed";
                /** @description Each field that differs: the value before and the value after. */
                readonly fields: {
                    readonly [key: string]: readonly unknown[];
                };
            }[];
            /** @description The value of `after` for the next page; null for the last page. */
            readonly next: number | null;
            readonly contacts: readonly {
                readonly contact: number;
                /** @enum {unknown} */
                readonly change: "added" | "removed" | "changed";
            }[];
            readonly clock: {
                readonly before: components["schemas"]["Clock"];
                readonly after: components["schemas"]["Clock"];
            };
            /** @description Quirks with different positions. */
            readonly settings: readonly string[];
        };
        readonly QuirkPositions: {
            readonly [key: string]: string;
        };
        readonly Quirks: {
            readonly world: string;
            readonly quirks: readonly components["schemas"]["Quirk"][];
        };
        /** @description A point that a vendor's documents leave open or contradict themselves on. */
        readonly Quirk: {
            readonly id: string;
            readonly vendor: string;
            /** @description The open question. */
            readonly question: string;
            /** @description The place of the statements in the vendor's documents. */
            readonly source: string;
            /**
             * @description The evidence for the default position.
             * @enum {unknown}
             */
            readonly evidence: "documented" | "source" | "inferred" | "decided";
            readonly default: string;
            /** @description The position in the world. */
            readonly current: string;
            readonly positions: readonly {
                readonly position: string;
                /** @description The behaviour in this position. */
                readonly meaning: string;
            }[];
        };
        readonly Journal: {
            /** @description Number of requests so far, including dropped ones. */
            readonly total: number;
            /** @description Number of entries dropped to make room for newer ones. */
            readonly dropped: number;
            /** @description Number of entries whose bodies were dropped to make room for newer ones. */
            readonly bodiesDropped: number;
            readonly bounds: {
                /** @description Maximum number of entries. */
                readonly entries: number;
                /** @description Maximum total size of all stored bodies in bytes. */
                readonly bytes: number;
                /** @description Maximum number of successful requests whose headers are stored; error responses keep theirs. */
                readonly headers: number;
            };
            /** @description The value of `after` for the next page; null for the last page. */
            readonly next: number | null;
            readonly entries: readonly components["schemas"]["JournalEntry"][];
        };
        readonly JournalEntry: {
            readonly sequence: number;
            /** @enum {unknown} */
            readonly state: "pending" | "completed";
            readonly at: components["schemas"]["Instant"];
            readonly vendor: string | null;
            readonly operation: string | null;
            readonly method: string;
            /** @description Path and query as sent, without credentials. */
            readonly target: string;
            /** @description Null while the request is pending. */
            readonly status: number | null;
            /** @description Real time from request to response; null while pending. */
            readonly durationMilliseconds: number | null;
            /** @description The reason of an error that the vendor's response does not include. */
            readonly note: string | null;
            /** @description Probable causes of an error. */
            readonly hints: readonly string[];
            /** @description Ids of the fault rules that changed the response. */
            readonly fault: string | null;
            /** @description The fingerprint of the credential. */
            readonly credential: string | null;
            /** @description Unknown query parameters. */
            readonly ignoredParameters: readonly string[];
            /** @description JSON pointers to unknown fields of the body. */
            readonly unreadFields: readonly string[];
            /** @description The request headers; null once they are dropped. */
            readonly requestHeaders: {
                readonly [key: string]: string;
            } | null;
            /** @description The first thousand characters. */
            readonly requestBody: string | null;
            /** @description The first thousand characters; null for a body that is not text. */
            readonly responseBody: string | null;
            /** @description Bytes of the response body. */
            readonly responseSize: number;
            /** @description Whether the bodies were dropped to make room for newer ones. */
            readonly bodiesDropped: boolean;
        };
        readonly JournalMatch: {
            readonly vendor?: string;
            readonly operation?: string;
            readonly method?: string;
            readonly status?: number;
            /** @enum {unknown} */
            readonly state?: "pending" | "completed";
            /** @description A text in the target, note, hints or body excerpts. */
            readonly text?: string;
            /** @description The fingerprint of a credential. */
            readonly credential?: string;
        };
        readonly JournalWait: {
            readonly vendor?: string;
            readonly operation?: string;
            readonly method?: string;
            readonly status?: number;
            /** @enum {unknown} */
            readonly state?: "pending" | "completed";
            /** @description A text in the target, note, hints or body excerpts. */
            readonly text?: string;
            /** @description The fingerprint of a credential. */
            readonly credential?: string;
            /** @description Only entries with a greater sequence number. */
            readonly after?: number;
            /** @description The minimum number of matching entries. Default: 1. */
            readonly count?: number;
            /** @description The maximum real time to wait, at most 4m. Default: 5s. */
            readonly timeout?: string;
        };
        readonly WaitResult: {
            /** @description Number of matching entries. */
            readonly count: number;
            readonly sequences: readonly number[];
        };
        readonly VerifyRequest: {
            /** @description Only entries with a greater sequence number. */
            readonly after?: number;
            readonly expectations?: readonly {
                readonly vendor?: string;
                readonly operation?: string;
                readonly method?: string;
                readonly status?: number;
                /** @enum {unknown} */
                readonly state?: "pending" | "completed";
                /** @description A text in the target, note, hints or body excerpts. */
                readonly text?: string;
                /** @description The fingerprint of a credential. */
                readonly credential?: string;
                readonly exactly?: number;
                /** @description Default: 1, unless `exactly` or `atMost` is given. */
                readonly atLeast?: number;
                readonly atMost?: number;
            }[];
            /** @description Entries in this order, with any others in between. */
            readonly sequence?: readonly components["schemas"]["JournalMatch"][];
        };
        readonly VerifyResult: {
            /** @constant */
            readonly passed: true;
            /** @description Number of checked entries. */
            readonly checkedEntries: number;
        };
        readonly DeliveryReport: {
            readonly at: components["schemas"]["Instant"];
            /** @description Whether no client has missing or stale runs. */
            readonly complete: boolean;
            /** @description Names the requests that the journal has dropped and the scores leave out. */
            readonly warning: string | null;
            readonly clients: readonly components["schemas"]["ClientScore"][];
        };
        readonly ClientScore: {
            readonly vendor: string;
            /** @description The fingerprint of the client's credential. */
            readonly credential: string;
            /** @description Number of runs that the client should have received. */
            readonly runs: number;
            /** @description Number of these runs that it received. */
            readonly served: number;
            /** @description Rounded down, so that 100 means all. */
            readonly percent: number;
            /** @description Runs that were never served. */
            readonly missing: components["schemas"]["RunIds"];
            /** @description Rows that were served twice without a change. */
            readonly duplicated: components["schemas"]["RunIds"];
            /** @description Runs that have changed since they were served. */
            readonly stale: components["schemas"]["RunIds"];
            /** @description Runs that were deleted since they were served. */
            readonly deleted: components["schemas"]["RunIds"];
            /** @description The responses that contained runs. */
            readonly pages: readonly {
                readonly sequence: number;
                readonly at: components["schemas"]["Instant"];
                readonly operation: string;
                readonly target: string;
                readonly rows: number;
                /** @description Rows of runs that were not served before. */
                readonly newRows: number;
                readonly fault: string | null;
            }[];
            /** @description For lists that show only the newest rows; null for others. */
            readonly window: components["schemas"]["Window"] | null;
        };
        readonly RunIds: {
            readonly total: number;
            /** @description The first thousand vendor ids, oldest first. */
            readonly ids: readonly string[];
        };
        readonly Window: {
            /** @description Maximum number of rows in the list. */
            readonly rows: number;
            /** @description Runs that were never served and have left the list. */
            readonly unreachable: components["schemas"]["RunIds"];
            /** @description The longest polling interval that would have missed nothing; null for too few runs. */
            readonly safePollSeconds: number | null;
            /** @description The average time in which the list fills with new runs. */
            readonly meanFillSeconds: number | null;
        };
        readonly NewFaults: {
            readonly rules: readonly components["schemas"]["FaultRule"][];
        };
        /** @description Selects requests and changes their responses. At least one of `effect` and `sideEffects` is required. */
        readonly FaultRule: {
            /** @description The value of the X-Flowtwin-Fault response header; generated by default. */
            readonly id?: components["schemas"]["FaultId"];
            /** @description A vendor name, a dot and an operation id, or `*` for all operations. */
            readonly operation: components["schemas"]["FaultOperation"];
            readonly when?: components["schemas"]["FaultCondition"];
            /** @description An effect such as `status=503`; docs/faults.md lists them. */
            readonly effect?: string;
            /** @description Operations that are applied to the world after the response. */
            readonly sideEffects?: readonly components["schemas"]["SideEffect"][];
        };
        readonly FaultId: string;
        readonly FaultOperation: string;
        /** @description The requests that a rule acts on; an omitted field matches all. Requests are counted since the rule was set. */
        readonly FaultCondition: {
            /** @description Only the first N requests. */
            readonly first?: number;
            /** @description Only every Nth request. */
            readonly every?: number;
            readonly calls?: {
                readonly from: number;
                /** @description Inclusive. */
                readonly to?: number;
            };
            /** @description Only requests between two instants of the world's clock; others are not counted. */
            readonly between?: {
                /** Format: date-time */
                readonly from?: string;
                /**
                 * Format: date-time
                 * @description Exclusive.
                 */
                readonly to?: string;
            };
            /** @description The probability that the rule acts on a matching request; deterministic by seed, rule id and request number. */
            readonly probability?: number;
            /** @description Only requests whose query parameters have one of the given values; others are not counted. */
            readonly query?: {
                readonly [key: string]: string | readonly string[];
            };
        };
        readonly SideEffect: {
            /** @constant */
            readonly kind: "create";
            readonly flow: number;
            readonly contact: number;
            /** @enum {unknown} */
            readonly environment?: "live" | "staging";
            readonly times?: number;
        } | {
            /** @constant */
            readonly kind: "change";
            readonly run: components["schemas"]["RunSelector"];
            /** @enum {unknown} */
            readonly end?: "completed" | "expired" | "failed" | "cancelled";
            readonly variables?: {
                readonly [key: string]: unknown;
            };
        } | {
            /** @constant */
            readonly kind: "delete";
            readonly run: components["schemas"]["RunSelector"];
        } | {
            /** @constant */
            readonly kind: "advance";
            /** @description A duration such as "31m". */
            readonly by: string;
        };
        /** @description A run, given by its number or by the index of its row in the response; -1 is the last row. */
        readonly RunSelector: number | {
            readonly row: number;
        };
        readonly ActiveFaults: {
            readonly rules: readonly {
                readonly id: components["schemas"]["FaultId"];
                readonly operation: components["schemas"]["FaultOperation"];
                readonly when?: components["schemas"]["FaultCondition"];
                readonly effect?: string;
                readonly sideEffects?: readonly components["schemas"]["SideEffect"][];
                /** @description Number of counted requests. */
                readonly calls: number;
                /** @description Number of responses that the rule changed. */
                readonly hits: number;
            }[];
        };
        readonly ScenarioRequest: {
            /** @description The id of the scenario, such as `insert-between-pages`. */
            readonly scenario: string;
            /** @description Restricts the scenario to one of its vendors. */
            readonly vendor?: string;
        };
        readonly Scenarios: {
            readonly scenarios: readonly components["schemas"]["Scenario"][];
        };
        readonly Scenario: {
            readonly id: components["schemas"]["FaultId"];
            readonly title: string;
            /** @description The events on the server. */
            readonly description: string;
            /** @description The behaviour of a client that fails; completes "a client that ...". */
            readonly mistake: string;
            /** @enum {unknown} */
            readonly symptom: "duplicate row" | "missing row" | "stops early" | "endless" | "refused" | "wrong total";
            readonly remedy: string;
            /** @description The parameters of a world that shows the scenario. */
            readonly parameters: {
                readonly runs?: number;
                readonly every?: string;
                readonly flows?: number;
                readonly block?: number;
                readonly broadcasts?: number;
            };
            readonly vendors: readonly {
                readonly vendor: string;
                /** @description The reason why it occurs at this vendor. */
                readonly reason: string;
                readonly quirks: components["schemas"]["QuirkPositions"];
                /** @description Empty where the scenario needs no fault. */
                readonly rules: readonly components["schemas"]["FaultRule"][];
            }[];
        };
        /** @description Rate limits by vendor; `off` disables the limit. */
        readonly NewRateLimits: {
            readonly [key: string]: "off" | {
                /** @description Requests in one window. */
                readonly limit: number;
                /** @description The length of the window, such as "60s". */
                readonly window: string;
                /** @description Requests that are left in the current window. Default: all. */
                readonly remaining?: number;
            };
        };
        readonly RateLimits: {
            /** @description The vendors that have a rate limit. */
            readonly vendors: {
                readonly [key: string]: {
                    /** @enum {unknown} */
                    readonly source: "documented" | "custom" | "off";
                    readonly limit: number | null;
                    readonly window: string | null;
                };
            };
            /** @description The used buckets, one per group of callers that share a limit. */
            readonly buckets: readonly {
                readonly vendor: string;
                /** @description The group of callers; a credential is shortened. */
                readonly key: string;
                readonly limit: number;
                readonly used: number;
                readonly remaining: number;
                /** @description The instant from which the next request is allowed. */
                readonly nextAllowedAt: components["schemas"]["Instant"];
                /** @description The instant at which the bucket is full again. */
                readonly resetsAt: components["schemas"]["Instant"];
            }[];
        };
        readonly Delivery: {
            readonly number: number;
            readonly vendor: string;
            readonly subscription: string;
            readonly event: string;
            readonly url: string;
            /** @enum {unknown} */
            readonly state: "pending" | "delivered" | "failed";
            readonly dueAt: components["schemas"]["Instant"];
            readonly attempts: readonly {
                readonly at: components["schemas"]["Instant"];
                readonly status: number | null;
                /** @description The reason for an attempt without a response. */
                readonly error: string | null;
            }[];
        };
        readonly Snapshot: {
            /**
             * @description The version of this format.
             * @constant
             */
            readonly version: 2;
            /** @description States that the snapshot contains credentials and personal data that clients wrote; ignored by an import. */
            readonly notice?: string;
            /** @description The version of the generated dataset; another version has other runs. */
            readonly dataSetVersion: number;
            /** @description The parameters of the dataset. */
            readonly parameters: Record<string, unknown>;
            /** @description Microseconds since 1970. */
            readonly now: number;
            readonly clock: components["schemas"]["ClockMode"];
            /** @description The operation log, with instants in microseconds since 1970. */
            readonly operations: readonly {
                readonly at: number;
                readonly operation: {
                    readonly [key: string]: unknown;
                } & (unknown & unknown);
            }[];
        };
        /** @description A URL that gets the events of a vendor. */
        readonly NewWebhook: {
            /** @description idnow by default. */
            readonly vendor?: string;
            /** @description An absolute URL with the scheme http or https. */
            readonly url: string;
            /**
             * @description The environment of the sessions; live by default.
             * @enum {unknown}
             */
            readonly environment?: "live" | "staging";
            /** @description The names of the events; all by default. */
            readonly events?: readonly string[];
        };
        /** @description A URL that gets the events of a vendor. */
        readonly Webhook: {
            readonly id: number;
            readonly vendor: string;
            readonly url: string;
            /** @enum {unknown} */
            readonly environment: "live" | "staging";
            /** @description The names of the events. */
            readonly events: readonly string[];
        };
    };
    responses: {
        /** @description The request is invalid; the message names the field and the accepted values. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "`runs` must be at least 0"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The origin is not allowed, or the token is missing. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "requests from web pages of another origin are not allowed"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The named resource does not exist. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "there is no world \"chekout\"; create it with POST /_twin/v1/worlds"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The path does not support the method; `Allow` lists the supported ones. */
        readonly MethodNotAllowed: {
            headers: {
                readonly Allow?: string;
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "PUT is not allowed for /_twin/v1/worlds; allowed: GET, POST, HEAD"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request conflicts with the current state. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "world \"checkout\" already exists"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not sent as JSON. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "send the body with content-type application/json"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A bug in Flowtwin; the server writes the error to stderr. */
        readonly InternalError: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "internal error in Flowtwin; see the stderr of the server"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description The world's name; the world that always exists is `default`. */
        readonly WorldName: string;
        /** @description Any vendor's id of the run, or its number. */
        readonly RunKey: string;
        /** @description A past instant of the world; the response shows the state at that time. */
        readonly At: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly readHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The server is ready. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly listWorlds: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The worlds. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly worlds: readonly components["schemas"]["World"][];
                        readonly evicted: components["schemas"]["EvictedWorlds"];
                        /** @description The names of stored worlds that no request has named since the server started, or not for long. */
                        readonly unopened?: readonly string[];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly createWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "checkout",
                 *       "runs": 20,
                 *       "clock": "frozen"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewWorld"];
            };
        };
        readonly responses: {
            /** @description The created world. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["World"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly listScenarios: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The scenarios, as documented in docs/scenarios.md. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Scenarios"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly listQuirks: {
        readonly parameters: {
            readonly query?: {
                /** @description The world whose positions are given; by default `default`. */
                readonly world?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The quirks of all vendors, as documented in docs/quirks.md. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Quirks"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The world. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["World"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly deleteWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The world is deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly streamEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stream; it stays open until the world is deleted or the server stops. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly resetWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /** @example {} */
                readonly "application/json": Record<string, unknown>;
            };
        };
        readonly responses: {
            /** @description The world in its initial state. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["World"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The clock. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Clock"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly updateClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "advance": "31m"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ClockUpdate"];
            };
        };
        readonly responses: {
            /** @description The clock, and the first thousand events that happened in between, in order. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClockUpdateResult"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly listRuns: {
        readonly parameters: {
            readonly query?: {
                /** @description Only runs of this status. */
                readonly status?: components["schemas"]["Status"];
                /** @description Only runs of this flow, given by its index or any vendor's id. */
                readonly flow?: string;
                /** @description Only runs of this contact, given by its number or phone. */
                readonly contact?: string;
                /** @description Number of newest runs to skip. */
                readonly skip?: number;
                readonly limit?: number;
                /** @description A past instant of the world; the response shows the state at that time. */
                readonly at?: components["parameters"]["At"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The runs, and the total number of matching runs. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RunList"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly insertRuns: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "flow": 0,
                 *       "contact": {
                 *         "name": "Ada Wells",
                 *         "phone": "+31612345678"
                 *       },
                 *       "startedAt": "2026-01-15T08:00:00.000001Z",
                 *       "end": "completed"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewRuns"];
            };
        };
        readonly responses: {
            /** @description The inserted runs, and the number of scheduled ones. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InsertedRuns"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readRun: {
        readonly parameters: {
            readonly query?: {
                /** @description A past instant of the world; the response shows the state at that time. */
                readonly at?: components["parameters"]["At"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
                /** @description Any vendor's id of the run, or its number. */
                readonly run: components["parameters"]["RunKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The run. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly driveRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
                /** @description Any vendor's id of the run, or its number. */
                readonly run: components["parameters"]["RunKey"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "end": "completed"
                 *     }
                 */
                readonly "application/json": {
                    /**
                     * @description The status that the run ends with.
                     * @enum {unknown}
                     */
                    readonly end?: "completed" | "expired" | "failed" | "cancelled";
                    /**
                     * @description The contact sends its next reply; the last reply completes the run.
                     * @constant
                     */
                    readonly step?: true;
                };
            };
        };
        readonly responses: {
            /** @description The updated run. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly listFlows: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The flows. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly flows: readonly components["schemas"]["Flow"][];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly insertFlow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Cart rescue",
                 *       "ttl": "30m",
                 *       "questions": [
                 *         {
                 *           "key": "wants_coupon"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewFlow"];
            };
        };
        readonly responses: {
            /** @description The added flow. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Flow"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly listContacts: {
        readonly parameters: {
            readonly query?: {
                /** @description The number of the first contact to return. */
                readonly skip?: number;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The contacts, and their total number. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ContactList"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly insertContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Ada Wells",
                 *       "phone": "+31612345678"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewContact"];
            };
        };
        readonly responses: {
            /** @description The created contact. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Contact"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
                /** @description The contact's number, or its phone number with a leading plus. */
                readonly contact: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The contact. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Contact"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readArrivals: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The arrivals. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Arrivals"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly setArrivals: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "interval": "10s"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewArrivals"];
            };
        };
        readonly responses: {
            /** @description The new arrivals. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Arrivals"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly createBurst: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "count": 150,
                 *       "flow": 0
                 *     }
                 */
                readonly "application/json": components["schemas"]["Burst"];
            };
        };
        readonly responses: {
            /** @description The arrivals, with the new burst. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Arrivals"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readDiff: {
        readonly parameters: {
            readonly query?: {
                /** @description The other world; it must have the same parameters. */
                readonly against?: string;
                /** @description The first instant to compare. */
                readonly from?: string;
                /** @description The second instant to compare; the current time by default. */
                readonly to?: string;
                /** @description Only runs with a greater number; pass `next` of the previous page. */
                readonly after?: number;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The differences, in order of the runs’ numbers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Diff"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readQuirks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Positions by quirk id. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["QuirkPositions"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly setQuirks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "rapidpro.version": "head"
                 *     }
                 */
                readonly "application/json": components["schemas"]["QuirkPositions"];
            };
        };
        readonly responses: {
            /** @description Positions by quirk id. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["QuirkPositions"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The rules, in order. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ActiveFaults"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly setFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "rules": [
                 *         {
                 *           "operation": "idnow.listSessions",
                 *           "when": {
                 *             "every": 3
                 *           },
                 *           "effect": "status=503"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewFaults"];
            };
        };
        readonly responses: {
            /** @description The active rules, with counts of zero. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ActiveFaults"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly clearFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No rule is active. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly addScenario: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "scenario": "insert-between-pages",
                 *       "vendor": "idnow"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ScenarioRequest"];
            };
        };
        readonly responses: {
            /** @description The active rules. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ActiveFaults"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly clearScenarios: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No scenario rule is active. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readRateLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The rate limits and their buckets. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RateLimits"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly setRateLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "qyvo": {
                 *         "limit": 5,
                 *         "window": "60s"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewRateLimits"];
            };
        };
        readonly responses: {
            /** @description The rate limits in effect. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RateLimits"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly resetRateLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The documented rate limits are in effect. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readJournal: {
        readonly parameters: {
            readonly query?: {
                /** @description Only entries with a greater sequence number; pass `next` of the previous page. */
                readonly after?: number;
                /** @description The maximum number of entries. */
                readonly limit?: number;
                /** @description Only requests to this vendor. */
                readonly vendor?: string;
                /** @description Only requests of this operation id of the vendor's document. */
                readonly operation?: string;
                /** @description Only requests with this method. */
                readonly method?: string;
                /** @description Only responses with this status. */
                readonly status?: number;
                /** @description Only pending requests, or only completed ones. */
                readonly state?: "pending" | "completed";
                /** @description Only requests with this text in their target, note, hints or body excerpts. */
                readonly text?: string;
                /** @description Only requests whose credential has this fingerprint. */
                readonly credential?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stored entries, and the number of all requests so far. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Journal"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly clearJournal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The journal is empty. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly waitForJournal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "operation": "createFlowRun",
                 *       "status": 201,
                 *       "count": 2,
                 *       "timeout": "10s"
                 *     }
                 */
                readonly "application/json": components["schemas"]["JournalWait"];
            };
        };
        readonly responses: {
            /** @description Enough entries match. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WaitResult"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly verifyJournal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "expectations": [
                 *         {
                 *           "operation": "createFlowRun",
                 *           "status": 201,
                 *           "exactly": 1
                 *         }
                 *       ],
                 *       "sequence": [
                 *         {
                 *           "operation": "createFlowRun"
                 *         },
                 *         {
                 *           "operation": "readFlowRun"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["VerifyRequest"];
            };
        };
        readonly responses: {
            /** @description Every expectation is met. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VerifyResult"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly exportHar: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The archive; credentials are redacted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly log: Record<string, unknown>;
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readDeliveryReport: {
        readonly parameters: {
            readonly query?: {
                /** @description Only clients of this vendor. */
                readonly vendor?: string;
                /** @description Only the client whose credential has this fingerprint. */
                readonly credential?: string;
                /** @description Only runs of the flow with this index. */
                readonly flow?: number;
                /** @description Only runs of this environment. */
                readonly environment?: "live" | "staging";
                /** @description Only runs created at this instant or later. */
                readonly since?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One score for each client in the journal. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryReport"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readDeliveries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The deliveries, oldest first. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly deliveries: readonly components["schemas"]["Delivery"][];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhooks, in order of creation. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly webhooks: readonly components["schemas"]["Webhook"][];
                    };
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "vendor": "idnow",
                 *       "url": "http://localhost:3000/hook",
                 *       "environment": "live",
                 *       "events": [
                 *         "session.completed"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewWebhook"];
            };
        };
        readonly responses: {
            /** @description The webhook. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
                /**
                 * @description The id of the webhook.
                 * @example 1
                 */
                readonly webhook: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted. Messages that wait for another attempt are still sent. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly readSnapshot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The snapshot; pass it to `createWorld`. It contains everything that clients wrote, unmasked: credentials and personal data as well. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Snapshot"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly importSnapshot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "version": 2,
                 *       "dataSetVersion": 1,
                 *       "parameters": {
                 *         "seed": 42
                 *       },
                 *       "now": 1768467600000000,
                 *       "clock": "frozen",
                 *       "operations": []
                 *     }
                 */
                readonly "application/json": components["schemas"]["Snapshot"];
            };
        };
        readonly responses: {
            /** @description The restored world. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["World"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
    readonly exportData: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the world that always exists is `default`. */
                readonly world: components["parameters"]["WorldName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Own data; pass it as `data` to `createWorld`, or save it as a file for `flowtwin serve --data`. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, unknown>;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 500: components["responses"]["InternalError"];
        };
    };
}
