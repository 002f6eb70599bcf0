// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OpenApiDocument } from '../open-api-document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "Qyvo flow sessions",
    "version": "0.1.0",
    "summary": "The polling feed of flow sessions, as Flowtwin understands Qyvo's public documentation.",
    "description": "An independent description of the part of the Qyvo API that reports flow sessions: a bare array of the 100 newest, to be polled. Written by the Flowtwin project, which is not affiliated with Qyvo. Each response and property says in `x-evidence` how it is known.",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    },
    "x-source": [
      {
        "id": "feed",
        "name": "Qyvo API documentation: New flow triggered"
      },
      {
        "id": "pages",
        "name": "Qyvo API documentation: index, pagination, errors, rate limits, authentication, me, trigger-flow"
      },
      {
        "id": "flowtwin",
        "name": "Flowtwin: an inference or choice of this project"
      }
    ]
  },
  "servers": [
    {
      "url": "https://www.qyvo.io",
      "description": "Production; there is no sandbox host."
    }
  ],
  "security": [
    {
      "bearer": []
    }
  ],
  "tags": [
    {
      "name": "Triggers",
      "description": "Feeds that clients poll for news."
    }
  ],
  "paths": {
    "/api/v1/triggers/new-flow-triggered": {
      "get": {
        "operationId": "newFlowTriggered",
        "tags": [
          "Triggers"
        ],
        "summary": "The newest flow sessions of the workspace",
        "description": "At most 100 sessions, newest first. A session begins whenever a contact enters a published flow. Clients poll, remember the id on top and stop at it next time; there is no way to reach the 101st.",
        "x-evidence": {
          "basis": "documented",
          "from": "feed"
        },
        "parameters": [
          {
            "name": "flow_id",
            "in": "query",
            "description": "Only sessions of this flow. Empty means no filter; an unknown flow has no sessions.",
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "anyOf": [
                {
                  "type": "string",
                  "format": "uuid"
                },
                {
                  "type": "string",
                  "maxLength": 0
                }
              ]
            },
            "examples": {
              "flow": {
                "value": "0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864"
              }
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The newest sessions, `created_at` descending; an empty array when there are none.",
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            },
            "headers": {
              "X-RateLimit-Limit": {
                "$ref": "#/components/headers/RateLimitLimit"
              },
              "X-RateLimit-Remaining": {
                "$ref": "#/components/headers/RateLimitRemaining"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "maxItems": 100,
                  "items": {
                    "$ref": "#/components/schemas/FlowSession"
                  }
                },
                "examples": {
                  "window": {
                    "$ref": "#/components/examples/newFlowTriggered.window"
                  },
                  "one flow": {
                    "$ref": "#/components/examples/newFlowTriggered.one-flow"
                  },
                  "empty": {
                    "$ref": "#/components/examples/newFlowTriggered.empty"
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/UnknownRoute"
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "422": {
            "$ref": "#/components/responses/Unprocessable"
          },
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
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
        "description": "A personal access token; opaque, 60 characters or more. It sees the workspace of its user."
      }
    },
    "headers": {
      "RateLimitLimit": {
        "description": "Requests allowed per token in 60 rolling seconds.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "schema": {
          "type": "integer",
          "minimum": 1
        },
        "example": 120
      },
      "RateLimitRemaining": {
        "description": "Requests left in the current window.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "schema": {
          "type": "integer",
          "minimum": 0
        },
        "example": 119
      },
      "RetryAfter": {
        "description": "Seconds to wait before the next request.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "schema": {
          "type": "integer",
          "minimum": 0
        },
        "example": 17
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
        "example": "GET, HEAD"
      }
    },
    "responses": {
      "Unauthenticated": {
        "description": "No token, a malformed one, or one that was revoked.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Message"
            },
            "examples": {
              "no token": {
                "$ref": "#/components/examples/newFlowTriggered.unauthenticated"
              }
            }
          }
        }
      },
      "Forbidden": {
        "description": "The token lacks the scope.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Message"
            },
            "examples": {
              "scope missing": {
                "$ref": "#/components/examples/newFlowTriggered.forbidden"
              }
            }
          }
        }
      },
      "UnknownRoute": {
        "description": "No such path.",
        "x-evidence": {
          "basis": "inferred",
          "from": "flowtwin"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Message"
            },
            "examples": {
              "unknown path": {
                "$ref": "#/components/examples/newFlowTriggered.unknown-route"
              }
            }
          }
        }
      },
      "MethodNotAllowed": {
        "description": "Any method but GET and HEAD on this path.",
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
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Message"
            },
            "examples": {
              "post": {
                "$ref": "#/components/examples/newFlowTriggered.method-not-allowed"
              }
            }
          }
        }
      },
      "Unprocessable": {
        "description": "The user has no workspace, or `flow_id` is not a UUID.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "content": {
          "application/json": {
            "schema": {
              "oneOf": [
                {
                  "$ref": "#/components/schemas/BusinessError"
                },
                {
                  "$ref": "#/components/schemas/ValidationError"
                }
              ]
            },
            "examples": {
              "no workspace": {
                "$ref": "#/components/examples/newFlowTriggered.no-workspace"
              },
              "invalid flow_id": {
                "$ref": "#/components/examples/newFlowTriggered.invalid-flow-id"
              }
            }
          }
        }
      },
      "TooManyRequests": {
        "description": "More than 120 requests with this token in 60 rolling seconds.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "headers": {
          "Retry-After": {
            "$ref": "#/components/headers/RetryAfter"
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Message"
            },
            "examples": {
              "quota used up": {
                "$ref": "#/components/examples/newFlowTriggered.too-many-requests"
              }
            }
          }
        }
      },
      "ServerError": {
        "description": "A transient failure of the service.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Message"
            },
            "examples": {
              "failure": {
                "$ref": "#/components/examples/newFlowTriggered.server-error"
              }
            }
          }
        }
      }
    },
    "schemas": {
      "FlowSession": {
        "description": "One contact's way through one flow.",
        "type": "object",
        "required": [
          "id",
          "flow_id",
          "flow_name",
          "contact_id",
          "contact_phone",
          "contact_name",
          "contact_email",
          "status",
          "current_node_id",
          "context",
          "last_interaction_at",
          "expires_at",
          "completed_at",
          "created_at"
        ],
        "properties": {
          "id": {
            "description": "The session; what pollers tell known from new by.",
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            }
          },
          "flow_id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            }
          },
          "flow_name": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            }
          },
          "contact_id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            }
          },
          "contact_phone": {
            "description": "International, with a leading plus sign.",
            "type": "string",
            "pattern": "^\\+[1-9][0-9]{6,14}$",
            "x-evidence": {
              "basis": "documented",
              "from": "pages"
            }
          },
          "contact_name": {
            "description": "Null for a contact known by phone only.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "pages"
            }
          },
          "contact_email": {
            "type": [
              "string",
              "null"
            ],
            "format": "email",
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            }
          },
          "status": {
            "description": "Running until it is completed, expired or failed, each of them final.",
            "type": "string",
            "enum": [
              "running",
              "completed",
              "expired",
              "failed"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            }
          },
          "current_node_id": {
            "description": "Where in the flow's graph the session stands.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            }
          },
          "context": {
            "description": "What was passed in at the start, plus what the flow's nodes added. Values are mostly strings.",
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            }
          },
          "last_interaction_at": {
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
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
          "expires_at": {
            "description": "When the session ends by itself; the flow's time to live, 30 minutes unless set otherwise.",
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
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
          "completed_at": {
            "description": "Null unless the session was completed.",
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
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
          "created_at": {
            "x-evidence": {
              "basis": "documented",
              "from": "feed"
            },
            "$ref": "#/components/schemas/Instant"
          }
        }
      },
      "Instant": {
        "description": "UTC to the second, with a numeric offset.",
        "type": "string",
        "format": "date-time",
        "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00$",
        "x-evidence": {
          "basis": "documented",
          "from": "feed"
        }
      },
      "Message": {
        "type": "object",
        "required": [
          "message"
        ],
        "properties": {
          "message": {
            "type": "string",
            "minLength": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "pages"
            }
          }
        }
      },
      "BusinessError": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "string",
            "minLength": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "pages"
            }
          }
        }
      },
      "ValidationError": {
        "type": "object",
        "required": [
          "message",
          "errors"
        ],
        "properties": {
          "message": {
            "type": "string",
            "minLength": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "pages"
            }
          },
          "errors": {
            "description": "For each field, what is wrong with it.",
            "type": "object",
            "additionalProperties": {
              "type": "array",
              "minItems": 1,
              "items": {
                "type": "string"
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "pages"
            }
          }
        }
      }
    },
    "examples": {
      "newFlowTriggered.window": {
        "summary": "Four sessions, one of each status, newest first",
        "x-status": 200,
        "x-source": "Qyvo API documentation, New flow triggered: field table and sample; pagination page",
        "value": [
          {
            "id": "019bc0d4-7a31-7c52-9e4b-3f2d8a6c1b70",
            "flow_id": "0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864",
            "flow_name": "Cart rescue, first nudge",
            "contact_id": "5d0f7c1e-82b4-4a39-8f6d-c97e13a2b4d8",
            "contact_phone": "+31612345067",
            "contact_name": "Sanne Vermeulen",
            "contact_email": null,
            "status": "running",
            "current_node_id": "node_2",
            "context": {
              "source": "cart",
              "cart_total": "84.50",
              "wants_help": "yes"
            },
            "last_interaction_at": "2026-01-15T08:41:09+00:00",
            "expires_at": "2026-01-15T09:11:09+00:00",
            "completed_at": null,
            "created_at": "2026-01-15T08:40:52+00:00"
          },
          {
            "id": "019bc0d2-04bc-7a18-b6d3-90e5c7f2a41d",
            "flow_id": "01983e77-9d0c-4f85-a1b2-6ce4d83f5902",
            "flow_name": "Delivery feedback",
            "contact_id": "b2a4e690-1c7d-4e58-93fa-07d6c5b8e123",
            "contact_phone": "+447700900421",
            "contact_name": null,
            "contact_email": "g.okafor@example.org",
            "status": "completed",
            "current_node_id": "node_end",
            "context": {
              "source": "keyword",
              "rating": "5"
            },
            "last_interaction_at": "2026-01-15T08:39:30+00:00",
            "expires_at": "2026-01-15T09:39:30+00:00",
            "completed_at": "2026-01-15T08:39:30+00:00",
            "created_at": "2026-01-15T08:38:11+00:00"
          },
          {
            "id": "019bc09a-1f07-7e60-8d25-4b9c6a1e37f2",
            "flow_id": "0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864",
            "flow_name": "Cart rescue, first nudge",
            "contact_id": "e81c3d72-6f50-4b9a-b4d7-29a0f5e8c613",
            "contact_phone": "+15125550148",
            "contact_name": "Marcus Hale",
            "contact_email": "marcus.hale@example.com",
            "status": "expired",
            "current_node_id": "node_1",
            "context": {
              "source": "cart",
              "cart_total": "129.90"
            },
            "last_interaction_at": "2026-01-15T07:37:20+00:00",
            "expires_at": "2026-01-15T08:07:20+00:00",
            "completed_at": null,
            "created_at": "2026-01-15T07:37:20+00:00"
          },
          {
            "id": "019bc04e-8c95-7b2f-a03e-71d6f8c2e594",
            "flow_id": "01983e77-9d0c-4f85-a1b2-6ce4d83f5902",
            "flow_name": "Delivery feedback",
            "contact_id": "7f94b0c6-2e18-4d73-8a5c-e60b1f9d3a27",
            "contact_phone": "+4915123456709",
            "contact_name": "Jonas Brandt",
            "contact_email": null,
            "status": "failed",
            "current_node_id": null,
            "context": {},
            "last_interaction_at": "2026-01-15T06:14:58+00:00",
            "expires_at": null,
            "completed_at": null,
            "created_at": "2026-01-15T06:14:58+00:00"
          }
        ]
      },
      "newFlowTriggered.one-flow": {
        "summary": "The sessions of one flow",
        "x-status": 200,
        "x-source": "Qyvo API documentation, New flow triggered: parameter flow_id",
        "value": [
          {
            "id": "019bc0d4-7a31-7c52-9e4b-3f2d8a6c1b70",
            "flow_id": "0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864",
            "flow_name": "Cart rescue, first nudge",
            "contact_id": "5d0f7c1e-82b4-4a39-8f6d-c97e13a2b4d8",
            "contact_phone": "+31612345067",
            "contact_name": "Sanne Vermeulen",
            "contact_email": null,
            "status": "running",
            "current_node_id": "node_2",
            "context": {
              "source": "cart",
              "cart_total": "84.50",
              "wants_help": "yes"
            },
            "last_interaction_at": "2026-01-15T08:41:09+00:00",
            "expires_at": "2026-01-15T09:11:09+00:00",
            "completed_at": null,
            "created_at": "2026-01-15T08:40:52+00:00"
          },
          {
            "id": "019bc09a-1f07-7e60-8d25-4b9c6a1e37f2",
            "flow_id": "0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864",
            "flow_name": "Cart rescue, first nudge",
            "contact_id": "e81c3d72-6f50-4b9a-b4d7-29a0f5e8c613",
            "contact_phone": "+15125550148",
            "contact_name": "Marcus Hale",
            "contact_email": "marcus.hale@example.com",
            "status": "expired",
            "current_node_id": "node_1",
            "context": {
              "source": "cart",
              "cart_total": "129.90"
            },
            "last_interaction_at": "2026-01-15T07:37:20+00:00",
            "expires_at": "2026-01-15T08:07:20+00:00",
            "completed_at": null,
            "created_at": "2026-01-15T07:37:20+00:00"
          }
        ]
      },
      "newFlowTriggered.empty": {
        "summary": "No session, or a flow that nobody knows",
        "x-status": 200,
        "x-source": "Qyvo API documentation, pagination page: an empty array",
        "value": []
      },
      "newFlowTriggered.unauthenticated": {
        "summary": "No token was sent",
        "x-status": 401,
        "x-source": "Qyvo API documentation, Me page",
        "value": {
          "message": "Unauthenticated."
        }
      },
      "newFlowTriggered.forbidden": {
        "summary": "The token lacks the scope; the body is an inference from the framework",
        "x-status": 403,
        "x-source": "Qyvo API documentation, errors page: status only",
        "value": {
          "message": "Invalid scope(s) provided."
        }
      },
      "newFlowTriggered.unknown-route": {
        "summary": "A path that the API does not have; inferred from the framework",
        "x-status": 404,
        "x-source": "Flowtwin",
        "value": {
          "message": "The route api/v1/triggers/nothing could not be found."
        }
      },
      "newFlowTriggered.method-not-allowed": {
        "summary": "POST to the feed; inferred from the framework",
        "x-status": 405,
        "x-source": "Flowtwin",
        "value": {
          "message": "The POST method is not supported for route api/v1/triggers/new-flow-triggered. Supported methods: GET, HEAD."
        }
      },
      "newFlowTriggered.no-workspace": {
        "summary": "The user of the token belongs to no workspace",
        "x-status": 422,
        "x-source": "Qyvo API documentation, errors page",
        "value": {
          "error": "No workspace configured for this account."
        }
      },
      "newFlowTriggered.invalid-flow-id": {
        "summary": "flow_id is not a UUID; the shape is documented, that it is checked is a choice",
        "x-status": 422,
        "x-source": "Qyvo API documentation, errors page: validation error of a UUID field",
        "value": {
          "message": "The given data was invalid.",
          "errors": {
            "flow_id": [
              "The flow id field must be a valid UUID."
            ]
          }
        }
      },
      "newFlowTriggered.too-many-requests": {
        "summary": "The quota is used up; the body is an inference from the framework",
        "x-status": 429,
        "x-source": "Qyvo API documentation, rate limits page: status and headers",
        "value": {
          "message": "Too Many Attempts."
        }
      },
      "newFlowTriggered.server-error": {
        "summary": "A transient failure; the body is an inference from the framework",
        "x-status": 500,
        "x-source": "Qyvo API documentation, errors page: status only",
        "value": {
          "message": "Server Error"
        }
      }
    }
  }
}
