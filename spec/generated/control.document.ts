// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OpenApiDocument } from '../open-api-document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "Flowtwin control",
    "version": "0.1.0",
    "summary": "Worlds and their time, beside the vendors' own paths.",
    "description": "What a test or a demonstration does to a running twin: make worlds, move their time, drive runs, read what was asked and what was sent. Bodies are JSON; instants are ISO 8601 in UTC with microseconds, durations such as \"31m\" or \"PT31M\".",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    },
    "x-source": [
      {
        "id": "flowtwin",
        "name": "Flowtwin"
      }
    ]
  },
  "servers": [
    {
      "url": "http://127.0.0.1:4010",
      "description": "The twin, where `flowtwin serve` listens."
    }
  ],
  "security": [
    {},
    {
      "token": []
    }
  ],
  "tags": [
    {
      "name": "Server",
      "description": "Whether it is there."
    },
    {
      "name": "Worlds",
      "description": "Isolated sets of runs, each with its own time."
    },
    {
      "name": "Inside a world",
      "description": "Its time, its runs, what was asked of it and what it sent."
    }
  ],
  "paths": {
    "/_twin/v1/health": {
      "get": {
        "operationId": "readHealth",
        "tags": [
          "Server"
        ],
        "summary": "Whether the server is ready, and what it serves",
        "responses": {
          "200": {
            "description": "It is ready.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Health"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          }
        }
      }
    },
    "/_twin/v1/worlds": {
      "get": {
        "operationId": "listWorlds",
        "tags": [
          "Worlds"
        ],
        "summary": "All worlds, in order of creation",
        "responses": {
          "200": {
            "description": "The worlds.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "worlds",
                    "dropped"
                  ],
                  "properties": {
                    "worlds": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/World"
                      }
                    },
                    "dropped": {
                      "$ref": "#/components/schemas/Dropped"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          }
        }
      },
      "post": {
        "operationId": "createWorld",
        "tags": [
          "Worlds"
        ],
        "summary": "Make a world, anew, from another one or from a capsule",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewWorld"
              },
              "example": {
                "name": "checkout",
                "runs": 20,
                "clock": "frozen"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "It exists now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/World"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/hazards": {
      "get": {
        "operationId": "listHazards",
        "tags": [
          "Worlds"
        ],
        "summary": "Named ways in which reading a list goes wrong, with the world and the rules that bring each about",
        "responses": {
          "200": {
            "description": "The catalogue, as docs/hazards.md tells it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Hazards"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readWorld",
        "tags": [
          "Worlds"
        ],
        "summary": "One world",
        "responses": {
          "200": {
            "description": "The world.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/World"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "delete": {
        "operationId": "deleteWorld",
        "tags": [
          "Worlds"
        ],
        "summary": "Forget a world; the default one stays",
        "responses": {
          "204": {
            "description": "It is gone."
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/events": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "streamEvents",
        "tags": [
          "Inside a world"
        ],
        "summary": "What happens in a world while it happens, as server-sent events",
        "description": "First one `clock` event, then `clock` when the clock or the number of operations has changed and every second while time passes, `runs` with what happened to runs as the world's time passes, `requests` with journal entries, `jump` when more has happened at once than is told one by one, `reset` when another world has taken this one's place, and `end` when the world is gone or the server stops. The data of each is one line of JSON as `StreamedEvent` has it. Without news a comment comes every fifteen seconds. At most 32 streams are open at a time.",
        "responses": {
          "200": {
            "description": "The stream; it does not end by itself.",
            "content": {
              "text/event-stream": {
                "schema": {
                  "type": "string",
                  "contentMediaType": "text/event-stream",
                  "contentSchema": {
                    "$ref": "#/components/schemas/StreamedEvent"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/reset": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "post": {
        "operationId": "resetWorld",
        "tags": [
          "Worlds"
        ],
        "summary": "Put a world back to where it began, with an empty journal and full quotas",
        "responses": {
          "200": {
            "description": "The world as it began.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/World"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/clock": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readClock",
        "tags": [
          "Inside a world"
        ],
        "summary": "What the clock shows, and how it goes",
        "responses": {
          "200": {
            "description": "The clock.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Clock"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "post": {
        "operationId": "moveClock",
        "tags": [
          "Inside a world"
        ],
        "summary": "Let time pass, or change how it goes",
        "description": "With `advance`, `to` or `next` time passes at once, and everything that is due in it has happened when the answer comes. The mode is changed first.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ClockMove"
              },
              "example": {
                "advance": "31m"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The clock, and what has happened meanwhile, in order; the first thousand events of it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClockMoved"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/runs": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "listRuns",
        "tags": [
          "Inside a world"
        ],
        "summary": "Runs, newest first",
        "parameters": [
          {
            "name": "status",
            "in": "query",
            "description": "Only runs of this status.",
            "schema": {
              "$ref": "#/components/schemas/Status"
            }
          },
          {
            "name": "flow",
            "in": "query",
            "description": "Only runs of this flow, by its index or any vendor's id.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "contact",
            "in": "query",
            "description": "Only runs of this contact, by its number or phone.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "skip",
            "in": "query",
            "description": "How many of the newest to leave out.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "default": 0
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 50
            }
          },
          {
            "$ref": "#/components/parameters/At"
          }
        ],
        "responses": {
          "200": {
            "description": "The runs, and how many there are in all.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "post": {
        "operationId": "insertRuns",
        "tags": [
          "Inside a world"
        ],
        "summary": "Tell of runs, one or a list; all of them come to be or, when one cannot be told truthfully, none",
        "description": "Members that are left out take their usual course. A run of the past is history: it stands where its instants put it, and nobody is told of it. One of the future arrives when its instant comes.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewRuns"
              },
              "example": {
                "flow": 0,
                "contact": {
                  "name": "Ada Wells",
                  "phone": "+31612345678"
                },
                "startedAt": "2026-01-15T08:00:00.000001Z",
                "end": "completed"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "They exist, or are to come.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Inserted"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/runs/{run}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        },
        {
          "$ref": "#/components/parameters/Run"
        }
      ],
      "get": {
        "operationId": "readRun",
        "tags": [
          "Inside a world"
        ],
        "summary": "A run, found by any vendor's id of it or by its number",
        "parameters": [
          {
            "$ref": "#/components/parameters/At"
          }
        ],
        "responses": {
          "200": {
            "description": "The run.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Run"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "post": {
        "operationId": "driveRun",
        "tags": [
          "Inside a world"
        ],
        "summary": "End a run now, or let its contact give the next answer",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "minProperties": 1,
                "maxProperties": 1,
                "properties": {
                  "end": {
                    "description": "How it ends.",
                    "enum": [
                      "completed",
                      "expired",
                      "failed",
                      "cancelled"
                    ]
                  },
                  "step": {
                    "description": "The contact gives the next answer; the last one completes the run.",
                    "const": true
                  }
                }
              },
              "example": {
                "end": "completed"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The run as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Run"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/flows": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "listFlows",
        "tags": [
          "Inside a world"
        ],
        "summary": "The flows, with each vendor's id and name of them",
        "responses": {
          "200": {
            "description": "The flows.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "flows"
                  ],
                  "properties": {
                    "flows": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Flow"
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/contacts": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "listContacts",
        "tags": [
          "Inside a world"
        ],
        "summary": "The contacts, in order of their numbers",
        "parameters": [
          {
            "name": "skip",
            "in": "query",
            "description": "The number to begin at.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "default": 0
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 50
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The contacts, and how many there are in all.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ContactList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "post": {
        "operationId": "insertContact",
        "tags": [
          "Inside a world"
        ],
        "summary": "Make a contact",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewContact"
              },
              "example": {
                "name": "Ada Wells",
                "phone": "+31612345678"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "It exists now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Contact"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/contacts/{contact}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        },
        {
          "name": "contact",
          "in": "path",
          "required": true,
          "description": "The contact's number, or its phone with a leading plus.",
          "schema": {
            "type": "string"
          }
        }
      ],
      "get": {
        "operationId": "readContact",
        "tags": [
          "Inside a world"
        ],
        "summary": "One contact",
        "responses": {
          "200": {
            "description": "The contact.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Contact"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/arrivals": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readArrivals",
        "tags": [
          "Inside a world"
        ],
        "summary": "What will arrive as time passes",
        "responses": {
          "200": {
            "description": "What arrives.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Arrivals"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "put": {
        "operationId": "setArrivals",
        "tags": [
          "Inside a world"
        ],
        "summary": "Let a run arrive every so often from now on, in the place of what arrived before",
        "description": "The world's own arrivals end with it; they do not come back until the world is reset.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewArrivals"
              },
              "example": {
                "every": "10s"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What arrives from now on.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Arrivals"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/bursts": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "post": {
        "operationId": "burst",
        "tags": [
          "Inside a world"
        ],
        "summary": "Let many runs arrive, at one instant or spread over a time",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Burst"
              },
              "example": {
                "count": 150,
                "flow": 0
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What is still to come.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Arrivals"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/diff": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "diffWorld",
        "tags": [
          "Inside a world"
        ],
        "summary": "What is different in another world, or at another instant of this one",
        "parameters": [
          {
            "name": "against",
            "in": "query",
            "description": "The other world, which must be computed from the same parameters.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "from",
            "in": "query",
            "description": "An instant of this world, compared with `to`.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "to",
            "in": "query",
            "description": "Another instant of it; now, when it is left out.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "after",
            "in": "query",
            "description": "Only runs with a greater number, as `next` of the page before says.",
            "schema": {
              "type": "integer"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 100
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The differences, in order of the runs’ numbers.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Diff"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/quirks": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readQuirks",
        "tags": [
          "Inside a world"
        ],
        "summary": "Every quirk's position",
        "responses": {
          "200": {
            "description": "Positions by id.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Positions"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "patch": {
        "operationId": "setQuirks",
        "tags": [
          "Inside a world"
        ],
        "summary": "Put quirks into positions; all of them or, when one is unknown, none",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Positions"
              },
              "example": {
                "rapidpro.version": "head"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Positions by id.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Positions"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/faults": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readFaults",
        "tags": [
          "Inside a world"
        ],
        "summary": "The armed fault rules, with what they have seen",
        "responses": {
          "200": {
            "description": "The rules, in order.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ArmedFaults"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "put": {
        "operationId": "armFaults",
        "tags": [
          "Inside a world"
        ],
        "summary": "Arm fault rules in the place of all that are armed; all of them or, when one can never act, none",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewFaults"
              },
              "example": {
                "rules": [
                  {
                    "operation": "idnow.listSessions",
                    "when": {
                      "every": 3
                    },
                    "effect": "status=503"
                  }
                ]
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The rules as they are armed now; they begin to count.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ArmedFaults"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      },
      "delete": {
        "operationId": "disarmFaults",
        "tags": [
          "Inside a world"
        ],
        "summary": "Disarm every fault rule",
        "responses": {
          "204": {
            "description": "Nothing is armed."
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/hazards": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "post": {
        "operationId": "armHazard",
        "tags": [
          "Inside a world"
        ],
        "summary": "Arm the rules of a hazard beside those that are armed; all of them begin to count anew",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/HazardWanted"
              },
              "example": {
                "hazard": "insert-between-pages",
                "vendor": "idnow"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The rules as they are armed now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ArmedFaults"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      },
      "delete": {
        "operationId": "clearHazards",
        "tags": [
          "Inside a world"
        ],
        "summary": "Disarm the rules of hazards, and no others",
        "responses": {
          "204": {
            "description": "None is armed."
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/limits": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readLimits",
        "tags": [
          "Inside a world"
        ],
        "summary": "The request quotas that hold, and how much of them is used",
        "responses": {
          "200": {
            "description": "The quotas and their buckets.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Limits"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "put": {
        "operationId": "setLimits",
        "tags": [
          "Inside a world"
        ],
        "summary": "Set request quotas in the place of all that were set; every bucket begins anew",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewLimits"
              },
              "example": {
                "qyvo": {
                  "limit": 5,
                  "window": "60s"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The quotas that hold now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Limits"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      },
      "delete": {
        "operationId": "forgetLimits",
        "tags": [
          "Inside a world"
        ],
        "summary": "Go back to the documented quotas; every bucket begins anew",
        "responses": {
          "204": {
            "description": "The documented quotas hold."
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/journal": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readJournal",
        "tags": [
          "Inside a world"
        ],
        "summary": "The newest requests to the vendors' paths, oldest first",
        "description": "An entry is made when a request is received and completed when it is answered. Credentials are redacted wherever they appear. What does not fit the bounds falls out and is counted.",
        "parameters": [
          {
            "name": "after",
            "in": "query",
            "description": "Only entries with a greater sequence number; to page on, give `next` of the last answer.",
            "schema": {
              "type": "integer",
              "minimum": 0
            }
          },
          {
            "name": "limit",
            "in": "query",
            "description": "How many entries at most.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000
            }
          },
          {
            "name": "vendor",
            "in": "query",
            "description": "Only requests to this vendor.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "operation",
            "in": "query",
            "description": "Only requests of this operation, as the vendor's document names it.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "method",
            "in": "query",
            "description": "Only requests by this method.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "status",
            "in": "query",
            "description": "Only answers with this status.",
            "schema": {
              "type": "integer",
              "minimum": 100,
              "maximum": 599
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Only requests that are under way, or only answered ones.",
            "schema": {
              "enum": [
                "received",
                "finished"
              ]
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Only requests with this text in their target, note, hints or the excerpts of their bodies.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "credential",
            "in": "query",
            "description": "Only requests with the credential of this fingerprint.",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The entries that are still held, and how many there have been.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Journal"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "delete": {
        "operationId": "clearJournal",
        "tags": [
          "Inside a world"
        ],
        "summary": "Forget every entry; what comes is numbered on",
        "responses": {
          "204": {
            "description": "The journal is empty."
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/journal/wait": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "post": {
        "operationId": "waitForJournal",
        "tags": [
          "Inside a world"
        ],
        "summary": "Wait until so many entries match; refused with what came near when real time is over",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/JournalWait"
              },
              "example": {
                "operation": "createFlowRun",
                "status": 201,
                "count": 2,
                "timeout": "10s"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "They are there.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Waited"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/journal/verify": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "post": {
        "operationId": "verifyJournal",
        "tags": [
          "Inside a world"
        ],
        "summary": "Whether what was asked is what was expected; refused with the nearest entries and how they differ",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Expected"
              },
              "example": {
                "expect": [
                  {
                    "operation": "createFlowRun",
                    "status": 201,
                    "exactly": 1
                  }
                ],
                "sequence": [
                  {
                    "operation": "createFlowRun"
                  },
                  {
                    "operation": "readFlowRun"
                  }
                ]
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Every expectation holds.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Verified"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/journal.har": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "exportJournal",
        "tags": [
          "Inside a world"
        ],
        "summary": "The journal as an HTTP archive (HAR 1.2), with bodies as far as they are held",
        "responses": {
          "200": {
            "description": "The archive; credentials are redacted.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "log"
                  ],
                  "properties": {
                    "log": {
                      "type": "object"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/audit": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readAudit",
        "tags": [
          "Inside a world"
        ],
        "summary": "Which runs each client was served, and which never, twice, or not since they changed",
        "parameters": [
          {
            "name": "vendor",
            "in": "query",
            "description": "Only clients of this vendor.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "credential",
            "in": "query",
            "description": "Only the client with the credential of this fingerprint.",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "flow",
            "in": "query",
            "description": "Only runs of the flow of this number.",
            "schema": {
              "type": "integer",
              "minimum": 0
            }
          },
          {
            "name": "environment",
            "in": "query",
            "description": "Only runs of this environment.",
            "schema": {
              "enum": [
                "live",
                "staging"
              ]
            }
          },
          {
            "name": "since",
            "in": "query",
            "description": "Only runs that were created at this instant or later.",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One grade for each client that the journal knows.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Audit"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/deliveries": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readDeliveries",
        "tags": [
          "Inside a world"
        ],
        "summary": "The newest messages to webhooks, with every attempt to deliver them",
        "responses": {
          "200": {
            "description": "The messages, oldest first.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "deliveries"
                  ],
                  "properties": {
                    "deliveries": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Delivery"
                      }
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      }
    },
    "/_twin/v1/worlds/{world}/capsule": {
      "parameters": [
        {
          "$ref": "#/components/parameters/World"
        }
      ],
      "get": {
        "operationId": "readCapsule",
        "tags": [
          "Inside a world"
        ],
        "summary": "The world as a short text, from which it can be made again on any machine",
        "responses": {
          "200": {
            "description": "The capsule; hand it to `createWorld`.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Capsule"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          }
        }
      },
      "put": {
        "operationId": "importCapsule",
        "tags": [
          "Inside a world"
        ],
        "summary": "Put the world of a capsule in the place of this one, which need not exist",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Capsule"
              },
              "example": {
                "capsule": 1,
                "dataSetVersion": 1,
                "parameters": {
                  "seed": 42
                },
                "now": 1768467600000000,
                "clock": "frozen",
                "operations": []
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The world as the capsule tells it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/World"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Refused"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/Unknown"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/NotJson"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "Wanted when the server listens beyond this machine; `flowtwin serve` prints it."
      }
    },
    "parameters": {
      "World": {
        "name": "world",
        "in": "path",
        "required": true,
        "description": "The world's name; the one that is there from the start is `default`.",
        "schema": {
          "type": "string"
        }
      },
      "Run": {
        "name": "run",
        "in": "path",
        "required": true,
        "description": "The run's id with any vendor, or its number.",
        "schema": {
          "type": "string"
        }
      },
      "At": {
        "name": "at",
        "in": "query",
        "description": "An instant that the world has lived; the answer is as it was then.",
        "schema": {
          "type": "string"
        }
      }
    },
    "responses": {
      "Refused": {
        "description": "Something in the request cannot be used; the answer says what and what would do.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            },
            "example": {
              "error": "runs is -1; give a whole number from 0 to 1000000000"
            }
          }
        }
      },
      "Forbidden": {
        "description": "The request came from where it may not come from, or without the token that is wanted.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            },
            "example": {
              "error": "requests that a web page of another origin sends are refused"
            }
          }
        }
      },
      "Unknown": {
        "description": "There is nothing of this name.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            },
            "example": {
              "error": "there is no world \"chekout\"; POST /_twin/v1/worlds makes one"
            }
          }
        }
      },
      "Conflict": {
        "description": "The state of things forbids it.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            },
            "example": {
              "error": "there is a world \"checkout\" already"
            }
          }
        }
      },
      "NotJson": {
        "description": "The body is not JSON.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            },
            "example": {
              "error": "send the body as application/json"
            }
          }
        }
      }
    },
    "schemas": {
      "Problem": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "string",
            "description": "What was wrong, where, and what to do."
          }
        }
      },
      "Instant": {
        "type": "string",
        "format": "date-time",
        "description": "An instant with microseconds, in UTC.",
        "examples": [
          "2026-01-15T09:00:00.000000Z"
        ]
      },
      "ClockMode": {
        "description": "`live` and speeds such as `60x` go with real time, `frozen` stands still.",
        "type": "string",
        "pattern": "^(live|frozen|\\d+(\\.\\d+)?x)$"
      },
      "Health": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "status",
          "dataSetVersion",
          "seed",
          "now",
          "clock",
          "readOnly",
          "vendors"
        ],
        "properties": {
          "status": {
            "const": "ready"
          },
          "dataSetVersion": {
            "type": "integer"
          },
          "seed": {
            "type": [
              "string",
              "number"
            ]
          },
          "now": {
            "$ref": "#/components/schemas/Instant"
          },
          "clock": {
            "$ref": "#/components/schemas/ClockMode"
          },
          "readOnly": {
            "type": "boolean",
            "description": "Whether the control API takes no changes."
          },
          "vendors": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "url",
                "credential",
                "authorization"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "url": {
                  "type": "string",
                  "format": "uri"
                },
                "credential": {
                  "type": "string",
                  "description": "One that works; the same on every machine, so no secret."
                },
                "authorization": {
                  "type": "string",
                  "description": "The Authorization header that carries it."
                }
              }
            }
          }
        }
      },
      "NewWorld": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
          },
          "from": {
            "type": "string",
            "description": "Begin as this world is now; then nothing but the name may be given beside it."
          },
          "capsule": {
            "$ref": "#/components/schemas/Capsule"
          },
          "fixture": {
            "type": "string",
            "description": "Begin with the parameters of a named fixture, such as `busy`; those given beside it count more."
          },
          "hazard": {
            "type": "string",
            "description": "Begin as the world that shows a hazard, with its rules armed; what is given beside it counts more."
          },
          "vendor": {
            "type": "string",
            "description": "The only vendor with whom the hazard is to happen, of those for whom it is real."
          },
          "seed": {
            "type": [
              "string",
              "number"
            ]
          },
          "runs": {
            "type": "integer",
            "minimum": 0
          },
          "every": {
            "type": "string",
            "description": "Time between arrivals, such as \"2m\"."
          },
          "now": {
            "type": "string",
            "description": "The instant at which the world starts."
          },
          "clock": {
            "$ref": "#/components/schemas/ClockMode"
          },
          "quirks": {
            "$ref": "#/components/schemas/Positions"
          }
        }
      },
      "World": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "seed",
          "runs",
          "now",
          "clock",
          "operations",
          "path"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "seed": {
            "type": [
              "string",
              "number"
            ]
          },
          "runs": {
            "type": "integer",
            "description": "Runs that existed at its start."
          },
          "now": {
            "$ref": "#/components/schemas/Instant"
          },
          "clock": {
            "$ref": "#/components/schemas/ClockMode"
          },
          "operations": {
            "type": "integer",
            "description": "Operations carried out so far."
          },
          "path": {
            "type": "string",
            "description": "What to put in front of a vendor's path to ask this world."
          }
        }
      },
      "Dropped": {
        "description": "Worlds that nobody asked for in a long time, forgotten to make room for others.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "count",
          "latest"
        ],
        "properties": {
          "count": {
            "type": "integer"
          },
          "latest": {
            "type": "array",
            "description": "The latest of them, newest first.",
            "maxItems": 100,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "idle",
                "ago"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "idle": {
                  "type": "integer",
                  "description": "Seconds of real time in which nobody had asked for it."
                },
                "ago": {
                  "type": "integer",
                  "description": "Seconds of real time since it was dropped."
                }
              }
            }
          }
        }
      },
      "Clock": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "now",
          "clock"
        ],
        "properties": {
          "now": {
            "$ref": "#/components/schemas/Instant"
          },
          "clock": {
            "$ref": "#/components/schemas/ClockMode"
          }
        }
      },
      "ClockMove": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "clock": {
            "$ref": "#/components/schemas/ClockMode"
          },
          "advance": {
            "type": "string",
            "description": "A duration such as \"31m\" or \"PT31M\"."
          },
          "to": {
            "type": "string",
            "description": "An instant that is not past."
          },
          "next": {
            "const": "event",
            "description": "Until something happens by itself."
          }
        }
      },
      "ClockMoved": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "now",
          "clock",
          "events",
          "total"
        ],
        "properties": {
          "now": {
            "$ref": "#/components/schemas/Instant"
          },
          "clock": {
            "$ref": "#/components/schemas/ClockMode"
          },
          "events": {
            "type": "array",
            "maxItems": 1000,
            "items": {
              "$ref": "#/components/schemas/Event"
            }
          },
          "total": {
            "type": "integer",
            "description": "How many events there were."
          }
        }
      },
      "StreamedEvent": {
        "description": "The data of server-sent events, by the name of the event.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "clock": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "now",
              "clock",
              "operations"
            ],
            "properties": {
              "now": {
                "$ref": "#/components/schemas/Instant"
              },
              "clock": {
                "$ref": "#/components/schemas/ClockMode"
              },
              "operations": {
                "type": "integer",
                "description": "Operations carried out so far."
              }
            }
          },
          "runs": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "events"
            ],
            "properties": {
              "events": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/StreamedRun"
                }
              }
            }
          },
          "requests": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "total",
              "entries"
            ],
            "properties": {
              "total": {
                "type": "integer",
                "description": "Requests so far."
              },
              "entries": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/JournalEntry"
                }
              }
            }
          },
          "jump": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "from",
              "to"
            ],
            "properties": {
              "from": {
                "$ref": "#/components/schemas/Instant"
              },
              "to": {
                "$ref": "#/components/schemas/Instant"
              }
            }
          }
        }
      },
      "StreamedRun": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "at",
          "what",
          "run"
        ],
        "properties": {
          "at": {
            "$ref": "#/components/schemas/Instant"
          },
          "what": {
            "enum": [
              "created",
              "changed",
              "deleted"
            ]
          },
          "run": {
            "description": "The run as it was right after, or, when it was deleted, right before.",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "number",
              "status",
              "flow",
              "contact",
              "environment",
              "createdAt",
              "startedAt",
              "repliesAt",
              "endedAt"
            ],
            "properties": {
              "number": {
                "type": "integer"
              },
              "status": {
                "$ref": "#/components/schemas/Status"
              },
              "flow": {
                "type": "integer"
              },
              "contact": {
                "type": "integer"
              },
              "environment": {
                "enum": [
                  "live",
                  "staging"
                ]
              },
              "createdAt": {
                "$ref": "#/components/schemas/Instant"
              },
              "startedAt": {
                "anyOf": [
                  {
                    "$ref": "#/components/schemas/Instant"
                  },
                  {
                    "type": "null"
                  }
                ]
              },
              "repliesAt": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/Instant"
                }
              },
              "endedAt": {
                "anyOf": [
                  {
                    "$ref": "#/components/schemas/Instant"
                  },
                  {
                    "type": "null"
                  }
                ]
              }
            }
          }
        }
      },
      "Event": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "at",
          "what",
          "run",
          "status"
        ],
        "properties": {
          "at": {
            "$ref": "#/components/schemas/Instant"
          },
          "what": {
            "enum": [
              "created",
              "changed",
              "deleted"
            ]
          },
          "run": {
            "type": "integer",
            "description": "The run's number."
          },
          "status": {
            "$ref": "#/components/schemas/Status"
          }
        }
      },
      "Status": {
        "enum": [
          "queued",
          "running",
          "completed",
          "expired",
          "failed",
          "cancelled"
        ]
      },
      "Run": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "number",
          "ids",
          "status",
          "flow",
          "contact",
          "environment",
          "createdAt",
          "startedAt",
          "repliesAt",
          "modifiedAt",
          "endedAt",
          "changesAt"
        ],
        "properties": {
          "number": {
            "type": "integer"
          },
          "ids": {
            "type": "object",
            "description": "The run's id with each vendor.",
            "additionalProperties": {
              "type": "string"
            }
          },
          "status": {
            "$ref": "#/components/schemas/Status"
          },
          "flow": {
            "type": "integer"
          },
          "contact": {
            "type": "integer"
          },
          "environment": {
            "enum": [
              "live",
              "staging"
            ]
          },
          "createdAt": {
            "$ref": "#/components/schemas/Instant"
          },
          "startedAt": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ]
          },
          "repliesAt": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Instant"
            }
          },
          "modifiedAt": {
            "$ref": "#/components/schemas/Instant"
          },
          "endedAt": {
            "anyOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ]
          },
          "changesAt": {
            "description": "When it will next change by itself.",
            "anyOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "NewRuns": {
        "description": "One run, or a list of them.",
        "type": [
          "object",
          "array"
        ],
        "if": {
          "type": "array"
        },
        "then": {
          "maxItems": 1000,
          "minItems": 1,
          "items": {
            "$ref": "#/components/schemas/NewRun"
          }
        },
        "else": {
          "$ref": "#/components/schemas/NewRun"
        }
      },
      "NewRun": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "flow",
          "contact"
        ],
        "properties": {
          "flow": {
            "type": [
              "integer",
              "string"
            ],
            "description": "Its index or any vendor's id."
          },
          "contact": {
            "description": "A number, a phone, or somebody who is made if nobody has the phone or, without one, the name.",
            "type": [
              "integer",
              "string",
              "object"
            ],
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "name": {
                "type": "string",
                "minLength": 1,
                "maxLength": 128
              },
              "phone": {
                "$ref": "#/components/schemas/Phone"
              }
            }
          },
          "environment": {
            "enum": [
              "live",
              "staging"
            ],
            "description": "Live, when it is left out."
          },
          "createdAt": {
            "type": "string",
            "description": "When it was made; `startedAt`, or now, when it is left out."
          },
          "startedAt": {
            "type": "string",
            "description": "When the flow took it up; with the microsecond, if need be."
          },
          "repliesAt": {
            "type": "array",
            "maxItems": 16,
            "items": {
              "type": "string"
            },
            "description": "When each answer came."
          },
          "end": {
            "enum": [
              "completed",
              "expired",
              "failed",
              "cancelled",
              "never"
            ],
            "description": "How it ends; `never` stays queued."
          },
          "endedAt": {
            "type": "string",
            "description": "When it ends."
          },
          "outcome": {
            "enum": [
              "accepted",
              "rejected"
            ],
            "description": "What a completed run decides."
          },
          "results": {
            "type": "array",
            "maxItems": 16,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 640
            },
            "description": "What each answer said, in order."
          },
          "variables": {
            "type": "object",
            "description": "What the run was started with."
          }
        }
      },
      "Inserted": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "runs",
          "coming"
        ],
        "properties": {
          "runs": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Run"
            },
            "description": "Those that exist now, as told."
          },
          "coming": {
            "type": "integer",
            "description": "How many arrive later."
          }
        }
      },
      "RunList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "runs",
          "total"
        ],
        "properties": {
          "runs": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Run"
            }
          },
          "total": {
            "type": "integer"
          }
        }
      },
      "Phone": {
        "type": "string",
        "pattern": "^\\+[1-9][0-9]{7,14}$"
      },
      "Flow": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "flow",
          "published",
          "questions",
          "timeToLive",
          "ends",
          "vendors"
        ],
        "properties": {
          "flow": {
            "type": "integer"
          },
          "published": {
            "type": "boolean"
          },
          "questions": {
            "type": "integer"
          },
          "timeToLive": {
            "type": "integer",
            "description": "Seconds of silence after which a run expires."
          },
          "ends": {
            "type": [
              "string",
              "null"
            ],
            "description": "How each of its runs ends, for the flows that exist to be tested against."
          },
          "vendors": {
            "type": "object",
            "additionalProperties": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "name"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "NewContact": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "name": {
            "type": [
              "string",
              "null"
            ],
            "minLength": 1,
            "maxLength": 128
          },
          "phone": {
            "$ref": "#/components/schemas/Phone"
          },
          "email": {
            "type": [
              "string",
              "null"
            ],
            "format": "email"
          },
          "language": {
            "type": "string",
            "pattern": "^[a-z]{2}$"
          }
        }
      },
      "Contact": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "contact",
          "name",
          "phone",
          "email",
          "language",
          "ids"
        ],
        "properties": {
          "contact": {
            "type": "integer"
          },
          "name": {
            "type": [
              "string",
              "null"
            ]
          },
          "phone": {
            "type": "string"
          },
          "email": {
            "type": [
              "string",
              "null"
            ]
          },
          "language": {
            "type": "string"
          },
          "ids": {
            "type": "object",
            "description": "The contact's id with each vendor that has one.",
            "additionalProperties": {
              "type": "string"
            }
          }
        }
      },
      "ContactList": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "contacts",
          "total"
        ],
        "properties": {
          "contacts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Contact"
            }
          },
          "total": {
            "type": "integer"
          }
        }
      },
      "NewArrivals": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "every"
        ],
        "properties": {
          "every": {
            "type": [
              "string",
              "null"
            ],
            "description": "A duration such as \"10s\"; null lets nothing arrive."
          },
          "flow": {
            "type": [
              "integer",
              "string"
            ],
            "description": "Of this flow only; else of any."
          },
          "environment": {
            "enum": [
              "live",
              "staging"
            ],
            "description": "Live, when it is left out."
          }
        }
      },
      "Burst": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "count"
        ],
        "properties": {
          "count": {
            "type": "integer",
            "minimum": 1
          },
          "at": {
            "type": "string",
            "description": "The instant at which it begins; now, when it is left out."
          },
          "spread": {
            "type": "string",
            "description": "A duration over which the runs arrive; at one instant, when it is left out."
          },
          "flow": {
            "type": [
              "integer",
              "string"
            ],
            "description": "Of this flow only; else of any."
          },
          "environment": {
            "enum": [
              "live",
              "staging"
            ],
            "description": "Live, when it is left out."
          }
        }
      },
      "Arrivals": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "every",
          "own",
          "left",
          "bursts",
          "told",
          "next"
        ],
        "properties": {
          "every": {
            "type": [
              "integer",
              "null"
            ],
            "description": "Microseconds between arrivals, null when none come so."
          },
          "own": {
            "type": "boolean",
            "description": "Whether those are the world's own."
          },
          "left": {
            "type": [
              "integer",
              "null"
            ],
            "description": "How many come before the rate must be set anew; null for the world’s own."
          },
          "bursts": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "from",
                "left"
              ],
              "properties": {
                "from": {
                  "$ref": "#/components/schemas/Instant"
                },
                "left": {
                  "type": "integer",
                  "description": "Runs still to come."
                }
              }
            }
          },
          "told": {
            "type": "integer",
            "description": "Told runs whose instant has not come."
          },
          "next": {
            "description": "When the next run arrives.",
            "anyOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "Diff": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "comparable",
          "runs",
          "next",
          "contacts",
          "clock",
          "settings"
        ],
        "properties": {
          "comparable": {
            "type": "boolean",
            "description": "False for worlds that are computed from different parameters; then nothing else is told of runs."
          },
          "parameters": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "The parameters that differ."
          },
          "runs": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "number",
                "change",
                "fields"
              ],
              "properties": {
                "number": {
                  "type": "integer"
                },
                "change": {
                  "enum": [
                    "added",
                    "removed",
                    "changed"
                  ]
                },
                "fields": {
                  "type": "object",
                  "description": "Each member that differs, before and after.",
                  "additionalProperties": {
                    "type": "array",
                    "minItems": 2,
                    "maxItems": 2,
                    "items": {}
                  }
                }
              }
            }
          },
          "next": {
            "type": [
              "integer",
              "null"
            ],
            "description": "What to hand in as `after` for more; null when this is all."
          },
          "contacts": {
            "type": "array",
            "maxItems": 1000,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "contact",
                "change"
              ],
              "properties": {
                "contact": {
                  "type": "integer"
                },
                "change": {
                  "enum": [
                    "added",
                    "removed",
                    "changed"
                  ]
                }
              }
            }
          },
          "clock": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "before",
              "after"
            ],
            "properties": {
              "before": {
                "$ref": "#/components/schemas/Clock"
              },
              "after": {
                "$ref": "#/components/schemas/Clock"
              }
            }
          },
          "settings": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Quirks that stand in other positions."
          }
        }
      },
      "Positions": {
        "type": "object",
        "additionalProperties": {
          "type": "string"
        }
      },
      "Journal": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entries",
          "total",
          "dropped",
          "bodiesDropped",
          "bounds",
          "next"
        ],
        "properties": {
          "total": {
            "type": "integer",
            "description": "Requests so far, those that are no longer held included."
          },
          "dropped": {
            "type": "integer",
            "description": "Requests that fell out because newer ones came."
          },
          "bodiesDropped": {
            "type": "integer",
            "description": "Requests that are held without their bodies because newer ones came."
          },
          "bounds": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "entries",
              "bytes",
              "headers"
            ],
            "properties": {
              "entries": {
                "type": "integer",
                "description": "Requests that are held."
              },
              "bytes": {
                "type": "integer",
                "description": "Bytes that their bodies may take together."
              },
              "headers": {
                "type": "integer",
                "description": "Requests whose headers are held, beside all refused ones."
              }
            }
          },
          "next": {
            "description": "What to give as `after` for more; null when there is no more.",
            "type": [
              "integer",
              "null"
            ]
          },
          "entries": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/JournalEntry"
            }
          }
        }
      },
      "JournalEntry": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sequence",
          "state",
          "at",
          "vendor",
          "operation",
          "method",
          "target",
          "status",
          "realMilliseconds",
          "note",
          "hints",
          "fault",
          "credential",
          "ignoredParameters",
          "unreadMembers",
          "headers",
          "requestBody",
          "responseBody",
          "responseSize",
          "forgotten"
        ],
        "properties": {
          "sequence": {
            "type": "integer"
          },
          "state": {
            "enum": [
              "received",
              "finished"
            ]
          },
          "at": {
            "$ref": "#/components/schemas/Instant"
          },
          "vendor": {
            "type": [
              "string",
              "null"
            ]
          },
          "operation": {
            "type": [
              "string",
              "null"
            ]
          },
          "method": {
            "type": "string"
          },
          "target": {
            "type": "string",
            "description": "Path and query as sent, without credentials."
          },
          "status": {
            "type": [
              "integer",
              "null"
            ],
            "description": "Null while the request is under way."
          },
          "realMilliseconds": {
            "type": [
              "number",
              "null"
            ],
            "description": "Real time from receipt to answer."
          },
          "note": {
            "type": [
              "string",
              "null"
            ],
            "description": "What the vendor did not say about a refusal."
          },
          "hints": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "What was probably meant."
          },
          "fault": {
            "type": [
              "string",
              "null"
            ],
            "description": "The fault that was put into the answer on purpose."
          },
          "credential": {
            "type": [
              "string",
              "null"
            ],
            "description": "A fingerprint that tells one credential from others."
          },
          "ignoredParameters": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Query parameters that nobody read."
          },
          "unreadMembers": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "JSON pointers into the body to what nobody read."
          },
          "headers": {
            "description": "Of the request; null once they have been let go.",
            "anyOf": [
              {
                "type": "object",
                "additionalProperties": {
                  "type": "string"
                }
              },
              {
                "type": "null"
              }
            ]
          },
          "requestBody": {
            "type": [
              "string",
              "null"
            ],
            "description": "Its first thousand characters."
          },
          "responseBody": {
            "type": [
              "string",
              "null"
            ],
            "description": "Its first thousand characters, where it is text."
          },
          "responseSize": {
            "type": "integer"
          },
          "forgotten": {
            "type": "boolean",
            "description": "Whether the bodies had to make room for newer ones."
          }
        }
      },
      "Match": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "vendor": {
            "type": "string"
          },
          "operation": {
            "type": "string"
          },
          "method": {
            "type": "string"
          },
          "status": {
            "type": "integer"
          },
          "state": {
            "enum": [
              "received",
              "finished"
            ]
          },
          "text": {
            "type": "string",
            "description": "In the target, the note, the hints or the excerpts of the bodies."
          },
          "credential": {
            "type": "string",
            "description": "A fingerprint as entries show it."
          }
        }
      },
      "JournalWait": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "vendor": {
            "type": "string"
          },
          "operation": {
            "type": "string"
          },
          "method": {
            "type": "string"
          },
          "status": {
            "type": "integer"
          },
          "state": {
            "enum": [
              "received",
              "finished"
            ]
          },
          "text": {
            "type": "string",
            "description": "In the target, the note, the hints or the excerpts of the bodies."
          },
          "credential": {
            "type": "string",
            "description": "A fingerprint as entries show it."
          },
          "after": {
            "type": "integer",
            "minimum": 0,
            "description": "Only entries with a greater sequence number."
          },
          "count": {
            "type": "integer",
            "minimum": 0,
            "description": "How many must match at least; 1 unless given."
          },
          "timeout": {
            "type": "string",
            "description": "How long to wait in real time: 5s unless given, 4m at most."
          }
        }
      },
      "Waited": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "count",
          "sequences"
        ],
        "properties": {
          "count": {
            "type": "integer",
            "description": "How many match."
          },
          "sequences": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          }
        }
      },
      "Expected": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "after": {
            "type": "integer",
            "minimum": 0,
            "description": "Only entries with a greater sequence number."
          },
          "expect": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "vendor": {
                  "type": "string"
                },
                "operation": {
                  "type": "string"
                },
                "method": {
                  "type": "string"
                },
                "status": {
                  "type": "integer"
                },
                "state": {
                  "enum": [
                    "received",
                    "finished"
                  ]
                },
                "text": {
                  "type": "string",
                  "description": "In the target, the note, the hints or the excerpts of the bodies."
                },
                "credential": {
                  "type": "string",
                  "description": "A fingerprint as entries show it."
                },
                "exactly": {
                  "type": "integer",
                  "minimum": 0
                },
                "atLeast": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "1 unless one of the three is given."
                },
                "atMost": {
                  "type": "integer",
                  "minimum": 0
                }
              }
            }
          },
          "sequence": {
            "type": "array",
            "description": "Entries that came in this order, whatever came between.",
            "items": {
              "$ref": "#/components/schemas/Match"
            }
          }
        }
      },
      "Verified": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "holds",
          "looked"
        ],
        "properties": {
          "holds": {
            "const": true
          },
          "looked": {
            "type": "integer",
            "description": "How many entries were looked at."
          }
        }
      },
      "Audit": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "at",
          "complete",
          "warning",
          "clients"
        ],
        "properties": {
          "at": {
            "$ref": "#/components/schemas/Instant"
          },
          "complete": {
            "type": "boolean",
            "description": "Whether nobody misses anything, and nobody has anything stale."
          },
          "warning": {
            "type": [
              "string",
              "null"
            ],
            "description": "What the journal no longer holds and the grades cannot count."
          },
          "clients": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Client"
            }
          }
        }
      },
      "Client": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "vendor",
          "credential",
          "runs",
          "served",
          "percent",
          "missed",
          "twice",
          "stale",
          "gone",
          "pages",
          "window"
        ],
        "properties": {
          "vendor": {
            "type": "string"
          },
          "credential": {
            "type": "string",
            "description": "The fingerprint of its credential."
          },
          "runs": {
            "type": "integer",
            "description": "Runs that there are to be served."
          },
          "served": {
            "type": "integer",
            "description": "Runs of these that it was served."
          },
          "percent": {
            "type": "number",
            "description": "Never rounded up, so that 100 means all."
          },
          "missed": {
            "$ref": "#/components/schemas/Runs"
          },
          "twice": {
            "$ref": "#/components/schemas/Runs"
          },
          "stale": {
            "$ref": "#/components/schemas/Runs"
          },
          "gone": {
            "$ref": "#/components/schemas/Runs"
          },
          "pages": {
            "type": "array",
            "description": "Where its rows come from.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "sequence",
                "at",
                "operation",
                "target",
                "rows",
                "fresh",
                "fault"
              ],
              "properties": {
                "sequence": {
                  "type": "integer"
                },
                "at": {
                  "$ref": "#/components/schemas/Instant"
                },
                "operation": {
                  "type": "string"
                },
                "target": {
                  "type": "string"
                },
                "rows": {
                  "type": "integer"
                },
                "fresh": {
                  "type": "integer",
                  "description": "Rows of runs that it had not been served before."
                },
                "fault": {
                  "type": [
                    "string",
                    "null"
                  ]
                }
              }
            }
          },
          "window": {
            "description": "Only where a list shows the newest rows and there is no way to others.",
            "anyOf": [
              {
                "$ref": "#/components/schemas/Window"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "Runs": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "total",
          "ids"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "ids": {
            "type": "array",
            "maxItems": 1000,
            "items": {
              "type": "string"
            },
            "description": "The vendor's ids, oldest first; the first thousand."
          }
        }
      },
      "Window": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rows",
          "lost",
          "safeSeconds",
          "meanSeconds"
        ],
        "properties": {
          "rows": {
            "type": "integer",
            "description": "Rows that the list shows at most."
          },
          "lost": {
            "description": "Runs that were never served and that it can never show any more.",
            "$ref": "#/components/schemas/Runs"
          },
          "safeSeconds": {
            "type": [
              "number",
              "null"
            ],
            "description": "The longest time between two polls that would have lost nothing; null while too few runs came to tell."
          },
          "meanSeconds": {
            "type": [
              "number",
              "null"
            ],
            "description": "The time in which so many runs come on average."
          }
        }
      },
      "NewFaults": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rules"
        ],
        "properties": {
          "rules": {
            "type": "array",
            "maxItems": 1000,
            "items": {
              "$ref": "#/components/schemas/FaultRule"
            }
          }
        }
      },
      "FaultRule": {
        "description": "Which calls go wrong, and how. At least one of `effect` and `after` is given.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "operation"
        ],
        "properties": {
          "id": {
            "description": "What answers are marked with; made up unless given.",
            "$ref": "#/components/schemas/FaultId"
          },
          "operation": {
            "description": "A vendor's name, a dot and an operation of its document, or `*` for all of them.",
            "$ref": "#/components/schemas/FaultOperation"
          },
          "when": {
            "$ref": "#/components/schemas/FaultTiming"
          },
          "effect": {
            "description": "Such as `status=503`; docs/faults.md lists them.",
            "type": "string"
          },
          "after": {
            "description": "What happens in the world after the answer.",
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/FollowUp"
            }
          }
        }
      },
      "FaultId": {
        "type": "string",
        "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
      },
      "FaultOperation": {
        "type": "string",
        "pattern": "^[a-z]+\\.(\\w+|\\*)$"
      },
      "FaultTiming": {
        "description": "When a rule acts; what is left out does not narrow it. Calls are those of its operations since it was armed.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "first": {
            "type": "integer",
            "minimum": 1,
            "description": "The first so many calls."
          },
          "every": {
            "type": "integer",
            "minimum": 1,
            "description": "Every so-many-th call."
          },
          "calls": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "from"
            ],
            "properties": {
              "from": {
                "type": "integer",
                "minimum": 1
              },
              "to": {
                "type": "integer",
                "minimum": 1,
                "description": "Included."
              }
            }
          },
          "between": {
            "description": "Only between two instants of the world's time; other calls are not counted.",
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "from": {
                "type": "string",
                "format": "date-time"
              },
              "to": {
                "type": "string",
                "format": "date-time",
                "description": "Excluded."
              }
            }
          },
          "probability": {
            "type": "number",
            "description": "How likely a call is struck that the rest allows; keyed by seed and call."
          },
          "query": {
            "description": "Only calls that ask so, each parameter having one of the values; other calls are not counted.",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "type": "string"
                  }
                }
              ]
            }
          }
        }
      },
      "FollowUp": {
        "oneOf": [
          {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "flow",
              "contact"
            ],
            "properties": {
              "kind": {
                "const": "create"
              },
              "flow": {
                "type": "integer",
                "minimum": 0
              },
              "contact": {
                "type": "integer",
                "minimum": 0
              },
              "environment": {
                "enum": [
                  "live",
                  "staging"
                ]
              },
              "times": {
                "type": "integer",
                "minimum": 1,
                "maximum": 10000
              }
            }
          },
          {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "run"
            ],
            "properties": {
              "kind": {
                "const": "change"
              },
              "run": {
                "$ref": "#/components/schemas/RunAt"
              },
              "end": {
                "enum": [
                  "completed",
                  "expired",
                  "failed",
                  "cancelled"
                ]
              },
              "variables": {
                "type": "object",
                "additionalProperties": true
              }
            }
          },
          {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "run"
            ],
            "properties": {
              "kind": {
                "const": "delete"
              },
              "run": {
                "$ref": "#/components/schemas/RunAt"
              }
            }
          },
          {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "kind",
              "by"
            ],
            "properties": {
              "kind": {
                "const": "advance"
              },
              "by": {
                "type": "string",
                "description": "A duration such as \"31m\"."
              }
            }
          }
        ]
      },
      "RunAt": {
        "description": "A run by its number, or by its place among the rows of the answer; -1 is the last.",
        "anyOf": [
          {
            "type": "integer"
          },
          {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "row"
            ],
            "properties": {
              "row": {
                "type": "integer"
              }
            }
          }
        ]
      },
      "ArmedFaults": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rules"
        ],
        "properties": {
          "rules": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "id",
                "operation",
                "calls",
                "hits"
              ],
              "properties": {
                "id": {
                  "$ref": "#/components/schemas/FaultId"
                },
                "operation": {
                  "$ref": "#/components/schemas/FaultOperation"
                },
                "when": {
                  "$ref": "#/components/schemas/FaultTiming"
                },
                "effect": {
                  "type": "string"
                },
                "after": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/FollowUp"
                  }
                },
                "calls": {
                  "type": "integer",
                  "description": "Calls that it has counted."
                },
                "hits": {
                  "type": "integer",
                  "description": "Answers that it had a part in."
                }
              }
            }
          }
        }
      },
      "HazardWanted": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "hazard"
        ],
        "properties": {
          "hazard": {
            "type": "string",
            "description": "Its id, such as `insert-between-pages`."
          },
          "vendor": {
            "type": "string",
            "description": "The only vendor with whom it is to happen, of those for whom it is real."
          }
        }
      },
      "Hazards": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "hazards"
        ],
        "properties": {
          "hazards": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Hazard"
            }
          }
        }
      },
      "Hazard": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "title",
          "about",
          "mistake",
          "symptom",
          "remedy",
          "parameters",
          "vendors"
        ],
        "properties": {
          "id": {
            "$ref": "#/components/schemas/FaultId"
          },
          "title": {
            "type": "string"
          },
          "about": {
            "type": "string",
            "description": "What happens on the server."
          },
          "mistake": {
            "type": "string",
            "description": "What clients do to whom it does harm; reads after \"a client that\"."
          },
          "symptom": {
            "enum": [
              "row twice",
              "row missed",
              "stops early",
              "endless",
              "refused",
              "wrong total"
            ]
          },
          "remedy": {
            "type": "string"
          },
          "parameters": {
            "description": "Of the world that shows it.",
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "runs": {
                "type": "integer"
              },
              "every": {
                "type": "string"
              },
              "flows": {
                "type": "integer"
              },
              "block": {
                "type": "integer"
              },
              "broadcasts": {
                "type": "integer"
              }
            }
          },
          "vendors": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "vendor",
                "why",
                "quirks",
                "rules"
              ],
              "properties": {
                "vendor": {
                  "type": "string"
                },
                "why": {
                  "type": "string",
                  "description": "Why it is real there."
                },
                "quirks": {
                  "$ref": "#/components/schemas/Positions"
                },
                "rules": {
                  "description": "None where the world, or the client alone, brings it about.",
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/FaultRule"
                  }
                }
              }
            }
          }
        }
      },
      "NewLimits": {
        "description": "Quotas by vendor; `off` counts nothing.",
        "type": "object",
        "additionalProperties": {
          "anyOf": [
            {
              "const": "off"
            },
            {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "limit",
                "window"
              ],
              "properties": {
                "limit": {
                  "type": "integer",
                  "minimum": 1,
                  "description": "Requests in a window."
                },
                "window": {
                  "type": "string",
                  "description": "How long a request counts, such as \"60s\"."
                },
                "remaining": {
                  "type": "integer",
                  "minimum": 0,
                  "description": "Requests that are left now; all of them unless given."
                }
              }
            }
          ]
        }
      },
      "Limits": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "vendors",
          "buckets"
        ],
        "properties": {
          "vendors": {
            "description": "Vendors that have a quota.",
            "type": "object",
            "additionalProperties": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "holds",
                "limit",
                "window"
              ],
              "properties": {
                "holds": {
                  "enum": [
                    "documented",
                    "set",
                    "off"
                  ]
                },
                "limit": {
                  "type": [
                    "integer",
                    "null"
                  ]
                },
                "window": {
                  "type": [
                    "string",
                    "null"
                  ]
                }
              }
            }
          },
          "buckets": {
            "description": "Quotas of which something was used, each for those who share it.",
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "vendor",
                "bucket",
                "limit",
                "used",
                "remaining",
                "nextAt",
                "resetsAt"
              ],
              "properties": {
                "vendor": {
                  "type": "string"
                },
                "bucket": {
                  "type": "string",
                  "description": "Who shares it; of a credential only the beginning."
                },
                "limit": {
                  "type": "integer"
                },
                "used": {
                  "type": "integer"
                },
                "remaining": {
                  "type": "integer"
                },
                "nextAt": {
                  "description": "When the next request is allowed.",
                  "$ref": "#/components/schemas/Instant"
                },
                "resetsAt": {
                  "description": "When nothing of it is used any more.",
                  "$ref": "#/components/schemas/Instant"
                }
              }
            }
          }
        }
      },
      "Delivery": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "number",
          "vendor",
          "subscription",
          "event",
          "url",
          "state",
          "due",
          "attempts"
        ],
        "properties": {
          "number": {
            "type": "integer"
          },
          "vendor": {
            "type": "string"
          },
          "subscription": {
            "type": "string"
          },
          "event": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "state": {
            "enum": [
              "waiting",
              "delivered",
              "given-up"
            ]
          },
          "due": {
            "$ref": "#/components/schemas/Instant"
          },
          "attempts": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "at",
                "status"
              ],
              "properties": {
                "at": {
                  "$ref": "#/components/schemas/Instant"
                },
                "status": {
                  "type": [
                    "integer",
                    "null"
                  ]
                }
              }
            }
          }
        }
      },
      "Capsule": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "capsule",
          "dataSetVersion",
          "parameters",
          "now",
          "clock",
          "operations"
        ],
        "properties": {
          "capsule": {
            "const": 1,
            "description": "The version of this form."
          },
          "dataSetVersion": {
            "type": "integer",
            "description": "The version of the computed data; another one would give other runs."
          },
          "parameters": {
            "type": "object",
            "description": "What the universe is computed from."
          },
          "now": {
            "type": "integer",
            "description": "Microseconds since 1970."
          },
          "clock": {
            "$ref": "#/components/schemas/ClockMode"
          },
          "operations": {
            "type": "array",
            "description": "What was done to the world, each with its instant in microseconds since 1970.",
            "items": {
              "type": "object",
              "required": [
                "at",
                "operation"
              ],
              "properties": {
                "at": {
                  "type": "integer"
                },
                "operation": {
                  "type": "object",
                  "additionalProperties": true,
                  "allOf": [
                    {
                      "if": {
                        "type": "object",
                        "required": [
                          "kind"
                        ],
                        "properties": {
                          "kind": {
                            "const": "arm"
                          }
                        }
                      },
                      "then": {
                        "type": "object",
                        "required": [
                          "rules"
                        ],
                        "properties": {
                          "rules": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "required": [
                                "id"
                              ],
                              "allOf": [
                                {
                                  "$ref": "#/components/schemas/FaultRule"
                                }
                              ]
                            }
                          }
                        }
                      }
                    },
                    {
                      "if": {
                        "type": "object",
                        "required": [
                          "kind"
                        ],
                        "properties": {
                          "kind": {
                            "const": "limit"
                          }
                        }
                      },
                      "then": {
                        "type": "object",
                        "required": [
                          "limits"
                        ],
                        "properties": {
                          "limits": {
                            "type": "object",
                            "additionalProperties": {
                              "anyOf": [
                                {
                                  "type": "object",
                                  "required": [
                                    "off"
                                  ],
                                  "properties": {
                                    "off": {
                                      "const": true
                                    }
                                  }
                                },
                                {
                                  "type": "object",
                                  "required": [
                                    "requests",
                                    "window"
                                  ],
                                  "properties": {
                                    "requests": {
                                      "type": "integer",
                                      "minimum": 1
                                    },
                                    "window": {
                                      "type": "integer",
                                      "minimum": 1
                                    }
                                  }
                                }
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          }
        }
      }
    }
  }
}
