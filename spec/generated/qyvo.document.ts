// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OpenApiDocument } from '../open-api-document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "Qyvo flow sessions",
    "version": "0.2.0",
    "summary": "Flow sessions, what starts them and whom they are for, as Flowtwin understands Qyvo's public documentation.",
    "description": "An independent description of the part of the Qyvo API that is about flow sessions: the feeds that clients poll, bare arrays of the 100 newest; the action that starts a session; the flows and contacts that it needs. Written by the Flowtwin project, which is not affiliated with Qyvo. Each response and property says in `x-evidence` how it is known.",
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
        "name": "Qyvo API documentation: index, pagination, errors, rate limits, authentication"
      },
      {
        "id": "me",
        "name": "Qyvo API documentation: Me"
      },
      {
        "id": "messages",
        "name": "Qyvo API documentation: New message received"
      },
      {
        "id": "flows",
        "name": "Qyvo API documentation: Trigger flow, Get flow"
      },
      {
        "id": "contacts",
        "name": "Qyvo API documentation: Create, get, update and search contacts"
      },
      {
        "id": "node",
        "name": "n8n-nodes-qyvo 0.2.0, the published n8n node"
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
      "name": "Identity",
      "description": "Who a token belongs to."
    },
    {
      "name": "Triggers",
      "description": "Feeds that clients poll for news."
    },
    {
      "name": "Flows",
      "description": "What contacts are led through."
    },
    {
      "name": "Contacts",
      "description": "The people of the workspace."
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
                },
                {
                  "description": "What is no UUID is refused, or has no sessions; nobody documents which.",
                  "type": "string"
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
          "302": {
            "$ref": "#/components/responses/Redirected"
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
    },
    "/api/v1/triggers/new-message-received": {
      "get": {
        "operationId": "newMessageReceived",
        "tags": [
          "Triggers"
        ],
        "summary": "The newest messages that contacts sent",
        "description": "At most 100 messages, newest first; polled in the same way as the feed of flow sessions.",
        "x-evidence": {
          "basis": "documented",
          "from": "messages"
        },
        "parameters": [
          {
            "name": "message_type",
            "in": "query",
            "description": "Only messages of this type: text, image, audio, document, video, location, contacts or interactive; the published node also knows sticker. Empty means no filter.",
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            },
            "required": false,
            "allowEmptyValue": true,
            "schema": {
              "type": "string"
            },
            "examples": {
              "text": {
                "value": "text"
              }
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The newest messages, `created_at` descending; an empty array when there are none.",
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
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
                    "$ref": "#/components/schemas/Message"
                  }
                },
                "examples": {
                  "window": {
                    "$ref": "#/components/examples/newMessageReceived.window"
                  },
                  "none": {
                    "$ref": "#/components/examples/newMessageReceived.empty"
                  }
                }
              }
            }
          },
          "302": {
            "$ref": "#/components/responses/Redirected"
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
    },
    "/api/v1/me": {
      "get": {
        "operationId": "me",
        "tags": [
          "Identity"
        ],
        "summary": "Who the token belongs to",
        "description": "The user and the workspace that every other path works in. The cheapest way to see whether a token is good.",
        "x-evidence": {
          "basis": "documented",
          "from": "me"
        },
        "responses": {
          "200": {
            "description": "The user of the token; without a workspace `tenant` is null.",
            "x-evidence": {
              "basis": "documented",
              "from": "me"
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
                  "$ref": "#/components/schemas/Me"
                },
                "examples": {
                  "member": {
                    "$ref": "#/components/examples/me.member"
                  },
                  "no workspace": {
                    "$ref": "#/components/examples/me.no-workspace"
                  }
                }
              }
            }
          },
          "302": {
            "$ref": "#/components/responses/Redirected"
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
          "429": {
            "$ref": "#/components/responses/TooManyRequests"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/api/v1/actions/trigger-flow": {
      "post": {
        "operationId": "triggerFlow",
        "tags": [
          "Flows"
        ],
        "summary": "Start a flow for a contact",
        "description": "Begins a session of a published flow, for a contact named by its id or by its phone number; exactly one of the two. A phone number that nobody has makes a contact. A contact who is already in a session of the flow stays in it.",
        "x-evidence": {
          "basis": "documented",
          "from": "flows"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/TriggerFlow"
              },
              "examples": {
                "by phone": {
                  "$ref": "#/components/examples/triggerFlow.request-by-phone"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The contact is in a running session of this flow; no second one is started.",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
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
                  "$ref": "#/components/schemas/Triggered"
                },
                "examples": {
                  "already running": {
                    "$ref": "#/components/examples/triggerFlow.already-running"
                  }
                }
              }
            }
          },
          "201": {
            "description": "A session was started. The status is an inference from another action.",
            "x-evidence": {
              "basis": "inferred",
              "from": "pages"
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
                  "$ref": "#/components/schemas/Triggered"
                },
                "examples": {
                  "started": {
                    "$ref": "#/components/examples/triggerFlow.started"
                  }
                }
              }
            }
          },
          "302": {
            "$ref": "#/components/responses/Redirected"
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
    },
    "/api/v1/actions/get-flow": {
      "post": {
        "operationId": "getFlow",
        "tags": [
          "Flows"
        ],
        "summary": "Read a flow",
        "description": "A flow with its state and how many sessions it has had.",
        "x-evidence": {
          "basis": "documented",
          "from": "flows"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/FlowById"
              },
              "examples": {
                "by id": {
                  "$ref": "#/components/examples/getFlow.request"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The flow.",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
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
                  "$ref": "#/components/schemas/Flow"
                },
                "examples": {
                  "published": {
                    "$ref": "#/components/examples/getFlow.published"
                  },
                  "draft": {
                    "$ref": "#/components/examples/getFlow.draft"
                  }
                }
              }
            }
          },
          "302": {
            "$ref": "#/components/responses/Redirected"
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
    },
    "/api/v1/dropdowns/flows": {
      "get": {
        "operationId": "listFlowOptions",
        "tags": [
          "Flows"
        ],
        "summary": "The flows, as choices for a picker",
        "description": "An array of ids and labels; not documented, read in the published node.",
        "x-evidence": {
          "basis": "source",
          "from": "node"
        },
        "responses": {
          "200": {
            "description": "The flows that can be started.",
            "x-evidence": {
              "basis": "source",
              "from": "node"
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
                  "items": {
                    "$ref": "#/components/schemas/Option"
                  }
                },
                "examples": {
                  "flows": {
                    "$ref": "#/components/examples/listFlowOptions.flows"
                  }
                }
              }
            }
          },
          "302": {
            "$ref": "#/components/responses/Redirected"
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
    },
    "/api/v1/actions/create-contact": {
      "post": {
        "operationId": "createContact",
        "tags": [
          "Contacts"
        ],
        "summary": "Create a contact, or change the one with this phone number",
        "description": "Answers 201 whether the contact was there before or not. What is left out of the body stays as it is.",
        "x-evidence": {
          "basis": "documented",
          "from": "contacts"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreateContact"
              },
              "examples": {
                "request": {
                  "$ref": "#/components/examples/createContact.request"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The contact, new or changed. Its members are an inference from those of a changed contact.",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
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
                  "$ref": "#/components/schemas/CreatedContact"
                },
                "examples": {
                  "created": {
                    "$ref": "#/components/examples/createContact.created"
                  }
                }
              }
            }
          },
          "302": {
            "$ref": "#/components/responses/Redirected"
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
    },
    "/api/v1/actions/get-contact": {
      "post": {
        "operationId": "getContact",
        "tags": [
          "Contacts"
        ],
        "summary": "Read a contact",
        "description": "A contact, named by exactly one of id, phone number and e-mail address.",
        "x-evidence": {
          "basis": "documented",
          "from": "contacts"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ContactLookup"
              },
              "examples": {
                "by phone": {
                  "$ref": "#/components/examples/getContact.request-by-phone"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The contact.",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
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
                  "$ref": "#/components/schemas/Contact"
                },
                "examples": {
                  "contact": {
                    "$ref": "#/components/examples/getContact.contact"
                  }
                }
              }
            }
          },
          "302": {
            "$ref": "#/components/responses/Redirected"
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
    },
    "/api/v1/actions/update-contact": {
      "post": {
        "operationId": "updateContact",
        "tags": [
          "Contacts"
        ],
        "summary": "Change a contact",
        "description": "Only what the body names is written. An empty text clears, tags replace the list, metadata is merged at its top level.",
        "x-evidence": {
          "basis": "documented",
          "from": "contacts"
        },
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UpdateContact"
              },
              "examples": {
                "request": {
                  "$ref": "#/components/examples/updateContact.request"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The changed contact.",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
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
                  "$ref": "#/components/schemas/UpdatedContact"
                },
                "examples": {
                  "changed": {
                    "$ref": "#/components/examples/updateContact.changed"
                  }
                }
              }
            }
          },
          "302": {
            "$ref": "#/components/responses/Redirected"
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
    },
    "/api/v1/actions/search-contacts": {
      "post": {
        "operationId": "searchContacts",
        "tags": [
          "Contacts"
        ],
        "summary": "Find contacts",
        "description": "At most 50 contacts, those last in conversation first. All conditions must hold; without any, the most recently active.",
        "x-evidence": {
          "basis": "documented",
          "from": "contacts"
        },
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ContactSearch"
              },
              "examples": {
                "request": {
                  "$ref": "#/components/examples/searchContacts.request"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The contacts found; an empty array when there are none.",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
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
                  "maxItems": 50,
                  "items": {
                    "$ref": "#/components/schemas/FoundContact"
                  }
                },
                "examples": {
                  "found": {
                    "$ref": "#/components/examples/searchContacts.found"
                  },
                  "nobody": {
                    "$ref": "#/components/examples/searchContacts.nobody"
                  }
                }
              }
            }
          },
          "302": {
            "$ref": "#/components/responses/Redirected"
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
      "Redirected": {
        "description": "To the login page, or back: what the framework does with a refusal when the client does not ask for JSON. Flowtwin does so only when told to; ask with `Accept: application/json`.",
        "x-evidence": {
          "basis": "inferred",
          "from": "flowtwin"
        },
        "headers": {
          "Location": {
            "description": "Where people would go on.",
            "x-evidence": {
              "basis": "inferred",
              "from": "flowtwin"
            },
            "schema": {
              "type": "string"
            },
            "example": "https://www.qyvo.io/login"
          }
        },
        "content": {
          "text/html": {
            "schema": {
              "type": "string"
            },
            "examples": {
              "login": {
                "$ref": "#/components/examples/newFlowTriggered.redirected"
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "Nothing of the workspace has this id, or no such path.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "content": {
          "application/json": {
            "schema": {
              "anyOf": [
                {
                  "$ref": "#/components/schemas/BusinessError"
                },
                {
                  "$ref": "#/components/schemas/Notice"
                }
              ]
            },
            "examples": {
              "flow": {
                "$ref": "#/components/examples/triggerFlow.flow-not-found"
              },
              "contact": {
                "$ref": "#/components/examples/triggerFlow.contact-not-found"
              }
            }
          }
        }
      },
      "Unauthenticated": {
        "description": "No token, a malformed one, or one that was revoked.",
        "x-evidence": {
          "basis": "documented",
          "from": "pages"
        },
        "content": {
          "application/json": {
            "schema": {
              "anyOf": [
                {
                  "$ref": "#/components/schemas/Notice"
                },
                {
                  "$ref": "#/components/schemas/BusinessError"
                }
              ]
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
              "anyOf": [
                {
                  "$ref": "#/components/schemas/Notice"
                },
                {
                  "$ref": "#/components/schemas/BusinessError"
                }
              ]
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
              "$ref": "#/components/schemas/Notice"
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
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Notice"
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
        "description": "The user has no workspace, or a value of the request does not hold.",
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
              },
              "nobody named": {
                "$ref": "#/components/examples/triggerFlow.nobody-named"
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
              "anyOf": [
                {
                  "$ref": "#/components/schemas/Notice"
                },
                {
                  "$ref": "#/components/schemas/BusinessError"
                }
              ]
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
              "$ref": "#/components/schemas/Notice"
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
      "Notice": {
        "description": "The framework's own refusals.",
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
        "description": "Refusals of the business rules.",
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
      },
      "Me": {
        "description": "The user of a token.",
        "type": "object",
        "required": [
          "id",
          "email",
          "name",
          "tenant"
        ],
        "properties": {
          "id": {
            "type": "integer",
            "x-evidence": {
              "basis": "documented",
              "from": "me"
            }
          },
          "email": {
            "type": "string",
            "format": "email",
            "x-evidence": {
              "basis": "documented",
              "from": "me"
            }
          },
          "name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "me"
            }
          },
          "tenant": {
            "description": "The workspace; null for a user without one.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Tenant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "me"
            }
          }
        }
      },
      "Tenant": {
        "description": "The workspace that everything else belongs to.",
        "type": "object",
        "required": [
          "id",
          "name"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "me"
            }
          },
          "name": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "me"
            }
          }
        }
      },
      "Message": {
        "description": "Something that a contact wrote or sent.",
        "type": "object",
        "required": [
          "id",
          "direction",
          "type",
          "content",
          "status",
          "contact_id",
          "contact_phone",
          "contact_name",
          "contact_email",
          "sent_at",
          "delivered_at",
          "read_at",
          "created_at"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "direction": {
            "type": "string",
            "enum": [
              "inbound"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "type": {
            "description": "An open set.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "content": {
            "description": "By type; a text has a `body`, a file `url` and `mime_type`.",
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "status": {
            "description": "Received, for what comes in.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "contact_id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "contact_phone": {
            "type": "string",
            "pattern": "^\\+[1-9][0-9]{6,14}$",
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "contact_name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "messages"
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
              "from": "messages"
            }
          },
          "sent_at": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "delivered_at": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "read_at": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          },
          "created_at": {
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "documented",
              "from": "messages"
            }
          }
        }
      },
      "TriggerFlow": {
        "description": "Which flow, for whom, with what. Exactly one of `contact_id` and `phone` names the contact.",
        "type": "object",
        "required": [
          "flow_id"
        ],
        "properties": {
          "flow_id": {
            "description": "A published flow.",
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "contact_id": {
            "anyOf": [
              {
                "type": "string",
                "format": "uuid"
              },
              {
                "type": "string",
                "maxLength": 0
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "phone": {
            "description": "International; nobody who has it makes a new contact, opted in now.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "context": {
            "description": "What the flow can refer to; the first of what the session shows as its context.",
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          }
        }
      },
      "Triggered": {
        "description": "What became of a start. These are no statuses of sessions.",
        "type": "object",
        "required": [
          "status"
        ],
        "properties": {
          "id": {
            "description": "The session.",
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "status": {
            "type": "string",
            "enum": [
              "started",
              "already_running"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          }
        }
      },
      "FlowById": {
        "description": "Which flow.",
        "type": "object",
        "required": [
          "flow_id"
        ],
        "properties": {
          "flow_id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          }
        }
      },
      "Flow": {
        "description": "What contacts are led through.",
        "type": "object",
        "required": [
          "id",
          "name",
          "status",
          "trigger_type",
          "sessions_count",
          "published_at",
          "created_at"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "name": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "status": {
            "type": "string",
            "enum": [
              "draft",
              "published"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "trigger_type": {
            "description": "What starts the flow by itself; an open set.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "sessions_count": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "published_at": {
            "description": "Null for a draft.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "created_at": {
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          }
        }
      },
      "Option": {
        "description": "A choice of a picker.",
        "type": "object",
        "required": [
          "id",
          "label"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "source",
              "from": "node"
            }
          },
          "label": {
            "type": "string",
            "x-evidence": {
              "basis": "source",
              "from": "node"
            }
          }
        }
      },
      "CreateContact": {
        "description": "A contact to be.",
        "type": "object",
        "required": [
          "phone"
        ],
        "properties": {
          "phone": {
            "description": "International, with a leading plus sign; spaces and punctuation do not matter.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "email": {
            "anyOf": [
              {
                "type": "string",
                "format": "email"
              },
              {
                "type": "string",
                "maxLength": 0
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "tags": {
            "description": "Separated by commas; those that do not exist are made.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "metadata": {
            "description": "At most about 64 KB.",
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          }
        }
      },
      "UpdateContact": {
        "description": "Changes to a contact. `contact_id` or `phone` names it, at least one of them.",
        "type": "object",
        "properties": {
          "contact_id": {
            "anyOf": [
              {
                "type": "string",
                "format": "uuid"
              },
              {
                "type": "string",
                "maxLength": 0
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "phone": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "name": {
            "description": "Empty clears it.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "email": {
            "description": "Empty clears it.",
            "anyOf": [
              {
                "type": "string",
                "format": "email"
              },
              {
                "type": "string",
                "maxLength": 0
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "tags": {
            "description": "Separated by commas; they replace what was there.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "metadata": {
            "description": "Merged with what was there, at the top level.",
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          }
        }
      },
      "ContactLookup": {
        "description": "Exactly one of the three.",
        "type": "object",
        "properties": {
          "contact_id": {
            "anyOf": [
              {
                "type": "string",
                "format": "uuid"
              },
              {
                "type": "string",
                "maxLength": 0
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "phone": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "email": {
            "anyOf": [
              {
                "type": "string",
                "format": "email"
              },
              {
                "type": "string",
                "maxLength": 0
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          }
        }
      },
      "ContactSearch": {
        "description": "All conditions must hold; an empty one is none.",
        "type": "object",
        "properties": {
          "query": {
            "description": "Part of name, phone number or e-mail address, in either case.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "tag": {
            "description": "The name of a tag.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "email": {
            "description": "The whole e-mail address.",
            "anyOf": [
              {
                "type": "string",
                "format": "email"
              },
              {
                "type": "string",
                "maxLength": 0
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          }
        }
      },
      "Contact": {
        "description": "Someone whom flows are led through.",
        "type": "object",
        "required": [
          "id",
          "phone",
          "name",
          "email",
          "source",
          "locale",
          "metadata",
          "tags",
          "opted_in_at",
          "opted_out_at",
          "last_message_at",
          "total_messages",
          "created_at"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "phone": {
            "type": "string",
            "pattern": "^\\+[1-9][0-9]{6,14}$",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "email": {
            "type": [
              "string",
              "null"
            ],
            "format": "email",
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "source": {
            "description": "How the contact came in; manual, csv_import, shopify, woocommerce, widget, zapier or api.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "locale": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "metadata": {
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "opted_in_at": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "opted_out_at": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "last_message_at": {
            "description": "The last message in either direction; null before the first.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "total_messages": {
            "type": "integer",
            "minimum": 0,
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "created_at": {
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          }
        }
      },
      "CreatedContact": {
        "description": "A contact as its creation answers.",
        "type": "object",
        "required": [
          "id",
          "phone",
          "name",
          "email",
          "tags",
          "created_at"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "phone": {
            "type": "string",
            "pattern": "^\\+[1-9][0-9]{6,14}$",
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "email": {
            "type": [
              "string",
              "null"
            ],
            "format": "email",
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "created_at": {
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          }
        }
      },
      "UpdatedContact": {
        "description": "A contact as its change answers.",
        "type": "object",
        "required": [
          "id",
          "phone",
          "name",
          "email",
          "tags",
          "updated_at"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "phone": {
            "type": "string",
            "pattern": "^\\+[1-9][0-9]{6,14}$",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "email": {
            "type": [
              "string",
              "null"
            ],
            "format": "email",
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "updated_at": {
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          }
        }
      },
      "FoundContact": {
        "description": "A contact as a search shows it.",
        "type": "object",
        "required": [
          "id",
          "phone",
          "name",
          "email",
          "source",
          "tags",
          "last_message_at",
          "created_at"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "phone": {
            "type": "string",
            "pattern": "^\\+[1-9][0-9]{6,14}$",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "name": {
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "email": {
            "type": [
              "string",
              "null"
            ],
            "format": "email",
            "x-evidence": {
              "basis": "inferred",
              "from": "contacts"
            }
          },
          "source": {
            "description": "How the contact came in; manual, csv_import, shopify, woocommerce, widget, zapier or api.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "last_message_at": {
            "description": "The last message in either direction; null before the first.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/Instant"
              },
              {
                "type": "null"
              }
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
            }
          },
          "created_at": {
            "$ref": "#/components/schemas/Instant",
            "x-evidence": {
              "basis": "documented",
              "from": "contacts"
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
      "newFlowTriggered.redirected": {
        "summary": "What a browser would be sent to; an inference from the framework",
        "x-status": 302,
        "x-source": "Flowtwin",
        "value": "<!DOCTYPE html><title>Redirecting</title><a href=\"https://www.qyvo.io/login\">https://www.qyvo.io/login</a>"
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
      "triggerFlow.flow-not-found": {
        "summary": "The flow is a draft, or there is none",
        "x-status": 404,
        "x-source": "Qyvo API documentation, errors page",
        "value": {
          "error": "Flow not found or not published"
        }
      },
      "triggerFlow.contact-not-found": {
        "summary": "Nobody has this contact_id",
        "x-status": 404,
        "x-source": "Qyvo API documentation, errors page",
        "value": {
          "error": "Contact not found"
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
              "The flow id must be a valid UUID."
            ]
          }
        }
      },
      "triggerFlow.nobody-named": {
        "summary": "Neither contact_id nor phone; the shape is documented, the sentences are an inference from the framework",
        "x-status": 422,
        "x-source": "Qyvo API documentation, errors page: validation errors",
        "value": {
          "message": "The given data was invalid.",
          "errors": {
            "contact_id": [
              "The contact id field is required when phone is not present."
            ],
            "phone": [
              "The phone field is required when contact id is not present."
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
      },
      "newMessageReceived.window": {
        "summary": "A text and a picture, newest first",
        "x-status": 200,
        "x-source": "Qyvo API documentation, New message received: field table",
        "value": [
          {
            "id": "019bc0d4-bd10-7e21-a4c8-91d05f7be362",
            "direction": "inbound",
            "type": "text",
            "content": {
              "body": "yes please"
            },
            "status": "received",
            "contact_id": "5d0f7c1e-82b4-4a39-8f6d-c97e13a2b4d8",
            "contact_phone": "+31612345067",
            "contact_name": "Sanne Vermeulen",
            "contact_email": null,
            "sent_at": null,
            "delivered_at": null,
            "read_at": null,
            "created_at": "2026-01-15T08:41:09+00:00"
          },
          {
            "id": "019bc0c9-2b77-7f04-8c19-d3a6e25b7f48",
            "direction": "inbound",
            "type": "image",
            "content": {
              "url": "https://media.example.com/inbound/7f04.jpg",
              "mime_type": "image/jpeg"
            },
            "status": "received",
            "contact_id": "b2a4e690-1c7d-4e58-93fa-07d6c5b8e123",
            "contact_phone": "+447700900421",
            "contact_name": null,
            "contact_email": "g.okafor@example.org",
            "sent_at": null,
            "delivered_at": null,
            "read_at": null,
            "created_at": "2026-01-15T08:28:31+00:00"
          }
        ]
      },
      "newMessageReceived.empty": {
        "summary": "No message of the type that was asked for",
        "x-status": 200,
        "x-source": "Qyvo API documentation, New message received: an empty array",
        "value": []
      },
      "newFlowTriggered.unknown-route": {
        "summary": "A path that the API does not have; inferred from the framework",
        "x-status": 404,
        "x-source": "Flowtwin",
        "value": {
          "message": "The route api/v1/triggers/nothing could not be found."
        }
      },
      "me.member": {
        "summary": "A member of a workspace",
        "x-status": 200,
        "x-source": "Qyvo API documentation, Me: field table",
        "value": {
          "id": 318,
          "email": "noor@lantern-goods.example.com",
          "name": "Noor Haddad",
          "tenant": {
            "id": "c41e9d27-5b3a-4f86-9e12-7ad0c8b6f354",
            "name": "Lantern Goods"
          }
        }
      },
      "me.no-workspace": {
        "summary": "A user without a workspace",
        "x-status": 200,
        "x-source": "Qyvo API documentation, Me: tenant may be null",
        "value": {
          "id": 319,
          "email": "newcomer@example.com",
          "name": null,
          "tenant": null
        }
      },
      "triggerFlow.request-by-phone": {
        "summary": "Start a flow for whoever has this number",
        "x-request": true,
        "x-source": "Qyvo API documentation, Trigger flow: request body",
        "value": {
          "flow_id": "0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864",
          "phone": "+31612345067",
          "context": {
            "cart_total": "84.50",
            "source": "cart"
          }
        }
      },
      "triggerFlow.already-running": {
        "summary": "The contact is in this flow already",
        "x-status": 200,
        "x-source": "Qyvo API documentation, Trigger flow",
        "value": {
          "status": "already_running"
        }
      },
      "triggerFlow.started": {
        "summary": "A session was started",
        "x-status": 201,
        "x-source": "Qyvo API documentation, Trigger flow; the status is an inference",
        "value": {
          "id": "019bc0d4-7a31-7c52-9e4b-3f2d8a6c1b70",
          "status": "started"
        }
      },
      "getFlow.request": {
        "summary": "Read one flow",
        "x-request": true,
        "x-source": "Qyvo API documentation, Get flow: request body",
        "value": {
          "flow_id": "0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864"
        }
      },
      "getFlow.published": {
        "summary": "A published flow",
        "x-status": 200,
        "x-source": "Qyvo API documentation, Get flow: field table",
        "value": {
          "id": "0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864",
          "name": "Cart rescue, first nudge",
          "status": "published",
          "trigger_type": "shopify_cart_abandoned",
          "sessions_count": 1286,
          "published_at": "2025-11-20T14:05:00+00:00",
          "created_at": "2025-11-18T09:30:00+00:00"
        }
      },
      "getFlow.draft": {
        "summary": "A draft",
        "x-status": 200,
        "x-source": "Qyvo API documentation, Get flow: a draft has no published_at",
        "value": {
          "id": "01983e77-9d0c-4f85-a1b2-6ce4d83f5902",
          "name": "Not published yet",
          "status": "draft",
          "trigger_type": "manual",
          "sessions_count": 0,
          "published_at": null,
          "created_at": "2026-01-09T16:42:00+00:00"
        }
      },
      "listFlowOptions.flows": {
        "summary": "Two flows",
        "x-status": 200,
        "x-source": "n8n-nodes-qyvo 0.2.0: options of a picker",
        "value": [
          {
            "id": "0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864",
            "label": "Cart rescue, first nudge"
          },
          {
            "id": "01983e77-9d0c-4f85-a1b2-6ce4d83f5902",
            "label": "Delivery feedback"
          }
        ]
      },
      "createContact.request": {
        "summary": "A contact with tags",
        "x-request": true,
        "x-source": "Qyvo API documentation, Create contact: request body",
        "value": {
          "phone": "+31 6 1234 5067",
          "name": "Sanne Vermeulen",
          "tags": "club, nl",
          "metadata": {
            "loyalty": "silver"
          }
        }
      },
      "createContact.created": {
        "summary": "The contact; the members are an inference",
        "x-status": 201,
        "x-source": "Qyvo API documentation, Create contact: status",
        "value": {
          "id": "5d0f7c1e-82b4-4a39-8f6d-c97e13a2b4d8",
          "phone": "+31612345067",
          "name": "Sanne Vermeulen",
          "email": null,
          "tags": [
            "club",
            "nl"
          ],
          "created_at": "2026-01-15T08:40:02+00:00"
        }
      },
      "getContact.request-by-phone": {
        "summary": "By phone number",
        "x-request": true,
        "x-source": "Qyvo API documentation, Get contact: request body",
        "value": {
          "phone": "+31612345067"
        }
      },
      "getContact.contact": {
        "summary": "The contact",
        "x-status": 200,
        "x-source": "Qyvo API documentation, Get contact: sample and field table",
        "value": {
          "id": "5d0f7c1e-82b4-4a39-8f6d-c97e13a2b4d8",
          "phone": "+31612345067",
          "name": "Sanne Vermeulen",
          "email": null,
          "source": "widget",
          "locale": "nl",
          "metadata": {
            "loyalty": "silver"
          },
          "tags": [
            "club",
            "nl"
          ],
          "opted_in_at": "2025-10-02T18:20:11+00:00",
          "opted_out_at": null,
          "last_message_at": "2026-01-15T08:41:09+00:00",
          "total_messages": 14,
          "created_at": "2025-10-02T18:20:11+00:00"
        }
      },
      "updateContact.request": {
        "summary": "Another name, tags replaced",
        "x-request": true,
        "x-source": "Qyvo API documentation, Update contact: request body",
        "value": {
          "contact_id": "5d0f7c1e-82b4-4a39-8f6d-c97e13a2b4d8",
          "name": "Sanne de Wit",
          "tags": "club"
        }
      },
      "updateContact.changed": {
        "summary": "The changed contact",
        "x-status": 200,
        "x-source": "Qyvo API documentation, Update contact: sample",
        "value": {
          "id": "5d0f7c1e-82b4-4a39-8f6d-c97e13a2b4d8",
          "phone": "+31612345067",
          "name": "Sanne de Wit",
          "email": null,
          "tags": [
            "club"
          ],
          "updated_at": "2026-01-15T08:52:40+00:00"
        }
      },
      "searchContacts.request": {
        "summary": "Part of a name, and a tag",
        "x-request": true,
        "x-source": "Qyvo API documentation, Search contacts: request body",
        "value": {
          "query": "verm",
          "tag": "club"
        }
      },
      "searchContacts.found": {
        "summary": "One contact",
        "x-status": 200,
        "x-source": "Qyvo API documentation, Search contacts: sample",
        "value": [
          {
            "id": "5d0f7c1e-82b4-4a39-8f6d-c97e13a2b4d8",
            "phone": "+31612345067",
            "name": "Sanne Vermeulen",
            "email": null,
            "source": "widget",
            "tags": [
              "club",
              "nl"
            ],
            "last_message_at": "2026-01-15T08:41:09+00:00",
            "created_at": "2025-10-02T18:20:11+00:00"
          }
        ]
      },
      "searchContacts.nobody": {
        "summary": "Nobody",
        "x-status": 200,
        "x-source": "Qyvo API documentation, Search contacts: an empty array",
        "value": []
      }
    }
  }
}
