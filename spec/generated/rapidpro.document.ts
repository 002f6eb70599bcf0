// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OpenApiDocument } from '../open-api-document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "RapidPro flow runs",
    "version": "0.1.0",
    "summary": "The cursor-paged list of flow runs, as Flowtwin understands RapidPro's documentation and source.",
    "description": "An independent description of the part of the RapidPro API that reports flow runs: pages of 250, newest change first, followed by opaque links. It describes version 9.0.0, whose documentation is the published one. Written by the Flowtwin project, which is not affiliated with RapidPro or TextIt. Each parameter, header, response and property says in `x-evidence` how it is known.",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    },
    "x-source": [
      {
        "id": "runs",
        "name": "RapidPro API v2 documentation: Runs Endpoint"
      },
      {
        "id": "overview",
        "name": "RapidPro API v2 documentation: overview (status codes, rate limiting, date values, URNs, authentication)"
      },
      {
        "id": "rapidpro",
        "name": "rapidpro/rapidpro 9.0.0: the API views, serializers, authentication and throttling, the middleware"
      },
      {
        "id": "newer",
        "name": "nyaruka/rapidpro 26.3.54, the line that TextIt runs: the API views and serializers"
      },
      {
        "id": "framework",
        "name": "encode/django-rest-framework 3.14.0, read, and run with the settings of RapidPro"
      }
    ]
  },
  "servers": [
    {
      "url": "https://app.rapidpro.io",
      "description": "One public installation. Every installation has its own host."
    }
  ],
  "security": [
    {
      "token": []
    },
    {
      "basic": []
    }
  ],
  "tags": [
    {
      "name": "Runs",
      "description": "What contacts went through in flows."
    },
    {
      "name": "Flow starts",
      "description": "How contacts are led into flows."
    },
    {
      "name": "Flows",
      "description": "What contacts are led through."
    },
    {
      "name": "Contacts",
      "description": "Who is led through flows."
    },
    {
      "name": "Documentation",
      "description": "What the server says of itself."
    }
  ],
  "paths": {
    "/api/v2/runs.json": {
      "get": {
        "operationId": "listRuns",
        "tags": [
          "Runs"
        ],
        "summary": "The runs of the workspace, a page at a time",
        "description": "At most 250 runs, the most recently modified first, runs modified in the same microsecond by falling `id`. A run begins each time a contact enters a flow, and comes back to the top whenever it is modified. Clients follow `next` until it is null, and poll with `after`. All filters must match. Unknown parameters are ignored, but kept in the links.",
        "x-evidence": {
          "basis": "documented",
          "from": "runs"
        },
        "parameters": [
          {
            "name": "uuid",
            "in": "query",
            "description": "Only the run with this UUID. Every spelling that Python reads as a UUID is accepted: with or without hyphens, in either case, in braces, with `urn:uuid:` in front. Anything else, and an empty value, is refused with 400. Of several values the last counts.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "required": false,
            "schema": {
              "type": "string"
            },
            "examples": {
              "run": {
                "value": "5f0c2b7e-93d4-4a61-b8e7-2c9d4f1a6035"
              }
            }
          },
          {
            "name": "id",
            "in": "query",
            "description": "Only the run with this number. What is not an integer, and an empty value, is refused with 400. Zero is no filter.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "required": false,
            "schema": {
              "type": "string"
            },
            "examples": {
              "run": {
                "value": "48190377"
              }
            }
          },
          {
            "name": "flow",
            "in": "query",
            "description": "Only runs of the flow with this UUID, spelt in lower case with hyphens. An unknown flow, or text that is no UUID, has no runs. Empty means no filter. Not together with `contact`.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "flow": {
                "value": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56"
              }
            }
          },
          {
            "name": "contact",
            "in": "query",
            "description": "Only runs of the contact with this UUID, spelt in lower case with hyphens. An unknown contact, or text that is no UUID, has no runs. Empty means no filter. Not together with `flow`.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "contact": {
                "value": "e27a94c1-5d38-4f06-a1b9-73c8f0d2e645"
              }
            }
          },
          {
            "name": "responded",
            "in": "query",
            "description": "Only runs to which the contact responded, when the value is `true`, `y`, `yes` or `1` in any case. Every other value is no filter, so `false` does not ask for runs without a response.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "responded only": {
                "value": "true"
              }
            }
          },
          {
            "name": "before",
            "in": "query",
            "description": "Only runs modified at this instant or before. An ISO 8601 date or instant; UTC when it names no zone. What cannot be read matches no run. A plus sign must be sent as `%2B`. Empty means no filter.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "instant": {
                "value": "2026-01-15T09:30:00.000000Z"
              }
            }
          },
          {
            "name": "after",
            "in": "query",
            "description": "Only runs modified at this instant or after, read like `before`. The instant itself is included, so a client that polls with the last `modified_on` gets that run again.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "instant": {
                "value": "2026-01-15T08:59:41.207316Z"
              }
            }
          },
          {
            "name": "reverse",
            "in": "query",
            "description": "The oldest change first, when the value is `true`, `y`, `yes` or `1` in any case. A cursor is only good with the order that it was made with.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "oldest first": {
                "value": "true"
              }
            }
          },
          {
            "name": "paths",
            "in": "query",
            "description": "Whether runs carry their `path`. They do unless the parameter is there and is none of `true`, `y`, `yes` and `1` in any case; then `path` is null.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "no paths": {
                "value": "false"
              }
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "The place where the page begins, taken from `next` or `previous` and not to be made up. Empty means the first page.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "next page": {
                "value": "cD0yMDI2LTAxLTE1KzA5JTNBMTIlM0E0NC4xMTgyMDMlMkIwMCUzQTAw"
              }
            }
          },
          {
            "name": "format",
            "in": "query",
            "description": "A representation by its name. The suffix of the path is looked at first, so the value has no effect here.",
            "x-evidence": {
              "basis": "source",
              "from": "framework"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "json": {
                "value": "json"
              }
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of runs; no results when nothing matches.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "headers": {
              "X-Temba-Org": {
                "$ref": "#/components/headers/Workspace"
              },
              "X-Temba-Workspace": {
                "$ref": "#/components/headers/WorkspaceUuid"
              },
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunPage"
                },
                "examples": {
                  "first page": {
                    "$ref": "#/components/examples/listRuns.first-page"
                  },
                  "middle page": {
                    "$ref": "#/components/examples/listRuns.middle-page"
                  },
                  "last page": {
                    "$ref": "#/components/examples/listRuns.last-page"
                  },
                  "ties at the edge": {
                    "$ref": "#/components/examples/listRuns.ties-at-the-edge"
                  },
                  "oldest first": {
                    "$ref": "#/components/examples/listRuns.oldest-first"
                  },
                  "empty": {
                    "$ref": "#/components/examples/listRuns.empty"
                  },
                  "active": {
                    "$ref": "#/components/examples/listRuns.active"
                  },
                  "completed": {
                    "$ref": "#/components/examples/listRuns.completed"
                  },
                  "interrupted": {
                    "$ref": "#/components/examples/listRuns.interrupted"
                  },
                  "expired": {
                    "$ref": "#/components/examples/listRuns.expired"
                  },
                  "failed": {
                    "$ref": "#/components/examples/listRuns.failed"
                  },
                  "flow start": {
                    "$ref": "#/components/examples/listRuns.flow-start"
                  },
                  "no flow start": {
                    "$ref": "#/components/examples/listRuns.no-flow-start"
                  },
                  "no paths": {
                    "$ref": "#/components/examples/listRuns.no-paths"
                  },
                  "whole second": {
                    "$ref": "#/components/examples/listRuns.whole-second"
                  },
                  "no address": {
                    "$ref": "#/components/examples/listRuns.no-address"
                  },
                  "anonymous workspace": {
                    "$ref": "#/components/examples/listRuns.anonymous-workspace"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidQuery"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/InvalidCursor"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "429": {
            "$ref": "#/components/responses/Throttled"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/api/v2/flow_starts.json": {
      "get": {
        "operationId": "listFlowStarts",
        "tags": [
          "Flow starts"
        ],
        "summary": "The flow starts of the workspace, a page at a time",
        "description": "At most 250 starts, the most recently modified first. Starts that nobody asked for, such as those of triggers, are not listed.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Uuid"
          },
          {
            "$ref": "#/components/parameters/Id"
          },
          {
            "$ref": "#/components/parameters/Before"
          },
          {
            "$ref": "#/components/parameters/After"
          },
          {
            "$ref": "#/components/parameters/Reverse"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of flow starts.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "headers": {
              "X-Temba-Org": {
                "$ref": "#/components/headers/Workspace"
              },
              "X-Temba-Workspace": {
                "$ref": "#/components/headers/WorkspaceUuid"
              },
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowStartPage"
                },
                "examples": {
                  "page": {
                    "$ref": "#/components/examples/listFlowStarts.page"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidQuery"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/InvalidCursor"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "429": {
            "$ref": "#/components/responses/Throttled"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      },
      "post": {
        "operationId": "createFlowStart",
        "tags": [
          "Flow starts"
        ],
        "summary": "Starts contacts in a flow",
        "description": "Whom to start is told by contacts, groups and URNs together; a URN that nobody has makes a contact. The start is carried out in the background: it is answered as `pending`, and its runs follow. A contact who is in a flow leaves it, as a run of type `interrupted`, unless `exclude_active` spares them. A refused request makes nothing at all.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/FlowStartRequest"
              },
              "examples": {
                "contacts": {
                  "$ref": "#/components/examples/createFlowStart.request-contacts"
                },
                "everything": {
                  "$ref": "#/components/examples/createFlowStart.request-everything"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The start, which has yet to begin.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "headers": {
              "X-Temba-Org": {
                "$ref": "#/components/headers/Workspace"
              },
              "X-Temba-Workspace": {
                "$ref": "#/components/headers/WorkspaceUuid"
              },
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowStart"
                },
                "examples": {
                  "created": {
                    "$ref": "#/components/examples/createFlowStart.created"
                  },
                  "newer version": {
                    "$ref": "#/components/examples/createFlowStart.newer-version"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/Throttled"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/api/v2/flows.json": {
      "get": {
        "operationId": "listFlows",
        "tags": [
          "Flows"
        ],
        "summary": "The flows of the workspace with counts of their runs",
        "description": "At most 250 flows, the latest created first.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Uuid"
          },
          {
            "name": "type",
            "in": "query",
            "description": "Only flows of this type; a type that does not exist has no flows.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "messages": {
                "value": "message"
              }
            }
          },
          {
            "name": "archived",
            "in": "query",
            "description": "Only archived flows when it is `true`, `y`, `yes` or `1`, only others when it is anything else but empty.",
            "x-evidence": {
              "basis": "inferred",
              "from": "rapidpro"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "in use": {
                "value": "false"
              }
            }
          },
          {
            "$ref": "#/components/parameters/Before"
          },
          {
            "$ref": "#/components/parameters/After"
          },
          {
            "$ref": "#/components/parameters/Reverse"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of flows.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "headers": {
              "X-Temba-Org": {
                "$ref": "#/components/headers/Workspace"
              },
              "X-Temba-Workspace": {
                "$ref": "#/components/headers/WorkspaceUuid"
              },
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowPage"
                },
                "examples": {
                  "page": {
                    "$ref": "#/components/examples/listFlows.page"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidQuery"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/InvalidCursor"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "429": {
            "$ref": "#/components/responses/Throttled"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/api/v2/contacts.json": {
      "get": {
        "operationId": "listContacts",
        "tags": [
          "Contacts"
        ],
        "summary": "The contacts of the workspace, a page at a time",
        "description": "At most 250 contacts, the most recently modified first.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Uuid"
          },
          {
            "name": "urn",
            "in": "query",
            "description": "Only the contact with this URN, such as `tel:` and a number with its country code.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "phone": {
                "value": "tel:+31612345678"
              }
            }
          },
          {
            "name": "group",
            "in": "query",
            "description": "Only contacts of the group with this UUID or name; an unknown group has none.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "by name": {
                "value": "Field staff"
              }
            }
          },
          {
            "$ref": "#/components/parameters/Before"
          },
          {
            "$ref": "#/components/parameters/After"
          },
          {
            "$ref": "#/components/parameters/Reverse"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of contacts.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "headers": {
              "X-Temba-Org": {
                "$ref": "#/components/headers/Workspace"
              },
              "X-Temba-Workspace": {
                "$ref": "#/components/headers/WorkspaceUuid"
              },
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ContactPage"
                },
                "examples": {
                  "page": {
                    "$ref": "#/components/examples/listContacts.page"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidQuery"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/InvalidCursor"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "429": {
            "$ref": "#/components/responses/Throttled"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      },
      "post": {
        "operationId": "writeContact",
        "tags": [
          "Contacts"
        ],
        "summary": "Creates a contact, or changes the one that the address names",
        "description": "Without `uuid` and `urn` a contact is created. With one of them the contact is changed, and a URN that nobody has makes a contact. Flowtwin's contacts always have one phone number; what else RapidPro knows of them is refused.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Uuid"
          },
          {
            "name": "urn",
            "in": "query",
            "description": "The contact to change, by its URN.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "phone": {
                "value": "tel:+31612345678"
              }
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ContactRequest"
              },
              "examples": {
                "newcomer": {
                  "$ref": "#/components/examples/writeContact.request-newcomer"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The changed contact.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "headers": {
              "X-Temba-Org": {
                "$ref": "#/components/headers/Workspace"
              },
              "X-Temba-Workspace": {
                "$ref": "#/components/headers/WorkspaceUuid"
              },
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Contact"
                },
                "examples": {
                  "changed": {
                    "$ref": "#/components/examples/writeContact.changed"
                  }
                }
              }
            }
          },
          "201": {
            "description": "The created contact.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "headers": {
              "X-Temba-Org": {
                "$ref": "#/components/headers/Workspace"
              },
              "X-Temba-Workspace": {
                "$ref": "#/components/headers/WorkspaceUuid"
              },
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Contact"
                },
                "examples": {
                  "created": {
                    "$ref": "#/components/examples/writeContact.created"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidBody"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NoSuchContact"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "429": {
            "$ref": "#/components/responses/Throttled"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/api/v2/groups.json": {
      "get": {
        "operationId": "listGroups",
        "tags": [
          "Contacts"
        ],
        "summary": "The contact groups of the workspace",
        "description": "At most 250 groups, the latest created first.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Uuid"
          },
          {
            "name": "name",
            "in": "query",
            "description": "Only the group of this name, in any case.",
            "x-evidence": {
              "basis": "inferred",
              "from": "rapidpro"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "by name": {
                "value": "Field staff"
              }
            }
          },
          {
            "$ref": "#/components/parameters/Reverse"
          },
          {
            "$ref": "#/components/parameters/Cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of groups.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "headers": {
              "X-Temba-Org": {
                "$ref": "#/components/headers/Workspace"
              },
              "X-Temba-Workspace": {
                "$ref": "#/components/headers/WorkspaceUuid"
              },
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/GroupPage"
                },
                "examples": {
                  "page": {
                    "$ref": "#/components/examples/listGroups.page"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/InvalidQuery"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/InvalidCursor"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "429": {
            "$ref": "#/components/responses/Throttled"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/api/v2/runs": {
      "get": {
        "operationId": "readDocumentation",
        "tags": [
          "Documentation"
        ],
        "summary": "The page that documents an endpoint",
        "description": "Every endpoint has such a page on its path without `.json`. Who asks it for JSON gets an empty array. Nobody needs credentials.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "security": [
          {},
          {
            "token": []
          },
          {
            "basic": []
          }
        ],
        "parameters": [
          {
            "name": "format",
            "in": "query",
            "description": "The representation by its name, `json` or `api`; another name is not found.",
            "x-evidence": {
              "basis": "source",
              "from": "framework"
            },
            "required": false,
            "schema": {
              "type": "string"
            },
            "examples": {
              "json": {
                "value": "json"
              }
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page, or an empty array.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "headers": {
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "text/html": {
                "schema": {
                  "type": "string"
                },
                "examples": {
                  "page": {
                    "$ref": "#/components/examples/readDocumentation.page"
                  }
                }
              },
              "application/json": {
                "schema": {
                  "type": "array",
                  "maxItems": 0,
                  "items": {}
                },
                "examples": {
                  "nothing": {
                    "summary": "The answer to a client that wants JSON",
                    "value": []
                  }
                }
              }
            }
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NoSuchFormat"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/api/v2/.json": {
      "get": {
        "operationId": "readRoot",
        "tags": [
          "Documentation"
        ],
        "summary": "Links to all endpoints",
        "description": "Absolute links without `.json`, by the name of the endpoint. `/api/v2/` is the same as a page. Nobody needs credentials.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "security": [
          {},
          {
            "token": []
          },
          {
            "basic": []
          }
        ],
        "responses": {
          "200": {
            "description": "The links.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "headers": {
              "Vary": {
                "$ref": "#/components/headers/Vary"
              },
              "Allow": {
                "$ref": "#/components/headers/Allow"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Links"
                },
                "examples": {
                  "links": {
                    "$ref": "#/components/examples/readRoot.links"
                  }
                }
              },
              "text/html": {
                "schema": {
                  "type": "string"
                },
                "examples": {
                  "page": {
                    "summary": "The answer to a browser",
                    "value": "<h1>API v2</h1>"
                  }
                }
              }
            }
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NoSuchFormat"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "Uuid": {
        "name": "uuid",
        "in": "query",
        "description": "Only the one with this UUID, in any spelling that Python reads. Anything else is refused with 400.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "required": false,
        "schema": {
          "type": "string"
        },
        "examples": {
          "one": {
            "value": "5f0c2b7e-93d4-4a61-b8e7-2c9d4f1a6035"
          }
        }
      },
      "Id": {
        "name": "id",
        "in": "query",
        "description": "Only the one with this number. What is not an integer is refused with 400; zero is no filter. Gone from the newer line.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "required": false,
        "schema": {
          "type": "string"
        },
        "examples": {
          "one": {
            "value": "2000481"
          }
        }
      },
      "Before": {
        "name": "before",
        "in": "query",
        "description": "Only those modified at this instant or before, as with runs. What cannot be read matches nothing.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "required": false,
        "allowEmptyValue": true,
        "schema": {
          "type": "string"
        },
        "examples": {
          "instant": {
            "value": "2026-01-15T09:30:00.000000Z"
          }
        }
      },
      "After": {
        "name": "after",
        "in": "query",
        "description": "Only those modified at this instant or after, as with runs. What cannot be read matches nothing.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "required": false,
        "allowEmptyValue": true,
        "schema": {
          "type": "string"
        },
        "examples": {
          "instant": {
            "value": "2026-01-15T08:59:41.207316Z"
          }
        }
      },
      "Reverse": {
        "name": "reverse",
        "in": "query",
        "description": "The oldest first, when the value is `true`, `y`, `yes` or `1` in any case.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "required": false,
        "allowEmptyValue": true,
        "schema": {
          "type": "string"
        },
        "examples": {
          "oldest first": {
            "value": "true"
          }
        }
      },
      "Cursor": {
        "name": "cursor",
        "in": "query",
        "description": "The place where the page begins, taken from `next` or `previous`.",
        "x-evidence": {
          "basis": "source",
          "from": "framework"
        },
        "required": false,
        "allowEmptyValue": true,
        "schema": {
          "type": "string"
        },
        "examples": {
          "next page": {
            "value": "cD0yMDI2LTAxLTE1KzA5JTNBMTIlM0E0NC4xMTgyMDMlMkIwMCUzQTAw"
          }
        }
      }
    },
    "securitySchemes": {
      "token": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Token <key>`, the word in any case, the key of at most 40 characters. A key belongs to one user, one role and one workspace; it sees that workspace.",
        "x-evidence": {
          "basis": "documented",
          "from": "overview"
        }
      },
      "basic": {
        "type": "http",
        "scheme": "basic",
        "description": "The user name, and a token's key as the password.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        }
      }
    },
    "headers": {
      "Workspace": {
        "description": "The number of the workspace that the credentials belong to. Absent when nobody was recognised.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "schema": {
          "type": "integer",
          "minimum": 1
        },
        "example": 417
      },
      "WorkspaceUuid": {
        "description": "The workspace that the credentials belong to, in the newer line instead of `X-Temba-Org`.",
        "x-evidence": {
          "basis": "source",
          "from": "newer"
        },
        "schema": {
          "type": "string",
          "format": "uuid"
        },
        "example": "2f6c0a1d-5b7e-4c93-8a41-9e0d3b7f6c25"
      },
      "Vary": {
        "description": "The request headers that the answer depends on, `Accept` at least. Further layers may add their own.",
        "x-evidence": {
          "basis": "source",
          "from": "framework"
        },
        "schema": {
          "type": "string"
        },
        "example": "Accept"
      },
      "Allow": {
        "description": "The methods of the path, sent with every answer of the endpoint. HEAD and OPTIONS are named, and refused all the same.",
        "x-evidence": {
          "basis": "source",
          "from": "framework"
        },
        "schema": {
          "type": "string"
        },
        "example": "GET, HEAD, OPTIONS"
      },
      "RetryAfter": {
        "description": "Seconds to wait before the next request, rounded up. Absent when the wait is not known.",
        "x-evidence": {
          "basis": "documented",
          "from": "overview"
        },
        "schema": {
          "type": "integer",
          "minimum": 0
        },
        "example": 1274
      }
    },
    "responses": {
      "InvalidQuery": {
        "description": "A parameter that cannot be read, or `flow` and `contact` together.",
        "x-evidence": {
          "basis": "documented",
          "from": "overview"
        },
        "headers": {
          "X-Temba-Org": {
            "$ref": "#/components/headers/Workspace"
          },
          "X-Temba-Workspace": {
            "$ref": "#/components/headers/WorkspaceUuid"
          },
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Detail"
            },
            "examples": {
              "flow and contact": {
                "$ref": "#/components/examples/listRuns.flow-and-contact"
              },
              "invalid uuid": {
                "$ref": "#/components/examples/listRuns.invalid-uuid"
              },
              "invalid id": {
                "$ref": "#/components/examples/listRuns.invalid-id"
              }
            }
          }
        }
      },
      "Forbidden": {
        "description": "No credentials, credentials that are not good, a role that may not list runs, or plain HTTP where the installation insists on TLS. There is never a 401 and never a `WWW-Authenticate` header. `X-Temba-Org` comes only when the credentials are good.",
        "x-evidence": {
          "basis": "documented",
          "from": "overview"
        },
        "headers": {
          "X-Temba-Org": {
            "$ref": "#/components/headers/Workspace"
          },
          "X-Temba-Workspace": {
            "$ref": "#/components/headers/WorkspaceUuid"
          },
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Detail"
            },
            "examples": {
              "no credentials": {
                "$ref": "#/components/examples/listRuns.no-credentials"
              },
              "invalid token": {
                "$ref": "#/components/examples/listRuns.invalid-token"
              },
              "token without key": {
                "$ref": "#/components/examples/listRuns.token-without-key"
              },
              "token with spaces": {
                "$ref": "#/components/examples/listRuns.token-with-spaces"
              },
              "token with invalid characters": {
                "$ref": "#/components/examples/listRuns.token-with-invalid-characters"
              },
              "basic refused": {
                "$ref": "#/components/examples/listRuns.basic-refused"
              },
              "basic without credentials": {
                "$ref": "#/components/examples/listRuns.basic-without-credentials"
              },
              "basic with spaces": {
                "$ref": "#/components/examples/listRuns.basic-with-spaces"
              },
              "basic not base64": {
                "$ref": "#/components/examples/listRuns.basic-not-base64"
              },
              "no permission": {
                "$ref": "#/components/examples/listRuns.no-permission"
              }
            }
          }
        }
      },
      "InvalidCursor": {
        "description": "The cursor cannot be read. A path that the server does not know is another matter: it gets an HTML page of the framework.",
        "x-evidence": {
          "basis": "source",
          "from": "framework"
        },
        "headers": {
          "X-Temba-Org": {
            "$ref": "#/components/headers/Workspace"
          },
          "X-Temba-Workspace": {
            "$ref": "#/components/headers/WorkspaceUuid"
          },
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Detail"
            },
            "examples": {
              "invalid cursor": {
                "$ref": "#/components/examples/listRuns.invalid-cursor"
              },
              "cursor without a date": {
                "$ref": "#/components/examples/listRuns.cursor-without-a-date"
              }
            }
          }
        }
      },
      "MethodNotAllowed": {
        "description": "Any method but GET, HEAD and OPTIONS among them; the answer to HEAD has no body. The method is judged before it is asked who calls, so no credentials are needed to get here.",
        "x-evidence": {
          "basis": "source",
          "from": "framework"
        },
        "headers": {
          "X-Temba-Org": {
            "$ref": "#/components/headers/Workspace"
          },
          "X-Temba-Workspace": {
            "$ref": "#/components/headers/WorkspaceUuid"
          },
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Detail"
            },
            "examples": {
              "post": {
                "$ref": "#/components/examples/listRuns.method-not-allowed"
              }
            }
          }
        }
      },
      "NotAcceptable": {
        "description": "The `Accept` header leaves JSON out. Judged before the credentials.",
        "x-evidence": {
          "basis": "source",
          "from": "framework"
        },
        "headers": {
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Detail"
            },
            "examples": {
              "html only": {
                "$ref": "#/components/examples/listRuns.not-acceptable"
              }
            }
          }
        }
      },
      "Throttled": {
        "description": "More than 2,500 requests for runs within an hour, counted for the workspace over all its tokens; staff users are counted on their own. Refused requests are not counted. When the limit was lowered beneath what was already used, neither the header nor the second sentence of the text is there.",
        "x-evidence": {
          "basis": "documented",
          "from": "overview"
        },
        "headers": {
          "X-Temba-Org": {
            "$ref": "#/components/headers/Workspace"
          },
          "X-Temba-Workspace": {
            "$ref": "#/components/headers/WorkspaceUuid"
          },
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          },
          "Retry-After": {
            "$ref": "#/components/headers/RetryAfter"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Detail"
            },
            "examples": {
              "throttled": {
                "$ref": "#/components/examples/listRuns.throttled"
              },
              "throttled for a second": {
                "$ref": "#/components/examples/listRuns.throttled-for-a-second"
              },
              "throttled without a wait": {
                "$ref": "#/components/examples/listRuns.throttled-without-a-wait"
              }
            }
          }
        }
      },
      "InvalidBody": {
        "description": "A body that is refused: for each field what is wrong with it, for an item of a list by its place. A body that is no JSON, and a parameter of the address, are told in a sentence.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "headers": {
          "X-Temba-Org": {
            "$ref": "#/components/headers/Workspace"
          },
          "X-Temba-Workspace": {
            "$ref": "#/components/headers/WorkspaceUuid"
          },
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Refusal"
            },
            "examples": {
              "required": {
                "$ref": "#/components/examples/createFlowStart.required"
              },
              "nobody": {
                "$ref": "#/components/examples/createFlowStart.nobody"
              },
              "unknown contact": {
                "$ref": "#/components/examples/createFlowStart.unknown-contact"
              },
              "params no object": {
                "$ref": "#/components/examples/createFlowStart.params-no-object"
              },
              "params too long": {
                "$ref": "#/components/examples/createFlowStart.params-too-long"
              },
              "invalid urn": {
                "$ref": "#/components/examples/createFlowStart.invalid-urn"
              },
              "too many": {
                "$ref": "#/components/examples/createFlowStart.too-many"
              },
              "no object": {
                "$ref": "#/components/examples/createFlowStart.no-object"
              },
              "malformed": {
                "$ref": "#/components/examples/createFlowStart.malformed"
              }
            }
          }
        }
      },
      "UnsupportedMediaType": {
        "description": "The body comes in a media type that is not read.",
        "x-evidence": {
          "basis": "source",
          "from": "framework"
        },
        "headers": {
          "X-Temba-Org": {
            "$ref": "#/components/headers/Workspace"
          },
          "X-Temba-Workspace": {
            "$ref": "#/components/headers/WorkspaceUuid"
          },
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Detail"
            },
            "examples": {
              "text": {
                "$ref": "#/components/examples/createFlowStart.unsupported-media-type"
              }
            }
          }
        }
      },
      "NoSuchContact": {
        "description": "The address names a contact that does not exist.",
        "x-evidence": {
          "basis": "inferred",
          "from": "framework"
        },
        "headers": {
          "X-Temba-Org": {
            "$ref": "#/components/headers/Workspace"
          },
          "X-Temba-Workspace": {
            "$ref": "#/components/headers/WorkspaceUuid"
          },
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Detail"
            },
            "examples": {
              "unknown": {
                "$ref": "#/components/examples/writeContact.unknown"
              }
            }
          }
        }
      },
      "NoSuchFormat": {
        "description": "The representation that `format` names does not exist.",
        "x-evidence": {
          "basis": "source",
          "from": "framework"
        },
        "headers": {
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Detail"
            },
            "examples": {
              "unknown": {
                "$ref": "#/components/examples/readDocumentation.unknown-format"
              }
            }
          }
        }
      },
      "ServerError": {
        "description": "A failure of the server. Production answers with a plain sentence, labelled as HTML.",
        "x-evidence": {
          "basis": "source",
          "from": "rapidpro"
        },
        "headers": {
          "X-Temba-Org": {
            "$ref": "#/components/headers/Workspace"
          },
          "X-Temba-Workspace": {
            "$ref": "#/components/headers/WorkspaceUuid"
          },
          "Vary": {
            "$ref": "#/components/headers/Vary"
          },
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "text/html": {
            "schema": {
              "type": "string"
            },
            "examples": {
              "failure": {
                "$ref": "#/components/examples/listRuns.server-error"
              }
            }
          }
        }
      }
    },
    "schemas": {
      "RunPage": {
        "description": "A page of runs and the ways on and back.",
        "type": "object",
        "required": [
          "next",
          "previous",
          "results"
        ],
        "properties": {
          "next": {
            "description": "The following page, every query parameter kept; null on the last page.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "previous": {
            "description": "The preceding page, every query parameter kept; null on the first page.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "results": {
            "type": "array",
            "maxItems": 250,
            "items": {
              "$ref": "#/components/schemas/Run"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          }
        }
      },
      "Run": {
        "description": "One contact's way through one flow.",
        "type": "object",
        "required": [
          "id",
          "uuid",
          "flow",
          "contact",
          "start",
          "responded",
          "path",
          "values",
          "created_on",
          "modified_on",
          "exited_on",
          "exit_type"
        ],
        "properties": {
          "id": {
            "description": "The old number of the run, in the documentation's sample but not in its list. Use `uuid`.",
            "type": "integer",
            "format": "int64",
            "deprecated": true,
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "uuid": {
            "description": "The run.",
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "flow": {
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "$ref": "#/components/schemas/RunFlow"
          },
          "contact": {
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "$ref": "#/components/schemas/RunContact"
          },
          "start": {
            "description": "The flow start that led the contact into the flow; null when something else did.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "oneOf": [
              {
                "$ref": "#/components/schemas/RunStart"
              },
              {
                "type": "null"
              }
            ]
          },
          "responded": {
            "description": "Whether the contact has answered in this run.",
            "type": "boolean",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "path": {
            "description": "The nodes visited, oldest first; null when `paths` turns them off. The documentation is silent.",
            "type": [
              "array",
              "null"
            ],
            "items": {
              "$ref": "#/components/schemas/PathStep"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "values": {
            "description": "The results by key, a snake case form of their name; empty when there are none. The documentation's list says array, its sample shows an object.",
            "type": "object",
            "additionalProperties": {
              "$ref": "#/components/schemas/Result"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "created_on": {
            "description": "When the contact entered the flow.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "modified_on": {
            "description": "When the run last changed. Lists are in this order, and `before` and `after` look at it.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "exited_on": {
            "description": "When the run ended; null while it is active.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
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
          "exit_type": {
            "description": "How the run ended; null while it is active. The documentation leaves out `failed`, an error of the engine.",
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "completed",
              "interrupted",
              "expired",
              "failed",
              null
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "RunFlow": {
        "type": "object",
        "required": [
          "uuid",
          "name"
        ],
        "properties": {
          "uuid": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "name": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          }
        }
      },
      "RunContact": {
        "type": "object",
        "required": [
          "uuid",
          "name",
          "urn",
          "urn_display"
        ],
        "properties": {
          "uuid": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "name": {
            "description": "Null for a contact whose name is not known.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "urn": {
            "description": "The address of first choice with its scheme, such as `tel:` and an E.164 number; null without one. The path is eight asterisks in an anonymous workspace.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "urn_display": {
            "description": "The address as people write it; null without one, and in an anonymous workspace.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "ref": {
            "description": "What an anonymous workspace knows the contact by. Only there in the newer line.",
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "newer"
            }
          },
          "anon_display": {
            "description": "Only there in an anonymous workspace: the contact's number in ten digits, or in the newer line the same as `ref`.",
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "RunStart": {
        "type": "object",
        "required": [
          "uuid"
        ],
        "properties": {
          "uuid": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          }
        }
      },
      "PathStep": {
        "description": "The visit of a node.",
        "type": "object",
        "required": [
          "node",
          "time"
        ],
        "properties": {
          "node": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "time": {
            "description": "When the contact came to the node.",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            },
            "$ref": "#/components/schemas/MicrosecondInstant"
          }
        }
      },
      "Result": {
        "description": "What the flow noted under one name, most often from an answer.",
        "type": "object",
        "required": [
          "value",
          "category",
          "node",
          "time",
          "name"
        ],
        "properties": {
          "value": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "category": {
            "description": "The name of the rule that matched; null when the flow noted none.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "node": {
            "description": "The node that noted the result.",
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            }
          },
          "time": {
            "description": "When the result was noted.",
            "x-evidence": {
              "basis": "documented",
              "from": "runs"
            },
            "$ref": "#/components/schemas/MicrosecondInstant"
          },
          "name": {
            "description": "The name as people wrote it in the flow, with capitals and spaces.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "input": {
            "description": "The message that the value was taken from; null when it came from none. Version 9 has it, the newer line has not.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "Instant": {
        "description": "UTC with six digits of a second, or none at all when they would all be zero. The documentation promises six always.",
        "type": "string",
        "format": "date-time",
        "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?Z$",
        "x-evidence": {
          "basis": "source",
          "from": "framework"
        }
      },
      "MicrosecondInstant": {
        "description": "UTC, always with six digits of a second.",
        "type": "string",
        "format": "date-time",
        "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z$",
        "x-evidence": {
          "basis": "documented",
          "from": "overview"
        }
      },
      "Detail": {
        "type": "object",
        "required": [
          "detail"
        ],
        "properties": {
          "detail": {
            "description": "What was wrong, in a sentence.",
            "type": "string",
            "minLength": 1,
            "x-evidence": {
              "basis": "source",
              "from": "framework"
            }
          }
        }
      },
      "FlowStartPage": {
        "description": "A page and the ways on and back.",
        "type": "object",
        "required": [
          "next",
          "previous",
          "results"
        ],
        "properties": {
          "next": {
            "description": "The following page; null on the last.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "previous": {
            "description": "The preceding page; null on the first.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "results": {
            "type": "array",
            "maxItems": 250,
            "items": {
              "$ref": "#/components/schemas/FlowStart"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "FlowPage": {
        "description": "A page and the ways on and back.",
        "type": "object",
        "required": [
          "next",
          "previous",
          "results"
        ],
        "properties": {
          "next": {
            "description": "The following page; null on the last.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "previous": {
            "description": "The preceding page; null on the first.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "results": {
            "type": "array",
            "maxItems": 250,
            "items": {
              "$ref": "#/components/schemas/Flow"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "ContactPage": {
        "description": "A page and the ways on and back.",
        "type": "object",
        "required": [
          "next",
          "previous",
          "results"
        ],
        "properties": {
          "next": {
            "description": "The following page; null on the last.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "previous": {
            "description": "The preceding page; null on the first.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "results": {
            "type": "array",
            "maxItems": 250,
            "items": {
              "$ref": "#/components/schemas/Contact"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "GroupPage": {
        "description": "A page and the ways on and back.",
        "type": "object",
        "required": [
          "next",
          "previous",
          "results"
        ],
        "properties": {
          "next": {
            "description": "The following page; null on the last.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "previous": {
            "description": "The preceding page; null on the first.",
            "type": [
              "string",
              "null"
            ],
            "format": "uri",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "results": {
            "type": "array",
            "maxItems": 250,
            "items": {
              "$ref": "#/components/schemas/Group"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "FlowStart": {
        "description": "One request to lead contacts into a flow.",
        "type": "object",
        "required": [
          "id",
          "uuid",
          "flow",
          "contacts",
          "groups",
          "restart_participants",
          "exclude_active",
          "status",
          "extra",
          "params",
          "created_on",
          "modified_on"
        ],
        "properties": {
          "id": {
            "description": "The old number. Use `uuid`.",
            "type": "integer",
            "format": "int64",
            "deprecated": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "uuid": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "flow": {
            "$ref": "#/components/schemas/Named",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "contacts": {
            "description": "The contacts that were named; those of URNs and groups are not among them.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NamedContact"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "groups": {
            "description": "The groups that were named.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Named"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "restart_participants": {
            "description": "Whether contacts who were in the flow before enter it again.",
            "type": "boolean",
            "deprecated": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "exclude_active": {
            "description": "Whether contacts who are in a flow are left in peace.",
            "type": "boolean",
            "deprecated": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "status": {
            "description": "Version 9 says `pending`, `starting`, `complete` or `failed`; the newer line the other words.",
            "type": "string",
            "enum": [
              "pending",
              "queued",
              "starting",
              "started",
              "complete",
              "completed",
              "failed",
              "interrupted"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "progress": {
            "description": "Only there in the newer line.",
            "$ref": "#/components/schemas/Progress",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "extra": {
            "description": "The same as `params`.",
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true,
            "deprecated": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "params": {
            "description": "What the flow was given; null when nothing was.",
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "created_on": {
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "modified_on": {
            "description": "When the status last changed. Lists are in this order.",
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "Progress": {
        "description": "How far a start has come.",
        "type": "object",
        "required": [
          "total",
          "started"
        ],
        "properties": {
          "total": {
            "description": "Contacts to start; -1 as long as they are not counted.",
            "type": "integer",
            "minimum": -1,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "started": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "FlowStartRequest": {
        "description": "Whom to start in which flow. At least one contact, group or URN.",
        "type": "object",
        "required": [
          "flow"
        ],
        "properties": {
          "flow": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "contacts": {
            "description": "UUIDs.",
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "format": "uuid"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "groups": {
            "description": "UUIDs or names.",
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "urns": {
            "description": "Such as `tel:` and a number with its country code.",
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "restart_participants": {
            "type": "boolean",
            "default": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "exclude_active": {
            "type": "boolean",
            "default": false,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "extra": {
            "description": "The former name of `params`, which wins.",
            "type": "object",
            "additionalProperties": true,
            "deprecated": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "params": {
            "description": "What the flow is given. At most 10,000 characters in the newer line.",
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "Named": {
        "description": "Something with a UUID and a name.",
        "type": "object",
        "required": [
          "uuid",
          "name"
        ],
        "properties": {
          "uuid": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "name": {
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "NamedContact": {
        "description": "A contact, whose name may not be known.",
        "type": "object",
        "required": [
          "uuid",
          "name"
        ],
        "properties": {
          "uuid": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "Flow": {
        "description": "A flow, with what became of its runs.",
        "type": "object",
        "required": [
          "uuid",
          "name",
          "type",
          "archived",
          "labels",
          "expires",
          "runs",
          "results",
          "parent_refs",
          "created_on",
          "modified_on"
        ],
        "properties": {
          "uuid": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "name": {
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "type": {
            "type": "string",
            "enum": [
              "message",
              "voice",
              "background",
              "survey"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "archived": {
            "type": "boolean",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "labels": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Named"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "expires": {
            "description": "Minutes of silence after which a run expires.",
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "runs": {
            "$ref": "#/components/schemas/RunCounts",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "results": {
            "description": "The results that the flow notes.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FlowResult"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "parent_refs": {
            "description": "Results of a calling flow that this one reads.",
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "created_on": {
            "description": "Lists are in this order.",
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "modified_on": {
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "RunCounts": {
        "description": "How many runs there are of each kind.",
        "type": "object",
        "required": [
          "active",
          "waiting",
          "completed",
          "expired",
          "interrupted",
          "failed"
        ],
        "properties": {
          "active": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "waiting": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "completed": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "expired": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "interrupted": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "failed": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "FlowResult": {
        "description": "A result that a flow notes.",
        "type": "object",
        "required": [
          "key",
          "name",
          "categories",
          "node_uuids"
        ],
        "properties": {
          "key": {
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "name": {
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "categories": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "node_uuids": {
            "type": "array",
            "items": {
              "type": "string",
              "format": "uuid"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "Contact": {
        "description": "Someone whom flows are led through.",
        "type": "object",
        "required": [
          "uuid",
          "name",
          "status",
          "language",
          "urns",
          "groups",
          "notes",
          "fields",
          "flow",
          "created_on",
          "modified_on",
          "last_seen_on",
          "blocked",
          "stopped"
        ],
        "properties": {
          "uuid": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "status": {
            "type": "string",
            "enum": [
              "active",
              "blocked",
              "stopped",
              "archived"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "language": {
            "description": "ISO 639-3.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "urns": {
            "description": "In the order in which they are used; eight asterisks behind the scheme in an anonymous workspace.",
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "groups": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Named"
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "notes": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": true
            },
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "fields": {
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "flow": {
            "description": "The flow that the contact is in; null outside of all.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Named"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "created_on": {
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "modified_on": {
            "description": "Lists are in this order.",
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "last_seen_on": {
            "description": "When the contact last wrote; null for one who never did.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "blocked": {
            "type": "boolean",
            "deprecated": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "stopped": {
            "type": "boolean",
            "deprecated": true,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "ref": {
            "description": "Only there in an anonymous workspace of the newer line.",
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "anon_display": {
            "description": "What an anonymous workspace shows instead of an address.",
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "ContactRequest": {
        "description": "What to know of a contact.",
        "type": "object",
        "properties": {
          "name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "language": {
            "description": "ISO 639-3.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "urns": {
            "description": "One phone number, such as `tel:` and a number with its country code.",
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "decided",
              "from": "rapidpro"
            }
          }
        }
      },
      "Group": {
        "description": "A set of contacts.",
        "type": "object",
        "required": [
          "uuid",
          "name",
          "query",
          "status",
          "system",
          "count"
        ],
        "properties": {
          "uuid": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "name": {
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "query": {
            "description": "What its members have in common; null for one that people fill.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "status": {
            "type": "string",
            "enum": [
              "initializing",
              "evaluating",
              "ready"
            ],
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "system": {
            "type": "boolean",
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          },
          "count": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "source",
              "from": "rapidpro"
            }
          }
        }
      },
      "Links": {
        "description": "Absolute links by the name of the endpoint.",
        "type": "object",
        "additionalProperties": {
          "type": "string",
          "format": "uri"
        }
      },
      "Refusal": {
        "description": "What is wrong with a body, field by field; `non_field_errors` for the body as a whole, or a sentence under `detail`.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
          "oneOf": [
            {
              "$ref": "#/components/schemas/Complaints"
            },
            {
              "type": "object",
              "additionalProperties": {
                "$ref": "#/components/schemas/Complaints"
              }
            },
            {
              "type": "string"
            }
          ]
        }
      },
      "Complaints": {
        "description": "Sentences about one thing.",
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "string"
        }
      }
    },
    "examples": {
      "listRuns.first-page": {
        "summary": "The first page, shortened to its first two and its last of 250 runs",
        "x-status": 200,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: envelope; Django REST framework 3.14.0: cursors",
        "value": {
          "next": "https://flows.example.org/api/v2/runs.json?cursor=cD0yMDI2LTAxLTE1KzA5JTNBMTIlM0E0NC4xMTgyMDMlMkIwMCUzQTAw",
          "previous": null,
          "results": [
            {
              "id": 48191066,
              "uuid": "b9ec02c9-d730-4772-8539-f0e8c11cdc6c",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "e27a94c1-5d38-4f06-a1b9-73c8f0d2e645",
                "name": "Nia Wanjala",
                "urn": "tel:+447700900318",
                "urn_display": "07700 900318"
              },
              "start": {
                "uuid": "276c6f81-9c47-4770-8992-51108860b8da"
              },
              "responded": true,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-15T09:58:01.720394Z"
                },
                {
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-15T10:02:17.009175Z"
                }
              ],
              "values": {
                "water_clear": {
                  "value": "No",
                  "category": "No",
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-15T10:02:17.009175Z",
                  "name": "Water clear",
                  "input": "no, brown"
                }
              },
              "created_on": "2026-01-15T09:58:01.720394Z",
              "modified_on": "2026-01-15T10:02:17.063548Z",
              "exited_on": null,
              "exit_type": null
            },
            {
              "id": 48190852,
              "uuid": "de394718-1ea7-45c5-8f4a-a2fbeab3eda5",
              "flow": {
                "uuid": "b313f4e3-d32c-45a9-a6b0-dceeda7c8f7b",
                "name": "Vaccine day reminder"
              },
              "contact": {
                "uuid": "09c3d9f7-2ab8-49c6-b2b8-f875b8ba3664",
                "name": "Omar Haddad",
                "urn": "tel:+12025550164",
                "urn_display": "(202) 555-0164"
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "3176b96b-f24d-433d-a11c-ccc3fdf48eee",
                  "time": "2026-01-15T09:47:20.115906Z"
                },
                {
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-15T09:47:20.170088Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-15T09:47:20.115906Z",
              "modified_on": "2026-01-15T09:47:20.184437Z",
              "exited_on": null,
              "exit_type": null
            },
            {
              "id": 48187990,
              "uuid": "1e50251b-61db-4885-8e18-059b3078b520",
              "flow": {
                "uuid": "a0a400a0-5a2c-4b65-a9bd-cd07d1a4261d",
                "name": "School meals survey"
              },
              "contact": {
                "uuid": "772c6513-0790-4583-9288-5464f3199960",
                "name": "Ines Marchand",
                "urn": "tel:+33639980144",
                "urn_display": "06 39 98 01 44"
              },
              "start": null,
              "responded": true,
              "path": [
                {
                  "node": "6f97629b-fd9f-447c-b540-76e45f44292e",
                  "time": "2026-01-15T09:10:36.408277Z"
                },
                {
                  "node": "1a15f4c1-4314-4005-b56c-0ad7a8b77528",
                  "time": "2026-01-15T09:12:44.063911Z"
                }
              ],
              "values": {
                "meals_today": {
                  "value": "2",
                  "category": "Few",
                  "node": "1a15f4c1-4314-4005-b56c-0ad7a8b77528",
                  "time": "2026-01-15T09:12:44.063911Z",
                  "name": "Meals today",
                  "input": "2 I think"
                }
              },
              "created_on": "2026-01-15T09:10:36.408277Z",
              "modified_on": "2026-01-15T09:12:44.118203Z",
              "exited_on": "2026-01-15T09:12:44.118203Z",
              "exit_type": "completed"
            }
          ]
        }
      },
      "listRuns.middle-page": {
        "summary": "A page between others, of one flow, shortened to its first and last of 250 runs; the links keep flow",
        "x-status": 200,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: parameter flow; Django REST framework 3.14.0: cursors, parameters sorted by name",
        "value": {
          "next": "https://flows.example.org/api/v2/runs.json?cursor=cD0yMDI2LTAxLTE0KzE0JTNBMjUlM0ExMS4zMDQwNTglMkIwMCUzQTAw&flow=8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
          "previous": "https://flows.example.org/api/v2/runs.json?cursor=cj0xJnA9MjAyNi0wMS0xNSswOCUzQTU4JTNBMDMuNjE5NzQyJTJCMDAlM0EwMA%3D%3D&flow=8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
          "results": [
            {
              "id": 48187102,
              "uuid": "aec9694d-55a4-4aa9-bcba-9796fd877bba",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "41706a83-1328-4bbb-8ce8-7d4a2cfb029a",
                "name": "Tomas Ekblad",
                "urn": "tel:+46701740627",
                "urn_display": "070-174 06 27"
              },
              "start": {
                "uuid": "276c6f81-9c47-4770-8992-51108860b8da"
              },
              "responded": true,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-15T08:49:55.271680Z"
                },
                {
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-15T08:58:03.570318Z"
                }
              ],
              "values": {
                "water_clear": {
                  "value": "Yes",
                  "category": "Yes",
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-15T08:58:03.570318Z",
                  "name": "Water clear",
                  "input": "Yes"
                }
              },
              "created_on": "2026-01-15T08:49:55.271680Z",
              "modified_on": "2026-01-15T08:58:03.619742Z",
              "exited_on": null,
              "exit_type": null
            },
            {
              "id": 48183337,
              "uuid": "d5a5a488-3c05-425b-a347-ee2c09973ded",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "669cf228-107b-4797-8830-3afaafebad7c",
                "name": "Ruth Abelo",
                "urn": "tel:+447700900752",
                "urn_display": "07700 900752"
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-14T13:25:09.950416Z"
                },
                {
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-14T13:25:10.012863Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-14T13:25:09.950416Z",
              "modified_on": "2026-01-14T14:25:11.304058Z",
              "exited_on": "2026-01-14T14:25:11.304058Z",
              "exit_type": "expired"
            }
          ]
        }
      },
      "listRuns.last-page": {
        "summary": "The last page: next is null",
        "x-status": 200,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: envelope; Django REST framework 3.14.0: cursors",
        "value": {
          "next": null,
          "previous": "https://flows.example.org/api/v2/runs.json?cursor=cj0xJnA9MjAyNi0wMS0wNSsxNSUzQTM0JTNBMTIuNDU5NjgwJTJCMDAlM0EwMA%3D%3D",
          "results": [
            {
              "id": 48099415,
              "uuid": "1a500ed9-b07e-4d71-a75c-d4813bf872e9",
              "flow": {
                "uuid": "b313f4e3-d32c-45a9-a6b0-dceeda7c8f7b",
                "name": "Vaccine day reminder"
              },
              "contact": {
                "uuid": "772c6513-0790-4583-9288-5464f3199960",
                "name": "Ines Marchand",
                "urn": "tel:+33639980144",
                "urn_display": "06 39 98 01 44"
              },
              "start": null,
              "responded": true,
              "path": [
                {
                  "node": "3176b96b-f24d-433d-a11c-ccc3fdf48eee",
                  "time": "2026-01-05T15:33:40.706291Z"
                },
                {
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-05T15:34:12.402537Z"
                }
              ],
              "values": {
                "visits": {
                  "value": "1",
                  "category": "First",
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-05T15:34:12.402537Z",
                  "name": "Visits",
                  "input": "first one"
                }
              },
              "created_on": "2026-01-05T15:33:40.706291Z",
              "modified_on": "2026-01-05T15:34:12.459680Z",
              "exited_on": "2026-01-05T15:34:12.459680Z",
              "exit_type": "completed"
            },
            {
              "id": 48098803,
              "uuid": "029d2439-f896-47fb-884b-0c319bba51d5",
              "flow": {
                "uuid": "a0a400a0-5a2c-4b65-a9bd-cd07d1a4261d",
                "name": "School meals survey"
              },
              "contact": {
                "uuid": "e27a94c1-5d38-4f06-a1b9-73c8f0d2e645",
                "name": "Nia Wanjala",
                "urn": "tel:+447700900318",
                "urn_display": "07700 900318"
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "6f97629b-fd9f-447c-b540-76e45f44292e",
                  "time": "2026-01-05T14:00:27.183950Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-05T14:00:27.183950Z",
              "modified_on": "2026-01-05T15:00:31.660214Z",
              "exited_on": "2026-01-05T15:00:31.660214Z",
              "exit_type": "expired"
            }
          ]
        }
      },
      "listRuns.ties-at-the-edge": {
        "summary": "The last four of 250 runs; three share their instant with runs of the next page, so the cursor counts them",
        "x-status": 200,
        "x-source": "Django REST framework 3.14.0: cursors with an offset",
        "value": {
          "next": "https://flows.example.org/api/v2/runs.json?cursor=bz0zJnA9MjAyNi0wMS0xNSswNyUzQTAwJTNBMDkuNDcxODI2JTJCMDAlM0EwMA%3D%3D&flow=8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
          "previous": null,
          "results": [
            {
              "id": 48186204,
              "uuid": "6faff176-8d25-429a-9d1d-e4461e8b40c2",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "09c3d9f7-2ab8-49c6-b2b8-f875b8ba3664",
                "name": "Omar Haddad",
                "urn": "tel:+12025550164",
                "urn_display": "(202) 555-0164"
              },
              "start": {
                "uuid": "ca7994ec-6329-4685-938d-ff5b0bb85172"
              },
              "responded": true,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-15T07:00:00.250118Z"
                },
                {
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-15T07:00:09.440215Z"
                }
              ],
              "values": {
                "water_clear": {
                  "value": "Yes",
                  "category": "Yes",
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-15T07:00:09.440215Z",
                  "name": "Water clear",
                  "input": "Y"
                }
              },
              "created_on": "2026-01-15T07:00:00.250118Z",
              "modified_on": "2026-01-15T07:00:09.471826Z",
              "exited_on": null,
              "exit_type": null
            },
            {
              "id": 48186203,
              "uuid": "b7a8ce08-a44d-4753-93cd-78b3afa42a3b",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "772c6513-0790-4583-9288-5464f3199960",
                "name": "Ines Marchand",
                "urn": "tel:+33639980144",
                "urn_display": "06 39 98 01 44"
              },
              "start": {
                "uuid": "ca7994ec-6329-4685-938d-ff5b0bb85172"
              },
              "responded": false,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-15T07:00:00.250118Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-15T07:00:00.250118Z",
              "modified_on": "2026-01-15T07:00:00.250118Z",
              "exited_on": null,
              "exit_type": null
            },
            {
              "id": 48186202,
              "uuid": "571cb7c9-e188-4aa0-adcd-a4ada3f4d3ff",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "41706a83-1328-4bbb-8ce8-7d4a2cfb029a",
                "name": "Tomas Ekblad",
                "urn": "tel:+46701740627",
                "urn_display": "070-174 06 27"
              },
              "start": {
                "uuid": "ca7994ec-6329-4685-938d-ff5b0bb85172"
              },
              "responded": false,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-15T07:00:00.250118Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-15T07:00:00.250118Z",
              "modified_on": "2026-01-15T07:00:00.250118Z",
              "exited_on": null,
              "exit_type": null
            },
            {
              "id": 48186201,
              "uuid": "8acb2413-b834-41a1-a0ba-3006d8c4caf0",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "e27a94c1-5d38-4f06-a1b9-73c8f0d2e645",
                "name": "Nia Wanjala",
                "urn": "tel:+447700900318",
                "urn_display": "07700 900318"
              },
              "start": {
                "uuid": "ca7994ec-6329-4685-938d-ff5b0bb85172"
              },
              "responded": false,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-15T07:00:00.250118Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-15T07:00:00.250118Z",
              "modified_on": "2026-01-15T07:00:00.250118Z",
              "exited_on": null,
              "exit_type": null
            }
          ]
        }
      },
      "listRuns.oldest-first": {
        "summary": "The first page with reverse=true, shortened to its first two and its last of 250 runs",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: parameter reverse; Django REST framework 3.14.0: cursors",
        "value": {
          "next": "https://flows.example.org/api/v2/runs.json?cursor=cD0yMDI2LTAxLTA3KzA2JTNBMzAlM0EyMC45MTU2MDMlMkIwMCUzQTAw&reverse=true",
          "previous": null,
          "results": [
            {
              "id": 48098803,
              "uuid": "029d2439-f896-47fb-884b-0c319bba51d5",
              "flow": {
                "uuid": "a0a400a0-5a2c-4b65-a9bd-cd07d1a4261d",
                "name": "School meals survey"
              },
              "contact": {
                "uuid": "e27a94c1-5d38-4f06-a1b9-73c8f0d2e645",
                "name": "Nia Wanjala",
                "urn": "tel:+447700900318",
                "urn_display": "07700 900318"
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "6f97629b-fd9f-447c-b540-76e45f44292e",
                  "time": "2026-01-05T14:00:27.183950Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-05T14:00:27.183950Z",
              "modified_on": "2026-01-05T15:00:31.660214Z",
              "exited_on": "2026-01-05T15:00:31.660214Z",
              "exit_type": "expired"
            },
            {
              "id": 48099415,
              "uuid": "1a500ed9-b07e-4d71-a75c-d4813bf872e9",
              "flow": {
                "uuid": "b313f4e3-d32c-45a9-a6b0-dceeda7c8f7b",
                "name": "Vaccine day reminder"
              },
              "contact": {
                "uuid": "772c6513-0790-4583-9288-5464f3199960",
                "name": "Ines Marchand",
                "urn": "tel:+33639980144",
                "urn_display": "06 39 98 01 44"
              },
              "start": null,
              "responded": true,
              "path": [
                {
                  "node": "3176b96b-f24d-433d-a11c-ccc3fdf48eee",
                  "time": "2026-01-05T15:33:40.706291Z"
                },
                {
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-05T15:34:12.402537Z"
                }
              ],
              "values": {
                "visits": {
                  "value": "1",
                  "category": "First",
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-05T15:34:12.402537Z",
                  "name": "Visits",
                  "input": "first one"
                }
              },
              "created_on": "2026-01-05T15:33:40.706291Z",
              "modified_on": "2026-01-05T15:34:12.459680Z",
              "exited_on": "2026-01-05T15:34:12.459680Z",
              "exit_type": "completed"
            },
            {
              "id": 48104471,
              "uuid": "64cac091-6fb6-47fa-97fe-37312db09c7e",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "669cf228-107b-4797-8830-3afaafebad7c",
                "name": "Ruth Abelo",
                "urn": "tel:+447700900752",
                "urn_display": "07700 900752"
              },
              "start": null,
              "responded": true,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-07T06:11:48.037254Z"
                },
                {
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-07T06:30:20.870949Z"
                }
              ],
              "values": {
                "water_clear": {
                  "value": "Yes",
                  "category": "Yes",
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-07T06:30:20.870949Z",
                  "name": "Water clear",
                  "input": "clear"
                }
              },
              "created_on": "2026-01-07T06:11:48.037254Z",
              "modified_on": "2026-01-07T06:30:20.915603Z",
              "exited_on": null,
              "exit_type": null
            }
          ]
        }
      },
      "listRuns.empty": {
        "summary": "No run matches",
        "x-status": 200,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: envelope; Django REST framework 3.14.0: an empty page",
        "value": {
          "next": null,
          "previous": null,
          "results": []
        }
      },
      "listRuns.active": {
        "summary": "A run that waits for an answer: exited_on and exit_type are null",
        "x-status": 200,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: fields; rapidpro/rapidpro 9.0.0: nulls and the order of keys",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48190377,
              "uuid": "5f0c2b7e-93d4-4a61-b8e7-2c9d4f1a6035",
              "flow": {
                "uuid": "b313f4e3-d32c-45a9-a6b0-dceeda7c8f7b",
                "name": "Vaccine day reminder"
              },
              "contact": {
                "uuid": "669cf228-107b-4797-8830-3afaafebad7c",
                "name": "Ruth Abelo",
                "urn": "tel:+447700900752",
                "urn_display": "07700 900752"
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "3176b96b-f24d-433d-a11c-ccc3fdf48eee",
                  "time": "2026-01-15T09:31:02.640917Z"
                },
                {
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-15T09:31:02.695530Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-15T09:31:02.640917Z",
              "modified_on": "2026-01-15T09:31:02.701245Z",
              "exited_on": null,
              "exit_type": null
            }
          ]
        }
      },
      "listRuns.completed": {
        "summary": "A run that reached the end of its flow, with a result for each of two questions",
        "x-status": 200,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: fields; rapidpro/rapidpro 9.0.0: display names of results",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48187214,
              "uuid": "26eeb208-7799-4934-9a11-b130229a0784",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "e27a94c1-5d38-4f06-a1b9-73c8f0d2e645",
                "name": "Nia Wanjala",
                "urn": "tel:+447700900318",
                "urn_display": "07700 900318"
              },
              "start": null,
              "responded": true,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-15T08:52:10.330871Z"
                },
                {
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-15T08:54:27.918002Z"
                },
                {
                  "node": "e94024ae-d1e8-4350-b573-30ead3110aaf",
                  "time": "2026-01-15T08:59:41.150664Z"
                }
              ],
              "values": {
                "water_clear": {
                  "value": "Yes",
                  "category": "Yes",
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-15T08:54:27.918002Z",
                  "name": "Water clear",
                  "input": "yes it runs clear"
                },
                "days_pumped": {
                  "value": "6",
                  "category": "Some",
                  "node": "e94024ae-d1e8-4350-b573-30ead3110aaf",
                  "time": "2026-01-15T08:59:41.150664Z",
                  "name": "Days pumped",
                  "input": "6 days this week"
                }
              },
              "created_on": "2026-01-15T08:52:10.330871Z",
              "modified_on": "2026-01-15T08:59:41.207316Z",
              "exited_on": "2026-01-15T08:59:41.207316Z",
              "exit_type": "completed"
            }
          ]
        }
      },
      "listRuns.interrupted": {
        "summary": "A run that ended because the contact was started in another flow",
        "x-status": 200,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: exit types",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48184590,
              "uuid": "e9ae1ae9-1d28-4880-b2fc-c264ee4a2192",
              "flow": {
                "uuid": "b313f4e3-d32c-45a9-a6b0-dceeda7c8f7b",
                "name": "Vaccine day reminder"
              },
              "contact": {
                "uuid": "41706a83-1328-4bbb-8ce8-7d4a2cfb029a",
                "name": "Tomas Ekblad",
                "urn": "tel:+46701740627",
                "urn_display": "070-174 06 27"
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "3176b96b-f24d-433d-a11c-ccc3fdf48eee",
                  "time": "2026-01-14T16:05:33.094712Z"
                },
                {
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-14T16:05:33.160408Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-14T16:05:33.094712Z",
              "modified_on": "2026-01-14T17:20:08.451139Z",
              "exited_on": "2026-01-14T17:20:08.451139Z",
              "exit_type": "interrupted"
            }
          ]
        }
      },
      "listRuns.expired": {
        "summary": "A run in which the contact fell silent after the first answer",
        "x-status": 200,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: exit types",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48179906,
              "uuid": "8d02a15d-335c-43f7-bb74-4e3e604cc8ff",
              "flow": {
                "uuid": "a0a400a0-5a2c-4b65-a9bd-cd07d1a4261d",
                "name": "School meals survey"
              },
              "contact": {
                "uuid": "772c6513-0790-4583-9288-5464f3199960",
                "name": "Ines Marchand",
                "urn": "tel:+33639980144",
                "urn_display": "06 39 98 01 44"
              },
              "start": null,
              "responded": true,
              "path": [
                {
                  "node": "6f97629b-fd9f-447c-b540-76e45f44292e",
                  "time": "2026-01-13T11:40:19.557203Z"
                },
                {
                  "node": "1a15f4c1-4314-4005-b56c-0ad7a8b77528",
                  "time": "2026-01-13T11:47:52.870096Z"
                }
              ],
              "values": {
                "meals_today": {
                  "value": "two",
                  "category": "Other",
                  "node": "1a15f4c1-4314-4005-b56c-0ad7a8b77528",
                  "time": "2026-01-13T11:47:52.870096Z",
                  "name": "Meals today",
                  "input": "two"
                }
              },
              "created_on": "2026-01-13T11:40:19.557203Z",
              "modified_on": "2026-01-13T12:47:52.883514Z",
              "exited_on": "2026-01-13T12:47:52.883514Z",
              "exit_type": "expired"
            }
          ]
        }
      },
      "listRuns.failed": {
        "summary": "A run that ended in an error of the engine, an exit type that the documentation leaves out",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: exit types",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48180355,
              "uuid": "c489bbf9-e8b7-4c32-a0db-3e46b3495893",
              "flow": {
                "uuid": "a0a400a0-5a2c-4b65-a9bd-cd07d1a4261d",
                "name": "School meals survey"
              },
              "contact": {
                "uuid": "09c3d9f7-2ab8-49c6-b2b8-f875b8ba3664",
                "name": "Omar Haddad",
                "urn": "tel:+12025550164",
                "urn_display": "(202) 555-0164"
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "6f97629b-fd9f-447c-b540-76e45f44292e",
                  "time": "2026-01-13T12:02:44.018835Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-13T12:02:44.018835Z",
              "modified_on": "2026-01-13T12:02:44.390027Z",
              "exited_on": "2026-01-13T12:02:44.390027Z",
              "exit_type": "failed"
            }
          ]
        }
      },
      "listRuns.flow-start": {
        "summary": "Two runs of one flow start; one result has no category",
        "x-status": 200,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: field start; rapidpro/rapidpro 9.0.0: categories may be null",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48170842,
              "uuid": "853c84b3-7369-4d02-a669-be0d4602b879",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "669cf228-107b-4797-8830-3afaafebad7c",
                "name": "Ruth Abelo",
                "urn": "tel:+447700900752",
                "urn_display": "07700 900752"
              },
              "start": {
                "uuid": "fd7d4e09-0c1d-4e3f-82df-87c1e24a0f0d"
              },
              "responded": true,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-12T07:00:04.512209Z"
                },
                {
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-12T07:21:35.960771Z"
                }
              ],
              "values": {
                "water_clear": {
                  "value": "cloudy since Sunday",
                  "category": null,
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-12T07:21:35.960771Z",
                  "name": "Water clear",
                  "input": "cloudy since Sunday"
                }
              },
              "created_on": "2026-01-12T07:00:04.512209Z",
              "modified_on": "2026-01-12T07:21:36.007518Z",
              "exited_on": null,
              "exit_type": null
            },
            {
              "id": 48170841,
              "uuid": "efcb6878-8817-4b4a-ab7e-c36fb4c57330",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "772c6513-0790-4583-9288-5464f3199960",
                "name": "Ines Marchand",
                "urn": "tel:+33639980144",
                "urn_display": "06 39 98 01 44"
              },
              "start": {
                "uuid": "fd7d4e09-0c1d-4e3f-82df-87c1e24a0f0d"
              },
              "responded": false,
              "path": [
                {
                  "node": "754a7ac1-b274-48d1-9d00-648f7d2ec4dd",
                  "time": "2026-01-12T07:00:04.512209Z"
                },
                {
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-12T07:00:04.601952Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-12T07:00:04.512209Z",
              "modified_on": "2026-01-12T07:00:04.633480Z",
              "exited_on": null,
              "exit_type": null
            }
          ]
        }
      },
      "listRuns.no-flow-start": {
        "summary": "A run that began with a keyword: start is null; its result was computed, so input is null",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: start and input may be null",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48172019,
              "uuid": "75d3c3a1-8612-45bf-9ffd-7b088f9ecc9f",
              "flow": {
                "uuid": "b313f4e3-d32c-45a9-a6b0-dceeda7c8f7b",
                "name": "Vaccine day reminder"
              },
              "contact": {
                "uuid": "09c3d9f7-2ab8-49c6-b2b8-f875b8ba3664",
                "name": "Omar Haddad",
                "urn": "tel:+12025550164",
                "urn_display": "(202) 555-0164"
              },
              "start": null,
              "responded": true,
              "path": [
                {
                  "node": "3176b96b-f24d-433d-a11c-ccc3fdf48eee",
                  "time": "2026-01-12T09:15:27.846650Z"
                },
                {
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-12T09:16:03.080217Z"
                }
              ],
              "values": {
                "visits": {
                  "value": "3",
                  "category": null,
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-12T09:16:03.080217Z",
                  "name": "Visits",
                  "input": null
                }
              },
              "created_on": "2026-01-12T09:15:27.846650Z",
              "modified_on": "2026-01-12T09:16:03.125874Z",
              "exited_on": "2026-01-12T09:16:03.125874Z",
              "exit_type": "completed"
            }
          ]
        }
      },
      "listRuns.no-paths": {
        "summary": "Runs asked for with paths=false: path is null",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: parameter paths",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48187214,
              "uuid": "26eeb208-7799-4934-9a11-b130229a0784",
              "flow": {
                "uuid": "8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56",
                "name": "Weekly well check"
              },
              "contact": {
                "uuid": "e27a94c1-5d38-4f06-a1b9-73c8f0d2e645",
                "name": "Nia Wanjala",
                "urn": "tel:+447700900318",
                "urn_display": "07700 900318"
              },
              "start": null,
              "responded": true,
              "path": null,
              "values": {
                "water_clear": {
                  "value": "Yes",
                  "category": "Yes",
                  "node": "661c6d03-bf87-4fef-acbd-494dcc6be854",
                  "time": "2026-01-15T08:54:27.918002Z",
                  "name": "Water clear",
                  "input": "yes it runs clear"
                },
                "days_pumped": {
                  "value": "6",
                  "category": "Some",
                  "node": "e94024ae-d1e8-4350-b573-30ead3110aaf",
                  "time": "2026-01-15T08:59:41.150664Z",
                  "name": "Days pumped",
                  "input": "6 days this week"
                }
              },
              "created_on": "2026-01-15T08:52:10.330871Z",
              "modified_on": "2026-01-15T08:59:41.207316Z",
              "exited_on": "2026-01-15T08:59:41.207316Z",
              "exit_type": "completed"
            },
            {
              "id": 48184590,
              "uuid": "e9ae1ae9-1d28-4880-b2fc-c264ee4a2192",
              "flow": {
                "uuid": "b313f4e3-d32c-45a9-a6b0-dceeda7c8f7b",
                "name": "Vaccine day reminder"
              },
              "contact": {
                "uuid": "41706a83-1328-4bbb-8ce8-7d4a2cfb029a",
                "name": "Tomas Ekblad",
                "urn": "tel:+46701740627",
                "urn_display": "070-174 06 27"
              },
              "start": null,
              "responded": false,
              "path": null,
              "values": {},
              "created_on": "2026-01-14T16:05:33.094712Z",
              "modified_on": "2026-01-14T17:20:08.451139Z",
              "exited_on": "2026-01-14T17:20:08.451139Z",
              "exit_type": "interrupted"
            }
          ]
        }
      },
      "listRuns.whole-second": {
        "summary": "A run made, modified and ended in whole seconds: no fraction there, six zeros in its path",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0 and Django REST framework 3.14.0: two ways of writing instants",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48165730,
              "uuid": "057859f5-6db0-4d8a-a3d7-3a1ea81c3c90",
              "flow": {
                "uuid": "a0a400a0-5a2c-4b65-a9bd-cd07d1a4261d",
                "name": "School meals survey"
              },
              "contact": {
                "uuid": "41706a83-1328-4bbb-8ce8-7d4a2cfb029a",
                "name": "Tomas Ekblad",
                "urn": "tel:+46701740627",
                "urn_display": "070-174 06 27"
              },
              "start": null,
              "responded": true,
              "path": [
                {
                  "node": "6f97629b-fd9f-447c-b540-76e45f44292e",
                  "time": "2026-01-11T18:30:00.000000Z"
                },
                {
                  "node": "1a15f4c1-4314-4005-b56c-0ad7a8b77528",
                  "time": "2026-01-11T18:42:14.990381Z"
                }
              ],
              "values": {
                "meals_today": {
                  "value": "3",
                  "category": "Enough",
                  "node": "1a15f4c1-4314-4005-b56c-0ad7a8b77528",
                  "time": "2026-01-11T18:42:14.990381Z",
                  "name": "Meals today",
                  "input": "3"
                }
              },
              "created_on": "2026-01-11T18:30:00Z",
              "modified_on": "2026-01-11T18:42:15Z",
              "exited_on": "2026-01-11T18:42:15Z",
              "exit_type": "completed"
            }
          ]
        }
      },
      "listRuns.no-address": {
        "summary": "A contact without an address, and one without a name",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: name, urn and urn_display may be null",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48161207,
              "uuid": "a9dde719-bd70-48fb-b11f-adec5ad62f86",
              "flow": {
                "uuid": "a0a400a0-5a2c-4b65-a9bd-cd07d1a4261d",
                "name": "School meals survey"
              },
              "contact": {
                "uuid": "503df627-41a1-44c2-a281-98ed5fb5c569",
                "name": "Walk-in, bed 4",
                "urn": null,
                "urn_display": null
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "6f97629b-fd9f-447c-b540-76e45f44292e",
                  "time": "2026-01-10T13:07:58.214063Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-10T13:07:58.214063Z",
              "modified_on": "2026-01-10T13:07:58.276991Z",
              "exited_on": "2026-01-10T13:07:58.276991Z",
              "exit_type": "completed"
            },
            {
              "id": 48160118,
              "uuid": "dc493901-7f80-4c94-8264-c3cac8298658",
              "flow": {
                "uuid": "b313f4e3-d32c-45a9-a6b0-dceeda7c8f7b",
                "name": "Vaccine day reminder"
              },
              "contact": {
                "uuid": "c042045e-4c9d-4526-ac2f-a7ff402910f9",
                "name": null,
                "urn": "telegram:5820416397",
                "urn_display": "leo_paints"
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "3176b96b-f24d-433d-a11c-ccc3fdf48eee",
                  "time": "2026-01-10T10:44:31.902245Z"
                },
                {
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-10T10:44:31.977806Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-10T10:44:31.902245Z",
              "modified_on": "2026-01-10T10:44:32.018460Z",
              "exited_on": null,
              "exit_type": null
            }
          ]
        }
      },
      "listRuns.anonymous-workspace": {
        "summary": "An anonymous workspace: the address is masked, and the contact gets a number to be shown by",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: anonymous workspaces",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 48190378,
              "uuid": "a9ab8531-7725-4514-a0f1-157f93161d1f",
              "flow": {
                "uuid": "b313f4e3-d32c-45a9-a6b0-dceeda7c8f7b",
                "name": "Vaccine day reminder"
              },
              "contact": {
                "uuid": "ebc96644-fc7f-4f8a-b5da-1dad994cc701",
                "name": "Ruth Abelo",
                "urn": "tel:********",
                "urn_display": null,
                "anon_display": "0006120483"
              },
              "start": null,
              "responded": false,
              "path": [
                {
                  "node": "3176b96b-f24d-433d-a11c-ccc3fdf48eee",
                  "time": "2026-01-15T09:31:02.640917Z"
                },
                {
                  "node": "5e6d64f3-70c4-45f4-8d46-f78ba9d21fc8",
                  "time": "2026-01-15T09:31:02.695530Z"
                }
              ],
              "values": {},
              "created_on": "2026-01-15T09:31:02.640917Z",
              "modified_on": "2026-01-15T09:31:02.701245Z",
              "exited_on": null,
              "exit_type": null
            }
          ]
        }
      },
      "listRuns.flow-and-contact": {
        "summary": "flow and contact together",
        "x-status": 400,
        "x-source": "RapidPro API v2 documentation, Runs Endpoint: not at the same time; rapidpro/rapidpro 9.0.0: text",
        "value": {
          "detail": "You may only specify one of the contact, flow parameters"
        }
      },
      "listRuns.invalid-uuid": {
        "summary": "uuid is not a UUID, or empty",
        "x-status": 400,
        "x-source": "RapidPro API v2 documentation, overview: status; rapidpro/rapidpro 9.0.0: text",
        "value": {
          "detail": "Value for uuid must be a valid UUID"
        }
      },
      "listRuns.invalid-id": {
        "summary": "id is not an integer, or empty",
        "x-status": 400,
        "x-source": "RapidPro API v2 documentation, overview: status; rapidpro/rapidpro 9.0.0: text",
        "value": {
          "detail": "Value for id must be an integer"
        }
      },
      "listRuns.no-credentials": {
        "summary": "No Authorization header, or one of another scheme",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Authentication credentials were not provided."
        }
      },
      "listRuns.invalid-token": {
        "summary": "An unknown token, or one whose user was deactivated",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; rapidpro/rapidpro 9.0.0: text",
        "value": {
          "detail": "Invalid token"
        }
      },
      "listRuns.token-without-key": {
        "summary": "The word Token with nothing after it",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Invalid token header. No credentials provided."
        }
      },
      "listRuns.token-with-spaces": {
        "summary": "A key with a space in it",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Invalid token header. Token string should not contain spaces."
        }
      },
      "listRuns.token-with-invalid-characters": {
        "summary": "A key with bytes that are not UTF-8",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Invalid token header. Token string should not contain invalid characters."
        }
      },
      "listRuns.basic-refused": {
        "summary": "Basic credentials with an unknown token, or a user that is not the token's",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; rapidpro/rapidpro 9.0.0: text",
        "value": {
          "detail": "Invalid token or email"
        }
      },
      "listRuns.basic-without-credentials": {
        "summary": "The word Basic with nothing after it",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Invalid basic header. No credentials provided."
        }
      },
      "listRuns.basic-with-spaces": {
        "summary": "Basic credentials with a space in them",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Invalid basic header. Credentials string should not contain spaces."
        }
      },
      "listRuns.basic-not-base64": {
        "summary": "Basic credentials that are not base64",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Invalid basic header. Credentials not correctly base64 encoded."
        }
      },
      "listRuns.no-permission": {
        "summary": "A role that may not list runs, such as an agent",
        "x-status": 403,
        "x-source": "RapidPro API v2 documentation, overview: status; Django REST framework 3.14.0: text",
        "value": {
          "detail": "You do not have permission to perform this action."
        }
      },
      "listRuns.invalid-cursor": {
        "summary": "A cursor that was not given out by the server",
        "x-status": 404,
        "x-source": "Django REST framework 3.14.0: cursors",
        "value": {
          "detail": "Invalid cursor"
        }
      },
      "listRuns.cursor-without-a-date": {
        "summary": "A well-formed cursor whose position is not a date; the real server fails with 500 instead",
        "x-status": 404,
        "x-source": "Flowtwin: a choice",
        "value": {
          "detail": "Invalid cursor"
        }
      },
      "listRuns.method-not-allowed": {
        "summary": "POST to the list, with or without credentials",
        "x-status": 405,
        "x-source": "Django REST framework 3.14.0: methods",
        "value": {
          "detail": "Method \"POST\" not allowed."
        }
      },
      "listRuns.not-acceptable": {
        "summary": "Accept: text/html",
        "x-status": 406,
        "x-source": "Django REST framework 3.14.0: content negotiation",
        "value": {
          "detail": "Could not satisfy the request Accept header."
        }
      },
      "listRuns.throttled": {
        "summary": "The hour's requests are used up; Retry-After: 1274",
        "x-status": 429,
        "x-source": "RapidPro API v2 documentation, overview: status and header; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Request was throttled. Expected available in 1274 seconds."
        }
      },
      "listRuns.throttled-for-a-second": {
        "summary": "One second before the next request is allowed; Retry-After: 1",
        "x-status": 429,
        "x-source": "RapidPro API v2 documentation, overview: status and header; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Request was throttled. Expected available in 1 second."
        }
      },
      "listRuns.throttled-without-a-wait": {
        "summary": "The limit was lowered beneath what was used: no wait is named and there is no Retry-After",
        "x-status": 429,
        "x-source": "RapidPro API v2 documentation, overview: status; Django REST framework 3.14.0: text",
        "value": {
          "detail": "Request was throttled."
        }
      },
      "listRuns.server-error": {
        "summary": "A failure that nobody handled, sent as text/html",
        "x-status": 500,
        "x-source": "rapidpro/rapidpro 9.0.0: text and media type",
        "value": "Server Error. Site administrators have been notified."
      },
      "listFlowStarts.page": {
        "summary": "A start that has yet to begin, and one that is done",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "id": 2000482,
              "uuid": "3d5a0c8e-71f4-4b26-9e0d-c2b8a6f41d73",
              "flow": {
                "uuid": "9b27e4d1-08c5-4f3a-b6e9-517d2c0af846",
                "name": "Weekly well report"
              },
              "contacts": [
                {
                  "uuid": "c40f8b95-6e1d-4d7c-a2f3-08b9e5d71c62",
                  "name": "Ruth Abelo"
                }
              ],
              "groups": [],
              "restart_participants": true,
              "exclude_active": false,
              "status": "pending",
              "extra": null,
              "params": null,
              "created_on": "2026-01-15T09:00:00Z",
              "modified_on": "2026-01-15T09:00:00Z"
            },
            {
              "id": 2000479,
              "uuid": "0a6f5d2c-9b83-4e71-b5c0-4d8e17f3a296",
              "flow": {
                "uuid": "9b27e4d1-08c5-4f3a-b6e9-517d2c0af846",
                "name": "Weekly well report"
              },
              "contacts": [],
              "groups": [
                {
                  "uuid": "71e9d3a6-25bf-4c08-8d14-fa6037c2be59",
                  "name": "Field staff"
                }
              ],
              "restart_participants": false,
              "exclude_active": false,
              "status": "complete",
              "extra": {
                "round": 7
              },
              "params": {
                "round": 7
              },
              "created_on": "2026-01-15T08:41:07.330915Z",
              "modified_on": "2026-01-15T08:41:10.330915Z"
            }
          ]
        }
      },
      "createFlowStart.request-contacts": {
        "summary": "One contact",
        "x-request": true,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "flow": "9b27e4d1-08c5-4f3a-b6e9-517d2c0af846",
          "contacts": [
            "c40f8b95-6e1d-4d7c-a2f3-08b9e5d71c62"
          ]
        }
      },
      "createFlowStart.request-everything": {
        "summary": "Contacts, a group and a phone number, none of whom was in the flow before",
        "x-request": true,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "flow": "9b27e4d1-08c5-4f3a-b6e9-517d2c0af846",
          "contacts": [
            "c40f8b95-6e1d-4d7c-a2f3-08b9e5d71c62"
          ],
          "groups": [
            "71e9d3a6-25bf-4c08-8d14-fa6037c2be59"
          ],
          "urns": [
            "tel:+31612345678"
          ],
          "restart_participants": false,
          "params": {
            "round": 7
          }
        }
      },
      "createFlowStart.created": {
        "summary": "A start has been asked for",
        "x-status": 201,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "id": 2000482,
          "uuid": "3d5a0c8e-71f4-4b26-9e0d-c2b8a6f41d73",
          "flow": {
            "uuid": "9b27e4d1-08c5-4f3a-b6e9-517d2c0af846",
            "name": "Weekly well report"
          },
          "contacts": [
            {
              "uuid": "c40f8b95-6e1d-4d7c-a2f3-08b9e5d71c62",
              "name": "Ruth Abelo"
            }
          ],
          "groups": [],
          "restart_participants": true,
          "exclude_active": false,
          "status": "pending",
          "extra": null,
          "params": null,
          "created_on": "2026-01-15T09:00:00Z",
          "modified_on": "2026-01-15T09:00:00Z"
        }
      },
      "createFlowStart.newer-version": {
        "summary": "The same in the newer line: a progress, other keys first",
        "x-status": 201,
        "x-source": "nyaruka/rapidpro 26.3.54: the flow starts endpoint",
        "value": {
          "uuid": "3d5a0c8e-71f4-4b26-9e0d-c2b8a6f41d73",
          "flow": {
            "uuid": "9b27e4d1-08c5-4f3a-b6e9-517d2c0af846",
            "name": "Weekly well report"
          },
          "status": "pending",
          "progress": {
            "total": -1,
            "started": 0
          },
          "groups": [],
          "contacts": [
            {
              "uuid": "c40f8b95-6e1d-4d7c-a2f3-08b9e5d71c62",
              "name": "Ruth Abelo"
            }
          ],
          "params": null,
          "created_on": "2026-01-15T09:00:00Z",
          "modified_on": "2026-01-15T09:00:00Z",
          "id": 2000482,
          "extra": null,
          "restart_participants": true,
          "exclude_active": false
        }
      },
      "createFlowStart.required": {
        "summary": "No flow",
        "x-status": 400,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "flow": [
            "This field is required."
          ]
        }
      },
      "createFlowStart.nobody": {
        "summary": "Nobody to start",
        "x-status": 400,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "non_field_errors": [
            "Must specify at least one group, contact or URN"
          ]
        }
      },
      "createFlowStart.unknown-contact": {
        "summary": "A contact that does not exist",
        "x-status": 400,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "contacts": [
            "No such object: 0a6f5d2c-9b83-4e71-b5c0-4d8e17f3a296"
          ]
        }
      },
      "createFlowStart.params-no-object": {
        "summary": "Params that are no object",
        "x-status": 400,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "params": [
            "Must be a valid JSON object"
          ]
        }
      },
      "createFlowStart.params-too-long": {
        "summary": "Params beyond what the newer line takes",
        "x-status": 400,
        "x-source": "nyaruka/rapidpro 26.3.54: the flow starts endpoint",
        "value": {
          "params": [
            "Cannot exceed 10,000 characters encoded."
          ]
        }
      },
      "createFlowStart.invalid-urn": {
        "summary": "The second URN cannot be read",
        "x-status": 400,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "urns": {
            "1": [
              "Invalid URN: tel:0612. Ensure phone numbers contain country codes."
            ]
          }
        }
      },
      "createFlowStart.too-many": {
        "summary": "More than a hundred groups",
        "x-status": 400,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "groups": [
            "Ensure this field has no more than 100 elements."
          ]
        }
      },
      "createFlowStart.no-object": {
        "summary": "A body that is an array",
        "x-status": 400,
        "x-source": "rapidpro/rapidpro 9.0.0: the flow starts endpoint and its tests",
        "value": {
          "non_field_errors": [
            "Request body should be a single JSON object"
          ]
        }
      },
      "createFlowStart.malformed": {
        "summary": "A body that is no JSON",
        "x-status": 400,
        "x-source": "Django REST framework 3.14.0: the JSON parser",
        "value": {
          "detail": "JSON parse error - Expecting value: line 1 column 1 (char 0)"
        }
      },
      "createFlowStart.unsupported-media-type": {
        "summary": "A body of plain text",
        "x-status": 415,
        "x-source": "Django REST framework 3.14.0: parsers",
        "value": {
          "detail": "Unsupported media type \"text/plain\" in request."
        }
      },
      "listFlows.page": {
        "summary": "One flow",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: the flows endpoint",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "uuid": "9b27e4d1-08c5-4f3a-b6e9-517d2c0af846",
              "name": "Weekly well report",
              "type": "message",
              "archived": false,
              "labels": [],
              "expires": 30,
              "runs": {
                "active": 1,
                "waiting": 14,
                "completed": 210,
                "expired": 97,
                "interrupted": 12,
                "failed": 5
              },
              "results": [
                {
                  "key": "water_clear",
                  "name": "Water clear",
                  "categories": [
                    "Yes",
                    "No"
                  ],
                  "node_uuids": [
                    "3d5a0c8e-71f4-4b26-9e0d-c2b8a6f41d73"
                  ]
                }
              ],
              "parent_refs": [],
              "created_on": "2025-11-03T10:15:00Z",
              "modified_on": "2025-11-21T16:02:44.120394Z"
            }
          ]
        }
      },
      "listContacts.page": {
        "summary": "A contact in a flow",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: the contacts endpoint",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "uuid": "c40f8b95-6e1d-4d7c-a2f3-08b9e5d71c62",
              "name": "Ruth Abelo",
              "status": "active",
              "language": "eng",
              "urns": [
                "tel:+31612345678"
              ],
              "groups": [
                {
                  "uuid": "71e9d3a6-25bf-4c08-8d14-fa6037c2be59",
                  "name": "Field staff"
                }
              ],
              "notes": [],
              "fields": {},
              "flow": {
                "uuid": "9b27e4d1-08c5-4f3a-b6e9-517d2c0af846",
                "name": "Weekly well report"
              },
              "created_on": "2025-10-02T07:40:12.004113Z",
              "modified_on": "2026-01-15T08:59:41.207316Z",
              "last_seen_on": "2026-01-15T08:59:41.207316Z",
              "blocked": false,
              "stopped": false
            }
          ]
        }
      },
      "writeContact.request-newcomer": {
        "summary": "Someone new",
        "x-request": true,
        "x-source": "rapidpro/rapidpro 9.0.0: the contacts endpoint",
        "value": {
          "name": "Ruth Abelo",
          "language": "eng",
          "urns": [
            "tel:+31612345678"
          ]
        }
      },
      "writeContact.changed": {
        "summary": "The contact has another name",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: the contacts endpoint",
        "value": {
          "uuid": "c40f8b95-6e1d-4d7c-a2f3-08b9e5d71c62",
          "name": "Ruth Abelo-Marsh",
          "status": "active",
          "language": "eng",
          "urns": [
            "tel:+31612345678"
          ],
          "groups": [
            {
              "uuid": "71e9d3a6-25bf-4c08-8d14-fa6037c2be59",
              "name": "Field staff"
            }
          ],
          "notes": [],
          "fields": {},
          "flow": {
            "uuid": "9b27e4d1-08c5-4f3a-b6e9-517d2c0af846",
            "name": "Weekly well report"
          },
          "created_on": "2025-10-02T07:40:12.004113Z",
          "modified_on": "2026-01-15T08:59:41.207316Z",
          "last_seen_on": "2026-01-15T08:59:41.207316Z",
          "blocked": false,
          "stopped": false
        }
      },
      "writeContact.created": {
        "summary": "The contact has been created",
        "x-status": 201,
        "x-source": "rapidpro/rapidpro 9.0.0: the contacts endpoint",
        "value": {
          "uuid": "c40f8b95-6e1d-4d7c-a2f3-08b9e5d71c62",
          "name": "Ruth Abelo",
          "status": "active",
          "language": "eng",
          "urns": [
            "tel:+31612345678"
          ],
          "groups": [],
          "notes": [],
          "fields": {},
          "flow": null,
          "created_on": "2026-01-15T09:00:00Z",
          "modified_on": "2026-01-15T09:00:00Z",
          "last_seen_on": null,
          "blocked": false,
          "stopped": false
        }
      },
      "writeContact.unknown": {
        "summary": "Nobody has this UUID",
        "x-status": 404,
        "x-source": "Django REST framework 3.14.0: text",
        "value": {
          "detail": "Not found."
        }
      },
      "listGroups.page": {
        "summary": "A group that people fill",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: the groups endpoint",
        "value": {
          "next": null,
          "previous": null,
          "results": [
            {
              "uuid": "71e9d3a6-25bf-4c08-8d14-fa6037c2be59",
              "name": "Field staff",
              "query": null,
              "status": "ready",
              "system": false,
              "count": 31
            }
          ]
        }
      },
      "readDocumentation.page": {
        "summary": "The page of an endpoint",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: documentation views",
        "value": "<h1>runs.json</h1><p>Lists runs.</p>"
      },
      "readDocumentation.unknown-format": {
        "summary": "A format that does not exist",
        "x-status": 404,
        "x-source": "Django REST framework 3.14.0, run",
        "value": {
          "detail": "Not found."
        }
      },
      "readRoot.links": {
        "summary": "Links to two endpoints",
        "x-status": 200,
        "x-source": "rapidpro/rapidpro 9.0.0: the root view",
        "value": {
          "runs": "https://app.rapidpro.io/api/v2/runs",
          "flows": "https://app.rapidpro.io/api/v2/flows"
        }
      }
    }
  }
}
