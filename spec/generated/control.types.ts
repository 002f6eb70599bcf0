// Written by `npm run generate` from the YAML beside this folder; do not edit.
export interface paths {
    readonly "/_twin/v1/health": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the server is ready, and what it serves */
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
        /** All worlds, in order of creation */
        readonly get: operations["listWorlds"];
        readonly put?: never;
        /** Make a world, anew, from another one or from a capsule */
        readonly post: operations["createWorld"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/hazards": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Named ways in which reading a list goes wrong, with the world and the rules that bring each about */
        readonly get: operations["listHazards"];
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** One world */
        readonly get: operations["readWorld"];
        readonly put?: never;
        readonly post?: never;
        /** Forget a world; the default one stays */
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /**
         * What happens in a world while it happens, as server-sent events
         * @description First one `clock` event, then `clock` when the clock or the number of operations has changed and every second while time passes, `runs` with what happened to runs as the world's time passes, `requests` with journal entries, `jump` when more has happened at once than is told one by one, `reset` when another world has taken this one's place, and `end` when the world is gone or the server stops. The data of each is one line of JSON as `StreamedEvent` has it. Without news a comment comes every fifteen seconds. At most 32 streams are open at a time.
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Put a world back to where it began, with an empty journal and full quotas */
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** What the clock shows, and how it goes */
        readonly get: operations["readClock"];
        readonly put?: never;
        /**
         * Let time pass, or change how it goes
         * @description With `advance`, `to` or `next` time passes at once, and everything that is due in it has happened when the answer comes. The mode is changed first.
         */
        readonly post: operations["moveClock"];
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** Runs, newest first */
        readonly get: operations["listRuns"];
        readonly put?: never;
        /**
         * Tell of runs, one or a list; all of them come to be or, when one cannot be told truthfully, none
         * @description Members that are left out take their usual course. A run of the past is history: it stands where its instants put it, and nobody is told of it. One of the future arrives when its instant comes.
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
                /** @description The run's id with any vendor, or its number. */
                readonly run: components["parameters"]["Run"];
            };
            readonly cookie?: never;
        };
        /** A run, found by any vendor's id of it or by its number */
        readonly get: operations["readRun"];
        readonly put?: never;
        /** End a run now, or let its contact give the next answer */
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The flows, with each vendor's id and name of them */
        readonly get: operations["listFlows"];
        readonly put?: never;
        readonly post?: never;
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The contacts, in order of their numbers */
        readonly get: operations["listContacts"];
        readonly put?: never;
        /** Make a contact */
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
                /** @description The contact's number, or its phone with a leading plus. */
                readonly contact: string;
            };
            readonly cookie?: never;
        };
        /** One contact */
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** What will arrive as time passes */
        readonly get: operations["readArrivals"];
        /**
         * Let a run arrive every so often from now on, in the place of what arrived before
         * @description The world's own arrivals end with it; they do not come back until the world is reset.
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Let many runs arrive, at one instant or spread over a time */
        readonly post: operations["burst"];
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** What is different in another world, or at another instant of this one */
        readonly get: operations["diffWorld"];
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** Every quirk's position */
        readonly get: operations["readQuirks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Put quirks into positions; all of them or, when one is unknown, none */
        readonly patch: operations["setQuirks"];
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/faults": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The armed fault rules, with what they have seen */
        readonly get: operations["readFaults"];
        /** Arm fault rules in the place of all that are armed; all of them or, when one can never act, none */
        readonly put: operations["armFaults"];
        readonly post?: never;
        /** Disarm every fault rule */
        readonly delete: operations["disarmFaults"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/hazards": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Arm the rules of a hazard beside those that are armed; all of them begin to count anew */
        readonly post: operations["armHazard"];
        /** Disarm the rules of hazards, and no others */
        readonly delete: operations["clearHazards"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/limits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The request quotas that hold, and how much of them is used */
        readonly get: operations["readLimits"];
        /** Set request quotas in the place of all that were set; every bucket begins anew */
        readonly put: operations["setLimits"];
        readonly post?: never;
        /** Go back to the documented quotas; every bucket begins anew */
        readonly delete: operations["forgetLimits"];
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /**
         * The newest requests to the vendors' paths, oldest first
         * @description An entry is made when a request is received and completed when it is answered. Credentials are redacted wherever they appear. What does not fit the bounds falls out and is counted.
         */
        readonly get: operations["readJournal"];
        readonly put?: never;
        readonly post?: never;
        /** Forget every entry; what comes is numbered on */
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Wait until so many entries match; refused with what came near when real time is over */
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Whether what was asked is what was expected; refused with the nearest entries and how they differ */
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The journal as an HTTP archive (HAR 1.2), with bodies as far as they are held */
        readonly get: operations["exportJournal"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** Which runs each client was served, and which never, twice, or not since they changed */
        readonly get: operations["readAudit"];
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
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The newest messages to webhooks, with every attempt to deliver them */
        readonly get: operations["readDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/_twin/v1/worlds/{world}/capsule": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        /** The world as a short text, from which it can be made again on any machine */
        readonly get: operations["readCapsule"];
        /** Put the world of a capsule in the place of this one, which need not exist */
        readonly put: operations["importCapsule"];
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
        readonly Problem: {
            /** @description What was wrong, where, and what to do. */
            readonly error: string;
        };
        /**
         * Format: date-time
         * @description An instant with microseconds, in UTC.
         * @example 2026-01-15T09:00:00.000000Z
         */
        readonly Instant: string;
        /** @description `live` and speeds such as `60x` go with real time, `frozen` stands still. */
        readonly ClockMode: string;
        readonly Health: {
            /** @constant */
            readonly status: "ready";
            readonly dataSetVersion: number;
            readonly seed: string | number;
            readonly now: components["schemas"]["Instant"];
            readonly clock: components["schemas"]["ClockMode"];
            /** @description Whether the control API takes no changes. */
            readonly readOnly: boolean;
            readonly vendors: readonly {
                readonly name: string;
                /** Format: uri */
                readonly url: string;
                /** @description One that works; the same on every machine, so no secret. */
                readonly credential: string;
                /** @description The Authorization header that carries it. */
                readonly authorization: string;
            }[];
        };
        readonly NewWorld: {
            readonly name: string;
            /** @description Begin as this world is now; then nothing but the name may be given beside it. */
            readonly from?: string;
            readonly capsule?: components["schemas"]["Capsule"];
            /** @description Begin with the parameters of a named fixture, such as `busy`; those given beside it count more. */
            readonly fixture?: string;
            /** @description Begin as the world that shows a hazard, with its rules armed; what is given beside it counts more. */
            readonly hazard?: string;
            /** @description The only vendor with whom the hazard is to happen, of those for whom it is real. */
            readonly vendor?: string;
            readonly seed?: string | number;
            readonly runs?: number;
            /** @description Time between arrivals, such as "2m". */
            readonly every?: string;
            /** @description The instant at which the world starts. */
            readonly now?: string;
            readonly clock?: components["schemas"]["ClockMode"];
            readonly quirks?: components["schemas"]["Positions"];
        };
        readonly World: {
            readonly name: string;
            readonly seed: string | number;
            /** @description Runs that existed at its start. */
            readonly runs: number;
            readonly now: components["schemas"]["Instant"];
            readonly clock: components["schemas"]["ClockMode"];
            /** @description Operations carried out so far. */
            readonly operations: number;
            /** @description What to put in front of a vendor's path to ask this world. */
            readonly path: string;
        };
        /** @description Worlds that nobody asked for in a long time, forgotten to make room for others. */
        readonly Dropped: {
            readonly count: number;
            /** @description The latest of them, newest first. */
            readonly latest: readonly {
                readonly name: string;
                /** @description Seconds of real time in which nobody had asked for it. */
                readonly idle: number;
                /** @description Seconds of real time since it was dropped. */
                readonly ago: number;
            }[];
        };
        readonly Clock: {
            readonly now: components["schemas"]["Instant"];
            readonly clock: components["schemas"]["ClockMode"];
        };
        readonly ClockMove: {
            readonly clock?: components["schemas"]["ClockMode"];
            /** @description A duration such as "31m" or "PT31M". */
            readonly advance?: string;
            /** @description An instant that is not past. */
            readonly to?: string;
            /**
             * @description Until something happens by itself.
             * @constant
             */
            readonly next?: "event";
        };
        readonly ClockMoved: {
            readonly now: components["schemas"]["Instant"];
            readonly clock: components["schemas"]["ClockMode"];
            readonly events: readonly components["schemas"]["Event"][];
            /** @description How many events there were. */
            readonly total: number;
        };
        /** @description The data of server-sent events, by the name of the event. */
        readonly StreamedEvent: {
            readonly clock?: {
                readonly now: components["schemas"]["Instant"];
                readonly clock: components["schemas"]["ClockMode"];
                /** @description Operations carried out so far. */
                readonly operations: number;
            };
            readonly runs?: {
                readonly events: readonly components["schemas"]["StreamedRun"][];
            };
            readonly requests?: {
                /** @description Requests so far. */
                readonly total: number;
                readonly entries: readonly components["schemas"]["JournalEntry"][];
            };
            readonly jump?: {
                readonly from: components["schemas"]["Instant"];
                readonly to: components["schemas"]["Instant"];
            };
        };
        readonly StreamedRun: {
            readonly at: components["schemas"]["Instant"];
            /** @enum {unknown} */
            readonly what: "created" | "changed" | "deleted";
            /** @description The run as it was right after, or, when it was deleted, right before. */
            readonly run: {
                readonly number: number;
                readonly status: components["schemas"]["Status"];
                readonly flow: number;
                readonly contact: number;
                /** @enum {unknown} */
                readonly environment: "live" | "staging";
                readonly createdAt: components["schemas"]["Instant"];
                readonly startedAt: components["schemas"]["Instant"] | null;
                readonly repliesAt: readonly components["schemas"]["Instant"][];
                readonly endedAt: components["schemas"]["Instant"] | null;
            };
        };
        readonly Event: {
            readonly at: components["schemas"]["Instant"];
            /** @enum {unknown} */
            readonly what: "created" | "changed" | "deleted";
            /** @description The run's number. */
            readonly run: number;
            readonly status: components["schemas"]["Status"];
        };
        /** @enum {unknown} */
        readonly Status: "queued" | "running" | "completed" | "expired" | "failed" | "cancelled";
        readonly Run: {
            readonly number: number;
            /** @description The run's id with each vendor. */
            readonly ids: {
                readonly [key: string]: string;
            };
            readonly status: components["schemas"]["Status"];
            readonly flow: number;
            readonly contact: number;
            /** @enum {unknown} */
            readonly environment: "live" | "staging";
            readonly createdAt: components["schemas"]["Instant"];
            readonly startedAt: components["schemas"]["Instant"] | null;
            readonly repliesAt: readonly components["schemas"]["Instant"][];
            readonly modifiedAt: components["schemas"]["Instant"];
            readonly endedAt: components["schemas"]["Instant"] | null;
            /** @description When it will next change by itself. */
            readonly changesAt: components["schemas"]["Instant"] | null;
        };
        /** @description One run, or a list of them. */
        readonly NewRuns: Record<string, unknown> | readonly unknown[];
        readonly NewRun: {
            /** @description Its index or any vendor's id. */
            readonly flow: number | string;
            /** @description A number, a phone, or somebody who is made if nobody has the phone or, without one, the name. */
            readonly contact: number | string | {
                readonly name?: string;
                readonly phone?: components["schemas"]["Phone"];
            };
            /**
             * @description Live, when it is left out.
             * @enum {unknown}
             */
            readonly environment?: "live" | "staging";
            /** @description When it was made; `startedAt`, or now, when it is left out. */
            readonly createdAt?: string;
            /** @description When the flow took it up; with the microsecond, if need be. */
            readonly startedAt?: string;
            /** @description When each answer came. */
            readonly repliesAt?: readonly string[];
            /**
             * @description How it ends; `never` stays queued.
             * @enum {unknown}
             */
            readonly end?: "completed" | "expired" | "failed" | "cancelled" | "never";
            /** @description When it ends. */
            readonly endedAt?: string;
            /**
             * @description What a completed run decides.
             * @enum {unknown}
             */
            readonly outcome?: "accepted" | "rejected";
            /** @description What each answer said, in order. */
            readonly results?: readonly string[];
            /** @description What the run was started with. */
            readonly variables?: Record<string, unknown>;
        };
        readonly Inserted: {
            /** @description Those that exist now, as told. */
            readonly runs: readonly components["schemas"]["Run"][];
            /** @description How many arrive later. */
            readonly coming: number;
        };
        readonly RunList: {
            readonly runs: readonly components["schemas"]["Run"][];
            readonly total: number;
        };
        readonly Phone: string;
        readonly Flow: {
            readonly flow: number;
            readonly published: boolean;
            readonly questions: number;
            /** @description Seconds of silence after which a run expires. */
            readonly timeToLive: number;
            /** @description How each of its runs ends, for the flows that exist to be tested against. */
            readonly ends: string | null;
            readonly vendors: {
                readonly [key: string]: {
                    readonly id: string;
                    readonly name: string;
                };
            };
        };
        readonly NewContact: {
            readonly name?: string | null;
            readonly phone?: components["schemas"]["Phone"];
            /** Format: email */
            readonly email?: string | null;
            readonly language?: string;
        };
        readonly Contact: {
            readonly contact: number;
            readonly name: string | null;
            readonly phone: string;
            readonly email: string | null;
            readonly language: string;
            /** @description The contact's id with each vendor that has one. */
            readonly ids: {
                readonly [key: string]: string;
            };
        };
        readonly ContactList: {
            readonly contacts: readonly components["schemas"]["Contact"][];
            readonly total: number;
        };
        readonly NewArrivals: {
            /** @description A duration such as "10s"; null lets nothing arrive. */
            readonly every: string | null;
            /** @description Of this flow only; else of any. */
            readonly flow?: number | string;
            /**
             * @description Live, when it is left out.
             * @enum {unknown}
             */
            readonly environment?: "live" | "staging";
        };
        readonly Burst: {
            readonly count: number;
            /** @description The instant at which it begins; now, when it is left out. */
            readonly at?: string;
            /** @description A duration over which the runs arrive; at one instant, when it is left out. */
            readonly spread?: string;
            /** @description Of this flow only; else of any. */
            readonly flow?: number | string;
            /**
             * @description Live, when it is left out.
             * @enum {unknown}
             */
            readonly environment?: "live" | "staging";
        };
        readonly Arrivals: {
            /** @description Microseconds between arrivals, null when none come so. */
            readonly every: number | null;
            /** @description Whether those are the world's own. */
            readonly own: boolean;
            /** @description How many come before the rate must be set anew; null for the world’s own. */
            readonly left: number | null;
            readonly bursts: readonly {
                readonly from: components["schemas"]["Instant"];
                /** @description Runs still to come. */
                readonly left: number;
            }[];
            /** @description Told runs whose instant has not come. */
            readonly told: number;
            /** @description When the next run arrives. */
            readonly next: components["schemas"]["Instant"] | null;
        };
        readonly Diff: {
            /** @description False for worlds that are computed from different parameters; then nothing else is told of runs. */
            readonly comparable: boolean;
            /** @description The parameters that differ. */
            readonly parameters?: readonly string[];
            readonly runs: readonly {
                readonly number: number;
                /** @enum {unknown} */
                readonly change: "added" | "removed" | "changed";
                /** @description Each member that differs, before and after. */
                readonly fields: {
                    readonly [key: string]: readonly unknown[];
                };
            }[];
            /** @description What to hand in as `after` for more; null when this is all. */
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
            /** @description Quirks that stand in other positions. */
            readonly settings: readonly string[];
        };
        readonly Positions: {
            readonly [key: string]: string;
        };
        readonly Journal: {
            /** @description Requests so far, those that are no longer held included. */
            readonly total: number;
            /** @description Requests that fell out because newer ones came. */
            readonly dropped: number;
            /** @description Requests that are held without their bodies because newer ones came. */
            readonly bodiesDropped: number;
            readonly bounds: {
                /** @description Requests that are held. */
                readonly entries: number;
                /** @description Bytes that their bodies may take together. */
                readonly bytes: number;
                /** @description Requests whose headers are held, beside all refused ones. */
                readonly headers: number;
            };
            /** @description What to give as `after` for more; null when there is no more. */
            readonly next: number | null;
            readonly entries: readonly components["schemas"]["JournalEntry"][];
        };
        readonly JournalEntry: {
            readonly sequence: number;
            /** @enum {unknown} */
            readonly state: "received" | "finished";
            readonly at: components["schemas"]["Instant"];
            readonly vendor: string | null;
            readonly operation: string | null;
            readonly method: string;
            /** @description Path and query as sent, without credentials. */
            readonly target: string;
            /** @description Null while the request is under way. */
            readonly status: number | null;
            /** @description Real time from receipt to answer. */
            readonly realMilliseconds: number | null;
            /** @description What the vendor did not say about a refusal. */
            readonly note: string | null;
            /** @description What was probably meant. */
            readonly hints: readonly string[];
            /** @description The fault that was put into the answer on purpose. */
            readonly fault: string | null;
            /** @description A fingerprint that tells one credential from others. */
            readonly credential: string | null;
            /** @description Query parameters that nobody read. */
            readonly ignoredParameters: readonly string[];
            /** @description JSON pointers into the body to what nobody read. */
            readonly unreadMembers: readonly string[];
            /** @description Of the request; null once they have been let go. */
            readonly headers: {
                readonly [key: string]: string;
            } | null;
            /** @description Its first thousand characters. */
            readonly requestBody: string | null;
            /** @description Its first thousand characters, where it is text. */
            readonly responseBody: string | null;
            readonly responseSize: number;
            /** @description Whether the bodies had to make room for newer ones. */
            readonly forgotten: boolean;
        };
        readonly Match: {
            readonly vendor?: string;
            readonly operation?: string;
            readonly method?: string;
            readonly status?: number;
            /** @enum {unknown} */
            readonly state?: "received" | "finished";
            /** @description In the target, the note, the hints or the excerpts of the bodies. */
            readonly text?: string;
            /** @description A fingerprint as entries show it. */
            readonly credential?: string;
        };
        readonly JournalWait: {
            readonly vendor?: string;
            readonly operation?: string;
            readonly method?: string;
            readonly status?: number;
            /** @enum {unknown} */
            readonly state?: "received" | "finished";
            /** @description In the target, the note, the hints or the excerpts of the bodies. */
            readonly text?: string;
            /** @description A fingerprint as entries show it. */
            readonly credential?: string;
            /** @description Only entries with a greater sequence number. */
            readonly after?: number;
            /** @description How many must match at least; 1 unless given. */
            readonly count?: number;
            /** @description How long to wait in real time: 5s unless given, 4m at most. */
            readonly timeout?: string;
        };
        readonly Waited: {
            /** @description How many match. */
            readonly count: number;
            readonly sequences: readonly number[];
        };
        readonly Expected: {
            /** @description Only entries with a greater sequence number. */
            readonly after?: number;
            readonly expect?: readonly {
                readonly vendor?: string;
                readonly operation?: string;
                readonly method?: string;
                readonly status?: number;
                /** @enum {unknown} */
                readonly state?: "received" | "finished";
                /** @description In the target, the note, the hints or the excerpts of the bodies. */
                readonly text?: string;
                /** @description A fingerprint as entries show it. */
                readonly credential?: string;
                readonly exactly?: number;
                /** @description 1 unless one of the three is given. */
                readonly atLeast?: number;
                readonly atMost?: number;
            }[];
            /** @description Entries that came in this order, whatever came between. */
            readonly sequence?: readonly components["schemas"]["Match"][];
        };
        readonly Verified: {
            /** @constant */
            readonly holds: true;
            /** @description How many entries were looked at. */
            readonly looked: number;
        };
        readonly Audit: {
            readonly at: components["schemas"]["Instant"];
            /** @description Whether nobody misses anything, and nobody has anything stale. */
            readonly complete: boolean;
            /** @description What the journal no longer holds and the grades cannot count. */
            readonly warning: string | null;
            readonly clients: readonly components["schemas"]["Client"][];
        };
        readonly Client: {
            readonly vendor: string;
            /** @description The fingerprint of its credential. */
            readonly credential: string;
            /** @description Runs that there are to be served. */
            readonly runs: number;
            /** @description Runs of these that it was served. */
            readonly served: number;
            /** @description Never rounded up, so that 100 means all. */
            readonly percent: number;
            readonly missed: components["schemas"]["Runs"];
            readonly twice: components["schemas"]["Runs"];
            readonly stale: components["schemas"]["Runs"];
            readonly gone: components["schemas"]["Runs"];
            /** @description Where its rows come from. */
            readonly pages: readonly {
                readonly sequence: number;
                readonly at: components["schemas"]["Instant"];
                readonly operation: string;
                readonly target: string;
                readonly rows: number;
                /** @description Rows of runs that it had not been served before. */
                readonly fresh: number;
                readonly fault: string | null;
            }[];
            /** @description Only where a list shows the newest rows and there is no way to others. */
            readonly window: components["schemas"]["Window"] | null;
        };
        readonly Runs: {
            readonly total: number;
            /** @description The vendor's ids, oldest first; the first thousand. */
            readonly ids: readonly string[];
        };
        readonly Window: {
            /** @description Rows that the list shows at most. */
            readonly rows: number;
            /** @description Runs that were never served and that it can never show any more. */
            readonly lost: components["schemas"]["Runs"];
            /** @description The longest time between two polls that would have lost nothing; null while too few runs came to tell. */
            readonly safeSeconds: number | null;
            /** @description The time in which so many runs come on average. */
            readonly meanSeconds: number | null;
        };
        readonly NewFaults: {
            readonly rules: readonly components["schemas"]["FaultRule"][];
        };
        /** @description Which calls go wrong, and how. At least one of `effect` and `after` is given. */
        readonly FaultRule: {
            /** @description What answers are marked with; made up unless given. */
            readonly id?: components["schemas"]["FaultId"];
            /** @description A vendor's name, a dot and an operation of its document, or `*` for all of them. */
            readonly operation: components["schemas"]["FaultOperation"];
            readonly when?: components["schemas"]["FaultTiming"];
            /** @description Such as `status=503`; docs/faults.md lists them. */
            readonly effect?: string;
            /** @description What happens in the world after the answer. */
            readonly after?: readonly components["schemas"]["FollowUp"][];
        };
        readonly FaultId: string;
        readonly FaultOperation: string;
        /** @description When a rule acts; what is left out does not narrow it. Calls are those of its operations since it was armed. */
        readonly FaultTiming: {
            /** @description The first so many calls. */
            readonly first?: number;
            /** @description Every so-many-th call. */
            readonly every?: number;
            readonly calls?: {
                readonly from: number;
                /** @description Included. */
                readonly to?: number;
            };
            /** @description Only between two instants of the world's time; other calls are not counted. */
            readonly between?: {
                /** Format: date-time */
                readonly from?: string;
                /**
                 * Format: date-time
                 * @description Excluded.
                 */
                readonly to?: string;
            };
            /** @description How likely a call is struck that the rest allows; keyed by seed and call. */
            readonly probability?: number;
            /** @description Only calls that ask so, each parameter having one of the values; other calls are not counted. */
            readonly query?: {
                readonly [key: string]: string | readonly string[];
            };
        };
        readonly FollowUp: {
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
            readonly run: components["schemas"]["RunAt"];
            /** @enum {unknown} */
            readonly end?: "completed" | "expired" | "failed" | "cancelled";
            readonly variables?: {
                readonly [key: string]: unknown;
            };
        } | {
            /** @constant */
            readonly kind: "delete";
            readonly run: components["schemas"]["RunAt"];
        } | {
            /** @constant */
            readonly kind: "advance";
            /** @description A duration such as "31m". */
            readonly by: string;
        };
        /** @description A run by its number, or by its place among the rows of the answer; -1 is the last. */
        readonly RunAt: number | {
            readonly row: number;
        };
        readonly ArmedFaults: {
            readonly rules: readonly {
                readonly id: components["schemas"]["FaultId"];
                readonly operation: components["schemas"]["FaultOperation"];
                readonly when?: components["schemas"]["FaultTiming"];
                readonly effect?: string;
                readonly after?: readonly components["schemas"]["FollowUp"][];
                /** @description Calls that it has counted. */
                readonly calls: number;
                /** @description Answers that it had a part in. */
                readonly hits: number;
            }[];
        };
        readonly HazardWanted: {
            /** @description Its id, such as `insert-between-pages`. */
            readonly hazard: string;
            /** @description The only vendor with whom it is to happen, of those for whom it is real. */
            readonly vendor?: string;
        };
        readonly Hazards: {
            readonly hazards: readonly components["schemas"]["Hazard"][];
        };
        readonly Hazard: {
            readonly id: components["schemas"]["FaultId"];
            readonly title: string;
            /** @description What happens on the server. */
            readonly about: string;
            /** @description What clients do to whom it does harm; reads after "a client that". */
            readonly mistake: string;
            /** @enum {unknown} */
            readonly symptom: "row twice" | "row missed" | "stops early" | "endless" | "refused" | "wrong total";
            readonly remedy: string;
            /** @description Of the world that shows it. */
            readonly parameters: {
                readonly runs?: number;
                readonly every?: string;
                readonly flows?: number;
                readonly block?: number;
                readonly broadcasts?: number;
            };
            readonly vendors: readonly {
                readonly vendor: string;
                /** @description Why it is real there. */
                readonly why: string;
                readonly quirks: components["schemas"]["Positions"];
                /** @description None where the world, or the client alone, brings it about. */
                readonly rules: readonly components["schemas"]["FaultRule"][];
            }[];
        };
        /** @description Quotas by vendor; `off` counts nothing. */
        readonly NewLimits: {
            readonly [key: string]: "off" | {
                /** @description Requests in a window. */
                readonly limit: number;
                /** @description How long a request counts, such as "60s". */
                readonly window: string;
                /** @description Requests that are left now; all of them unless given. */
                readonly remaining?: number;
            };
        };
        readonly Limits: {
            /** @description Vendors that have a quota. */
            readonly vendors: {
                readonly [key: string]: {
                    /** @enum {unknown} */
                    readonly holds: "documented" | "set" | "off";
                    readonly limit: number | null;
                    readonly window: string | null;
                };
            };
            /** @description Quotas of which something was used, each for those who share it. */
            readonly buckets: readonly {
                readonly vendor: string;
                /** @description Who shares it; of a credential only the beginning. */
                readonly bucket: string;
                readonly limit: number;
                readonly used: number;
                readonly remaining: number;
                /** @description When the next request is allowed. */
                readonly nextAt: components["schemas"]["Instant"];
                /** @description When nothing of it is used any more. */
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
            readonly state: "waiting" | "delivered" | "given-up";
            readonly due: components["schemas"]["Instant"];
            readonly attempts: readonly {
                readonly at: components["schemas"]["Instant"];
                readonly status: number | null;
            }[];
        };
        readonly Capsule: {
            /**
             * @description The version of this form.
             * @constant
             */
            readonly capsule: 1;
            /** @description The version of the computed data; another one would give other runs. */
            readonly dataSetVersion: number;
            /** @description What the universe is computed from. */
            readonly parameters: Record<string, unknown>;
            /** @description Microseconds since 1970. */
            readonly now: number;
            readonly clock: components["schemas"]["ClockMode"];
            /** @description What was done to the world, each with its instant in microseconds since 1970. */
            readonly operations: readonly {
                readonly at: number;
                readonly operation: {
                    readonly [key: string]: unknown;
                } & (unknown & unknown);
            }[];
        };
    };
    responses: {
        /** @description Something in the request cannot be used; the answer says what and what would do. */
        readonly Refused: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "runs is -1; give a whole number from 0 to 1000000000"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The request came from where it may not come from, or without the token that is wanted. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "requests that a web page of another origin sends are refused"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing of this name. */
        readonly Unknown: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "there is no world \"chekout\"; POST /_twin/v1/worlds makes one"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The state of things forbids it. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "there is a world \"checkout\" already"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not JSON. */
        readonly NotJson: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "error": "send the body as application/json"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description The world's name; the one that is there from the start is `default`. */
        readonly World: string;
        /** @description The run's id with any vendor, or its number. */
        readonly Run: string;
        /** @description An instant that the world has lived; the answer is as it was then. */
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
            /** @description It is ready. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
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
                        readonly dropped: components["schemas"]["Dropped"];
                    };
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
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
            /** @description It exists now. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["World"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly listHazards: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The catalogue, as docs/hazards.md tells it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Hazards"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
        };
    };
    readonly readWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly deleteWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly streamEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The stream; it does not end by itself. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly resetWorld: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The world as it began. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["World"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly readClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly moveClock: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
                readonly "application/json": components["schemas"]["ClockMove"];
            };
        };
        readonly responses: {
            /** @description The clock, and what has happened meanwhile, in order; the first thousand events of it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClockMoved"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly listRuns: {
        readonly parameters: {
            readonly query?: {
                /** @description Only runs of this status. */
                readonly status?: components["schemas"]["Status"];
                /** @description Only runs of this flow, by its index or any vendor's id. */
                readonly flow?: string;
                /** @description Only runs of this contact, by its number or phone. */
                readonly contact?: string;
                /** @description How many of the newest to leave out. */
                readonly skip?: number;
                readonly limit?: number;
                /** @description An instant that the world has lived; the answer is as it was then. */
                readonly at?: components["parameters"]["At"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The runs, and how many there are in all. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RunList"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly insertRuns: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            /** @description They exist, or are to come. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Inserted"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly readRun: {
        readonly parameters: {
            readonly query?: {
                /** @description An instant that the world has lived; the answer is as it was then. */
                readonly at?: components["parameters"]["At"];
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
                /** @description The run's id with any vendor, or its number. */
                readonly run: components["parameters"]["Run"];
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
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly driveRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
                /** @description The run's id with any vendor, or its number. */
                readonly run: components["parameters"]["Run"];
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
                     * @description How it ends.
                     * @enum {unknown}
                     */
                    readonly end?: "completed" | "expired" | "failed" | "cancelled";
                    /**
                     * @description The contact gives the next answer; the last one completes the run.
                     * @constant
                     */
                    readonly step?: true;
                };
            };
        };
        readonly responses: {
            /** @description The run as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly listFlows: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly listContacts: {
        readonly parameters: {
            readonly query?: {
                /** @description The number to begin at. */
                readonly skip?: number;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The contacts, and how many there are in all. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ContactList"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly insertContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            /** @description It exists now. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Contact"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly readContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
                /** @description The contact's number, or its phone with a leading plus. */
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
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly readArrivals: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What arrives. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Arrivals"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly setArrivals: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "every": "10s"
                 *     }
                 */
                readonly "application/json": components["schemas"]["NewArrivals"];
            };
        };
        readonly responses: {
            /** @description What arrives from now on. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Arrivals"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly burst: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            /** @description What is still to come. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Arrivals"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly diffWorld: {
        readonly parameters: {
            readonly query?: {
                /** @description The other world, which must be computed from the same parameters. */
                readonly against?: string;
                /** @description An instant of this world, compared with `to`. */
                readonly from?: string;
                /** @description Another instant of it; now, when it is left out. */
                readonly to?: string;
                /** @description Only runs with a greater number, as `next` of the page before says. */
                readonly after?: number;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
        };
    };
    readonly readQuirks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Positions by id. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Positions"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly setQuirks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
                readonly "application/json": components["schemas"]["Positions"];
            };
        };
        readonly responses: {
            /** @description Positions by id. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Positions"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly readFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
                    readonly "application/json": components["schemas"]["ArmedFaults"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly armFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            /** @description The rules as they are armed now; they begin to count. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArmedFaults"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly disarmFaults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Nothing is armed. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly armHazard: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "hazard": "insert-between-pages",
                 *       "vendor": "idnow"
                 *     }
                 */
                readonly "application/json": components["schemas"]["HazardWanted"];
            };
        };
        readonly responses: {
            /** @description The rules as they are armed now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ArmedFaults"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly clearHazards: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description None is armed. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly readLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The quotas and their buckets. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Limits"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly setLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
                readonly "application/json": components["schemas"]["NewLimits"];
            };
        };
        readonly responses: {
            /** @description The quotas that hold now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Limits"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly forgetLimits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The documented quotas hold. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly readJournal: {
        readonly parameters: {
            readonly query?: {
                /** @description Only entries with a greater sequence number; to page on, give `next` of the last answer. */
                readonly after?: number;
                /** @description How many entries at most. */
                readonly limit?: number;
                /** @description Only requests to this vendor. */
                readonly vendor?: string;
                /** @description Only requests of this operation, as the vendor's document names it. */
                readonly operation?: string;
                /** @description Only requests by this method. */
                readonly method?: string;
                /** @description Only answers with this status. */
                readonly status?: number;
                /** @description Only requests that are under way, or only answered ones. */
                readonly state?: "received" | "finished";
                /** @description Only requests with this text in their target, note, hints or the excerpts of their bodies. */
                readonly text?: string;
                /** @description Only requests with the credential of this fingerprint. */
                readonly credential?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The entries that are still held, and how many there have been. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Journal"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly clearJournal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly waitForJournal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            /** @description They are there. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Waited"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly verifyJournal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "expect": [
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
                readonly "application/json": components["schemas"]["Expected"];
            };
        };
        readonly responses: {
            /** @description Every expectation holds. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Verified"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
    readonly exportJournal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
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
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly readAudit: {
        readonly parameters: {
            readonly query?: {
                /** @description Only clients of this vendor. */
                readonly vendor?: string;
                /** @description Only the client with the credential of this fingerprint. */
                readonly credential?: string;
                /** @description Only runs of the flow of this number. */
                readonly flow?: number;
                /** @description Only runs of this environment. */
                readonly environment?: "live" | "staging";
                /** @description Only runs that were created at this instant or later. */
                readonly since?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One grade for each client that the journal knows. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Audit"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly readDeliveries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The messages, oldest first. */
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
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly readCapsule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The capsule; hand it to `createWorld`. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Capsule"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
        };
    };
    readonly importCapsule: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The world's name; the one that is there from the start is `default`. */
                readonly world: components["parameters"]["World"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "capsule": 1,
                 *       "dataSetVersion": 1,
                 *       "parameters": {
                 *         "seed": 42
                 *       },
                 *       "now": 1768467600000000,
                 *       "clock": "frozen",
                 *       "operations": []
                 *     }
                 */
                readonly "application/json": components["schemas"]["Capsule"];
            };
        };
        readonly responses: {
            /** @description The world as the capsule tells it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["World"];
                };
            };
            readonly 400: components["responses"]["Refused"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["Unknown"];
            readonly 409: components["responses"]["Conflict"];
            readonly 415: components["responses"]["NotJson"];
        };
    };
}
