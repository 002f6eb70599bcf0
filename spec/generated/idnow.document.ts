// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OpenApiDocument } from '../open-api-document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "IDnow flow sessions",
    "version": "0.1.0",
    "summary": "The numbered pages of a flow's sessions, as Flowtwin understands IDnow's public documentation.",
    "description": "An independent description of the part of the IDnow Trust Platform API that lists the sessions of a flow. Written by the Flowtwin project, which is not affiliated with IDnow. The vendor publishes no error body, no limits and no default order for this endpoint; what stands here instead is marked as inferred or decided. Each parameter, header, response and property says in `x-evidence` how it is known.",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    },
    "x-source": [
      {
        "id": "list",
        "name": "IDnow Trust Platform documentation: List sessions"
      },
      {
        "id": "results",
        "name": "IDnow Trust Platform documentation: Get session results"
      },
      {
        "id": "create",
        "name": "IDnow Trust Platform documentation: Create a session, in the guides and in the API reference 1.0.0"
      },
      {
        "id": "flows",
        "name": "IDnow Trust Platform documentation: Get flows"
      },
      {
        "id": "clients",
        "name": "IDnow Trust Platform documentation: Authenticate, API clients, Quickstart guide"
      },
      {
        "id": "flowtwin",
        "name": "Flowtwin: an inference or choice of this project"
      }
    ]
  },
  "servers": [
    {
      "url": "https://api.eu.platform.idnow.io",
      "description": "Production."
    },
    {
      "url": "https://api.eu.platform.idnow.sx",
      "description": "Sandbox."
    }
  ],
  "security": [
    {
      "bearer": []
    }
  ],
  "tags": [
    {
      "name": "Sessions",
      "description": "People's ways through a flow."
    }
  ],
  "paths": {
    "/api/v1/flows/{flowId}/{environment}/sessions": {
      "get": {
        "operationId": "listSessions",
        "tags": [
          "Sessions"
        ],
        "summary": "The sessions of a flow, a page at a time",
        "description": "Pages are numbered from 1. There is no filter. Unless asked otherwise the oldest session comes first; equal ones follow each other by `sessionId`. Unknown parameters are ignored.",
        "x-evidence": {
          "basis": "documented",
          "from": "list"
        },
        "parameters": [
          {
            "name": "flowId",
            "in": "path",
            "description": "The flow that the sessions went through.",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "required": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "flow": {
                "value": "019b8da4-e02e-7cf4-aa12-9175bdffea90"
              }
            }
          },
          {
            "name": "environment",
            "in": "path",
            "description": "The environment that the sessions ran in. It must be the one that the API client was made for.",
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            },
            "required": true,
            "schema": {
              "type": "string",
              "enum": [
                "live",
                "staging"
              ]
            },
            "examples": {
              "live": {
                "value": "live"
              }
            }
          },
          {
            "name": "page",
            "in": "query",
            "description": "The number of the page. The first page and the lower bound are those of the list of flows.",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "required": false,
            "schema": {
              "type": "integer",
              "minimum": 1,
              "default": 1,
              "x-evidence": {
                "basis": "inferred",
                "from": "flows"
              }
            },
            "examples": {
              "second": {
                "value": 2
              }
            }
          },
          {
            "name": "size",
            "in": "query",
            "description": "How many sessions a page holds. The upper bound is that of the list of flows; the default is the size in the sample.",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "required": false,
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 10,
              "x-evidence": {
                "basis": "inferred",
                "from": "flows"
              }
            },
            "examples": {
              "three": {
                "value": 3
              }
            }
          },
          {
            "name": "sortBy",
            "in": "query",
            "description": "What to sort by. `status` stands for `sessionStatus` and sorts by the alphabet.",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "required": false,
            "schema": {
              "type": "string",
              "enum": [
                "status",
                "createdAt"
              ],
              "default": "createdAt",
              "x-evidence": {
                "basis": "decided",
                "from": "flowtwin"
              }
            },
            "examples": {
              "status": {
                "value": "status"
              }
            }
          },
          {
            "name": "sortDesc",
            "in": "query",
            "description": "Whether to turn the order around.",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "required": false,
            "schema": {
              "type": "boolean",
              "default": false,
              "x-evidence": {
                "basis": "decided",
                "from": "flowtwin"
              }
            },
            "examples": {
              "newest first": {
                "value": true
              }
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of sessions; no content when the flow has none, or beyond the last page.",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SessionPage"
                },
                "examples": {
                  "first page": {
                    "$ref": "#/components/examples/listSessions.first-page"
                  },
                  "last page": {
                    "$ref": "#/components/examples/listSessions.last-page"
                  },
                  "beyond the last page": {
                    "$ref": "#/components/examples/listSessions.beyond-the-last-page"
                  },
                  "empty flow": {
                    "$ref": "#/components/examples/listSessions.empty-flow"
                  },
                  "every status": {
                    "$ref": "#/components/examples/listSessions.every-status"
                  },
                  "rejected": {
                    "$ref": "#/components/examples/listSessions.rejected"
                  },
                  "sorted by status": {
                    "$ref": "#/components/examples/listSessions.sorted-by-status"
                  },
                  "newest first": {
                    "$ref": "#/components/examples/listSessions.newest-first"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "An access token of the OAuth 2.0 client credentials grant, good for a day. It belongs to an API client of one environment.",
        "x-evidence": {
          "basis": "documented",
          "from": "clients"
        }
      }
    },
    "headers": {
      "Allow": {
        "description": "The methods that the path knows.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "schema": {
          "type": "string"
        },
        "example": "GET, HEAD, POST"
      }
    },
    "responses": {
      "BadRequest": {
        "description": "A parameter that cannot be read or is out of bounds. All of them are named at once.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ValidationFailure"
            },
            "examples": {
              "page zero": {
                "$ref": "#/components/examples/listSessions.page-zero"
              },
              "page not an integer": {
                "$ref": "#/components/examples/listSessions.page-not-an-integer"
              },
              "size zero": {
                "$ref": "#/components/examples/listSessions.size-zero"
              },
              "size too large": {
                "$ref": "#/components/examples/listSessions.size-too-large"
              },
              "unknown sortBy": {
                "$ref": "#/components/examples/listSessions.unknown-sort-by"
              },
              "bad sortDesc": {
                "$ref": "#/components/examples/listSessions.bad-sort-desc"
              },
              "several at once": {
                "$ref": "#/components/examples/listSessions.several-at-once"
              },
              "unknown environment": {
                "$ref": "#/components/examples/listSessions.unknown-environment"
              }
            }
          }
        }
      },
      "Unauthenticated": {
        "description": "No bearer token, or one that is not good.",
        "x-evidence": {
          "basis": "inferred",
          "from": "create"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Failure"
            },
            "examples": {
              "no token": {
                "$ref": "#/components/examples/listSessions.unauthenticated"
              }
            }
          }
        }
      },
      "Forbidden": {
        "description": "The token lacks the permission, or belongs to an API client of the other environment.",
        "x-evidence": {
          "basis": "inferred",
          "from": "create"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Failure"
            },
            "examples": {
              "other environment": {
                "$ref": "#/components/examples/listSessions.other-environment"
              },
              "no permission": {
                "$ref": "#/components/examples/listSessions.no-permission"
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "No such flow, or no such path.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Failure"
            },
            "examples": {
              "unknown flow": {
                "$ref": "#/components/examples/listSessions.unknown-flow"
              },
              "unknown path": {
                "$ref": "#/components/examples/listSessions.unknown-path"
              }
            }
          }
        }
      },
      "MethodNotAllowed": {
        "description": "Any method but GET, HEAD and POST on this path; POST creates a session.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "headers": {
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Failure"
            },
            "examples": {
              "delete": {
                "$ref": "#/components/examples/listSessions.method-not-allowed"
              }
            }
          }
        }
      },
      "ServerError": {
        "description": "A failure of the service.",
        "x-evidence": {
          "basis": "inferred",
          "from": "create"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Failure"
            },
            "examples": {
              "failure": {
                "$ref": "#/components/examples/listSessions.server-error"
              }
            }
          }
        }
      }
    },
    "schemas": {
      "SessionPage": {
        "description": "A page of sessions and where it stands among all pages.",
        "type": "object",
        "required": [
          "content",
          "page"
        ],
        "properties": {
          "content": {
            "description": "Sessions. The documentation's table speaks of flows, its sample shows sessions.",
            "type": "array",
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/Session"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            }
          },
          "page": {
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "$ref": "#/components/schemas/Page"
          }
        }
      },
      "Page": {
        "type": "object",
        "required": [
          "size",
          "number",
          "totalElements",
          "totalPages"
        ],
        "properties": {
          "size": {
            "description": "The size that was asked for, not the number of sessions in `content`.",
            "type": "integer",
            "minimum": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            }
          },
          "number": {
            "description": "The number of this page, counted from 1.",
            "type": "integer",
            "minimum": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            }
          },
          "totalElements": {
            "description": "All sessions of the flow in the environment.",
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            }
          },
          "totalPages": {
            "description": "All elements divided by the size, rounded up; 0 when there are none.",
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            }
          }
        }
      },
      "Session": {
        "description": "One person's way through one flow. It carries no personal data.",
        "type": "object",
        "required": [
          "sessionId",
          "sessionStatus",
          "flowId",
          "flowVersion",
          "environment",
          "subjectId",
          "outcome",
          "createdAt",
          "startedAt",
          "updatedAt",
          "completedAt",
          "expiresAt",
          "lastStep"
        ],
        "properties": {
          "sessionId": {
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "$ref": "#/components/schemas/SessionId"
          },
          "sessionStatus": {
            "description": "Created, then running, then one of the other four, each of them final.",
            "type": "string",
            "enum": [
              "CREATED",
              "RUNNING",
              "COMPLETED",
              "EXPIRED",
              "ERROR",
              "ABORTED"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "results"
            }
          },
          "flowId": {
            "description": "The flow of the path.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            }
          },
          "flowVersion": {
            "description": "The version of the flow that the session went through.",
            "type": "integer",
            "minimum": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            }
          },
          "environment": {
            "description": "The environment of the path.",
            "type": "string",
            "enum": [
              "live",
              "staging"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          },
          "subjectId": {
            "description": "The customer's own name for the person, given when the session was created; null without one.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "list"
            }
          },
          "outcome": {
            "description": "The decision, such as accepted, rejected or NO_OUTCOME; null until there is one. It is independent of the status: a rejected session is a completed one. Other values may come.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "results"
            }
          },
          "createdAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "startedAt": {
            "description": "Null until processing starts.",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ]
          },
          "updatedAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "completedAt": {
            "description": "When the session came to its final status, whichever that is; null before.",
            "x-evidence": {
              "basis": "documented",
              "from": "results"
            },
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ]
          },
          "expiresAt": {
            "description": "When the session would end by itself; null in the sample of a completed session.",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            },
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ]
          },
          "lastStep": {
            "description": "The step carried out last; null before the first. The documentation calls it optional and shows it whenever a step was carried out.",
            "x-evidence": {
              "basis": "inferred",
              "from": "results"
            },
            "oneOf": [
              {
                "$ref": "#/components/schemas/LastStep"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "LastStep": {
        "type": "object",
        "required": [
          "stepId",
          "stepDescription",
          "verdict"
        ],
        "properties": {
          "stepId": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "list"
            }
          },
          "stepDescription": {
            "description": "A string in the documentation; that it may be null is a choice.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "verdict": {
            "description": "Such as accepted or failed; other values may come. A string in the documentation; that it may be null is a choice.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          }
        }
      },
      "SessionId": {
        "description": "The session. The samples show UUIDs of version 7; the documentation names no form.",
        "type": "string",
        "format": "uuid",
        "x-evidence": {
          "basis": "inferred",
          "from": "list"
        }
      },
      "Instant": {
        "description": "UTC to the millisecond.",
        "type": "string",
        "format": "date-time",
        "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$",
        "x-evidence": {
          "basis": "documented",
          "from": "list"
        }
      },
      "Failure": {
        "type": "object",
        "required": [
          "statusCode",
          "message"
        ],
        "properties": {
          "statusCode": {
            "description": "The status of the answer.",
            "type": "integer",
            "minimum": 400,
            "maximum": 599,
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "message": {
            "type": "string",
            "minLength": 1,
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "error": {
            "description": "The name of the status, when `message` says something of its own.",
            "type": "string",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          }
        }
      },
      "ValidationFailure": {
        "type": "object",
        "required": [
          "statusCode",
          "message",
          "error"
        ],
        "properties": {
          "statusCode": {
            "description": "The status of the answer.",
            "type": "integer",
            "minimum": 400,
            "maximum": 599,
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "message": {
            "description": "What is wrong, each parameter in a sentence of its own.",
            "type": "array",
            "minItems": 1,
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "error": {
            "description": "The name of the status.",
            "type": "string",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          }
        }
      }
    },
    "examples": {
      "listSessions.first-page": {
        "summary": "The first page with size=3: the oldest three of seven sessions",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, List sessions: fields and sample; the order is a choice of Flowtwin",
        "value": {
          "content": [
            {
              "sessionId": "019bb66c-7dbf-7a8e-807e-8971d87a072c",
              "sessionStatus": "COMPLETED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77120",
              "outcome": "accepted",
              "createdAt": "2026-01-13T08:15:22.047Z",
              "startedAt": "2026-01-13T08:15:22.311Z",
              "updatedAt": "2026-01-13T08:21:40.902Z",
              "completedAt": "2026-01-13T08:21:40.902Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "closing",
                "stepDescription": "Closing judgement of the flow",
                "verdict": "accepted"
              }
            },
            {
              "sessionId": "019bb7a9-fd5e-73b4-b8b6-cba72269f166",
              "sessionStatus": "COMPLETED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77134",
              "outcome": "rejected",
              "createdAt": "2026-01-13T14:02:09.630Z",
              "startedAt": "2026-01-13T14:02:09.884Z",
              "updatedAt": "2026-01-13T14:05:17.256Z",
              "completedAt": "2026-01-13T14:05:17.256Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "closing",
                "stepDescription": "Closing judgement of the flow",
                "verdict": "rejected"
              }
            },
            {
              "sessionId": "019bb842-aadf-7aef-b291-c53a48c7fb5b",
              "sessionStatus": "EXPIRED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": null,
              "outcome": "NO_OUTCOME",
              "createdAt": "2026-01-13T16:48:55.519Z",
              "startedAt": "2026-01-13T16:48:55.760Z",
              "updatedAt": "2026-01-14T16:48:55.519Z",
              "completedAt": "2026-01-14T16:48:55.519Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "welcome",
                "stepDescription": null,
                "verdict": "accepted"
              }
            }
          ],
          "page": {
            "size": 3,
            "number": 1,
            "totalElements": 7,
            "totalPages": 3
          }
        }
      },
      "listSessions.last-page": {
        "summary": "The last page with page=3 and size=3: one session",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, List sessions: page object",
        "value": {
          "content": [
            {
              "sessionId": "019bc0e1-ec04-75c8-acbf-299b48519301",
              "sessionStatus": "CREATED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 4,
              "environment": "live",
              "subjectId": "policy-77164",
              "outcome": null,
              "createdAt": "2026-01-15T08:59:50.148Z",
              "startedAt": null,
              "updatedAt": "2026-01-15T08:59:50.148Z",
              "completedAt": null,
              "expiresAt": "2026-01-16T08:59:50.148Z",
              "lastStep": null
            }
          ],
          "page": {
            "size": 3,
            "number": 3,
            "totalElements": 7,
            "totalPages": 3
          }
        }
      },
      "listSessions.beyond-the-last-page": {
        "summary": "page=4 of three pages: no content, the totals unchanged",
        "x-status": 200,
        "x-source": "Flowtwin: a choice",
        "value": {
          "content": [],
          "page": {
            "size": 3,
            "number": 4,
            "totalElements": 7,
            "totalPages": 3
          }
        }
      },
      "listSessions.empty-flow": {
        "summary": "A flow without sessions, with the default size: no pages",
        "x-status": 200,
        "x-source": "Flowtwin: a choice",
        "value": {
          "content": [],
          "page": {
            "size": 10,
            "number": 1,
            "totalElements": 0,
            "totalPages": 0
          }
        }
      },
      "listSessions.every-status": {
        "summary": "A session of each status; without a page and a size",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, Get session results: statuses, outcomes, completedAt and lastStep",
        "value": {
          "content": [
            {
              "sessionId": "019bb66c-7dbf-7a8e-807e-8971d87a072c",
              "sessionStatus": "COMPLETED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77120",
              "outcome": "accepted",
              "createdAt": "2026-01-13T08:15:22.047Z",
              "startedAt": "2026-01-13T08:15:22.311Z",
              "updatedAt": "2026-01-13T08:21:40.902Z",
              "completedAt": "2026-01-13T08:21:40.902Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "closing",
                "stepDescription": "Closing judgement of the flow",
                "verdict": "accepted"
              }
            },
            {
              "sessionId": "019bb842-aadf-7aef-b291-c53a48c7fb5b",
              "sessionStatus": "EXPIRED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": null,
              "outcome": "NO_OUTCOME",
              "createdAt": "2026-01-13T16:48:55.519Z",
              "startedAt": "2026-01-13T16:48:55.760Z",
              "updatedAt": "2026-01-14T16:48:55.519Z",
              "completedAt": "2026-01-14T16:48:55.519Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "welcome",
                "stepDescription": null,
                "verdict": "accepted"
              }
            },
            {
              "sessionId": "019bbbda-14c0-794f-89fb-bc2a07eeda3a",
              "sessionStatus": "ABORTED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77151",
              "outcome": "NO_OUTCOME",
              "createdAt": "2026-01-14T09:33:10.208Z",
              "startedAt": "2026-01-14T09:33:10.455Z",
              "updatedAt": "2026-01-14T09:34:58.127Z",
              "completedAt": "2026-01-14T09:34:58.127Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "document-check",
                "stepDescription": "Check of the identity document",
                "verdict": "failed"
              }
            },
            {
              "sessionId": "019bbc3c-8691-7d29-9870-d4ac0f7f20b7",
              "sessionStatus": "ERROR",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77158",
              "outcome": "NO_OUTCOME",
              "createdAt": "2026-01-14T11:20:41.873Z",
              "startedAt": "2026-01-14T11:20:42.096Z",
              "updatedAt": "2026-01-14T11:22:03.664Z",
              "completedAt": "2026-01-14T11:22:03.664Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "face-match",
                "stepDescription": "Comparison of the face with the document",
                "verdict": "failed"
              }
            },
            {
              "sessionId": "019bc0df-ba3f-756e-8c5f-42d915dede77",
              "sessionStatus": "RUNNING",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 4,
              "environment": "live",
              "subjectId": "policy-77163",
              "outcome": null,
              "createdAt": "2026-01-15T08:57:26.335Z",
              "startedAt": "2026-01-15T08:57:26.590Z",
              "updatedAt": "2026-01-15T08:58:49.712Z",
              "completedAt": null,
              "expiresAt": "2026-01-16T08:57:26.335Z",
              "lastStep": {
                "stepId": "document-check",
                "stepDescription": "Check of the identity document",
                "verdict": null
              }
            },
            {
              "sessionId": "019bc0e1-ec04-75c8-acbf-299b48519301",
              "sessionStatus": "CREATED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 4,
              "environment": "live",
              "subjectId": "policy-77164",
              "outcome": null,
              "createdAt": "2026-01-15T08:59:50.148Z",
              "startedAt": null,
              "updatedAt": "2026-01-15T08:59:50.148Z",
              "completedAt": null,
              "expiresAt": "2026-01-16T08:59:50.148Z",
              "lastStep": null
            }
          ],
          "page": {
            "size": 10,
            "number": 1,
            "totalElements": 6,
            "totalPages": 1
          }
        }
      },
      "listSessions.rejected": {
        "summary": "A rejected session of the staging environment; its last step says where it failed",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, List sessions: outcome and lastStep",
        "value": {
          "content": [
            {
              "sessionId": "019bb1cb-85b7-786b-8989-7a8034d3e2dd",
              "sessionStatus": "COMPLETED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "staging",
              "subjectId": "trial-0093",
              "outcome": "rejected",
              "createdAt": "2026-01-12T10:41:03.927Z",
              "startedAt": "2026-01-12T10:41:04.180Z",
              "updatedAt": "2026-01-12T10:44:36.751Z",
              "completedAt": "2026-01-12T10:44:36.751Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "document-check",
                "stepDescription": "Check of the identity document",
                "verdict": "failed"
              }
            }
          ],
          "page": {
            "size": 10,
            "number": 1,
            "totalElements": 1,
            "totalPages": 1
          }
        }
      },
      "listSessions.sorted-by-status": {
        "summary": "sortBy=status: by the alphabet, two completed sessions by sessionId",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, List sessions: sortBy; the order of equals is a choice of Flowtwin",
        "value": {
          "content": [
            {
              "sessionId": "019bbbda-14c0-794f-89fb-bc2a07eeda3a",
              "sessionStatus": "ABORTED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77151",
              "outcome": "NO_OUTCOME",
              "createdAt": "2026-01-14T09:33:10.208Z",
              "startedAt": "2026-01-14T09:33:10.455Z",
              "updatedAt": "2026-01-14T09:34:58.127Z",
              "completedAt": "2026-01-14T09:34:58.127Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "document-check",
                "stepDescription": "Check of the identity document",
                "verdict": "failed"
              }
            },
            {
              "sessionId": "019bb66c-7dbf-7a8e-807e-8971d87a072c",
              "sessionStatus": "COMPLETED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77120",
              "outcome": "accepted",
              "createdAt": "2026-01-13T08:15:22.047Z",
              "startedAt": "2026-01-13T08:15:22.311Z",
              "updatedAt": "2026-01-13T08:21:40.902Z",
              "completedAt": "2026-01-13T08:21:40.902Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "closing",
                "stepDescription": "Closing judgement of the flow",
                "verdict": "accepted"
              }
            },
            {
              "sessionId": "019bb7a9-fd5e-73b4-b8b6-cba72269f166",
              "sessionStatus": "COMPLETED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77134",
              "outcome": "rejected",
              "createdAt": "2026-01-13T14:02:09.630Z",
              "startedAt": "2026-01-13T14:02:09.884Z",
              "updatedAt": "2026-01-13T14:05:17.256Z",
              "completedAt": "2026-01-13T14:05:17.256Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "closing",
                "stepDescription": "Closing judgement of the flow",
                "verdict": "rejected"
              }
            },
            {
              "sessionId": "019bc0e1-ec04-75c8-acbf-299b48519301",
              "sessionStatus": "CREATED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 4,
              "environment": "live",
              "subjectId": "policy-77164",
              "outcome": null,
              "createdAt": "2026-01-15T08:59:50.148Z",
              "startedAt": null,
              "updatedAt": "2026-01-15T08:59:50.148Z",
              "completedAt": null,
              "expiresAt": "2026-01-16T08:59:50.148Z",
              "lastStep": null
            },
            {
              "sessionId": "019bbc3c-8691-7d29-9870-d4ac0f7f20b7",
              "sessionStatus": "ERROR",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77158",
              "outcome": "NO_OUTCOME",
              "createdAt": "2026-01-14T11:20:41.873Z",
              "startedAt": "2026-01-14T11:20:42.096Z",
              "updatedAt": "2026-01-14T11:22:03.664Z",
              "completedAt": "2026-01-14T11:22:03.664Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "face-match",
                "stepDescription": "Comparison of the face with the document",
                "verdict": "failed"
              }
            },
            {
              "sessionId": "019bb842-aadf-7aef-b291-c53a48c7fb5b",
              "sessionStatus": "EXPIRED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": null,
              "outcome": "NO_OUTCOME",
              "createdAt": "2026-01-13T16:48:55.519Z",
              "startedAt": "2026-01-13T16:48:55.760Z",
              "updatedAt": "2026-01-14T16:48:55.519Z",
              "completedAt": "2026-01-14T16:48:55.519Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "welcome",
                "stepDescription": null,
                "verdict": "accepted"
              }
            },
            {
              "sessionId": "019bc0df-ba3f-756e-8c5f-42d915dede77",
              "sessionStatus": "RUNNING",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 4,
              "environment": "live",
              "subjectId": "policy-77163",
              "outcome": null,
              "createdAt": "2026-01-15T08:57:26.335Z",
              "startedAt": "2026-01-15T08:57:26.590Z",
              "updatedAt": "2026-01-15T08:58:49.712Z",
              "completedAt": null,
              "expiresAt": "2026-01-16T08:57:26.335Z",
              "lastStep": {
                "stepId": "document-check",
                "stepDescription": "Check of the identity document",
                "verdict": null
              }
            }
          ],
          "page": {
            "size": 10,
            "number": 1,
            "totalElements": 7,
            "totalPages": 1
          }
        }
      },
      "listSessions.newest-first": {
        "summary": "sortBy=createdAt and sortDesc=true with size=3",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, List sessions: sortBy and sortDesc",
        "value": {
          "content": [
            {
              "sessionId": "019bc0e1-ec04-75c8-acbf-299b48519301",
              "sessionStatus": "CREATED",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 4,
              "environment": "live",
              "subjectId": "policy-77164",
              "outcome": null,
              "createdAt": "2026-01-15T08:59:50.148Z",
              "startedAt": null,
              "updatedAt": "2026-01-15T08:59:50.148Z",
              "completedAt": null,
              "expiresAt": "2026-01-16T08:59:50.148Z",
              "lastStep": null
            },
            {
              "sessionId": "019bc0df-ba3f-756e-8c5f-42d915dede77",
              "sessionStatus": "RUNNING",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 4,
              "environment": "live",
              "subjectId": "policy-77163",
              "outcome": null,
              "createdAt": "2026-01-15T08:57:26.335Z",
              "startedAt": "2026-01-15T08:57:26.590Z",
              "updatedAt": "2026-01-15T08:58:49.712Z",
              "completedAt": null,
              "expiresAt": "2026-01-16T08:57:26.335Z",
              "lastStep": {
                "stepId": "document-check",
                "stepDescription": "Check of the identity document",
                "verdict": null
              }
            },
            {
              "sessionId": "019bbc3c-8691-7d29-9870-d4ac0f7f20b7",
              "sessionStatus": "ERROR",
              "flowId": "019b8da4-e02e-7cf4-aa12-9175bdffea90",
              "flowVersion": 3,
              "environment": "live",
              "subjectId": "policy-77158",
              "outcome": "NO_OUTCOME",
              "createdAt": "2026-01-14T11:20:41.873Z",
              "startedAt": "2026-01-14T11:20:42.096Z",
              "updatedAt": "2026-01-14T11:22:03.664Z",
              "completedAt": "2026-01-14T11:22:03.664Z",
              "expiresAt": null,
              "lastStep": {
                "stepId": "face-match",
                "stepDescription": "Comparison of the face with the document",
                "verdict": "failed"
              }
            }
          ],
          "page": {
            "size": 3,
            "number": 1,
            "totalElements": 7,
            "totalPages": 3
          }
        }
      },
      "listSessions.page-zero": {
        "summary": "page=0",
        "x-status": 400,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 400,
          "message": [
            "page must not be less than 1"
          ],
          "error": "Bad Request"
        }
      },
      "listSessions.page-not-an-integer": {
        "summary": "page=two",
        "x-status": 400,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 400,
          "message": [
            "page must be an integer number"
          ],
          "error": "Bad Request"
        }
      },
      "listSessions.size-zero": {
        "summary": "size=0",
        "x-status": 400,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 400,
          "message": [
            "size must not be less than 1"
          ],
          "error": "Bad Request"
        }
      },
      "listSessions.size-too-large": {
        "summary": "size=101",
        "x-status": 400,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 400,
          "message": [
            "size must not be greater than 100"
          ],
          "error": "Bad Request"
        }
      },
      "listSessions.unknown-sort-by": {
        "summary": "sortBy=sessionStatus, the name of the field and not of the order",
        "x-status": 400,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 400,
          "message": [
            "sortBy must be one of the following values: status, createdAt"
          ],
          "error": "Bad Request"
        }
      },
      "listSessions.bad-sort-desc": {
        "summary": "sortDesc=maybe",
        "x-status": 400,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 400,
          "message": [
            "sortDesc must be a boolean value"
          ],
          "error": "Bad Request"
        }
      },
      "listSessions.several-at-once": {
        "summary": "page=0, size=101, sortBy=outcome and sortDesc=maybe together",
        "x-status": 400,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 400,
          "message": [
            "page must not be less than 1",
            "size must not be greater than 100",
            "sortBy must be one of the following values: status, createdAt",
            "sortDesc must be a boolean value"
          ],
          "error": "Bad Request"
        }
      },
      "listSessions.unknown-environment": {
        "summary": "The environment of the path is neither live nor staging",
        "x-status": 400,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 400,
          "message": [
            "environment must be one of the following values: live, staging"
          ],
          "error": "Bad Request"
        }
      },
      "listSessions.unauthenticated": {
        "summary": "No bearer token, or one that is not good",
        "x-status": 401,
        "x-source": "IDnow Trust Platform documentation, Create a session: status; the body is a choice of Flowtwin",
        "value": {
          "statusCode": 401,
          "message": "Unauthorized"
        }
      },
      "listSessions.other-environment": {
        "summary": "A client of the staging environment asks for live",
        "x-status": 403,
        "x-source": "IDnow Trust Platform documentation, Quickstart guide: no access to the other environment; status and body are choices of Flowtwin",
        "value": {
          "statusCode": 403,
          "message": "The API client belongs to another environment",
          "error": "Forbidden"
        }
      },
      "listSessions.no-permission": {
        "summary": "The token lacks the permission to read",
        "x-status": 403,
        "x-source": "IDnow Trust Platform documentation, Create a session: status; the body is a choice of Flowtwin",
        "value": {
          "statusCode": 403,
          "message": "Forbidden resource",
          "error": "Forbidden"
        }
      },
      "listSessions.unknown-flow": {
        "summary": "A flow that nobody knows",
        "x-status": 404,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 404,
          "message": "Flow not found",
          "error": "Not Found"
        }
      },
      "listSessions.unknown-path": {
        "summary": "A path that the API does not have",
        "x-status": 404,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 404,
          "message": "Cannot GET /api/v1/nothing",
          "error": "Not Found"
        }
      },
      "listSessions.method-not-allowed": {
        "summary": "DELETE on the list",
        "x-status": 405,
        "x-source": "Flowtwin: a choice, in the form of NestJS",
        "value": {
          "statusCode": 405,
          "message": "Method Not Allowed"
        }
      },
      "listSessions.server-error": {
        "summary": "A failure of the service",
        "x-status": 500,
        "x-source": "IDnow Trust Platform documentation, Create a session: status; the body is a choice of Flowtwin",
        "value": {
          "statusCode": 500,
          "message": "Internal server error"
        }
      }
    }
  }
}
