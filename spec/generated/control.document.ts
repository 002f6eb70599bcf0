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
        "parameters": [
          {
            "name": "after",
            "in": "query",
            "description": "Only entries with a greater sequence number.",
            "schema": {
              "type": "integer",
              "minimum": 0
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
            "name": "status",
            "in": "query",
            "description": "Only answers with this status.",
            "schema": {
              "type": "integer",
              "minimum": 100,
              "maximum": 599
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
          "vendors": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "url"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "url": {
                  "type": "string",
                  "format": "uri"
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
          "total"
        ],
        "properties": {
          "total": {
            "type": "integer",
            "description": "Requests so far, those that are no longer held included."
          },
          "entries": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "sequence",
                "at",
                "vendor",
                "operation",
                "method",
                "target",
                "status",
                "note"
              ],
              "properties": {
                "sequence": {
                  "type": "integer"
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
                  "type": "string"
                },
                "status": {
                  "type": "integer"
                },
                "note": {
                  "type": [
                    "string",
                    "null"
                  ],
                  "description": "What the vendor did not say about a refusal."
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
                  "type": "object"
                }
              }
            }
          }
        }
      }
    }
  }
}
