// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OpenApiDocument } from '../open-api-document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "Recrubo flow runs",
    "version": "0.1.0",
    "summary": "Flow runs in JSON:API, as Flowtwin understands Recrubo's public documentation.",
    "description": "An independent description of the part of the Recrubo API that starts, lists, changes and deletes flow runs, reads the flows and message threads that they stand in, and subscribes to what happens to them. Written by the Flowtwin project, which is not affiliated with Recrubo. What the vendor links to but is not described here, such as candidates, nodes, messages and conversations, is not found; the answer says so. The vendor says that the API conforms to JSON:API. Error bodies are shown nowhere, so they follow JSON:API and the framework that the answers point to. Bodies are `application/vnd.api+json` both ways; a client may send `Accept: */*` or no `Accept` at all. Every key sees the data of one organization only. Each response and property says in `x-evidence` how it is known; where one response stands for several situations, the `x-source` of its examples says it for each.",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    },
    "x-source": [
      {
        "id": "flow-run",
        "name": "Recrubo API documentation: FlowRun"
      },
      {
        "id": "flow",
        "name": "Recrubo API documentation: Flow"
      },
      {
        "id": "message-thread",
        "name": "Recrubo API documentation: MessageThread"
      },
      {
        "id": "candidate",
        "name": "Recrubo API documentation: Candidate"
      },
      {
        "id": "message",
        "name": "Recrubo API documentation: Message, and the guide Sending messages"
      },
      {
        "id": "triggering",
        "name": "Recrubo API documentation: Triggering flows"
      },
      {
        "id": "query",
        "name": "Recrubo API documentation: Filtering, sorting, pagination and including resources"
      },
      {
        "id": "webhooks",
        "name": "Recrubo API documentation: Webhooks, and the guide Setting up webhooks"
      },
      {
        "id": "jsonapi",
        "name": "JSON:API 1.1"
      },
      {
        "id": "graphiti",
        "name": "Graphiti 1.13.4, graphiti-rails 0.4.2 and graphiti_errors: the framework that Recrubo seems to be built on"
      },
      {
        "id": "flowtwin",
        "name": "Flowtwin: an inference or choice of this project"
      }
    ]
  },
  "servers": [
    {
      "url": "https://api.recrubo.app",
      "description": "Production."
    }
  ],
  "security": [
    {
      "bearer": []
    }
  ],
  "tags": [
    {
      "name": "Flow runs",
      "description": "One flow, run in one message thread."
    },
    {
      "name": "Flows",
      "description": "The conversations that candidates are led through. Read only here; the vendor also lets clients write."
    },
    {
      "name": "Message threads",
      "description": "Where candidates are reached. Read only here; the vendor also lets clients write."
    },
    {
      "name": "Webhooks",
      "description": "Subscriptions to what happens to flow runs."
    }
  ],
  "paths": {
    "/public/v2/flow-runs": {
      "get": {
        "operationId": "listFlowRuns",
        "tags": [
          "Flow runs"
        ],
        "summary": "The flow runs of the organization",
        "description": "Filtered, sorted and paged as the query says. Without `sort` the order is not documented; the twin answers in the order of creation. A page beyond the end is empty and not an error.",
        "x-evidence": {
          "basis": "documented",
          "from": "flow-run"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/PageNumber"
          },
          {
            "$ref": "#/components/parameters/PageSize"
          },
          {
            "$ref": "#/components/parameters/Sort"
          },
          {
            "$ref": "#/components/parameters/Filter"
          },
          {
            "$ref": "#/components/parameters/Include"
          },
          {
            "$ref": "#/components/parameters/FlowRunFields"
          },
          {
            "$ref": "#/components/parameters/FlowFields"
          },
          {
            "$ref": "#/components/parameters/MessageThreadFields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of flow runs; an empty array when nothing matches.",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowRunCollection"
                },
                "examples": {
                  "all": {
                    "$ref": "#/components/examples/listFlowRuns.all"
                  },
                  "empty": {
                    "$ref": "#/components/examples/listFlowRuns.empty"
                  },
                  "filtered": {
                    "$ref": "#/components/examples/listFlowRuns.filtered"
                  },
                  "second page": {
                    "$ref": "#/components/examples/listFlowRuns.second-page"
                  },
                  "beyond the end": {
                    "$ref": "#/components/examples/listFlowRuns.beyond-the-end"
                  },
                  "included": {
                    "$ref": "#/components/examples/listFlowRuns.included"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
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
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      },
      "post": {
        "operationId": "createFlowRun",
        "tags": [
          "Flow runs"
        ],
        "summary": "Start a flow in a message thread",
        "description": "The run is created as `queued` and started at once by the system. Without an initial message nothing is sent, but the next message of the candidate enters the flow.",
        "x-evidence": {
          "basis": "documented",
          "from": "triggering"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.api+json": {
              "schema": {
                "$ref": "#/components/schemas/FlowRunCreate"
              },
              "examples": {
                "template": {
                  "$ref": "#/components/examples/createFlowRun.request-template"
                },
                "without message": {
                  "$ref": "#/components/examples/createFlowRun.request-without-message"
                },
                "text": {
                  "$ref": "#/components/examples/createFlowRun.request-text"
                },
                "schedule": {
                  "$ref": "#/components/examples/createFlowRun.request-schedule"
                },
                "schedules": {
                  "$ref": "#/components/examples/createFlowRun.request-schedules"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The new flow run.",
            "x-evidence": {
              "basis": "inferred",
              "from": "jsonapi"
            },
            "headers": {
              "Location": {
                "$ref": "#/components/headers/Location"
              }
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowRunDocument"
                },
                "examples": {
                  "template": {
                    "$ref": "#/components/examples/createFlowRun.template"
                  },
                  "without message": {
                    "$ref": "#/components/examples/createFlowRun.without-message"
                  },
                  "text": {
                    "$ref": "#/components/examples/createFlowRun.text"
                  },
                  "schedule": {
                    "$ref": "#/components/examples/createFlowRun.schedule"
                  },
                  "schedules": {
                    "$ref": "#/components/examples/createFlowRun.schedules"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadDocument"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/ForbiddenCreation"
          },
          "404": {
            "$ref": "#/components/responses/UnknownReference"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableCreation"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/public/v2/flow-runs/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/FlowRunId"
        }
      ],
      "get": {
        "operationId": "readFlowRun",
        "tags": [
          "Flow runs"
        ],
        "summary": "One flow run",
        "description": "The run as it stands now, together with its flow and message thread if `include` asks for them.",
        "x-evidence": {
          "basis": "documented",
          "from": "flow-run"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Include"
          },
          {
            "$ref": "#/components/parameters/FlowRunFields"
          },
          {
            "$ref": "#/components/parameters/FlowFields"
          },
          {
            "$ref": "#/components/parameters/MessageThreadFields"
          }
        ],
        "responses": {
          "200": {
            "description": "The flow run.",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowRunDocument"
                },
                "examples": {
                  "plain": {
                    "$ref": "#/components/examples/readFlowRun.plain"
                  },
                  "include flow": {
                    "$ref": "#/components/examples/readFlowRun.include-flow"
                  },
                  "include message thread": {
                    "$ref": "#/components/examples/readFlowRun.include-message-thread"
                  },
                  "include both": {
                    "$ref": "#/components/examples/readFlowRun.include-both"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
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
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      },
      "patch": {
        "operationId": "updateFlowRun",
        "tags": [
          "Flow runs"
        ],
        "summary": "End a flow run, or replace its state",
        "description": "`status` ends a run by hand; `state` is replaced whole, which is how personal data is erased, and only while the run is not running. A body with both ends the run first and then replaces the state. Attributes that are absent keep their values.",
        "x-evidence": {
          "basis": "documented",
          "from": "flow-run"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.api+json": {
              "schema": {
                "$ref": "#/components/schemas/FlowRunUpdate"
              },
              "examples": {
                "finish": {
                  "$ref": "#/components/examples/updateFlowRun.request-finish"
                },
                "cancel": {
                  "$ref": "#/components/examples/updateFlowRun.request-cancel"
                },
                "state": {
                  "$ref": "#/components/examples/updateFlowRun.request-state"
                },
                "status and state": {
                  "$ref": "#/components/examples/updateFlowRun.request-status-and-state"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The flow run after the change.",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowRunDocument"
                },
                "examples": {
                  "finish": {
                    "$ref": "#/components/examples/updateFlowRun.finish"
                  },
                  "cancel": {
                    "$ref": "#/components/examples/updateFlowRun.cancel"
                  },
                  "state": {
                    "$ref": "#/components/examples/updateFlowRun.state"
                  },
                  "status and state": {
                    "$ref": "#/components/examples/updateFlowRun.status-and-state"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadDocument"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/ForbiddenUpdate"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableUpdate"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      },
      "delete": {
        "operationId": "deleteFlowRun",
        "tags": [
          "Flow runs"
        ],
        "summary": "Delete a flow run",
        "description": "The run is gone afterwards; deleting it again finds nothing.",
        "x-evidence": {
          "basis": "documented",
          "from": "flow-run"
        },
        "responses": {
          "200": {
            "description": "The flow run was deleted. The vendor lists the operation but shows no answer.",
            "x-evidence": {
              "basis": "inferred",
              "from": "graphiti"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/MetaDocument"
                },
                "examples": {
                  "deleted": {
                    "$ref": "#/components/examples/deleteFlowRun.deleted"
                  }
                }
              }
            }
          },
          "204": {
            "description": "The flow run was deleted, in the other way that JSON:API has to say so.",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
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
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/public/v2/flows": {
      "get": {
        "operationId": "listFlows",
        "tags": [
          "Flows"
        ],
        "summary": "The flows of the organization",
        "description": "Filtered, sorted and paged as the query says; without `sort` in the order of creation. `include` is refused, because nothing that flows relate to is described here.",
        "x-evidence": {
          "basis": "documented",
          "from": "flow"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/PageNumber"
          },
          {
            "$ref": "#/components/parameters/PageSize"
          },
          {
            "$ref": "#/components/parameters/FlowSort"
          },
          {
            "$ref": "#/components/parameters/FlowFilter"
          },
          {
            "$ref": "#/components/parameters/FlowFields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of flows.",
            "x-evidence": {
              "basis": "documented",
              "from": "flow"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowCollection"
                },
                "examples": {
                  "all": {
                    "$ref": "#/components/examples/listFlows.all"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
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
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/public/v2/flows/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/FlowId"
        }
      ],
      "get": {
        "operationId": "readFlow",
        "tags": [
          "Flows"
        ],
        "summary": "One flow",
        "description": "The flow, as it is also included with its runs.",
        "x-evidence": {
          "basis": "documented",
          "from": "flow"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/FlowFields"
          }
        ],
        "responses": {
          "200": {
            "description": "The flow.",
            "x-evidence": {
              "basis": "documented",
              "from": "flow"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowDocument"
                },
                "examples": {
                  "plain": {
                    "$ref": "#/components/examples/readFlow.plain"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
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
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/public/v2/message-threads": {
      "get": {
        "operationId": "listMessageThreads",
        "tags": [
          "Message threads"
        ],
        "summary": "The message threads of the organization",
        "description": "Filtered, sorted and paged as the query says; the order without `sort` is a choice of the twin. The documentation includes messages here; the twin has none and refuses.",
        "x-evidence": {
          "basis": "documented",
          "from": "message-thread"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/PageNumber"
          },
          {
            "$ref": "#/components/parameters/PageSize"
          },
          {
            "$ref": "#/components/parameters/DatedSort"
          },
          {
            "$ref": "#/components/parameters/MessageThreadFilter"
          },
          {
            "$ref": "#/components/parameters/MessageThreadFields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of message threads.",
            "x-evidence": {
              "basis": "documented",
              "from": "message-thread"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageThreadCollection"
                },
                "examples": {
                  "all": {
                    "$ref": "#/components/examples/listMessageThreads.all"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
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
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/public/v2/message-threads/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/MessageThreadId"
        }
      ],
      "get": {
        "operationId": "readMessageThread",
        "tags": [
          "Message threads"
        ],
        "summary": "One message thread",
        "description": "The thread, as it is also included with its runs.",
        "x-evidence": {
          "basis": "documented",
          "from": "message-thread"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/MessageThreadFields"
          }
        ],
        "responses": {
          "200": {
            "description": "The message thread.",
            "x-evidence": {
              "basis": "documented",
              "from": "message-thread"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/MessageThreadDocument"
                },
                "examples": {
                  "plain": {
                    "$ref": "#/components/examples/readMessageThread.plain"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
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
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/public/v2/webhooks": {
      "get": {
        "operationId": "listWebhooks",
        "tags": [
          "Webhooks"
        ],
        "summary": "The subscriptions of the organization",
        "description": "The guide shows only how to create one; that they can be read is inferred from every other resource.",
        "x-evidence": {
          "basis": "inferred",
          "from": "webhooks"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/PageNumber"
          },
          {
            "$ref": "#/components/parameters/PageSize"
          },
          {
            "$ref": "#/components/parameters/DatedSort"
          },
          {
            "$ref": "#/components/parameters/WebhookFields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page of subscriptions.",
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/WebhookCollection"
                },
                "examples": {
                  "all": {
                    "$ref": "#/components/examples/listWebhooks.all"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
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
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      },
      "post": {
        "operationId": "createWebhook",
        "tags": [
          "Webhooks"
        ],
        "summary": "Subscribe to an event",
        "description": "From then on each such event is sent to the address of the webhook, or else of the organization.",
        "x-evidence": {
          "basis": "documented",
          "from": "webhooks"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.api+json": {
              "schema": {
                "$ref": "#/components/schemas/WebhookCreate"
              },
              "examples": {
                "update of two fields": {
                  "$ref": "#/components/examples/createWebhook.request-update"
                },
                "creation": {
                  "$ref": "#/components/examples/createWebhook.request-create"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The new subscription.",
            "x-evidence": {
              "basis": "inferred",
              "from": "jsonapi"
            },
            "headers": {
              "Location": {
                "$ref": "#/components/headers/Location"
              }
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/WebhookDocument"
                },
                "examples": {
                  "update of two fields": {
                    "$ref": "#/components/examples/createWebhook.update"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadDocument"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/ForbiddenCreation"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableWebhook"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/public/v2/webhooks/{id}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/WebhookId"
        }
      ],
      "get": {
        "operationId": "readWebhook",
        "tags": [
          "Webhooks"
        ],
        "summary": "One subscription",
        "description": "The subscription as it stands.",
        "x-evidence": {
          "basis": "inferred",
          "from": "webhooks"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/WebhookFields"
          }
        ],
        "responses": {
          "200": {
            "description": "The subscription.",
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/WebhookDocument"
                },
                "examples": {
                  "plain": {
                    "$ref": "#/components/examples/readWebhook.plain"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
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
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      },
      "patch": {
        "operationId": "updateWebhook",
        "tags": [
          "Webhooks"
        ],
        "summary": "Change a subscription",
        "description": "Attributes that are absent keep their values.",
        "x-evidence": {
          "basis": "inferred",
          "from": "webhooks"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.api+json": {
              "schema": {
                "$ref": "#/components/schemas/WebhookUpdate"
              },
              "examples": {
                "other fields": {
                  "$ref": "#/components/examples/updateWebhook.request-fields"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The subscription after the change.",
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/WebhookDocument"
                },
                "examples": {
                  "other fields": {
                    "$ref": "#/components/examples/updateWebhook.fields"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadDocument"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/ForbiddenUpdate"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableWebhook"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      },
      "delete": {
        "operationId": "deleteWebhook",
        "tags": [
          "Webhooks"
        ],
        "summary": "End a subscription",
        "description": "Nothing more is sent to it.",
        "x-evidence": {
          "basis": "inferred",
          "from": "webhooks"
        },
        "responses": {
          "200": {
            "description": "The subscription was ended.",
            "x-evidence": {
              "basis": "inferred",
              "from": "graphiti"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/MetaDocument"
                },
                "examples": {
                  "deleted": {
                    "$ref": "#/components/examples/deleteWebhook.deleted"
                  }
                }
              }
            }
          },
          "204": {
            "description": "The same, without content.",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "400": {
            "$ref": "#/components/responses/BadQuery"
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
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/public/v2/organizations": {
      "patch": {
        "operationId": "updateOrganization",
        "tags": [
          "Webhooks"
        ],
        "summary": "Say where webhooks are sent",
        "description": "Sets the address for webhooks that have none of their own, and the secret that is sent with every payload. Both have to be given. The documented example has no `id`, unlike what JSON:API asks of an update.",
        "x-evidence": {
          "basis": "documented",
          "from": "webhooks"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.api+json": {
              "schema": {
                "$ref": "#/components/schemas/OrganizationUpdate"
              },
              "examples": {
                "address and secret": {
                  "$ref": "#/components/examples/updateOrganization.request-webhooks"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The organization. The secret is not shown again; that is a choice of the twin.",
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "content": {
              "application/vnd.api+json": {
                "schema": {
                  "$ref": "#/components/schemas/OrganizationDocument"
                },
                "examples": {
                  "address and secret": {
                    "$ref": "#/components/examples/updateOrganization.webhooks"
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadDocument"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/ForbiddenUpdate"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "406": {
            "$ref": "#/components/responses/NotAcceptable"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "415": {
            "$ref": "#/components/responses/UnsupportedMediaType"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableWebhook"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    }
  },
  "webhooks": {
    "flowRunEvent": {
      "post": {
        "operationId": "flowRunEvent",
        "tags": [
          "Webhooks"
        ],
        "summary": "Something happened to a flow run",
        "description": "Sent to the address of the subscription, or else of the organization. Any answer but success is a failure; a failed delivery is tried again five times in 24 hours. How the tries are spread is a choice of the twin.",
        "x-evidence": {
          "basis": "documented",
          "from": "webhooks"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/WebhookSecret"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/vnd.api+json": {
              "schema": {
                "$ref": "#/components/schemas/WebhookPayload"
              },
              "examples": {
                "update": {
                  "$ref": "#/components/examples/flowRunEvent.update"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Received.",
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            }
          },
          "4XX": {
            "description": "Not received; it is sent again.",
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            }
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
        "description": "The key of an organization. A partner key opens the management resources only."
      }
    },
    "parameters": {
      "FlowRunId": {
        "name": "id",
        "in": "path",
        "description": "The flow run. Text that is no UUID belongs to no run, so it is not found.",
        "x-evidence": {
          "basis": "documented",
          "from": "flow-run"
        },
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        },
        "examples": {
          "run": {
            "value": "697ecb2f-4c65-4ed1-9a61-542e971cc904"
          }
        }
      },
      "PageNumber": {
        "name": "page[number]",
        "in": "query",
        "description": "The page, counted from 1. Zero and less are refused by choice of the twin.",
        "x-evidence": {
          "basis": "documented",
          "from": "query"
        },
        "schema": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        },
        "examples": {
          "second": {
            "value": 2
          }
        }
      },
      "PageSize": {
        "name": "page[size]",
        "in": "query",
        "description": "How many resources a page holds. The documentation calls 200 the locked maximum; the twin refuses more, though it could also mean a silent cut to 200. Zero and less are refused by choice of the twin.",
        "x-evidence": {
          "basis": "documented",
          "from": "query"
        },
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 200,
          "default": 25
        },
        "examples": {
          "small": {
            "value": 2
          }
        }
      },
      "Sort": {
        "name": "sort",
        "in": "query",
        "description": "The attribute to sort by; a leading minus turns the order. Equal statuses stand in order of creation, which a second key can turn. `createdAt` is documented, the others are inferred; any other key is refused, as JSON:API demands. The names may be written with underscores.",
        "x-evidence": {
          "basis": "documented",
          "from": "query"
        },
        "schema": {
          "type": "string",
          "pattern": "^(-?(createdAt|created_at|updatedAt|updated_at|status)|-?status,-?(createdAt|created_at))$"
        },
        "examples": {
          "newest first": {
            "value": "-createdAt"
          },
          "by status, newest first": {
            "value": "status,-createdAt"
          }
        }
      },
      "Filter": {
        "name": "filter",
        "in": "query",
        "description": "`filter[status]=finished` or `filter[createdAt][gt]=2026-01-12`. A run has to pass every filter. Commas separate alternatives. The documentation writes names with underscores here (`filter[created_at]`), which is understood as well.",
        "x-evidence": {
          "basis": "documented",
          "from": "query"
        },
        "style": "deepObject",
        "explode": true,
        "schema": {
          "$ref": "#/components/schemas/FlowRunFilter"
        },
        "examples": {
          "finished in one thread": {
            "value": {
              "status": "finished",
              "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742"
            }
          },
          "since an instant": {
            "value": {
              "createdAt": {
                "gte": "2026-01-13T00:00:00+00:00"
              }
            }
          }
        }
      },
      "Include": {
        "name": "include",
        "in": "query",
        "description": "Related resources to send along in `included`, separated by commas. Empty means none.",
        "x-evidence": {
          "basis": "documented",
          "from": "query"
        },
        "allowEmptyValue": true,
        "schema": {
          "type": "string",
          "pattern": "^((flow|messageThread)(,(flow|messageThread))*)?$"
        },
        "examples": {
          "both": {
            "value": "flow,messageThread"
          }
        }
      },
      "FlowId": {
        "name": "id",
        "in": "path",
        "description": "The flow. Text that is no UUID belongs to none, so it is not found.",
        "x-evidence": {
          "basis": "documented",
          "from": "flow"
        },
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        },
        "examples": {
          "flow": {
            "value": "5d1a1169-43a4-4377-af2b-d6de6924d24b"
          }
        }
      },
      "MessageThreadId": {
        "name": "id",
        "in": "path",
        "description": "The message thread. Text that is no UUID belongs to none, so it is not found.",
        "x-evidence": {
          "basis": "documented",
          "from": "message-thread"
        },
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        },
        "examples": {
          "message thread": {
            "value": "104b8dad-4df3-429e-b542-1905ccb95742"
          }
        }
      },
      "WebhookId": {
        "name": "id",
        "in": "path",
        "description": "The subscription. Text that is no UUID belongs to none, so it is not found.",
        "x-evidence": {
          "basis": "inferred",
          "from": "webhooks"
        },
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        },
        "examples": {
          "webhook": {
            "value": "0f8c2a51-7f0d-4a57-9a0e-3b1f4bb8d6c2"
          }
        }
      },
      "FlowSort": {
        "name": "sort",
        "in": "query",
        "description": "Attributes to sort by, separated by commas; a leading minus turns the order. Any other is refused.",
        "x-evidence": {
          "basis": "inferred",
          "from": "query"
        },
        "schema": {
          "type": "string",
          "pattern": "^-?(name|createdAt|created_at|updatedAt|updated_at)(,-?(name|createdAt|created_at|updatedAt|updated_at))*$"
        },
        "examples": {
          "by name": {
            "value": "name"
          }
        }
      },
      "DatedSort": {
        "name": "sort",
        "in": "query",
        "description": "Attributes to sort by, separated by commas; a leading minus turns the order. Any other is refused.",
        "x-evidence": {
          "basis": "inferred",
          "from": "query"
        },
        "schema": {
          "type": "string",
          "pattern": "^-?(createdAt|created_at|updatedAt|updated_at)(,-?(createdAt|created_at|updatedAt|updated_at))*$"
        },
        "examples": {
          "newest first": {
            "value": "-createdAt"
          }
        }
      },
      "FlowFilter": {
        "name": "filter",
        "in": "query",
        "description": "As for flow runs. A flow has to pass every filter; `null` stands for an attribute without a value.",
        "x-evidence": {
          "basis": "documented",
          "from": "query"
        },
        "style": "deepObject",
        "explode": true,
        "schema": {
          "$ref": "#/components/schemas/FlowFilter"
        },
        "examples": {
          "by the beginning of the name": {
            "value": {
              "name": {
                "prefix": "Night"
              }
            }
          }
        }
      },
      "MessageThreadFilter": {
        "name": "filter",
        "in": "query",
        "description": "As for flow runs. A thread has to pass every filter; `null` stands for an attribute without a value.",
        "x-evidence": {
          "basis": "documented",
          "from": "query"
        },
        "style": "deepObject",
        "explode": true,
        "schema": {
          "$ref": "#/components/schemas/MessageThreadFilter"
        },
        "examples": {
          "by phone number": {
            "value": {
              "channel": "whatsapp",
              "identifier": "31655501234"
            }
          }
        }
      },
      "WebhookFields": {
        "name": "fields[webhooks]",
        "in": "query",
        "description": "As `fields[flowRuns]`, for webhooks.",
        "x-evidence": {
          "basis": "inferred",
          "from": "graphiti"
        },
        "allowEmptyValue": true,
        "schema": {
          "$ref": "#/components/schemas/FieldList"
        },
        "examples": {
          "event": {
            "value": "event"
          }
        }
      },
      "WebhookSecret": {
        "name": "X-Recrubo-Webhook-Secret",
        "in": "header",
        "description": "The secret of the organization, by which a receiver knows the sender. Absent while none is set.",
        "x-evidence": {
          "basis": "documented",
          "from": "webhooks"
        },
        "schema": {
          "type": "string"
        },
        "examples": {
          "secret": {
            "value": "a-secret-of-your-own"
          }
        }
      },
      "FlowRunFields": {
        "name": "fields[flowRuns]",
        "in": "query",
        "description": "The attributes and relationships of flow runs to send, separated by commas; empty means none, and names that do not exist are ignored. The members that the schemas require hold for answers without this parameter.",
        "x-evidence": {
          "basis": "inferred",
          "from": "graphiti"
        },
        "allowEmptyValue": true,
        "schema": {
          "$ref": "#/components/schemas/FieldList"
        },
        "examples": {
          "status and cost": {
            "value": "status,cost"
          }
        }
      },
      "FlowFields": {
        "name": "fields[flows]",
        "in": "query",
        "description": "As `fields[flowRuns]`, for flows.",
        "x-evidence": {
          "basis": "inferred",
          "from": "graphiti"
        },
        "allowEmptyValue": true,
        "schema": {
          "$ref": "#/components/schemas/FieldList"
        },
        "examples": {
          "name": {
            "value": "name"
          }
        }
      },
      "MessageThreadFields": {
        "name": "fields[messageThreads]",
        "in": "query",
        "description": "As `fields[flowRuns]`, for message threads.",
        "x-evidence": {
          "basis": "inferred",
          "from": "graphiti"
        },
        "allowEmptyValue": true,
        "schema": {
          "$ref": "#/components/schemas/FieldList"
        },
        "examples": {
          "channel and identifier": {
            "value": "channel,identifier"
          }
        }
      }
    },
    "headers": {
      "Location": {
        "description": "Where the new flow run is found. A recommendation of JSON:API; the vendor's samples show no headers.",
        "x-evidence": {
          "basis": "inferred",
          "from": "jsonapi"
        },
        "schema": {
          "type": "string"
        },
        "example": "/public/v2/flow-runs/2635e3a4-2db2-4f69-b779-f051e95f9490"
      },
      "Allow": {
        "description": "The methods that the path knows.",
        "x-evidence": {
          "basis": "inferred",
          "from": "flowtwin"
        },
        "schema": {
          "type": "string"
        },
        "example": "DELETE, GET, HEAD, PATCH"
      }
    },
    "responses": {
      "BadQuery": {
        "description": "The query cannot be understood. JSON:API demands 400 for an unknown `include`, `sort` or plain parameter; that bad filters and pages are refused as well is a choice of the twin.",
        "x-evidence": {
          "basis": "source",
          "from": "jsonapi"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "unknown include": {
                "$ref": "#/components/examples/listFlowRuns.unknown-include"
              },
              "unknown sort": {
                "$ref": "#/components/examples/listFlowRuns.unknown-sort"
              },
              "unknown parameter": {
                "$ref": "#/components/examples/listFlowRuns.unknown-parameter"
              },
              "unknown filter": {
                "$ref": "#/components/examples/listFlowRuns.unknown-filter"
              },
              "unknown operator": {
                "$ref": "#/components/examples/listFlowRuns.unknown-operator"
              },
              "page size over limit": {
                "$ref": "#/components/examples/listFlowRuns.page-size-over-limit"
              },
              "page zero": {
                "$ref": "#/components/examples/listFlowRuns.page-zero"
              },
              "unknown include of one run": {
                "$ref": "#/components/examples/readFlowRun.unknown-include"
              },
              "unknown parameter of a deletion": {
                "$ref": "#/components/examples/deleteFlowRun.unknown-parameter"
              }
            }
          }
        }
      },
      "BadDocument": {
        "description": "The body is no JSON or no JSON:API document, or the query has a parameter that is not known.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "malformed JSON": {
                "$ref": "#/components/examples/createFlowRun.malformed-json"
              },
              "no data": {
                "$ref": "#/components/examples/createFlowRun.no-data"
              },
              "unknown parameter": {
                "$ref": "#/components/examples/createFlowRun.unknown-parameter"
              },
              "malformed JSON of an update": {
                "$ref": "#/components/examples/updateFlowRun.malformed-json"
              },
              "no id": {
                "$ref": "#/components/examples/updateFlowRun.no-id"
              }
            }
          }
        }
      },
      "Unauthenticated": {
        "description": "No key, or one that nobody knows.",
        "x-evidence": {
          "basis": "documented",
          "from": "candidate"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "no key": {
                "$ref": "#/components/examples/listFlowRuns.unauthenticated"
              }
            }
          }
        }
      },
      "Forbidden": {
        "description": "A key that is known but does not open this. The vendor names no such key; that is a choice of the twin.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "access denied": {
                "$ref": "#/components/examples/listFlows.access-denied"
              }
            }
          }
        }
      },
      "ForbiddenCreation": {
        "description": "An id that the client chose, a relationship, or an attribute that cannot be written on creation. The first two are rules of JSON:API; the third is a documented error whose number is not printed. Or a key that does not open this.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "client id": {
                "$ref": "#/components/examples/createFlowRun.client-id"
              },
              "relationship": {
                "$ref": "#/components/examples/createFlowRun.relationship"
              },
              "webhook with a client id": {
                "$ref": "#/components/examples/createWebhook.client-id"
              },
              "unwritable attribute": {
                "$ref": "#/components/examples/createFlowRun.unwritable-attribute"
              },
              "unknown attribute": {
                "$ref": "#/components/examples/createFlowRun.unknown-attribute"
              }
            }
          }
        }
      },
      "ForbiddenUpdate": {
        "description": "An attribute or relationship that cannot be written on an update, or a key that does not open this.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "unwritable attribute": {
                "$ref": "#/components/examples/updateFlowRun.unwritable-attribute"
              },
              "unknown attribute": {
                "$ref": "#/components/examples/updateFlowRun.unknown-attribute"
              },
              "relationship": {
                "$ref": "#/components/examples/updateFlowRun.relationship"
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "No such resource, or one of another organization.",
        "x-evidence": {
          "basis": "documented",
          "from": "flow-run"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "read": {
                "$ref": "#/components/examples/readFlowRun.not-found"
              },
              "update": {
                "$ref": "#/components/examples/updateFlowRun.not-found"
              },
              "second deletion": {
                "$ref": "#/components/examples/deleteFlowRun.not-found"
              },
              "flow": {
                "$ref": "#/components/examples/readFlow.not-found"
              },
              "message thread": {
                "$ref": "#/components/examples/readMessageThread.not-found"
              },
              "webhook": {
                "$ref": "#/components/examples/readWebhook.not-found"
              }
            }
          }
        }
      },
      "UnknownReference": {
        "description": "The flow or the message thread does not exist. The vendor may answer 422 instead.",
        "x-evidence": {
          "basis": "source",
          "from": "jsonapi"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "unknown flow": {
                "$ref": "#/components/examples/createFlowRun.unknown-flow"
              },
              "unknown message thread": {
                "$ref": "#/components/examples/createFlowRun.unknown-message-thread"
              }
            }
          }
        }
      },
      "MethodNotAllowed": {
        "description": "A method that the path does not know.",
        "x-evidence": {
          "basis": "inferred",
          "from": "flowtwin"
        },
        "headers": {
          "Allow": {
            "$ref": "#/components/headers/Allow"
          }
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "put on the collection": {
                "$ref": "#/components/examples/listFlowRuns.method-not-allowed"
              },
              "post on one run": {
                "$ref": "#/components/examples/readFlowRun.method-not-allowed"
              }
            }
          }
        }
      },
      "NotAcceptable": {
        "description": "`Accept` names the JSON:API media type, but each time with a parameter other than `profile`. No `ext` is supported.",
        "x-evidence": {
          "basis": "source",
          "from": "jsonapi"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "parameterised": {
                "$ref": "#/components/examples/listFlowRuns.not-acceptable"
              }
            }
          }
        }
      },
      "Conflict": {
        "description": "`data.type` is not `flowRuns`, or the `data.id` of an update is not the id in the path.",
        "x-evidence": {
          "basis": "source",
          "from": "jsonapi"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "wrong type": {
                "$ref": "#/components/examples/createFlowRun.wrong-type"
              },
              "wrong type of an update": {
                "$ref": "#/components/examples/updateFlowRun.wrong-type"
              },
              "other id": {
                "$ref": "#/components/examples/updateFlowRun.other-id"
              }
            }
          }
        }
      },
      "UnsupportedMediaType": {
        "description": "The body comes as the JSON:API media type with a parameter other than `profile`, or as another media type. The first is a rule of JSON:API, the second a choice of the twin.",
        "x-evidence": {
          "basis": "source",
          "from": "jsonapi"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "parameterised": {
                "$ref": "#/components/examples/createFlowRun.unsupported-media-type"
              },
              "plain JSON": {
                "$ref": "#/components/examples/createFlowRun.plain-json"
              },
              "plain JSON of an update": {
                "$ref": "#/components/examples/updateFlowRun.plain-json"
              }
            }
          }
        }
      },
      "UnprocessableCreation": {
        "description": "A required attribute is missing or has an unfit value, or the initial message does not suit the channel. The number is a choice of the twin.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "missing attribute": {
                "$ref": "#/components/examples/createFlowRun.missing-attribute"
              },
              "several missing attributes": {
                "$ref": "#/components/examples/createFlowRun.missing-attributes"
              },
              "state is text": {
                "$ref": "#/components/examples/createFlowRun.state-is-text"
              },
              "flow id is no UUID": {
                "$ref": "#/components/examples/createFlowRun.invalid-flow-id"
              },
              "no template on WhatsApp": {
                "$ref": "#/components/examples/createFlowRun.no-template"
              },
              "schedule is a number": {
                "$ref": "#/components/examples/createFlowRun.schedule-is-a-number"
              },
              "unpublished flow": {
                "$ref": "#/components/examples/createFlowRun.unpublished-flow"
              }
            }
          }
        }
      },
      "UnprocessableWebhook": {
        "description": "A required attribute is missing or has an unfit value, or there is no address to send to. The number is a choice of the twin.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "unknown event": {
                "$ref": "#/components/examples/createWebhook.unknown-event"
              },
              "no secret": {
                "$ref": "#/components/examples/updateOrganization.no-secret"
              }
            }
          }
        }
      },
      "UnprocessableUpdate": {
        "description": "A change that the run does not permit. That the opening message cannot be updated is documented, as is that the state of a running run cannot; the number is a choice of the twin.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "opening message": {
                "$ref": "#/components/examples/updateFlowRun.opening-message"
              },
              "state while running": {
                "$ref": "#/components/examples/updateFlowRun.state-while-running"
              },
              "status outside the four": {
                "$ref": "#/components/examples/updateFlowRun.invalid-status"
              },
              "already ended": {
                "$ref": "#/components/examples/updateFlowRun.already-ended"
              },
              "state is text": {
                "$ref": "#/components/examples/updateFlowRun.state-is-text"
              }
            }
          }
        }
      },
      "ServerError": {
        "description": "A failure of the service.",
        "x-evidence": {
          "basis": "inferred",
          "from": "graphiti"
        },
        "content": {
          "application/vnd.api+json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorDocument"
            },
            "examples": {
              "failure": {
                "$ref": "#/components/examples/listFlowRuns.server-error"
              }
            }
          }
        }
      }
    },
    "schemas": {
      "FlowRunDocument": {
        "description": "One flow run. There are no links at the top and no `jsonapi` member.",
        "type": "object",
        "required": [
          "data",
          "meta"
        ],
        "properties": {
          "data": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/FlowRun"
          },
          "meta": {
            "description": "Empty.",
            "type": "object",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "included": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Included"
          }
        }
      },
      "FlowRunCollection": {
        "description": "A page of flow runs. There are no links to other pages.",
        "type": "object",
        "required": [
          "data",
          "meta"
        ],
        "properties": {
          "data": {
            "type": "array",
            "maxItems": 200,
            "items": {
              "$ref": "#/components/schemas/FlowRun"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "meta": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/CollectionMeta"
          },
          "included": {
            "x-evidence": {
              "basis": "inferred",
              "from": "jsonapi"
            },
            "$ref": "#/components/schemas/Included"
          }
        }
      },
      "MetaDocument": {
        "description": "A document without data.",
        "type": "object",
        "required": [
          "meta"
        ],
        "properties": {
          "meta": {
            "description": "Empty.",
            "type": "object",
            "x-evidence": {
              "basis": "inferred",
              "from": "graphiti"
            }
          }
        }
      },
      "CollectionMeta": {
        "description": "Where the page stands in the whole.",
        "type": "object",
        "required": [
          "total",
          "totalUnfiltered",
          "currentSize",
          "currentPage",
          "maxPage"
        ],
        "properties": {
          "total": {
            "description": "How many resources pass the filter.",
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "totalUnfiltered": {
            "description": "How many resources of the kind the organization has.",
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "currentSize": {
            "description": "The page size in force, not the number of rows on this page.",
            "type": "integer",
            "minimum": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "currentPage": {
            "description": "The page, counted from 1.",
            "type": "integer",
            "minimum": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "maxPage": {
            "description": "The last page. The twin says 1 when nothing matches, though it could be 0.",
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "Included": {
        "description": "The related resources that `include` asked for, each once; absent unless `include` was sent.",
        "type": "array",
        "items": {
          "oneOf": [
            {
              "$ref": "#/components/schemas/Flow"
            },
            {
              "$ref": "#/components/schemas/MessageThread"
            }
          ]
        }
      },
      "FlowRun": {
        "description": "One flow, run in one message thread.",
        "type": "object",
        "required": [
          "id",
          "type",
          "attributes",
          "relationships"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "type": {
            "type": "string",
            "const": "flowRuns",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "attributes": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/FlowRunAttributes"
          },
          "relationships": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/FlowRunRelationships"
          }
        }
      },
      "FlowRunAttributes": {
        "description": "All of them, unless `fields[flowRuns]` asked for less.",
        "type": "object",
        "required": [
          "createdAt",
          "updatedAt",
          "flowId",
          "messageThreadId",
          "state",
          "initialMessage",
          "status",
          "cost"
        ],
        "properties": {
          "createdAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "updatedAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "flowId": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "messageThreadId": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "state": {
            "description": "The variables of the session. It starts as given and grows with what the flow learns.",
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "initialMessage": {
            "description": "The message that opened the flow, as it was given; empty when there was none.",
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "status": {
            "description": "Queued until the system starts it, running until it ends. The list of values on the page lacks `cancelled`, which an update may set. Another page says `created` for a run that waits, where this one says `queued`.",
            "type": "string",
            "enum": [
              "queued",
              "created",
              "running",
              "finished",
              "timeout",
              "exception",
              "cancelled"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "cost": {
            "description": "Credits spent so far.",
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "FlowRunRelationships": {
        "type": "object",
        "required": [
          "flow",
          "messageThread"
        ],
        "properties": {
          "flow": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/FlowRelationship"
          },
          "messageThread": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/MessageThreadRelationship"
          }
        }
      },
      "FlowRelationship": {
        "type": "object",
        "required": [
          "links"
        ],
        "properties": {
          "links": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/ResourceLinks"
          },
          "data": {
            "description": "Which flow it is; absent unless the flow is included.",
            "type": "object",
            "required": [
              "type",
              "id"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "flows",
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              },
              "id": {
                "type": "string",
                "format": "uuid",
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "MessageThreadRelationship": {
        "type": "object",
        "required": [
          "links"
        ],
        "properties": {
          "links": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/ResourceLinks"
          },
          "data": {
            "description": "Which message thread it is; absent unless the thread is included.",
            "type": "object",
            "required": [
              "type",
              "id"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "messageThreads",
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              },
              "id": {
                "type": "string",
                "format": "uuid",
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "ResourceLinks": {
        "description": "Links to one resource that certainly exists.",
        "type": "object",
        "required": [
          "related"
        ],
        "properties": {
          "related": {
            "description": "Path from the root of the host.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "Relationship": {
        "description": "A relationship of an included resource. It has links only.",
        "type": "object",
        "required": [
          "links"
        ],
        "properties": {
          "links": {
            "type": "object",
            "required": [
              "related"
            ],
            "properties": {
              "related": {
                "description": "Path and query from the root of the host; null when there is nothing to link to.",
                "type": [
                  "string",
                  "null"
                ],
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "Flow": {
        "description": "A flow, by itself or included with its runs.",
        "type": "object",
        "required": [
          "id",
          "type",
          "attributes",
          "relationships"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "type": {
            "type": "string",
            "const": "flows",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "attributes": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/FlowAttributes"
          },
          "relationships": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/FlowRelationships"
          }
        }
      },
      "FlowAttributes": {
        "type": "object",
        "required": [
          "createdAt",
          "updatedAt",
          "name",
          "reminderInterval",
          "reminderMessage",
          "sessionTimeout",
          "publishedAt",
          "unpublishedChanges",
          "flowGenerationId"
        ],
        "properties": {
          "createdAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "updatedAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "name": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "reminderInterval": {
            "description": "Minutes of silence before a reminder is sent; 0 turns reminders off.",
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "flow"
            }
          },
          "reminderMessage": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "sessionTimeout": {
            "description": "Minutes of silence before a run ends as `timeout`.",
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "flow"
            }
          },
          "publishedAt": {
            "description": "Null for a flow that was never published.",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
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
          "unpublishedChanges": {
            "description": "Whether the flow was changed since it was published.",
            "type": "boolean",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "flowGenerationId": {
            "description": "Null for a flow that was not generated.",
            "type": [
              "string",
              "null"
            ],
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "FlowRelationships": {
        "type": "object",
        "required": [
          "flowGeneration",
          "nodes"
        ],
        "properties": {
          "flowGeneration": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Relationship"
          },
          "nodes": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Relationship"
          }
        }
      },
      "MessageThread": {
        "description": "A conversation with one candidate on one channel, by itself or included with its runs.",
        "type": "object",
        "required": [
          "id",
          "type",
          "attributes",
          "relationships"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "type": {
            "type": "string",
            "const": "messageThreads",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "attributes": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/MessageThreadAttributes"
          },
          "relationships": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/MessageThreadRelationships"
          }
        }
      },
      "MessageThreadAttributes": {
        "type": "object",
        "required": [
          "createdAt",
          "updatedAt",
          "channel",
          "identifier",
          "candidateId"
        ],
        "properties": {
          "createdAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "updatedAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "channel": {
            "description": "Such as `whatsapp` or `facebook-messenger`.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "identifier": {
            "description": "The candidate on that channel; for WhatsApp the phone number in digits, without a plus sign.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "candidateId": {
            "description": "Null for a thread that belongs to no candidate.",
            "type": [
              "string",
              "null"
            ],
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "chatbotPaused": {
            "description": "Whether the chatbot is silent in this thread. Listed for the resource, absent in the sample of an inclusion.",
            "type": "boolean",
            "x-evidence": {
              "basis": "documented",
              "from": "message-thread"
            }
          }
        }
      },
      "MessageThreadRelationships": {
        "type": "object",
        "required": [
          "candidate",
          "flowRuns",
          "messages",
          "conversation"
        ],
        "properties": {
          "candidate": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Relationship"
          },
          "flowRuns": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Relationship"
          },
          "messages": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Relationship"
          },
          "conversation": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/Relationship"
          }
        }
      },
      "FlowRunCreate": {
        "description": "A flow run to start.",
        "type": "object",
        "required": [
          "data"
        ],
        "properties": {
          "data": {
            "description": "The server chooses the id; a client that sends one is refused with 403.",
            "type": "object",
            "required": [
              "type",
              "attributes"
            ],
            "propertyNames": {
              "not": {
                "const": "id"
              }
            },
            "properties": {
              "type": {
                "type": "string",
                "const": "flowRuns",
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              },
              "attributes": {
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                },
                "$ref": "#/components/schemas/FlowRunCreateAttributes"
              },
              "relationships": {
                "description": "Cannot be written; each is refused with 403. The attributes name the flow and the thread.",
                "type": "object",
                "additionalProperties": false,
                "x-evidence": {
                  "basis": "source",
                  "from": "jsonapi"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "FlowRunCreateAttributes": {
        "description": "Any other attribute is refused with 403. What is missing or unfit is refused with 422.",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "flowId",
          "messageThreadId",
          "state",
          "initialMessage"
        ],
        "properties": {
          "flowId": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "messageThreadId": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "state": {
            "description": "Variables for the session; may be empty.",
            "type": "object",
            "additionalProperties": true,
            "properties": {
              "scheduleId": {
                "description": "Which schedules a custom scheduling step of the flow offers; one or several.",
                "anyOf": [
                  {
                    "type": "string"
                  },
                  {
                    "type": "array",
                    "items": {
                      "type": "string"
                    }
                  }
                ],
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "initialMessage": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            },
            "$ref": "#/components/schemas/InitialMessage"
          }
        }
      },
      "FlowRunUpdate": {
        "description": "A change to a flow run.",
        "type": "object",
        "required": [
          "data"
        ],
        "properties": {
          "data": {
            "type": "object",
            "required": [
              "type",
              "id"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "flowRuns",
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              },
              "id": {
                "description": "The id in the path; another one is refused with 409.",
                "type": "string",
                "format": "uuid",
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              },
              "attributes": {
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                },
                "$ref": "#/components/schemas/FlowRunUpdateAttributes"
              },
              "relationships": {
                "description": "Cannot be written; each is refused with 403. The attributes name the flow and the thread.",
                "type": "object",
                "additionalProperties": false,
                "x-evidence": {
                  "basis": "source",
                  "from": "jsonapi"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "FlowRunUpdateAttributes": {
        "description": "`initialMessage` is refused with 422, any other attribute with 403.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "status": {
            "description": "How the run ends. A run that has ended keeps its status; that is a choice of the twin.",
            "type": "string",
            "enum": [
              "finished",
              "timeout",
              "cancelled",
              "exception"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "state": {
            "description": "The new variables, in place of all the old ones. Refused while the run is running.",
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "InitialMessage": {
        "description": "The message that opens the flow, of any payload that messages may have; `{}` for none. A WhatsApp thread takes a template or none.",
        "anyOf": [
          {
            "$ref": "#/components/schemas/NoMessage"
          },
          {
            "$ref": "#/components/schemas/TemplateMessage"
          },
          {
            "$ref": "#/components/schemas/OtherMessage"
          }
        ]
      },
      "TemplateMessage": {
        "description": "A message from an approved template, with its gaps filled in.",
        "type": "object",
        "required": [
          "type",
          "template"
        ],
        "properties": {
          "type": {
            "type": "string",
            "const": "template",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "template": {
            "type": "object",
            "required": [
              "id",
              "components"
            ],
            "properties": {
              "id": {
                "type": "string",
                "format": "uuid",
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              },
              "components": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/TemplateComponent"
                },
                "x-evidence": {
                  "basis": "documented",
                  "from": "flow-run"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "TemplateComponent": {
        "description": "A part of a template, with what fills its gaps in order.",
        "type": "object",
        "required": [
          "type",
          "parameters"
        ],
        "properties": {
          "type": {
            "description": "Which part; only `body` is shown.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          },
          "parameters": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "type",
                "text"
              ],
              "properties": {
                "type": {
                  "description": "Only `text` is shown.",
                  "type": "string",
                  "x-evidence": {
                    "basis": "documented",
                    "from": "flow-run"
                  }
                },
                "text": {
                  "type": "string",
                  "x-evidence": {
                    "basis": "documented",
                    "from": "flow-run"
                  }
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow-run"
            }
          }
        }
      },
      "OtherMessage": {
        "description": "A message that is no template, such as text. Its content is left open: the vendor's pages show two forms of a text message.",
        "type": "object",
        "additionalProperties": true,
        "required": [
          "type"
        ],
        "properties": {
          "type": {
            "type": "string",
            "not": {
              "const": "template"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "message"
            }
          }
        }
      },
      "NoMessage": {
        "description": "Nothing is sent; the flow waits for the candidate.",
        "type": "object",
        "maxProperties": 0
      },
      "FlowDocument": {
        "description": "One flow.",
        "type": "object",
        "required": [
          "data",
          "meta"
        ],
        "properties": {
          "data": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow"
            },
            "$ref": "#/components/schemas/Flow"
          },
          "meta": {
            "description": "Empty.",
            "type": "object",
            "x-evidence": {
              "basis": "documented",
              "from": "flow"
            }
          }
        }
      },
      "FlowCollection": {
        "description": "A page of flows. There are no links to other pages.",
        "type": "object",
        "required": [
          "data",
          "meta"
        ],
        "properties": {
          "data": {
            "type": "array",
            "maxItems": 200,
            "items": {
              "$ref": "#/components/schemas/Flow"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flow"
            }
          },
          "meta": {
            "x-evidence": {
              "basis": "documented",
              "from": "flow"
            },
            "$ref": "#/components/schemas/CollectionMeta"
          }
        }
      },
      "MessageThreadDocument": {
        "description": "One message thread.",
        "type": "object",
        "required": [
          "data",
          "meta"
        ],
        "properties": {
          "data": {
            "x-evidence": {
              "basis": "documented",
              "from": "message-thread"
            },
            "$ref": "#/components/schemas/MessageThread"
          },
          "meta": {
            "description": "Empty.",
            "type": "object",
            "x-evidence": {
              "basis": "documented",
              "from": "message-thread"
            }
          }
        }
      },
      "MessageThreadCollection": {
        "description": "A page of message threads. There are no links to other pages.",
        "type": "object",
        "required": [
          "data",
          "meta"
        ],
        "properties": {
          "data": {
            "type": "array",
            "maxItems": 200,
            "items": {
              "$ref": "#/components/schemas/MessageThread"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "message-thread"
            }
          },
          "meta": {
            "x-evidence": {
              "basis": "documented",
              "from": "message-thread"
            },
            "$ref": "#/components/schemas/CollectionMeta"
          }
        }
      },
      "WebhookDocument": {
        "description": "One subscription.",
        "type": "object",
        "required": [
          "data",
          "meta"
        ],
        "properties": {
          "data": {
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/Webhook"
          },
          "meta": {
            "description": "Empty.",
            "type": "object",
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            }
          }
        }
      },
      "WebhookCollection": {
        "description": "A page of subscriptions. There are no links to other pages.",
        "type": "object",
        "required": [
          "data",
          "meta"
        ],
        "properties": {
          "data": {
            "type": "array",
            "maxItems": 200,
            "items": {
              "$ref": "#/components/schemas/Webhook"
            },
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            }
          },
          "meta": {
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/CollectionMeta"
          }
        }
      },
      "OrganizationDocument": {
        "description": "One organization.",
        "type": "object",
        "required": [
          "data",
          "meta"
        ],
        "properties": {
          "data": {
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/Organization"
          },
          "meta": {
            "description": "Empty.",
            "type": "object",
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            }
          }
        }
      },
      "Webhook": {
        "description": "A subscription to one event of one kind of resource.",
        "type": "object",
        "required": [
          "id",
          "type",
          "attributes"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "type": {
            "type": "string",
            "const": "webhooks",
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            }
          },
          "attributes": {
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/WebhookAttributes"
          }
        }
      },
      "WebhookAttributes": {
        "type": "object",
        "required": [
          "createdAt",
          "updatedAt",
          "resourceType",
          "event",
          "fields",
          "webhookUrl"
        ],
        "properties": {
          "createdAt": {
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "updatedAt": {
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "resourceType": {
            "description": "The type of the resources. The guide has such an attribute, but its name was not at hand.",
            "type": "string",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "event": {
            "type": "string",
            "enum": [
              "create",
              "update",
              "delete"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "fields": {
            "description": "Attributes of which one has to change for an `update` to be sent; null or empty for any.",
            "type": [
              "array",
              "null"
            ],
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "webhookUrl": {
            "description": "Null when payloads go to the address of the organization.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          }
        }
      },
      "WebhookCreate": {
        "description": "A subscription to make.",
        "type": "object",
        "required": [
          "data"
        ],
        "properties": {
          "data": {
            "description": "The server chooses the id; a client that sends one is refused with 403.",
            "type": "object",
            "required": [
              "type",
              "attributes"
            ],
            "propertyNames": {
              "not": {
                "const": "id"
              }
            },
            "properties": {
              "type": {
                "type": "string",
                "const": "webhooks",
                "x-evidence": {
                  "basis": "inferred",
                  "from": "webhooks"
                }
              },
              "attributes": {
                "description": "Any other attribute is refused with 403. What is missing or unfit is refused with 422.",
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "resourceType",
                  "event"
                ],
                "properties": {
                  "resourceType": {
                    "description": "The twin tells of flow runs only.",
                    "type": "string",
                    "const": "flowRuns",
                    "x-evidence": {
                      "basis": "decided",
                      "from": "flowtwin"
                    }
                  },
                  "event": {
                    "type": "string",
                    "enum": [
                      "create",
                      "update",
                      "delete"
                    ],
                    "x-evidence": {
                      "basis": "documented",
                      "from": "webhooks"
                    }
                  },
                  "fields": {
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "type": "string"
                    },
                    "x-evidence": {
                      "basis": "documented",
                      "from": "webhooks"
                    }
                  },
                  "webhookUrl": {
                    "type": [
                      "string",
                      "null"
                    ],
                    "pattern": "^https?://\\S+$",
                    "x-evidence": {
                      "basis": "documented",
                      "from": "webhooks"
                    }
                  }
                },
                "x-evidence": {
                  "basis": "documented",
                  "from": "webhooks"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          }
        }
      },
      "WebhookUpdate": {
        "description": "A change to a subscription.",
        "type": "object",
        "required": [
          "data"
        ],
        "properties": {
          "data": {
            "type": "object",
            "required": [
              "type",
              "id"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "webhooks",
                "x-evidence": {
                  "basis": "inferred",
                  "from": "webhooks"
                }
              },
              "id": {
                "description": "The id in the path; another one is refused with 409.",
                "type": "string",
                "format": "uuid",
                "x-evidence": {
                  "basis": "inferred",
                  "from": "webhooks"
                }
              },
              "attributes": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "resourceType": {
                    "type": "string",
                    "const": "flowRuns",
                    "x-evidence": {
                      "basis": "decided",
                      "from": "flowtwin"
                    }
                  },
                  "event": {
                    "type": "string",
                    "enum": [
                      "create",
                      "update",
                      "delete"
                    ],
                    "x-evidence": {
                      "basis": "inferred",
                      "from": "webhooks"
                    }
                  },
                  "fields": {
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "type": "string"
                    },
                    "x-evidence": {
                      "basis": "inferred",
                      "from": "webhooks"
                    }
                  },
                  "webhookUrl": {
                    "type": [
                      "string",
                      "null"
                    ],
                    "pattern": "^https?://\\S+$",
                    "x-evidence": {
                      "basis": "inferred",
                      "from": "webhooks"
                    }
                  }
                },
                "x-evidence": {
                  "basis": "inferred",
                  "from": "webhooks"
                }
              }
            },
            "x-evidence": {
              "basis": "inferred",
              "from": "webhooks"
            }
          }
        }
      },
      "Organization": {
        "description": "The organization that the key belongs to.",
        "type": "object",
        "required": [
          "id",
          "type",
          "attributes"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "type": {
            "type": "string",
            "const": "organizations",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "attributes": {
            "type": "object",
            "required": [
              "webhookUrl"
            ],
            "properties": {
              "webhookUrl": {
                "description": "Where payloads go that have no address of their own.",
                "type": [
                  "string",
                  "null"
                ],
                "x-evidence": {
                  "basis": "documented",
                  "from": "webhooks"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          }
        }
      },
      "OrganizationUpdate": {
        "description": "Where webhooks are sent, and with which secret.",
        "type": "object",
        "required": [
          "data"
        ],
        "properties": {
          "data": {
            "type": "object",
            "required": [
              "type",
              "attributes"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "organizations",
                "x-evidence": {
                  "basis": "documented",
                  "from": "webhooks"
                }
              },
              "id": {
                "description": "May be left out; another than that of the organization is refused with 409.",
                "type": "string",
                "format": "uuid",
                "x-evidence": {
                  "basis": "inferred",
                  "from": "jsonapi"
                }
              },
              "attributes": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "webhookUrl",
                  "webhookSecret"
                ],
                "properties": {
                  "webhookUrl": {
                    "type": "string",
                    "pattern": "^https?://\\S+$",
                    "x-evidence": {
                      "basis": "documented",
                      "from": "webhooks"
                    }
                  },
                  "webhookSecret": {
                    "description": "Sent with every payload in the header `X-Recrubo-Webhook-Secret`.",
                    "type": "string",
                    "minLength": 1,
                    "pattern": "^[!-~]+$",
                    "x-evidence": {
                      "basis": "documented",
                      "from": "webhooks"
                    }
                  }
                },
                "x-evidence": {
                  "basis": "documented",
                  "from": "webhooks"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          }
        }
      },
      "WebhookPayload": {
        "description": "What is sent to a subscriber, by POST and with the secret in the header `X-Recrubo-Webhook-Secret`.",
        "type": "object",
        "required": [
          "data"
        ],
        "properties": {
          "data": {
            "type": "object",
            "required": [
              "type",
              "id",
              "attributes"
            ],
            "properties": {
              "type": {
                "type": "string",
                "const": "webhookPayload",
                "x-evidence": {
                  "basis": "documented",
                  "from": "webhooks"
                }
              },
              "id": {
                "description": "The record of this delivery, the same at every attempt.",
                "type": "string",
                "format": "uuid",
                "x-evidence": {
                  "basis": "documented",
                  "from": "webhooks"
                }
              },
              "attributes": {
                "type": "object",
                "required": [
                  "webhookId",
                  "event",
                  "resource"
                ],
                "properties": {
                  "webhookId": {
                    "type": "string",
                    "format": "uuid",
                    "x-evidence": {
                      "basis": "documented",
                      "from": "webhooks"
                    }
                  },
                  "event": {
                    "type": "string",
                    "enum": [
                      "create",
                      "update",
                      "delete"
                    ],
                    "x-evidence": {
                      "basis": "documented",
                      "from": "webhooks"
                    }
                  },
                  "fields": {
                    "description": "The attributes that an `update` changed.",
                    "type": "array",
                    "items": {
                      "type": "string"
                    },
                    "x-evidence": {
                      "basis": "documented",
                      "from": "webhooks"
                    }
                  },
                  "resource": {
                    "x-evidence": {
                      "basis": "documented",
                      "from": "webhooks"
                    },
                    "$ref": "#/components/schemas/FlowRun"
                  }
                },
                "x-evidence": {
                  "basis": "documented",
                  "from": "webhooks"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          }
        }
      },
      "FlowFilter": {
        "description": "One filter for each attribute that can be filtered by.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "id": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "name": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "reminderInterval": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "sessionTimeout": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "publishedAt": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "unpublishedChanges": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "flowGenerationId": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "createdAt": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "updatedAt": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          }
        }
      },
      "MessageThreadFilter": {
        "description": "One filter for each attribute that can be filtered by.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "id": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "channel": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "identifier": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "candidateId": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "chatbotPaused": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "createdAt": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "updatedAt": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          }
        }
      },
      "FlowRunFilter": {
        "description": "One filter for each attribute that can be filtered by. `state` and `initialMessage` cannot.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "id": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "graphiti"
            }
          },
          "status": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "flowId": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "graphiti"
            }
          },
          "messageThreadId": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "createdAt": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "updatedAt": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "query"
            }
          },
          "cost": {
            "anyOf": [
              {
                "type": "string"
              },
              {
                "$ref": "#/components/schemas/Comparison"
              }
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "graphiti"
            }
          }
        }
      },
      "Comparison": {
        "description": "Operators, each with its operand as text. A bare value means equality.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "eq": {
            "description": "Equal, with regard to case.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "eql": {
            "description": "Equal, whatever the case.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "prefix": {
            "description": "Begins with the operand.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "suffix": {
            "description": "Ends with the operand.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "gt": {
            "description": "Greater.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "gte": {
            "description": "Greater or equal.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "lt": {
            "description": "Less.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "lte": {
            "description": "Less or equal.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          },
          "match": {
            "description": "One of a list, separated by commas.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "query"
            }
          }
        }
      },
      "FieldList": {
        "description": "Names of attributes and relationships, separated by commas.",
        "type": "string",
        "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
      },
      "Instant": {
        "description": "UTC to the second, with a numeric offset.",
        "type": "string",
        "format": "date-time",
        "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00$",
        "x-evidence": {
          "basis": "documented",
          "from": "flow-run"
        }
      },
      "ErrorDocument": {
        "description": "What went wrong, in the error form of JSON:API.",
        "type": "object",
        "required": [
          "errors"
        ],
        "properties": {
          "errors": {
            "type": "array",
            "minItems": 1,
            "items": {
              "$ref": "#/components/schemas/ErrorObject"
            },
            "x-evidence": {
              "basis": "source",
              "from": "jsonapi"
            }
          }
        }
      },
      "ErrorObject": {
        "description": "One problem. JSON:API demands no single member, only that there is one. The twin always sends `code`, `status`, `title` and `detail`.",
        "type": "object",
        "minProperties": 1,
        "properties": {
          "code": {
            "description": "The status in words.",
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "jsonapi"
            }
          },
          "status": {
            "description": "The HTTP status, as text.",
            "type": "string",
            "pattern": "^[45]\\d\\d$",
            "x-evidence": {
              "basis": "source",
              "from": "jsonapi"
            }
          },
          "title": {
            "description": "The kind of problem, the same at each occurrence.",
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "jsonapi"
            }
          },
          "detail": {
            "description": "What is wrong this time.",
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "jsonapi"
            }
          },
          "source": {
            "description": "Where in the request the cause is.",
            "type": "object",
            "properties": {
              "pointer": {
                "description": "A JSON Pointer to a value in the body. The framework leaves out the leading slash that JSON:API wants; the twin sends it.",
                "type": "string",
                "pattern": "^(/[^/]*)*$",
                "x-evidence": {
                  "basis": "decided",
                  "from": "flowtwin"
                }
              },
              "parameter": {
                "description": "The name of a query parameter.",
                "type": "string",
                "x-evidence": {
                  "basis": "source",
                  "from": "jsonapi"
                }
              },
              "header": {
                "description": "The name of a request header.",
                "type": "string",
                "x-evidence": {
                  "basis": "source",
                  "from": "jsonapi"
                }
              }
            },
            "x-evidence": {
              "basis": "source",
              "from": "jsonapi"
            }
          },
          "meta": {
            "description": "The same problem for programs, where a member of the body is at fault.",
            "type": "object",
            "properties": {
              "attribute": {
                "description": "The member at fault: as a dotted path in a request or conflict error, by its bare name in a validation error.",
                "type": "string",
                "x-evidence": {
                  "basis": "inferred",
                  "from": "graphiti"
                }
              },
              "message": {
                "description": "What is wrong with it.",
                "type": "string",
                "x-evidence": {
                  "basis": "inferred",
                  "from": "graphiti"
                }
              },
              "code": {
                "description": "The rule that it breaks.",
                "type": "string",
                "x-evidence": {
                  "basis": "inferred",
                  "from": "graphiti"
                }
              }
            },
            "x-evidence": {
              "basis": "inferred",
              "from": "graphiti"
            }
          }
        }
      }
    },
    "examples": {
      "listFlowRuns.all": {
        "summary": "Six runs, one of each status, in the order of creation",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: attributes and sample list; the order without sort is a choice",
        "value": {
          "data": [
            {
              "id": "697ecb2f-4c65-4ed1-9a61-542e971cc904",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-12T08:15:30+00:00",
                "updatedAt": "2026-01-12T08:22:41+00:00",
                "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
                "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
                "state": {
                  "firstName": "Noor",
                  "shift": "night",
                  "ownTransport": "yes"
                },
                "initialMessage": {
                  "type": "template",
                  "template": {
                    "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                    "components": [
                      {
                        "type": "body",
                        "parameters": [
                          {
                            "type": "text",
                            "text": "Noor"
                          },
                          {
                            "type": "text",
                            "text": "night shift"
                          }
                        ]
                      }
                    ]
                  }
                },
                "status": "finished",
                "cost": 6
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                }
              }
            },
            {
              "id": "7f7b0add-18e7-4e41-86b7-5c401b4df7bc",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-12T09:02:11+00:00",
                "updatedAt": "2026-01-13T09:04:54+00:00",
                "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
                "messageThreadId": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
                "state": {
                  "firstName": "Tomasz"
                },
                "initialMessage": {
                  "type": "template",
                  "template": {
                    "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                    "components": [
                      {
                        "type": "body",
                        "parameters": [
                          {
                            "type": "text",
                            "text": "Tomasz"
                          },
                          {
                            "type": "text",
                            "text": "early shift"
                          }
                        ]
                      }
                    ]
                  }
                },
                "status": "timeout",
                "cost": 3
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                  }
                }
              }
            },
            {
              "id": "6095a28d-9b99-4160-a51c-398b198b29c8",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-13T10:30:05+00:00",
                "updatedAt": "2026-01-13T10:30:48+00:00",
                "flowId": "f3320fef-d3a2-46f0-8470-816270d2036e",
                "messageThreadId": "7752c20a-c938-48d9-881b-25164fb8f5c3",
                "state": {
                  "licence": "C"
                },
                "initialMessage": {},
                "status": "exception",
                "cost": 2
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/f3320fef-d3a2-46f0-8470-816270d2036e"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/7752c20a-c938-48d9-881b-25164fb8f5c3"
                  }
                }
              }
            },
            {
              "id": "af8989d0-881a-4478-8316-aeda1f3e1185",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-14T13:47:52+00:00",
                "updatedAt": "2026-01-14T13:49:07+00:00",
                "flowId": "f3320fef-d3a2-46f0-8470-816270d2036e",
                "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
                "state": {},
                "initialMessage": {},
                "status": "cancelled",
                "cost": 0
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/f3320fef-d3a2-46f0-8470-816270d2036e"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                }
              }
            },
            {
              "id": "938a542f-6514-4afc-bb63-9b8bdff877f3",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-15T07:58:20+00:00",
                "updatedAt": "2026-01-15T08:01:36+00:00",
                "flowId": "332b8587-4dc5-4153-88f6-761937aa3cd4",
                "messageThreadId": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
                "state": {
                  "firstName": "Tomasz",
                  "scheduleId": "ca1a010f-f8a8-4cf2-b47d-634e9911c0d0"
                },
                "initialMessage": {
                  "type": "template",
                  "template": {
                    "id": "357b3938-2f28-4af9-9753-0b8ed9657ffa",
                    "components": [
                      {
                        "type": "body",
                        "parameters": [
                          {
                            "type": "text",
                            "text": "Tomasz"
                          }
                        ]
                      }
                    ]
                  }
                },
                "status": "running",
                "cost": 1
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/332b8587-4dc5-4153-88f6-761937aa3cd4"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                  }
                }
              }
            },
            {
              "id": "ab83b338-8770-44fb-9ad9-b8b01d7ad762",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-15T08:40:00+00:00",
                "updatedAt": "2026-01-15T08:40:00+00:00",
                "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
                "messageThreadId": "3ae5d8f7-ff57-49aa-a883-6d45d045581a",
                "state": {
                  "firstName": "Elin"
                },
                "initialMessage": {
                  "type": "template",
                  "template": {
                    "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                    "components": [
                      {
                        "type": "body",
                        "parameters": [
                          {
                            "type": "text",
                            "text": "Elin"
                          },
                          {
                            "type": "text",
                            "text": "weekend shift"
                          }
                        ]
                      }
                    ]
                  }
                },
                "status": "queued",
                "cost": 0
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/3ae5d8f7-ff57-49aa-a883-6d45d045581a"
                  }
                }
              }
            }
          ],
          "meta": {
            "total": 6,
            "totalUnfiltered": 6,
            "currentSize": 25,
            "currentPage": 1,
            "maxPage": 1
          }
        }
      },
      "listFlowRuns.empty": {
        "summary": "An organization without runs",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: sample list; maxPage of an empty list is a choice",
        "value": {
          "data": [],
          "meta": {
            "total": 0,
            "totalUnfiltered": 0,
            "currentSize": 25,
            "currentPage": 1,
            "maxPage": 1
          }
        }
      },
      "listFlowRuns.filtered": {
        "summary": "filter[status]=finished,timeout: two runs of six",
        "x-status": 200,
        "x-source": "Recrubo API documentation, filtering and including page: filters; Recrubo API documentation, FlowRun page: meta",
        "value": {
          "data": [
            {
              "id": "697ecb2f-4c65-4ed1-9a61-542e971cc904",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-12T08:15:30+00:00",
                "updatedAt": "2026-01-12T08:22:41+00:00",
                "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
                "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
                "state": {
                  "firstName": "Noor",
                  "shift": "night",
                  "ownTransport": "yes"
                },
                "initialMessage": {
                  "type": "template",
                  "template": {
                    "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                    "components": [
                      {
                        "type": "body",
                        "parameters": [
                          {
                            "type": "text",
                            "text": "Noor"
                          },
                          {
                            "type": "text",
                            "text": "night shift"
                          }
                        ]
                      }
                    ]
                  }
                },
                "status": "finished",
                "cost": 6
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                }
              }
            },
            {
              "id": "7f7b0add-18e7-4e41-86b7-5c401b4df7bc",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-12T09:02:11+00:00",
                "updatedAt": "2026-01-13T09:04:54+00:00",
                "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
                "messageThreadId": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
                "state": {
                  "firstName": "Tomasz"
                },
                "initialMessage": {
                  "type": "template",
                  "template": {
                    "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                    "components": [
                      {
                        "type": "body",
                        "parameters": [
                          {
                            "type": "text",
                            "text": "Tomasz"
                          },
                          {
                            "type": "text",
                            "text": "early shift"
                          }
                        ]
                      }
                    ]
                  }
                },
                "status": "timeout",
                "cost": 3
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                  }
                }
              }
            }
          ],
          "meta": {
            "total": 2,
            "totalUnfiltered": 6,
            "currentSize": 25,
            "currentPage": 1,
            "maxPage": 1
          }
        }
      },
      "listFlowRuns.second-page": {
        "summary": "page[number]=2 and page[size]=2: the third and fourth run of six",
        "x-status": 200,
        "x-source": "Recrubo API documentation, filtering and including page: pages; Recrubo API documentation, FlowRun page: meta",
        "value": {
          "data": [
            {
              "id": "6095a28d-9b99-4160-a51c-398b198b29c8",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-13T10:30:05+00:00",
                "updatedAt": "2026-01-13T10:30:48+00:00",
                "flowId": "f3320fef-d3a2-46f0-8470-816270d2036e",
                "messageThreadId": "7752c20a-c938-48d9-881b-25164fb8f5c3",
                "state": {
                  "licence": "C"
                },
                "initialMessage": {},
                "status": "exception",
                "cost": 2
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/f3320fef-d3a2-46f0-8470-816270d2036e"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/7752c20a-c938-48d9-881b-25164fb8f5c3"
                  }
                }
              }
            },
            {
              "id": "af8989d0-881a-4478-8316-aeda1f3e1185",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-14T13:47:52+00:00",
                "updatedAt": "2026-01-14T13:49:07+00:00",
                "flowId": "f3320fef-d3a2-46f0-8470-816270d2036e",
                "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
                "state": {},
                "initialMessage": {},
                "status": "cancelled",
                "cost": 0
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/f3320fef-d3a2-46f0-8470-816270d2036e"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                }
              }
            }
          ],
          "meta": {
            "total": 6,
            "totalUnfiltered": 6,
            "currentSize": 2,
            "currentPage": 2,
            "maxPage": 3
          }
        }
      },
      "listFlowRuns.beyond-the-end": {
        "summary": "page[number]=9: no rows, and the usual meta",
        "x-status": 200,
        "x-source": "Inferred from the numbers in meta; the vendor shows no such page",
        "value": {
          "data": [],
          "meta": {
            "total": 6,
            "totalUnfiltered": 6,
            "currentSize": 25,
            "currentPage": 9,
            "maxPage": 1
          }
        }
      },
      "listFlowRuns.included": {
        "summary": "include=flow,messageThread and page[size]=2: two runs share one flow, sent once",
        "x-status": 200,
        "x-source": "Recrubo API documentation, filtering and including page: include; JSON:API 1.1, compound documents",
        "value": {
          "data": [
            {
              "id": "697ecb2f-4c65-4ed1-9a61-542e971cc904",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-12T08:15:30+00:00",
                "updatedAt": "2026-01-12T08:22:41+00:00",
                "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
                "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
                "state": {
                  "firstName": "Noor",
                  "shift": "night",
                  "ownTransport": "yes"
                },
                "initialMessage": {
                  "type": "template",
                  "template": {
                    "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                    "components": [
                      {
                        "type": "body",
                        "parameters": [
                          {
                            "type": "text",
                            "text": "Noor"
                          },
                          {
                            "type": "text",
                            "text": "night shift"
                          }
                        ]
                      }
                    ]
                  }
                },
                "status": "finished",
                "cost": 6
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  },
                  "data": {
                    "type": "flows",
                    "id": "5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                  },
                  "data": {
                    "type": "messageThreads",
                    "id": "104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                }
              }
            },
            {
              "id": "7f7b0add-18e7-4e41-86b7-5c401b4df7bc",
              "type": "flowRuns",
              "attributes": {
                "createdAt": "2026-01-12T09:02:11+00:00",
                "updatedAt": "2026-01-13T09:04:54+00:00",
                "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
                "messageThreadId": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
                "state": {
                  "firstName": "Tomasz"
                },
                "initialMessage": {
                  "type": "template",
                  "template": {
                    "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                    "components": [
                      {
                        "type": "body",
                        "parameters": [
                          {
                            "type": "text",
                            "text": "Tomasz"
                          },
                          {
                            "type": "text",
                            "text": "early shift"
                          }
                        ]
                      }
                    ]
                  }
                },
                "status": "timeout",
                "cost": 3
              },
              "relationships": {
                "flow": {
                  "links": {
                    "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  },
                  "data": {
                    "type": "flows",
                    "id": "5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "messageThread": {
                  "links": {
                    "related": "/public/v2/message-threads/4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                  },
                  "data": {
                    "type": "messageThreads",
                    "id": "4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                  }
                }
              }
            }
          ],
          "meta": {
            "total": 6,
            "totalUnfiltered": 6,
            "currentSize": 2,
            "currentPage": 1,
            "maxPage": 3
          },
          "included": [
            {
              "id": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
              "type": "flows",
              "attributes": {
                "createdAt": "2026-01-05T09:12:00+00:00",
                "updatedAt": "2026-01-09T15:20:33+00:00",
                "name": "Warehouse shift intake",
                "reminderInterval": 30,
                "reminderMessage": "We still miss two answers from you. Shall we go on?",
                "sessionTimeout": 1440,
                "publishedAt": "2026-01-06T07:00:00+00:00",
                "unpublishedChanges": true,
                "flowGenerationId": null
              },
              "relationships": {
                "flowGeneration": {
                  "links": {
                    "related": "/public/v2/flow-generations?filter[flowId]=5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "nodes": {
                  "links": {
                    "related": "/public/v2/nodes?filter[flowId]=5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                }
              }
            },
            {
              "id": "104b8dad-4df3-429e-b542-1905ccb95742",
              "type": "messageThreads",
              "attributes": {
                "createdAt": "2026-01-12T08:14:02+00:00",
                "updatedAt": "2026-01-14T13:49:07+00:00",
                "channel": "whatsapp",
                "identifier": "31612345118",
                "candidateId": "d45057e5-9a57-4c9c-8051-82d64502a002"
              },
              "relationships": {
                "candidate": {
                  "links": {
                    "related": "/public/v2/candidates/d45057e5-9a57-4c9c-8051-82d64502a002"
                  }
                },
                "flowRuns": {
                  "links": {
                    "related": "/public/v2/flow-runs?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                },
                "messages": {
                  "links": {
                    "related": "/public/v2/messages?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                },
                "conversation": {
                  "links": {
                    "related": "/public/v2/conversations?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                }
              }
            },
            {
              "id": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
              "type": "messageThreads",
              "attributes": {
                "createdAt": "2026-01-12T09:00:37+00:00",
                "updatedAt": "2026-01-15T08:01:36+00:00",
                "channel": "whatsapp",
                "identifier": "447700900118",
                "candidateId": "7b5748b6-06e1-44ac-98bc-7d13bb793ede"
              },
              "relationships": {
                "candidate": {
                  "links": {
                    "related": "/public/v2/candidates/7b5748b6-06e1-44ac-98bc-7d13bb793ede"
                  }
                },
                "flowRuns": {
                  "links": {
                    "related": "/public/v2/flow-runs?filter[messageThreadId]=4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                  }
                },
                "messages": {
                  "links": {
                    "related": "/public/v2/messages?filter[messageThreadId]=4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                  }
                },
                "conversation": {
                  "links": {
                    "related": "/public/v2/conversations?filter[messageThreadId]=4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                  }
                }
              }
            }
          ]
        }
      },
      "listFlowRuns.unknown-include": {
        "summary": "include=candidate",
        "x-status": 400,
        "x-source": "JSON:API 1.1: an include path that is not supported is answered with 400; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "candidate cannot be included; flow and messageThread can",
              "source": {
                "parameter": "include"
              }
            }
          ]
        }
      },
      "listFlowRuns.unknown-sort": {
        "summary": "sort=state",
        "x-status": 400,
        "x-source": "JSON:API 1.1: a sort that is not supported is answered with 400; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "state cannot be sorted by",
              "source": {
                "parameter": "sort"
              }
            }
          ]
        }
      },
      "listFlowRuns.unknown-parameter": {
        "summary": "limit=10",
        "x-status": 400,
        "x-source": "JSON:API 1.1: a parameter of letters a to z that the server does not know is answered with 400; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "limit is not a parameter of this endpoint",
              "source": {
                "parameter": "limit"
              }
            }
          ]
        }
      },
      "listFlowRuns.unknown-filter": {
        "summary": "filter[state]=night",
        "x-status": 400,
        "x-source": "A choice of this project; the vendor does not say what an unknown filter does",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "state cannot be filtered by",
              "source": {
                "parameter": "filter[state]"
              }
            }
          ]
        }
      },
      "listFlowRuns.unknown-operator": {
        "summary": "filter[cost][between]=1,5",
        "x-status": 400,
        "x-source": "A choice of this project; the operators are documented, what another one does is not",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "between is not an operator",
              "source": {
                "parameter": "filter[cost][between]"
              }
            }
          ]
        }
      },
      "listFlowRuns.page-size-over-limit": {
        "summary": "page[size]=201",
        "x-status": 400,
        "x-source": "A choice of this project; Graphiti refuses as well, the vendor says only that 200 is the maximum",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "a page of 201 is more than the maximum of 200",
              "source": {
                "parameter": "page[size]"
              }
            }
          ]
        }
      },
      "listFlowRuns.page-zero": {
        "summary": "page[number]=0",
        "x-status": 400,
        "x-source": "A choice of this project; pages are counted from 1",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "page[number] must be an integer from 1 up",
              "source": {
                "parameter": "page[number]"
              }
            }
          ]
        }
      },
      "readFlowRun.unknown-include": {
        "summary": "include=flows: relationships have their own names, not those of the types",
        "x-status": 400,
        "x-source": "JSON:API 1.1: an include path that is not supported is answered with 400; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "flows cannot be included; flow and messageThread can",
              "source": {
                "parameter": "include"
              }
            }
          ]
        }
      },
      "deleteFlowRun.unknown-parameter": {
        "summary": "force=true",
        "x-status": 400,
        "x-source": "JSON:API 1.1: a parameter of letters a to z that the server does not know is answered with 400; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "force is not a parameter of this endpoint",
              "source": {
                "parameter": "force"
              }
            }
          ]
        }
      },
      "listFlowRuns.unauthenticated": {
        "summary": "No key was sent",
        "x-status": 401,
        "x-source": "Recrubo API documentation, Candidate page: access denied",
        "value": {
          "errors": [
            {
              "code": "unauthorized",
              "status": "401",
              "title": "Unauthorized",
              "detail": "access denied",
              "source": {
                "header": "Authorization"
              }
            }
          ]
        }
      },
      "listFlows.access-denied": {
        "summary": "A key that does not open this",
        "x-status": 403,
        "x-source": "JSON:API 1.1, error objects; that there is such a key is a choice of Flowtwin",
        "value": {
          "errors": [
            {
              "code": "forbidden",
              "status": "403",
              "title": "Forbidden",
              "detail": "access denied"
            }
          ]
        }
      },
      "listFlowRuns.method-not-allowed": {
        "summary": "PUT on the collection",
        "x-status": 405,
        "x-source": "Inferred; the vendor shows no such answer",
        "value": {
          "errors": [
            {
              "code": "method_not_allowed",
              "status": "405",
              "title": "Method Not Allowed",
              "detail": "PUT is not allowed here; use GET, HEAD or POST"
            }
          ]
        }
      },
      "readFlowRun.method-not-allowed": {
        "summary": "POST on one run",
        "x-status": 405,
        "x-source": "Inferred; the vendor shows no such answer",
        "value": {
          "errors": [
            {
              "code": "method_not_allowed",
              "status": "405",
              "title": "Method Not Allowed",
              "detail": "POST is not allowed here; use DELETE, GET, HEAD or PATCH"
            }
          ]
        }
      },
      "listFlowRuns.not-acceptable": {
        "summary": "Accept: application/vnd.api+json; charset=utf-8",
        "x-status": 406,
        "x-source": "JSON:API 1.1: an Accept with parameters in each instance of the media type is answered with 406; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "not_acceptable",
              "status": "406",
              "title": "Not Acceptable",
              "detail": "each application/vnd.api+json in Accept has parameters; send one without",
              "source": {
                "header": "Accept"
              }
            }
          ]
        }
      },
      "listFlowRuns.server-error": {
        "summary": "Something broke on the side of the server",
        "x-status": 500,
        "x-source": "Inferred; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "internal_server_error",
              "status": "500",
              "title": "Internal Server Error",
              "detail": "the server could not answer this request; try again later"
            }
          ]
        }
      },
      "createFlowRun.request-template": {
        "summary": "A WhatsApp template opens the flow",
        "x-request": true,
        "x-source": "Recrubo API documentation, FlowRun page: the template form",
        "value": {
          "data": {
            "type": "flowRuns",
            "attributes": {
              "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
              "messageThreadId": "3ae5d8f7-ff57-49aa-a883-6d45d045581a",
              "state": {
                "firstName": "Elin"
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Elin"
                        },
                        {
                          "type": "text",
                          "text": "late shift"
                        }
                      ]
                    }
                  ]
                }
              }
            }
          }
        }
      },
      "createFlowRun.request-without-message": {
        "summary": "No message: {}",
        "x-request": true,
        "x-source": "Recrubo API documentation, FlowRun page: initial message set to {}",
        "value": {
          "data": {
            "type": "flowRuns",
            "attributes": {
              "flowId": "f3320fef-d3a2-46f0-8470-816270d2036e",
              "messageThreadId": "7752c20a-c938-48d9-881b-25164fb8f5c3",
              "state": {},
              "initialMessage": {}
            }
          }
        }
      },
      "createFlowRun.request-text": {
        "summary": "A text message on Facebook Messenger",
        "x-request": true,
        "x-source": "Recrubo API documentation, FlowRun page: any payload; Sending messages guide: text",
        "value": {
          "data": {
            "type": "flowRuns",
            "attributes": {
              "flowId": "f3320fef-d3a2-46f0-8470-816270d2036e",
              "messageThreadId": "7752c20a-c938-48d9-881b-25164fb8f5c3",
              "state": {
                "vacancy": "Van driver"
              },
              "initialMessage": {
                "type": "text",
                "text": {
                  "value": "Good morning! May we ask about your licence?"
                }
              }
            }
          }
        }
      },
      "createFlowRun.request-schedule": {
        "summary": "One schedule for a custom scheduling step",
        "x-request": true,
        "x-source": "Recrubo API documentation, FlowRun page: Scheduling",
        "value": {
          "data": {
            "type": "flowRuns",
            "attributes": {
              "flowId": "332b8587-4dc5-4153-88f6-761937aa3cd4",
              "messageThreadId": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
              "state": {
                "firstName": "Tomasz",
                "scheduleId": "ca1a010f-f8a8-4cf2-b47d-634e9911c0d0"
              },
              "initialMessage": {}
            }
          }
        }
      },
      "createFlowRun.request-schedules": {
        "summary": "Two schedules for a custom scheduling step",
        "x-request": true,
        "x-source": "Recrubo API documentation, FlowRun page: Scheduling",
        "value": {
          "data": {
            "type": "flowRuns",
            "attributes": {
              "flowId": "332b8587-4dc5-4153-88f6-761937aa3cd4",
              "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
              "state": {
                "scheduleId": [
                  "ca1a010f-f8a8-4cf2-b47d-634e9911c0d0",
                  "8e77a54e-7099-462d-8b62-f8748bf780df"
                ]
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "357b3938-2f28-4af9-9753-0b8ed9657ffa",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Noor"
                        }
                      ]
                    }
                  ]
                }
              }
            }
          }
        }
      },
      "createFlowRun.template": {
        "summary": "The new run: queued, at no cost yet",
        "x-status": 201,
        "x-source": "Recrubo API documentation, FlowRun page: created; Triggering flows guide: queued; the number is JSON:API's",
        "value": {
          "data": {
            "id": "2635e3a4-2db2-4f69-b779-f051e95f9490",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-15T09:05:12+00:00",
              "updatedAt": "2026-01-15T09:05:12+00:00",
              "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
              "messageThreadId": "3ae5d8f7-ff57-49aa-a883-6d45d045581a",
              "state": {
                "firstName": "Elin"
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Elin"
                        },
                        {
                          "type": "text",
                          "text": "late shift"
                        }
                      ]
                    }
                  ]
                }
              },
              "status": "queued",
              "cost": 0
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/3ae5d8f7-ff57-49aa-a883-6d45d045581a"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "createFlowRun.without-message": {
        "summary": "The new run: queued, without a message",
        "x-status": 201,
        "x-source": "Recrubo API documentation, FlowRun page: created; Triggering flows guide: queued; the number is JSON:API's",
        "value": {
          "data": {
            "id": "1bd78ddb-1632-4df2-a6af-9e34489a8377",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-15T09:06:40+00:00",
              "updatedAt": "2026-01-15T09:06:40+00:00",
              "flowId": "f3320fef-d3a2-46f0-8470-816270d2036e",
              "messageThreadId": "7752c20a-c938-48d9-881b-25164fb8f5c3",
              "state": {},
              "initialMessage": {},
              "status": "queued",
              "cost": 0
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/f3320fef-d3a2-46f0-8470-816270d2036e"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/7752c20a-c938-48d9-881b-25164fb8f5c3"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "createFlowRun.text": {
        "summary": "The new run: queued, with a text message",
        "x-status": 201,
        "x-source": "Recrubo API documentation, FlowRun page: created; Triggering flows guide: queued; the number is JSON:API's",
        "value": {
          "data": {
            "id": "da9ef0f5-c338-4c26-bbe4-7e463d98b155",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-15T09:08:03+00:00",
              "updatedAt": "2026-01-15T09:08:03+00:00",
              "flowId": "f3320fef-d3a2-46f0-8470-816270d2036e",
              "messageThreadId": "7752c20a-c938-48d9-881b-25164fb8f5c3",
              "state": {
                "vacancy": "Van driver"
              },
              "initialMessage": {
                "type": "text",
                "text": {
                  "value": "Good morning! May we ask about your licence?"
                }
              },
              "status": "queued",
              "cost": 0
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/f3320fef-d3a2-46f0-8470-816270d2036e"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/7752c20a-c938-48d9-881b-25164fb8f5c3"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "createFlowRun.schedule": {
        "summary": "The new run: queued, with a schedule",
        "x-status": 201,
        "x-source": "Recrubo API documentation, FlowRun page: created; Triggering flows guide: queued; the number is JSON:API's",
        "value": {
          "data": {
            "id": "79f3f6a6-485f-4392-833b-ac2fb0282de9",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-15T09:11:27+00:00",
              "updatedAt": "2026-01-15T09:11:27+00:00",
              "flowId": "332b8587-4dc5-4153-88f6-761937aa3cd4",
              "messageThreadId": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
              "state": {
                "firstName": "Tomasz",
                "scheduleId": "ca1a010f-f8a8-4cf2-b47d-634e9911c0d0"
              },
              "initialMessage": {},
              "status": "queued",
              "cost": 0
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/332b8587-4dc5-4153-88f6-761937aa3cd4"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "createFlowRun.schedules": {
        "summary": "The new run: queued, with two schedules",
        "x-status": 201,
        "x-source": "Recrubo API documentation, FlowRun page: created; Triggering flows guide: queued; the number is JSON:API's",
        "value": {
          "data": {
            "id": "38b520b2-d320-438f-834b-1181446b1659",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-15T09:12:55+00:00",
              "updatedAt": "2026-01-15T09:12:55+00:00",
              "flowId": "332b8587-4dc5-4153-88f6-761937aa3cd4",
              "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
              "state": {
                "scheduleId": [
                  "ca1a010f-f8a8-4cf2-b47d-634e9911c0d0",
                  "8e77a54e-7099-462d-8b62-f8748bf780df"
                ]
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "357b3938-2f28-4af9-9753-0b8ed9657ffa",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Noor"
                        }
                      ]
                    }
                  ]
                }
              },
              "status": "queued",
              "cost": 0
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/332b8587-4dc5-4153-88f6-761937aa3cd4"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "createFlowRun.malformed-json": {
        "summary": "The body ends in the middle of an object",
        "x-status": 400,
        "x-source": "A choice of this project, as common with HTTP",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "the body is not valid JSON"
            }
          ]
        }
      },
      "createFlowRun.no-data": {
        "summary": "The body is an object without data",
        "x-status": 400,
        "x-source": "A choice of this project; JSON:API demands a resource object as data",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Request Error",
              "detail": "data is missing",
              "source": {
                "pointer": ""
              },
              "meta": {
                "attribute": "data",
                "message": "is missing",
                "code": "missing"
              }
            }
          ]
        }
      },
      "createFlowRun.unknown-parameter": {
        "summary": "include=flow: only reading endpoints take it",
        "x-status": 400,
        "x-source": "JSON:API 1.1: an endpoint without include answers it with 400; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "include is not a parameter of this endpoint",
              "source": {
                "parameter": "include"
              }
            }
          ]
        }
      },
      "updateFlowRun.malformed-json": {
        "summary": "The body has a comment, which JSON does not know",
        "x-status": 400,
        "x-source": "A choice of this project, as common with HTTP",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Bad Request",
              "detail": "the body is not valid JSON"
            }
          ]
        }
      },
      "updateFlowRun.no-id": {
        "summary": "data has no id",
        "x-status": 400,
        "x-source": "A choice of this project; JSON:API demands type and id in an update",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "400",
              "title": "Request Error",
              "detail": "data.id is missing",
              "source": {
                "pointer": "/data"
              },
              "meta": {
                "attribute": "data.id",
                "message": "is missing",
                "code": "missing"
              }
            }
          ]
        }
      },
      "createFlowRun.client-id": {
        "summary": "data.id was sent",
        "x-status": 403,
        "x-source": "JSON:API 1.1: an id from the client that is not supported is answered with 403; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "forbidden",
              "status": "403",
              "title": "Request Error",
              "detail": "data.id cannot be written",
              "source": {
                "pointer": "/data/id"
              },
              "meta": {
                "attribute": "data.id",
                "message": "cannot be written",
                "code": "unwritable_attribute"
              }
            }
          ]
        }
      },
      "createFlowRun.relationship": {
        "summary": "The flow was sent as a relationship",
        "x-status": 403,
        "x-source": "JSON:API 1.1: 403 to what is not supported; Graphiti's error form",
        "value": {
          "errors": [
            {
              "code": "forbidden",
              "status": "403",
              "title": "Request Error",
              "detail": "data.relationships.flow cannot be written",
              "source": {
                "pointer": "/data/relationships/flow"
              },
              "meta": {
                "attribute": "data.relationships.flow",
                "message": "cannot be written",
                "code": "unwritable_relationship"
              }
            }
          ]
        }
      },
      "createWebhook.client-id": {
        "summary": "An id was sent along",
        "x-status": 403,
        "x-source": "JSON:API 1.1: 403 to what is not supported; Graphiti's error form",
        "value": {
          "errors": [
            {
              "code": "forbidden",
              "status": "403",
              "title": "Request Error",
              "detail": "data.id cannot be written",
              "source": {
                "pointer": "/data/id"
              },
              "meta": {
                "attribute": "data.id",
                "message": "cannot be written",
                "code": "unwritable_attribute"
              }
            }
          ]
        }
      },
      "createFlowRun.unwritable-attribute": {
        "summary": "status was sent on creation",
        "x-status": 403,
        "x-source": "Recrubo API documentation, FlowRun page: a non-writable attribute is an error; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "forbidden",
              "status": "403",
              "title": "Request Error",
              "detail": "data.attributes.status cannot be written",
              "source": {
                "pointer": "/data/attributes/status"
              },
              "meta": {
                "attribute": "data.attributes.status",
                "message": "cannot be written",
                "code": "unwritable_attribute"
              }
            }
          ]
        }
      },
      "createFlowRun.unknown-attribute": {
        "summary": "An attribute that flow runs do not have",
        "x-status": 403,
        "x-source": "Recrubo API documentation, FlowRun page: a non-writable attribute is an error; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "forbidden",
              "status": "403",
              "title": "Request Error",
              "detail": "data.attributes.priority is an unknown attribute",
              "source": {
                "pointer": "/data/attributes/priority"
              },
              "meta": {
                "attribute": "data.attributes.priority",
                "message": "is an unknown attribute",
                "code": "unknown_attribute"
              }
            }
          ]
        }
      },
      "createFlowRun.unknown-flow": {
        "summary": "No flow has the id in flowId",
        "x-status": 404,
        "x-source": "JSON:API 1.1: a referenced resource that does not exist is answered with 404; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "not_found",
              "status": "404",
              "title": "Not Found",
              "detail": "Flow not found",
              "source": {
                "pointer": "/data/attributes/flowId"
              }
            }
          ]
        }
      },
      "createFlowRun.unknown-message-thread": {
        "summary": "No message thread has the id in messageThreadId",
        "x-status": 404,
        "x-source": "JSON:API 1.1: a referenced resource that does not exist is answered with 404; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "not_found",
              "status": "404",
              "title": "Not Found",
              "detail": "MessageThread not found",
              "source": {
                "pointer": "/data/attributes/messageThreadId"
              }
            }
          ]
        }
      },
      "createFlowRun.wrong-type": {
        "summary": "data.type is flowRun, without the s",
        "x-status": 409,
        "x-source": "JSON:API 1.1: a type that the collection does not hold is answered with 409; the error form, with the code bad_request, is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "409",
              "title": "Request Error",
              "detail": "data.type does not match the server endpoint",
              "source": {
                "pointer": "/data/type"
              },
              "meta": {
                "attribute": "data.type",
                "message": "does not match the server endpoint",
                "code": "attribute_mismatch"
              }
            }
          ]
        }
      },
      "updateFlowRun.wrong-type": {
        "summary": "data.type is flows",
        "x-status": 409,
        "x-source": "JSON:API 1.1: a type that the endpoint does not hold is answered with 409; the error form, with the code bad_request, is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "409",
              "title": "Request Error",
              "detail": "data.type does not match the server endpoint",
              "source": {
                "pointer": "/data/type"
              },
              "meta": {
                "attribute": "data.type",
                "message": "does not match the server endpoint",
                "code": "attribute_mismatch"
              }
            }
          ]
        }
      },
      "updateFlowRun.other-id": {
        "summary": "data.id is the id of another run",
        "x-status": 409,
        "x-source": "JSON:API 1.1: an id that is not the one of the endpoint is answered with 409; the error form, with the code bad_request, is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "bad_request",
              "status": "409",
              "title": "Request Error",
              "detail": "data.id does not match the server endpoint",
              "source": {
                "pointer": "/data/id"
              },
              "meta": {
                "attribute": "data.id",
                "message": "does not match the server endpoint",
                "code": "attribute_mismatch"
              }
            }
          ]
        }
      },
      "createFlowRun.unsupported-media-type": {
        "summary": "Content-Type: application/vnd.api+json; charset=utf-8",
        "x-status": 415,
        "x-source": "JSON:API 1.1: a Content-Type with parameters other than ext and profile is answered with 415; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unsupported_media_type",
              "status": "415",
              "title": "Unsupported Media Type",
              "detail": "application/vnd.api+json takes no parameter charset",
              "source": {
                "header": "Content-Type"
              }
            }
          ]
        }
      },
      "createFlowRun.plain-json": {
        "summary": "Content-Type: application/json",
        "x-status": 415,
        "x-source": "A choice of this project; the vendor asks for application/vnd.api+json and does not say what else does",
        "value": {
          "errors": [
            {
              "code": "unsupported_media_type",
              "status": "415",
              "title": "Unsupported Media Type",
              "detail": "send the body as application/vnd.api+json",
              "source": {
                "header": "Content-Type"
              }
            }
          ]
        }
      },
      "updateFlowRun.plain-json": {
        "summary": "Content-Type: application/json",
        "x-status": 415,
        "x-source": "A choice of this project; the vendor asks for application/vnd.api+json and does not say what else does",
        "value": {
          "errors": [
            {
              "code": "unsupported_media_type",
              "status": "415",
              "title": "Unsupported Media Type",
              "detail": "send the body as application/vnd.api+json",
              "source": {
                "header": "Content-Type"
              }
            }
          ]
        }
      },
      "createFlowRun.missing-attribute": {
        "summary": "initialMessage is missing; {} would mean no message",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: required fields; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "Initial message is missing",
              "source": {
                "pointer": "/data/attributes"
              },
              "meta": {
                "attribute": "initialMessage",
                "message": "is missing",
                "code": "missing"
              }
            }
          ]
        }
      },
      "createFlowRun.missing-attributes": {
        "summary": "flowId and state are missing: two errors",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: required fields; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "Flow id is missing",
              "source": {
                "pointer": "/data/attributes"
              },
              "meta": {
                "attribute": "flowId",
                "message": "is missing",
                "code": "missing"
              }
            },
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "State is missing",
              "source": {
                "pointer": "/data/attributes"
              },
              "meta": {
                "attribute": "state",
                "message": "is missing",
                "code": "missing"
              }
            }
          ]
        }
      },
      "createFlowRun.state-is-text": {
        "summary": "state holds JSON in a string",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: state is a JSON object; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "State must be an object",
              "source": {
                "pointer": "/data/attributes/state"
              },
              "meta": {
                "attribute": "state",
                "message": "must be an object",
                "code": "type_error"
              }
            }
          ]
        }
      },
      "createFlowRun.invalid-flow-id": {
        "summary": "flowId is not a UUID",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: flowId is a UUID; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "Flow id must be a UUID",
              "source": {
                "pointer": "/data/attributes/flowId"
              },
              "meta": {
                "attribute": "flowId",
                "message": "must be a UUID",
                "code": "type_error"
              }
            }
          ]
        }
      },
      "createFlowRun.no-template": {
        "summary": "A text message to open a WhatsApp thread",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: WhatsApp requires a template; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "Initial message must be a template on WhatsApp",
              "source": {
                "pointer": "/data/attributes/initialMessage"
              },
              "meta": {
                "attribute": "initialMessage",
                "message": "must be a template on WhatsApp",
                "code": "template_required"
              }
            }
          ]
        }
      },
      "createFlowRun.schedule-is-a-number": {
        "summary": "state.scheduleId is a number",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: Scheduling; Graphiti's error form; the number is a choice of Flowtwin",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "State must have a text or a list of texts as scheduleId",
              "source": {
                "pointer": "/data/attributes/state/scheduleId"
              },
              "meta": {
                "attribute": "state",
                "message": "must have a text or a list of texts as scheduleId",
                "code": "type_error"
              }
            }
          ]
        }
      },
      "createFlowRun.unpublished-flow": {
        "summary": "The flow was never published",
        "x-status": 422,
        "x-source": "Flowtwin: a choice",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "Flow id belongs to a flow that is not published",
              "source": {
                "pointer": "/data/attributes/flowId"
              },
              "meta": {
                "attribute": "flowId",
                "message": "belongs to a flow that is not published",
                "code": "unpublished"
              }
            }
          ]
        }
      },
      "readFlowRun.plain": {
        "summary": "A finished run",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: found",
        "value": {
          "data": {
            "id": "697ecb2f-4c65-4ed1-9a61-542e971cc904",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-12T08:15:30+00:00",
              "updatedAt": "2026-01-12T08:22:41+00:00",
              "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
              "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
              "state": {
                "firstName": "Noor",
                "shift": "night",
                "ownTransport": "yes"
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Noor"
                        },
                        {
                          "type": "text",
                          "text": "night shift"
                        }
                      ]
                    }
                  ]
                }
              },
              "status": "finished",
              "cost": 6
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "readFlowRun.include-flow": {
        "summary": "include=flow: a running run with its flow, generated and not yet published",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: found with included flow",
        "value": {
          "data": {
            "id": "938a542f-6514-4afc-bb63-9b8bdff877f3",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-15T07:58:20+00:00",
              "updatedAt": "2026-01-15T08:01:36+00:00",
              "flowId": "332b8587-4dc5-4153-88f6-761937aa3cd4",
              "messageThreadId": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
              "state": {
                "firstName": "Tomasz",
                "scheduleId": "ca1a010f-f8a8-4cf2-b47d-634e9911c0d0"
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "357b3938-2f28-4af9-9753-0b8ed9657ffa",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Tomasz"
                        }
                      ]
                    }
                  ]
                }
              },
              "status": "running",
              "cost": 1
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/332b8587-4dc5-4153-88f6-761937aa3cd4"
                },
                "data": {
                  "type": "flows",
                  "id": "332b8587-4dc5-4153-88f6-761937aa3cd4"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                }
              }
            }
          },
          "meta": {},
          "included": [
            {
              "id": "332b8587-4dc5-4153-88f6-761937aa3cd4",
              "type": "flows",
              "attributes": {
                "createdAt": "2026-01-08T11:05:45+00:00",
                "updatedAt": "2026-01-08T11:09:02+00:00",
                "name": "Interview planner",
                "reminderInterval": 0,
                "reminderMessage": "",
                "sessionTimeout": 720,
                "publishedAt": null,
                "unpublishedChanges": false,
                "flowGenerationId": "01af2934-22b8-469e-b014-adbd396de4cc"
              },
              "relationships": {
                "flowGeneration": {
                  "links": {
                    "related": "/public/v2/flow-generations?filter[flowId]=332b8587-4dc5-4153-88f6-761937aa3cd4"
                  }
                },
                "nodes": {
                  "links": {
                    "related": "/public/v2/nodes?filter[flowId]=332b8587-4dc5-4153-88f6-761937aa3cd4"
                  }
                }
              }
            }
          ]
        }
      },
      "readFlowRun.include-message-thread": {
        "summary": "include=messageThread: a thread without a candidate has no link to one",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: found with included messageThread",
        "value": {
          "data": {
            "id": "6095a28d-9b99-4160-a51c-398b198b29c8",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-13T10:30:05+00:00",
              "updatedAt": "2026-01-13T10:30:48+00:00",
              "flowId": "f3320fef-d3a2-46f0-8470-816270d2036e",
              "messageThreadId": "7752c20a-c938-48d9-881b-25164fb8f5c3",
              "state": {
                "licence": "C"
              },
              "initialMessage": {},
              "status": "exception",
              "cost": 2
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/f3320fef-d3a2-46f0-8470-816270d2036e"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/7752c20a-c938-48d9-881b-25164fb8f5c3"
                },
                "data": {
                  "type": "messageThreads",
                  "id": "7752c20a-c938-48d9-881b-25164fb8f5c3"
                }
              }
            }
          },
          "meta": {},
          "included": [
            {
              "id": "7752c20a-c938-48d9-881b-25164fb8f5c3",
              "type": "messageThreads",
              "attributes": {
                "createdAt": "2026-01-13T10:29:51+00:00",
                "updatedAt": "2026-01-13T10:30:48+00:00",
                "channel": "facebook-messenger",
                "identifier": "7304418825561930",
                "candidateId": null
              },
              "relationships": {
                "candidate": {
                  "links": {
                    "related": null
                  }
                },
                "flowRuns": {
                  "links": {
                    "related": "/public/v2/flow-runs?filter[messageThreadId]=7752c20a-c938-48d9-881b-25164fb8f5c3"
                  }
                },
                "messages": {
                  "links": {
                    "related": "/public/v2/messages?filter[messageThreadId]=7752c20a-c938-48d9-881b-25164fb8f5c3"
                  }
                },
                "conversation": {
                  "links": {
                    "related": "/public/v2/conversations?filter[messageThreadId]=7752c20a-c938-48d9-881b-25164fb8f5c3"
                  }
                }
              }
            }
          ]
        }
      },
      "readFlowRun.include-both": {
        "summary": "include=flow,messageThread",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: both samples together; Recrubo API documentation, filtering and including page",
        "value": {
          "data": {
            "id": "697ecb2f-4c65-4ed1-9a61-542e971cc904",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-12T08:15:30+00:00",
              "updatedAt": "2026-01-12T08:22:41+00:00",
              "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
              "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
              "state": {
                "firstName": "Noor",
                "shift": "night",
                "ownTransport": "yes"
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Noor"
                        },
                        {
                          "type": "text",
                          "text": "night shift"
                        }
                      ]
                    }
                  ]
                }
              },
              "status": "finished",
              "cost": 6
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                },
                "data": {
                  "type": "flows",
                  "id": "5d1a1169-43a4-4377-af2b-d6de6924d24b"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                },
                "data": {
                  "type": "messageThreads",
                  "id": "104b8dad-4df3-429e-b542-1905ccb95742"
                }
              }
            }
          },
          "meta": {},
          "included": [
            {
              "id": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
              "type": "flows",
              "attributes": {
                "createdAt": "2026-01-05T09:12:00+00:00",
                "updatedAt": "2026-01-09T15:20:33+00:00",
                "name": "Warehouse shift intake",
                "reminderInterval": 30,
                "reminderMessage": "We still miss two answers from you. Shall we go on?",
                "sessionTimeout": 1440,
                "publishedAt": "2026-01-06T07:00:00+00:00",
                "unpublishedChanges": true,
                "flowGenerationId": null
              },
              "relationships": {
                "flowGeneration": {
                  "links": {
                    "related": "/public/v2/flow-generations?filter[flowId]=5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "nodes": {
                  "links": {
                    "related": "/public/v2/nodes?filter[flowId]=5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                }
              }
            },
            {
              "id": "104b8dad-4df3-429e-b542-1905ccb95742",
              "type": "messageThreads",
              "attributes": {
                "createdAt": "2026-01-12T08:14:02+00:00",
                "updatedAt": "2026-01-14T13:49:07+00:00",
                "channel": "whatsapp",
                "identifier": "31612345118",
                "candidateId": "d45057e5-9a57-4c9c-8051-82d64502a002"
              },
              "relationships": {
                "candidate": {
                  "links": {
                    "related": "/public/v2/candidates/d45057e5-9a57-4c9c-8051-82d64502a002"
                  }
                },
                "flowRuns": {
                  "links": {
                    "related": "/public/v2/flow-runs?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                },
                "messages": {
                  "links": {
                    "related": "/public/v2/messages?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                },
                "conversation": {
                  "links": {
                    "related": "/public/v2/conversations?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                }
              }
            }
          ]
        }
      },
      "readFlowRun.not-found": {
        "summary": "No run has this id",
        "x-status": 404,
        "x-source": "Recrubo API documentation, FlowRun page: FlowRun not found; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "not_found",
              "status": "404",
              "title": "Not Found",
              "detail": "FlowRun not found"
            }
          ]
        }
      },
      "updateFlowRun.not-found": {
        "summary": "The run belongs to another organization",
        "x-status": 404,
        "x-source": "Recrubo API documentation, FlowRun page: FlowRun not found; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "not_found",
              "status": "404",
              "title": "Not Found",
              "detail": "FlowRun not found"
            }
          ]
        }
      },
      "deleteFlowRun.not-found": {
        "summary": "The run was deleted before",
        "x-status": 404,
        "x-source": "Recrubo API documentation, FlowRun page: FlowRun not found; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "not_found",
              "status": "404",
              "title": "Not Found",
              "detail": "FlowRun not found"
            }
          ]
        }
      },
      "readFlow.not-found": {
        "summary": "Nobody has this flow",
        "x-status": 404,
        "x-source": "Recrubo API documentation, FlowRun page: not found; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "not_found",
              "status": "404",
              "title": "Not Found",
              "detail": "Flow not found"
            }
          ]
        }
      },
      "readMessageThread.not-found": {
        "summary": "Nobody has this message thread",
        "x-status": 404,
        "x-source": "Recrubo API documentation, FlowRun page: not found; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "not_found",
              "status": "404",
              "title": "Not Found",
              "detail": "MessageThread not found"
            }
          ]
        }
      },
      "readWebhook.not-found": {
        "summary": "Nobody has this subscription",
        "x-status": 404,
        "x-source": "Recrubo API documentation, FlowRun page: not found; the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "not_found",
              "status": "404",
              "title": "Not Found",
              "detail": "Webhook not found"
            }
          ]
        }
      },
      "deleteFlowRun.deleted": {
        "summary": "The run is gone",
        "x-status": 200,
        "x-source": "Inferred from Graphiti; the vendor shows no answer",
        "value": {
          "meta": {}
        }
      },
      "updateFlowRun.request-finish": {
        "summary": "End a running run by hand",
        "x-request": true,
        "x-source": "Recrubo API documentation, FlowRun page: example PATCH body",
        "value": {
          "data": {
            "type": "flowRuns",
            "id": "938a542f-6514-4afc-bb63-9b8bdff877f3",
            "attributes": {
              "status": "finished"
            }
          }
        }
      },
      "updateFlowRun.request-cancel": {
        "summary": "Cancel a run that is still queued",
        "x-request": true,
        "x-source": "Recrubo API documentation, FlowRun page: patching a FlowRun",
        "value": {
          "data": {
            "type": "flowRuns",
            "id": "ab83b338-8770-44fb-9ad9-b8b01d7ad762",
            "attributes": {
              "status": "cancelled"
            }
          }
        }
      },
      "updateFlowRun.request-state": {
        "summary": "Erase what a finished run knows of the candidate",
        "x-request": true,
        "x-source": "Recrubo API documentation, FlowRun page: patching a FlowRun",
        "value": {
          "data": {
            "type": "flowRuns",
            "id": "697ecb2f-4c65-4ed1-9a61-542e971cc904",
            "attributes": {
              "state": {}
            }
          }
        }
      },
      "updateFlowRun.request-status-and-state": {
        "summary": "End a running run and replace its state in one go",
        "x-request": true,
        "x-source": "Recrubo API documentation, FlowRun page: the body under Scheduling has both",
        "value": {
          "data": {
            "type": "flowRuns",
            "id": "938a542f-6514-4afc-bb63-9b8bdff877f3",
            "attributes": {
              "status": "finished",
              "state": {
                "scheduleId": "8e77a54e-7099-462d-8b62-f8748bf780df"
              }
            }
          }
        }
      },
      "updateFlowRun.finish": {
        "summary": "The run is finished; its state stays",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: updated",
        "value": {
          "data": {
            "id": "938a542f-6514-4afc-bb63-9b8bdff877f3",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-15T07:58:20+00:00",
              "updatedAt": "2026-01-15T09:20:18+00:00",
              "flowId": "332b8587-4dc5-4153-88f6-761937aa3cd4",
              "messageThreadId": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
              "state": {
                "firstName": "Tomasz",
                "scheduleId": "ca1a010f-f8a8-4cf2-b47d-634e9911c0d0"
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "357b3938-2f28-4af9-9753-0b8ed9657ffa",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Tomasz"
                        }
                      ]
                    }
                  ]
                }
              },
              "status": "finished",
              "cost": 1
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/332b8587-4dc5-4153-88f6-761937aa3cd4"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "updateFlowRun.cancel": {
        "summary": "The run is cancelled",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: patching a FlowRun, updated",
        "value": {
          "data": {
            "id": "ab83b338-8770-44fb-9ad9-b8b01d7ad762",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-15T08:40:00+00:00",
              "updatedAt": "2026-01-15T08:40:21+00:00",
              "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
              "messageThreadId": "3ae5d8f7-ff57-49aa-a883-6d45d045581a",
              "state": {
                "firstName": "Elin"
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Elin"
                        },
                        {
                          "type": "text",
                          "text": "weekend shift"
                        }
                      ]
                    }
                  ]
                }
              },
              "status": "cancelled",
              "cost": 0
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/3ae5d8f7-ff57-49aa-a883-6d45d045581a"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "updateFlowRun.state": {
        "summary": "The state is replaced whole; the status stays",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: patching a FlowRun, updated; that nothing is merged is a choice",
        "value": {
          "data": {
            "id": "697ecb2f-4c65-4ed1-9a61-542e971cc904",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-12T08:15:30+00:00",
              "updatedAt": "2026-01-15T09:24:09+00:00",
              "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
              "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
              "state": {},
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Noor"
                        },
                        {
                          "type": "text",
                          "text": "night shift"
                        }
                      ]
                    }
                  ]
                }
              },
              "status": "finished",
              "cost": 6
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "updateFlowRun.status-and-state": {
        "summary": "The run is finished first, then its state is replaced",
        "x-status": 200,
        "x-source": "Recrubo API documentation, FlowRun page: updated; the order of the two is a choice",
        "value": {
          "data": {
            "id": "938a542f-6514-4afc-bb63-9b8bdff877f3",
            "type": "flowRuns",
            "attributes": {
              "createdAt": "2026-01-15T07:58:20+00:00",
              "updatedAt": "2026-01-15T09:26:31+00:00",
              "flowId": "332b8587-4dc5-4153-88f6-761937aa3cd4",
              "messageThreadId": "4b1bf457-ffb2-41a6-895d-93ab7640bba8",
              "state": {
                "scheduleId": "8e77a54e-7099-462d-8b62-f8748bf780df"
              },
              "initialMessage": {
                "type": "template",
                "template": {
                  "id": "357b3938-2f28-4af9-9753-0b8ed9657ffa",
                  "components": [
                    {
                      "type": "body",
                      "parameters": [
                        {
                          "type": "text",
                          "text": "Tomasz"
                        }
                      ]
                    }
                  ]
                }
              },
              "status": "finished",
              "cost": 1
            },
            "relationships": {
              "flow": {
                "links": {
                  "related": "/public/v2/flows/332b8587-4dc5-4153-88f6-761937aa3cd4"
                }
              },
              "messageThread": {
                "links": {
                  "related": "/public/v2/message-threads/4b1bf457-ffb2-41a6-895d-93ab7640bba8"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "updateFlowRun.unwritable-attribute": {
        "summary": "cost and flowId were sent on an update: two errors",
        "x-status": 403,
        "x-source": "Recrubo API documentation, FlowRun page: a non-writable attribute is an error; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "forbidden",
              "status": "403",
              "title": "Request Error",
              "detail": "data.attributes.cost cannot be written",
              "source": {
                "pointer": "/data/attributes/cost"
              },
              "meta": {
                "attribute": "data.attributes.cost",
                "message": "cannot be written",
                "code": "unwritable_attribute"
              }
            },
            {
              "code": "forbidden",
              "status": "403",
              "title": "Request Error",
              "detail": "data.attributes.flowId cannot be written",
              "source": {
                "pointer": "/data/attributes/flowId"
              },
              "meta": {
                "attribute": "data.attributes.flowId",
                "message": "cannot be written",
                "code": "unwritable_attribute"
              }
            }
          ]
        }
      },
      "updateFlowRun.unknown-attribute": {
        "summary": "An attribute that flow runs do not have",
        "x-status": 403,
        "x-source": "Recrubo API documentation, FlowRun page: a non-writable attribute is an error; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "forbidden",
              "status": "403",
              "title": "Request Error",
              "detail": "data.attributes.note is an unknown attribute",
              "source": {
                "pointer": "/data/attributes/note"
              },
              "meta": {
                "attribute": "data.attributes.note",
                "message": "is an unknown attribute",
                "code": "unknown_attribute"
              }
            }
          ]
        }
      },
      "updateFlowRun.relationship": {
        "summary": "The message thread was sent as a relationship",
        "x-status": 403,
        "x-source": "JSON:API 1.1: 403 to what is not supported; Graphiti's error form",
        "value": {
          "errors": [
            {
              "code": "forbidden",
              "status": "403",
              "title": "Request Error",
              "detail": "data.relationships.messageThread cannot be written",
              "source": {
                "pointer": "/data/relationships/messageThread"
              },
              "meta": {
                "attribute": "data.relationships.messageThread",
                "message": "cannot be written",
                "code": "unwritable_relationship"
              }
            }
          ]
        }
      },
      "updateFlowRun.opening-message": {
        "summary": "initialMessage was sent on an update",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: opening message can not be updated; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "opening message can not be updated",
              "source": {
                "pointer": "/data/attributes/initialMessage"
              },
              "meta": {
                "attribute": "initialMessage",
                "message": "can not be updated",
                "code": "unwritable_attribute"
              }
            }
          ]
        }
      },
      "updateFlowRun.state-while-running": {
        "summary": "state alone was sent while the run is running",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: patching a FlowRun; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "State cannot be updated while the run is running",
              "source": {
                "pointer": "/data/attributes/state"
              },
              "meta": {
                "attribute": "state",
                "message": "cannot be updated while the run is running",
                "code": "running"
              }
            }
          ]
        }
      },
      "updateFlowRun.invalid-status": {
        "summary": "status: queued",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: patching a FlowRun, the four values; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "Status must be finished, timeout, cancelled or exception",
              "source": {
                "pointer": "/data/attributes/status"
              },
              "meta": {
                "attribute": "status",
                "message": "must be finished, timeout, cancelled or exception",
                "code": "inclusion"
              }
            }
          ]
        }
      },
      "updateFlowRun.already-ended": {
        "summary": "status: cancelled, for a run that is finished",
        "x-status": 422,
        "x-source": "A choice of this project",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "Status cannot be updated because the run has ended",
              "source": {
                "pointer": "/data/attributes/status"
              },
              "meta": {
                "attribute": "status",
                "message": "cannot be updated because the run has ended",
                "code": "ended"
              }
            }
          ]
        }
      },
      "updateFlowRun.state-is-text": {
        "summary": "state holds JSON in a string",
        "x-status": 422,
        "x-source": "Recrubo API documentation, FlowRun page: state is a JSON object; the number is a choice, the error form is Graphiti's",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "State must be an object",
              "source": {
                "pointer": "/data/attributes/state"
              },
              "meta": {
                "attribute": "state",
                "message": "must be an object",
                "code": "type_error"
              }
            }
          ]
        }
      },
      "listFlows.all": {
        "summary": "The only flow",
        "x-status": 200,
        "x-source": "Recrubo API documentation, Flow page: endpoints and attributes",
        "value": {
          "data": [
            {
              "id": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
              "type": "flows",
              "attributes": {
                "createdAt": "2026-01-05T09:12:00+00:00",
                "updatedAt": "2026-01-09T15:20:33+00:00",
                "name": "Warehouse shift intake",
                "reminderInterval": 30,
                "reminderMessage": "We still miss two answers from you. Shall we go on?",
                "sessionTimeout": 1440,
                "publishedAt": "2026-01-06T07:00:00+00:00",
                "unpublishedChanges": true,
                "flowGenerationId": null
              },
              "relationships": {
                "flowGeneration": {
                  "links": {
                    "related": "/public/v2/flow-generations?filter[flowId]=5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                },
                "nodes": {
                  "links": {
                    "related": "/public/v2/nodes?filter[flowId]=5d1a1169-43a4-4377-af2b-d6de6924d24b"
                  }
                }
              }
            }
          ],
          "meta": {
            "total": 1,
            "totalUnfiltered": 1,
            "currentSize": 25,
            "currentPage": 1,
            "maxPage": 1
          }
        }
      },
      "readFlow.plain": {
        "summary": "One flow",
        "x-status": 200,
        "x-source": "Recrubo API documentation, Flow page: endpoints and attributes",
        "value": {
          "data": {
            "id": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
            "type": "flows",
            "attributes": {
              "createdAt": "2026-01-05T09:12:00+00:00",
              "updatedAt": "2026-01-09T15:20:33+00:00",
              "name": "Warehouse shift intake",
              "reminderInterval": 30,
              "reminderMessage": "We still miss two answers from you. Shall we go on?",
              "sessionTimeout": 1440,
              "publishedAt": "2026-01-06T07:00:00+00:00",
              "unpublishedChanges": true,
              "flowGenerationId": null
            },
            "relationships": {
              "flowGeneration": {
                "links": {
                  "related": "/public/v2/flow-generations?filter[flowId]=5d1a1169-43a4-4377-af2b-d6de6924d24b"
                }
              },
              "nodes": {
                "links": {
                  "related": "/public/v2/nodes?filter[flowId]=5d1a1169-43a4-4377-af2b-d6de6924d24b"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "listMessageThreads.all": {
        "summary": "The only message thread",
        "x-status": 200,
        "x-source": "Recrubo API documentation, MessageThread page: endpoints and attributes",
        "value": {
          "data": [
            {
              "id": "104b8dad-4df3-429e-b542-1905ccb95742",
              "type": "messageThreads",
              "attributes": {
                "createdAt": "2026-01-12T08:14:02+00:00",
                "updatedAt": "2026-01-14T13:49:07+00:00",
                "channel": "whatsapp",
                "identifier": "31612345118",
                "candidateId": "d45057e5-9a57-4c9c-8051-82d64502a002",
                "chatbotPaused": false
              },
              "relationships": {
                "candidate": {
                  "links": {
                    "related": "/public/v2/candidates/d45057e5-9a57-4c9c-8051-82d64502a002"
                  }
                },
                "flowRuns": {
                  "links": {
                    "related": "/public/v2/flow-runs?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                },
                "messages": {
                  "links": {
                    "related": "/public/v2/messages?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                },
                "conversation": {
                  "links": {
                    "related": "/public/v2/conversations?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                  }
                }
              }
            }
          ],
          "meta": {
            "total": 1,
            "totalUnfiltered": 1,
            "currentSize": 25,
            "currentPage": 1,
            "maxPage": 1
          }
        }
      },
      "readMessageThread.plain": {
        "summary": "One message thread, which says whether the chatbot is paused",
        "x-status": 200,
        "x-source": "Recrubo API documentation, MessageThread page: attributes",
        "value": {
          "data": {
            "id": "104b8dad-4df3-429e-b542-1905ccb95742",
            "type": "messageThreads",
            "attributes": {
              "createdAt": "2026-01-12T08:14:02+00:00",
              "updatedAt": "2026-01-14T13:49:07+00:00",
              "channel": "whatsapp",
              "identifier": "31612345118",
              "candidateId": "d45057e5-9a57-4c9c-8051-82d64502a002",
              "chatbotPaused": false
            },
            "relationships": {
              "candidate": {
                "links": {
                  "related": "/public/v2/candidates/d45057e5-9a57-4c9c-8051-82d64502a002"
                }
              },
              "flowRuns": {
                "links": {
                  "related": "/public/v2/flow-runs?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                }
              },
              "messages": {
                "links": {
                  "related": "/public/v2/messages?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                }
              },
              "conversation": {
                "links": {
                  "related": "/public/v2/conversations?filter[messageThreadId]=104b8dad-4df3-429e-b542-1905ccb95742"
                }
              }
            }
          },
          "meta": {}
        }
      },
      "listWebhooks.all": {
        "summary": "One subscription",
        "x-status": 200,
        "x-source": "Recrubo API documentation, guide Setting up webhooks: event, fields, webhookUrl; the name resourceType is a choice of Flowtwin",
        "value": {
          "data": [
            {
              "id": "0f8c2a51-7f0d-4a57-9a0e-3b1f4bb8d6c2",
              "type": "webhooks",
              "attributes": {
                "createdAt": "2026-01-12T09:30:00+00:00",
                "updatedAt": "2026-01-12T09:30:00+00:00",
                "resourceType": "flowRuns",
                "event": "update",
                "fields": [
                  "status",
                  "cost"
                ],
                "webhookUrl": "https://hooks.example.com/recrubo"
              }
            }
          ],
          "meta": {
            "total": 1,
            "totalUnfiltered": 1,
            "currentSize": 25,
            "currentPage": 1,
            "maxPage": 1
          }
        }
      },
      "createWebhook.request-update": {
        "summary": "Changes of status or cost, to an address of its own",
        "x-request": true,
        "x-source": "Recrubo API documentation, guide Setting up webhooks: event, fields, webhookUrl; the name resourceType is a choice of Flowtwin",
        "value": {
          "data": {
            "type": "webhooks",
            "attributes": {
              "resourceType": "flowRuns",
              "event": "update",
              "fields": [
                "status",
                "cost"
              ],
              "webhookUrl": "https://hooks.example.com/recrubo"
            }
          }
        }
      },
      "createWebhook.request-create": {
        "summary": "Every new flow run, to the address of the organization",
        "x-request": true,
        "x-source": "Recrubo API documentation, guide Setting up webhooks: event, fields, webhookUrl; the name resourceType is a choice of Flowtwin",
        "value": {
          "data": {
            "type": "webhooks",
            "attributes": {
              "resourceType": "flowRuns",
              "event": "create"
            }
          }
        }
      },
      "createWebhook.update": {
        "summary": "The new subscription",
        "x-status": 201,
        "x-source": "Recrubo API documentation, guide Setting up webhooks: event, fields, webhookUrl; the name resourceType is a choice of Flowtwin",
        "value": {
          "data": {
            "id": "0f8c2a51-7f0d-4a57-9a0e-3b1f4bb8d6c2",
            "type": "webhooks",
            "attributes": {
              "createdAt": "2026-01-12T09:30:00+00:00",
              "updatedAt": "2026-01-12T09:30:00+00:00",
              "resourceType": "flowRuns",
              "event": "update",
              "fields": [
                "status",
                "cost"
              ],
              "webhookUrl": "https://hooks.example.com/recrubo"
            }
          },
          "meta": {}
        }
      },
      "createWebhook.unknown-event": {
        "summary": "An event that there is not",
        "x-status": 422,
        "x-source": "Recrubo API documentation, guide Setting up webhooks: event, fields, webhookUrl; the name resourceType is a choice of Flowtwin; Graphiti's error form; the number is a choice of Flowtwin",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "Event must be create, update or delete",
              "source": {
                "pointer": "/data/attributes/event"
              },
              "meta": {
                "attribute": "event",
                "message": "must be create, update or delete",
                "code": "inclusion"
              }
            }
          ]
        }
      },
      "updateOrganization.no-secret": {
        "summary": "The secret was left out",
        "x-status": 422,
        "x-source": "Recrubo API documentation, Webhooks page: PATCH of the organization; Graphiti's error form; the number is a choice of Flowtwin",
        "value": {
          "errors": [
            {
              "code": "unprocessable_entity",
              "status": "422",
              "title": "Validation Error",
              "detail": "Webhook secret is missing",
              "source": {
                "pointer": "/data/attributes"
              },
              "meta": {
                "attribute": "webhookSecret",
                "message": "is missing",
                "code": "missing"
              }
            }
          ]
        }
      },
      "readWebhook.plain": {
        "summary": "A subscription that uses the address of the organization",
        "x-status": 200,
        "x-source": "Recrubo API documentation, guide Setting up webhooks: event, fields, webhookUrl; the name resourceType is a choice of Flowtwin",
        "value": {
          "data": {
            "id": "0f8c2a51-7f0d-4a57-9a0e-3b1f4bb8d6c2",
            "type": "webhooks",
            "attributes": {
              "createdAt": "2026-01-12T09:30:00+00:00",
              "updatedAt": "2026-01-12T09:30:00+00:00",
              "resourceType": "flowRuns",
              "event": "update",
              "fields": null,
              "webhookUrl": null
            }
          },
          "meta": {}
        }
      },
      "deleteWebhook.deleted": {
        "summary": "An empty meta and nothing else",
        "x-status": 200,
        "x-source": "Graphiti 1.13.4: the answer to a deletion",
        "value": {
          "meta": {}
        }
      },
      "updateWebhook.request-fields": {
        "summary": "Changes of status only",
        "x-request": true,
        "x-source": "Recrubo API documentation, guide Setting up webhooks: event, fields, webhookUrl; the name resourceType is a choice of Flowtwin",
        "value": {
          "data": {
            "type": "webhooks",
            "id": "0f8c2a51-7f0d-4a57-9a0e-3b1f4bb8d6c2",
            "attributes": {
              "fields": [
                "status"
              ]
            }
          }
        }
      },
      "updateWebhook.fields": {
        "summary": "The subscription after the change",
        "x-status": 200,
        "x-source": "Recrubo API documentation, guide Setting up webhooks: event, fields, webhookUrl; the name resourceType is a choice of Flowtwin",
        "value": {
          "data": {
            "id": "0f8c2a51-7f0d-4a57-9a0e-3b1f4bb8d6c2",
            "type": "webhooks",
            "attributes": {
              "createdAt": "2026-01-12T09:30:00+00:00",
              "updatedAt": "2026-01-12T11:02:17+00:00",
              "resourceType": "flowRuns",
              "event": "update",
              "fields": [
                "status"
              ],
              "webhookUrl": "https://hooks.example.com/recrubo"
            }
          },
          "meta": {}
        }
      },
      "updateOrganization.request-webhooks": {
        "summary": "An address and a secret",
        "x-request": true,
        "x-source": "Recrubo API documentation, Webhooks page: PATCH of the organization",
        "value": {
          "data": {
            "type": "organizations",
            "attributes": {
              "webhookUrl": "https://hooks.example.com/fallback",
              "webhookSecret": "a-secret-of-your-own"
            }
          }
        }
      },
      "updateOrganization.webhooks": {
        "summary": "The organization, without the secret",
        "x-status": 200,
        "x-source": "Recrubo API documentation, Webhooks page: PATCH of the organization",
        "value": {
          "data": {
            "id": "c1b2f6de-91a4-4f0c-8d4e-2a4ce7f5b9a0",
            "type": "organizations",
            "attributes": {
              "webhookUrl": "https://hooks.example.com/fallback"
            }
          },
          "meta": {}
        }
      },
      "flowRunEvent.update": {
        "summary": "A run has changed its status",
        "x-request": true,
        "x-source": "Recrubo API documentation, guide Setting up webhooks: Payload",
        "value": {
          "data": {
            "type": "webhookPayload",
            "id": "5c7d3f0a-20a4-4f4f-a1a6-6a6f4b6c9f11",
            "attributes": {
              "webhookId": "0f8c2a51-7f0d-4a57-9a0e-3b1f4bb8d6c2",
              "event": "update",
              "fields": [
                "status",
                "updatedAt"
              ],
              "resource": {
                "id": "697ecb2f-4c65-4ed1-9a61-542e971cc904",
                "type": "flowRuns",
                "attributes": {
                  "createdAt": "2026-01-12T08:15:30+00:00",
                  "updatedAt": "2026-01-12T08:22:41+00:00",
                  "flowId": "5d1a1169-43a4-4377-af2b-d6de6924d24b",
                  "messageThreadId": "104b8dad-4df3-429e-b542-1905ccb95742",
                  "state": {
                    "firstName": "Noor",
                    "shift": "night",
                    "ownTransport": "yes"
                  },
                  "initialMessage": {
                    "type": "template",
                    "template": {
                      "id": "4a4aaa8a-1681-4eb1-aa6b-c4e9c5e27a03",
                      "components": [
                        {
                          "type": "body",
                          "parameters": [
                            {
                              "type": "text",
                              "text": "Noor"
                            },
                            {
                              "type": "text",
                              "text": "night shift"
                            }
                          ]
                        }
                      ]
                    }
                  },
                  "status": "finished",
                  "cost": 6
                },
                "relationships": {
                  "flow": {
                    "links": {
                      "related": "/public/v2/flows/5d1a1169-43a4-4377-af2b-d6de6924d24b"
                    }
                  },
                  "messageThread": {
                    "links": {
                      "related": "/public/v2/message-threads/104b8dad-4df3-429e-b542-1905ccb95742"
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
