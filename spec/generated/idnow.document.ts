// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OpenApiDocument } from '../open-api-document.ts'

export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "IDnow flow sessions",
    "version": "0.2.0",
    "summary": "Flows, their sessions and what those leave behind, as Flowtwin understands IDnow's public documentation.",
    "description": "An independent description of the part of the IDnow Trust Platform API that lists flows, creates and reads their sessions, and hands out tokens for it. Written by the Flowtwin project, which is not affiliated with IDnow. The vendor publishes no error body, no limits and no default order; what stands here instead is marked as inferred or decided. Each parameter, header, response and property says in `x-evidence` how it is known.",
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
        "id": "datablocks",
        "name": "IDnow Trust Platform documentation: Get data blocks"
      },
      {
        "id": "files",
        "name": "IDnow Trust Platform documentation: Get files"
      },
      {
        "id": "webhooks",
        "name": "IDnow Trust Platform documentation: Webhook events"
      },
      {
        "id": "oauth",
        "name": "RFC 6749, RFC 7517 and OpenID Connect Discovery 1.0"
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
    },
    {
      "name": "Flows",
      "description": "What people are led through."
    },
    {
      "name": "Data",
      "description": "What sessions were given and what they found out."
    },
    {
      "name": "Tokens",
      "description": "How API clients get in."
    },
    {
      "name": "Webhooks",
      "description": "What subscribers are told."
    }
  ],
  "paths": {
    "/oidc/token": {
      "servers": [
        {
          "url": "https://auth.eu.platform.idnow.io",
          "description": "Production."
        },
        {
          "url": "https://auth.eu.platform.idnow.sx",
          "description": "Sandbox."
        }
      ],
      "post": {
        "operationId": "issueToken",
        "tags": [
          "Tokens"
        ],
        "summary": "An access token for an API client",
        "description": "The client credentials grant of RFC 6749 section 4.4. The client says who it is in the body (`client_secret_post`) or in the Authorization header (`client_secret_basic`), not in both. In the mock server the path stands on the same host as the rest.",
        "x-evidence": {
          "basis": "documented",
          "from": "clients"
        },
        "security": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/x-www-form-urlencoded": {
              "schema": {
                "$ref": "#/components/schemas/TokenRequest"
              },
              "examples": {
                "client credentials": {
                  "$ref": "#/components/examples/issueToken.client-credentials"
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "A token, good for a day.",
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Token"
                },
                "examples": {
                  "issued": {
                    "$ref": "#/components/examples/issueToken.issued"
                  }
                }
              }
            }
          },
          "400": {
            "description": "A request that no token can be issued for.",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TokenRefusal"
                },
                "examples": {
                  "missing grant type": {
                    "$ref": "#/components/examples/issueToken.missing-grant-type"
                  }
                }
              }
            }
          },
          "401": {
            "description": "An unknown client, or a wrong secret.",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            },
            "headers": {
              "WWW-Authenticate": {
                "description": "Basic, when the client said in the Authorization header who it is.",
                "x-evidence": {
                  "basis": "inferred",
                  "from": "oauth"
                },
                "schema": {
                  "type": "string"
                },
                "example": "Basic realm=\"oidc\""
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TokenRefusal"
                },
                "examples": {
                  "wrong secret": {
                    "$ref": "#/components/examples/issueToken.wrong-secret"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/oidc/.well-known/openid-configuration": {
      "servers": [
        {
          "url": "https://auth.eu.platform.idnow.io",
          "description": "Production."
        },
        {
          "url": "https://auth.eu.platform.idnow.sx",
          "description": "Sandbox."
        }
      ],
      "get": {
        "operationId": "readOpenIdConfiguration",
        "tags": [
          "Tokens"
        ],
        "summary": "Where tokens come from and how they are signed",
        "x-evidence": {
          "basis": "documented",
          "from": "clients"
        },
        "security": [],
        "responses": {
          "200": {
            "description": "The discovery document.",
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OpenIdConfiguration"
                },
                "examples": {
                  "configuration": {
                    "$ref": "#/components/examples/readOpenIdConfiguration.configuration"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/oidc/.well-known/jwks.json": {
      "servers": [
        {
          "url": "https://auth.eu.platform.idnow.io",
          "description": "Production."
        },
        {
          "url": "https://auth.eu.platform.idnow.sx",
          "description": "Sandbox."
        }
      ],
      "get": {
        "operationId": "readJwks",
        "tags": [
          "Tokens"
        ],
        "summary": "The keys that verify tokens and webhook messages",
        "description": "The documentation says that the keys lie below this folder; the name of the file is a choice.",
        "x-evidence": {
          "basis": "documented",
          "from": "clients"
        },
        "security": [],
        "responses": {
          "200": {
            "description": "The key set.",
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KeySet"
                },
                "examples": {
                  "key set": {
                    "$ref": "#/components/examples/readJwks.key-set"
                  }
                }
              }
            }
          },
          "405": {
            "$ref": "#/components/responses/MethodNotAllowed"
          },
          "500": {
            "$ref": "#/components/responses/ServerError"
          }
        }
      }
    },
    "/api/v1/flows/{environment}": {
      "get": {
        "operationId": "listFlows",
        "tags": [
          "Flows"
        ],
        "summary": "The flows of an environment, a page at a time",
        "x-evidence": {
          "basis": "documented",
          "from": "flows"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "name": "page",
            "in": "query",
            "description": "The number of the page, counted from 1.",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            },
            "required": false,
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
          {
            "name": "size",
            "in": "query",
            "description": "How many flows a page holds.",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            },
            "required": false,
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 20
            },
            "examples": {
              "three": {
                "value": 3
              }
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of flows.",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FlowPage"
                },
                "examples": {
                  "first page": {
                    "$ref": "#/components/examples/listFlows.first-page"
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
    },
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
            "$ref": "#/components/parameters/FlowId"
          },
          {
            "$ref": "#/components/parameters/Environment"
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
      },
      "post": {
        "operationId": "createSession",
        "tags": [
          "Sessions"
        ],
        "summary": "Create a session",
        "description": "The guides also speak of executions that begin as running; the reference of this operation has the last word. Needs the permission `flows.execute`.",
        "x-evidence": {
          "basis": "documented",
          "from": "create"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/FlowId"
          },
          {
            "$ref": "#/components/parameters/Environment"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NewSession"
              },
              "examples": {
                "whole": {
                  "$ref": "#/components/examples/createSession.whole-request"
                },
                "least": {
                  "$ref": "#/components/examples/createSession.least-request"
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The session that was created, and how to let a person into it.",
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CreatedSession"
                },
                "examples": {
                  "created": {
                    "$ref": "#/components/examples/createSession.created"
                  }
                }
              }
            }
          },
          "400": {
            "description": "A body that cannot be read, or that says something wrong. All that is wrong is named at once.",
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            },
            "content": {
              "application/json": {
                "schema": {
                  "anyOf": [
                    {
                      "$ref": "#/components/schemas/ValidationFailure"
                    },
                    {
                      "$ref": "#/components/schemas/Failure"
                    }
                  ]
                },
                "examples": {
                  "no subject": {
                    "$ref": "#/components/examples/createSession.no-subject"
                  },
                  "malformed": {
                    "$ref": "#/components/examples/createSession.malformed"
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
    },
    "/api/v1/{environment}/sessions/{sessionId}": {
      "get": {
        "operationId": "readSession",
        "tags": [
          "Sessions"
        ],
        "summary": "A session and its results",
        "x-evidence": {
          "basis": "documented",
          "from": "results"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/SessionId"
          }
        ],
        "responses": {
          "200": {
            "description": "The session.",
            "x-evidence": {
              "basis": "documented",
              "from": "results"
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SessionDetail"
                },
                "examples": {
                  "running": {
                    "$ref": "#/components/examples/readSession.running"
                  },
                  "completed": {
                    "$ref": "#/components/examples/readSession.completed"
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
    },
    "/api/v1/{environment}/sessions/{sessionId}/datablocks": {
      "get": {
        "operationId": "listDatablocks",
        "tags": [
          "Data"
        ],
        "summary": "What a session was given and what it found out",
        "description": "Input and output, in the order in which they came. Unlike the list of sessions this holds personal data.",
        "x-evidence": {
          "basis": "documented",
          "from": "datablocks"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/SessionId"
          }
        ],
        "responses": {
          "200": {
            "description": "All data blocks of the session so far.",
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DataBlocks"
                },
                "examples": {
                  "accepted": {
                    "$ref": "#/components/examples/listDatablocks.accepted"
                  },
                  "deleted": {
                    "$ref": "#/components/examples/listDatablocks.deleted"
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
    },
    "/api/v1/{environment}/files/{vaultEntryId}": {
      "get": {
        "operationId": "readFile",
        "tags": [
          "Data"
        ],
        "summary": "The way to a file",
        "x-evidence": {
          "basis": "documented",
          "from": "files"
        },
        "parameters": [
          {
            "$ref": "#/components/parameters/Environment"
          },
          {
            "$ref": "#/components/parameters/VaultEntryId"
          }
        ],
        "responses": {
          "302": {
            "description": "Where the file can be fetched without a token, for an hour.",
            "x-evidence": {
              "basis": "documented",
              "from": "files"
            },
            "headers": {
              "Location": {
                "description": "A presigned URL.",
                "x-evidence": {
                  "basis": "documented",
                  "from": "files"
                },
                "schema": {
                  "type": "string",
                  "format": "uri"
                },
                "example": "https://vault.example.com/3f2a7c1e-5b8d-4e90-9c33-1d2e8f40b6a7?token=signed"
              },
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
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
    },
    "/vault/{vaultEntryId}": {
      "get": {
        "operationId": "downloadFile",
        "tags": [
          "Data"
        ],
        "summary": "A file, by its presigned URL",
        "description": "The vendor documents no such path: it stands for the storage to which its redirects lead, so that a client can follow them.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "security": [],
        "parameters": [
          {
            "$ref": "#/components/parameters/VaultEntryId"
          },
          {
            "name": "token",
            "in": "query",
            "description": "What makes the URL good for an hour.",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            },
            "required": false,
            "schema": {
              "type": "string"
            },
            "examples": {
              "signed": {
                "value": "signed"
              }
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The file.",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            },
            "headers": {
              "Cache-Control": {
                "$ref": "#/components/headers/Cache-Control"
              }
            },
            "content": {
              "image/svg+xml": {
                "schema": {
                  "type": "string"
                },
                "examples": {
                  "specimen": {
                    "$ref": "#/components/examples/downloadFile.specimen"
                  }
                }
              }
            }
          },
          "403": {
            "description": "A URL that is not signed, or was good until some time ago.",
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
                  "expired": {
                    "$ref": "#/components/examples/downloadFile.expired"
                  }
                }
              }
            }
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
  "webhooks": {
    "sessionEvent": {
      "post": {
        "operationId": "sessionEvent",
        "tags": [
          "Webhooks"
        ],
        "summary": "A session has begun or ended",
        "description": "The body is a signed JWT; its claims are described by `contentSchema`. It is sent three times at most, until an answer of success comes. When it is sent again is a choice of the mock server: after a minute, then after ten.",
        "x-evidence": {
          "basis": "documented",
          "from": "webhooks"
        },
        "security": [],
        "requestBody": {
          "required": true,
          "content": {
            "application/jwt": {
              "schema": {
                "$ref": "#/components/schemas/SignedEvent"
              },
              "examples": {
                "completed": {
                  "$ref": "#/components/examples/sessionEvent.completed"
                }
              }
            }
          }
        },
        "responses": {
          "2XX": {
            "description": "Received.",
            "x-evidence": {
              "basis": "documented",
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
        "bearerFormat": "JWT",
        "description": "An access token of the OAuth 2.0 client credentials grant, good for a day. It belongs to an API client of one environment.",
        "x-evidence": {
          "basis": "documented",
          "from": "clients"
        }
      }
    },
    "parameters": {
      "FlowId": {
        "name": "flowId",
        "in": "path",
        "description": "The flow that the sessions go through.",
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
      "Environment": {
        "name": "environment",
        "in": "path",
        "description": "The environment that the sessions run in. It must be the one that the API client was made for.",
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
      "SessionId": {
        "name": "sessionId",
        "in": "path",
        "description": "The session.",
        "x-evidence": {
          "basis": "documented",
          "from": "results"
        },
        "required": true,
        "schema": {
          "type": "string"
        },
        "examples": {
          "session": {
            "value": "019bb66c-7dbf-7a8e-807e-8971d87a072c"
          }
        }
      },
      "VaultEntryId": {
        "name": "vaultEntryId",
        "in": "path",
        "description": "The file, as data blocks refer to it.",
        "x-evidence": {
          "basis": "documented",
          "from": "files"
        },
        "required": true,
        "schema": {
          "type": "string"
        },
        "examples": {
          "file": {
            "value": "3f2a7c1e-5b8d-4e90-9c33-1d2e8f40b6a7"
          }
        }
      }
    },
    "headers": {
      "Cache-Control": {
        "description": "That nobody may keep the answer.",
        "x-evidence": {
          "basis": "decided",
          "from": "flowtwin"
        },
        "schema": {
          "type": "string"
        },
        "example": "no-store"
      },
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
        "description": "No such flow, session, file or path.",
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
              },
              "unknown session": {
                "$ref": "#/components/examples/readSession.unknown-session"
              }
            }
          }
        }
      },
      "MethodNotAllowed": {
        "description": "A method that the path does not know.",
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
      "TokenRequest": {
        "type": "object",
        "properties": {
          "grant_type": {
            "description": "Always client_credentials.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            }
          },
          "client_id": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            }
          },
          "client_secret": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            }
          },
          "scope": {
            "description": "Permissions with spaces between them, when the token shall have fewer than the client.",
            "type": "string",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          }
        }
      },
      "Token": {
        "type": "object",
        "required": [
          "access_token",
          "expires_in",
          "token_type"
        ],
        "properties": {
          "access_token": {
            "description": "A signed JWT.",
            "type": "string",
            "pattern": "^[\\w-]+\\.[\\w-]+\\.[\\w-]+$",
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            }
          },
          "expires_in": {
            "description": "Seconds.",
            "type": "integer",
            "minimum": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            }
          },
          "token_type": {
            "type": "string",
            "const": "Bearer",
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            }
          }
        }
      },
      "TokenRefusal": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "string",
            "enum": [
              "invalid_request",
              "invalid_client",
              "invalid_grant",
              "unauthorized_client",
              "unsupported_grant_type",
              "invalid_scope"
            ],
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "error_description": {
            "description": "The same in words.",
            "type": "string",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          }
        }
      },
      "OpenIdConfiguration": {
        "type": "object",
        "required": [
          "issuer",
          "token_endpoint",
          "jwks_uri",
          "grant_types_supported",
          "token_endpoint_auth_methods_supported",
          "response_types_supported",
          "subject_types_supported",
          "id_token_signing_alg_values_supported",
          "scopes_supported"
        ],
        "properties": {
          "issuer": {
            "type": "string",
            "format": "uri",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "token_endpoint": {
            "type": "string",
            "format": "uri",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "jwks_uri": {
            "type": "string",
            "format": "uri",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "grant_types_supported": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "token_endpoint_auth_methods_supported": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "clients"
            }
          },
          "response_types_supported": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "subject_types_supported": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "id_token_signing_alg_values_supported": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "scopes_supported": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          }
        }
      },
      "KeySet": {
        "type": "object",
        "required": [
          "keys"
        ],
        "properties": {
          "keys": {
            "type": "array",
            "minItems": 1,
            "items": {
              "$ref": "#/components/schemas/Key"
            },
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          }
        }
      },
      "Key": {
        "type": "object",
        "required": [
          "kty",
          "use",
          "alg",
          "kid",
          "n",
          "e"
        ],
        "properties": {
          "kty": {
            "type": "string",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "use": {
            "type": "string",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "alg": {
            "type": "string",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "kid": {
            "type": "string",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "n": {
            "description": "The modulus.",
            "type": "string",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          },
          "e": {
            "description": "The exponent.",
            "type": "string",
            "x-evidence": {
              "basis": "inferred",
              "from": "oauth"
            }
          }
        }
      },
      "FlowPage": {
        "type": "object",
        "required": [
          "content",
          "page"
        ],
        "properties": {
          "content": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "$ref": "#/components/schemas/Flow"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "page": {
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            },
            "$ref": "#/components/schemas/Page"
          }
        }
      },
      "Flow": {
        "type": "object",
        "required": [
          "id",
          "name",
          "description",
          "environment"
        ],
        "properties": {
          "id": {
            "type": "string",
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
          "description": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
            }
          },
          "version": {
            "description": "Optional in the documentation; left out for a flow that was never published.",
            "type": "integer",
            "minimum": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "flows"
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
              "from": "flows"
            }
          }
        }
      },
      "NewSession": {
        "description": "The revisions of the documentation contradict each other about `metadata`, so what stands in it is judged by a quirk and not by this schema.",
        "type": "object",
        "properties": {
          "input": {
            "description": "What the flow is told about the person; nothing when it is left out.",
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          },
          "metadata": {
            "description": "Required with a `subjectId` in the newest revision, which knows only it and `locale`.",
            "type": "object",
            "additionalProperties": true,
            "properties": {
              "subjectId": {
                "description": "The customer's own name for the person.",
                "type": "string",
                "minLength": 1,
                "x-evidence": {
                  "basis": "documented",
                  "from": "create"
                }
              },
              "locale": {
                "description": "The language that the person is spoken to in.",
                "type": "string",
                "x-evidence": {
                  "basis": "documented",
                  "from": "create"
                }
              }
            },
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          },
          "redirectUrl": {
            "description": "Where the person is sent at the end. It must stand on the API client's list, letter by letter.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          },
          "state": {
            "description": "Handed back with the redirect.",
            "type": "string",
            "maxLength": 2048,
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          }
        }
      },
      "CreatedSession": {
        "type": "object",
        "required": [
          "flowId",
          "flowVersion",
          "environment",
          "sessionContext",
          "playerUrl",
          "sdkToken"
        ],
        "properties": {
          "flowId": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          },
          "flowVersion": {
            "type": "integer",
            "minimum": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          },
          "environment": {
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
          "sessionContext": {
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            },
            "$ref": "#/components/schemas/SessionContext"
          },
          "playerUrl": {
            "description": "Where the person goes through the session.",
            "type": "string",
            "format": "uri",
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          },
          "sdkToken": {
            "description": "What lets the SDK into the session.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          }
        }
      },
      "SessionContext": {
        "type": "object",
        "required": [
          "sessionId",
          "sessionStatus",
          "createdAt",
          "expiresAt"
        ],
        "properties": {
          "sessionId": {
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            },
            "$ref": "#/components/schemas/SessionId"
          },
          "sessionStatus": {
            "description": "The guides also show a session that begins as running.",
            "type": "string",
            "enum": [
              "CREATED",
              "RUNNING"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            }
          },
          "createdAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "expiresAt": {
            "description": "When the session ends by itself if nothing happens. A day later in the sample; the flows of the mock server are less patient.",
            "x-evidence": {
              "basis": "documented",
              "from": "create"
            },
            "$ref": "#/components/schemas/Instant"
          }
        }
      },
      "SessionDetail": {
        "description": "A session with what the list does not tell.",
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
          "lastStep",
          "redirectUrl",
          "state"
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
          },
          "redirectUrl": {
            "description": "As given at creation.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "results"
            }
          },
          "state": {
            "description": "As given at creation.",
            "type": [
              "string",
              "null"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "results"
            }
          },
          "metadata": {
            "description": "As given at creation; read by a published client, not named in the documentation.",
            "type": "object",
            "additionalProperties": true,
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "results": {
            "description": "References to the data blocks that the flow brought about, once the session has ended.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Result"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "results"
            }
          }
        }
      },
      "Result": {
        "type": "object",
        "required": [
          "datablockId",
          "type"
        ],
        "properties": {
          "datablockId": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          },
          "type": {
            "type": "string",
            "x-evidence": {
              "basis": "decided",
              "from": "flowtwin"
            }
          }
        }
      },
      "DataBlocks": {
        "type": "object",
        "required": [
          "dataBlocks"
        ],
        "properties": {
          "dataBlocks": {
            "description": "Sorted by `createdAt`.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DataBlock"
            },
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            }
          }
        }
      },
      "DataBlock": {
        "type": "object",
        "required": [
          "datablockId",
          "type",
          "createdBy",
          "createdAt",
          "status",
          "content"
        ],
        "properties": {
          "datablockId": {
            "type": "string",
            "format": "uuid",
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            }
          },
          "type": {
            "description": "Such as basicIdentity or documentVerification; other values may come.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            }
          },
          "createdBy": {
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            },
            "$ref": "#/components/schemas/Author"
          },
          "createdAt": {
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "status": {
            "type": "string",
            "enum": [
              "STORED",
              "DELETED"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            }
          },
          "content": {
            "description": "What it says, by its type; null once it is deleted.",
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true,
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            }
          }
        }
      },
      "Author": {
        "type": "object",
        "required": [
          "stepId",
          "clock"
        ],
        "properties": {
          "stepId": {
            "description": "The step that produced the block; START for what was given at creation.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            }
          },
          "clock": {
            "description": "Grows with every step of the session.",
            "type": "integer",
            "minimum": 1,
            "x-evidence": {
              "basis": "documented",
              "from": "datablocks"
            }
          }
        }
      },
      "SignedEvent": {
        "type": "string",
        "pattern": "^[\\w-]+\\.[\\w-]+\\.[\\w-]+$",
        "contentMediaType": "application/jwt",
        "contentSchema": {
          "$ref": "#/components/schemas/EventClaims"
        }
      },
      "EventClaims": {
        "type": "object",
        "required": [
          "iss",
          "aud",
          "iat",
          "exp",
          "data"
        ],
        "properties": {
          "iss": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "aud": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "iat": {
            "type": "integer",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "exp": {
            "type": "integer",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "data": {
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/Event"
          }
        }
      },
      "Event": {
        "type": "object",
        "required": [
          "eventId",
          "eventVersion",
          "eventName",
          "eventDeliverId",
          "eventSequence",
          "createdAt",
          "environment",
          "payload"
        ],
        "properties": {
          "eventId": {
            "description": "The same for every attempt.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "eventVersion": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "eventName": {
            "type": "string",
            "enum": [
              "session.created",
              "session.completed",
              "session.aborted",
              "session.expired",
              "session.error"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "eventDeliverId": {
            "description": "Another one for every attempt.",
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "eventSequence": {
            "description": "The place of the event among those of its session, from 1.",
            "type": "string",
            "pattern": "^[1-9]\\d*$",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "createdAt": {
            "description": "When the message was sent.",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/Instant"
          },
          "environment": {
            "type": "string",
            "enum": [
              "live",
              "staging"
            ],
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "payload": {
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/EventPayload"
          },
          "lastStepId": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "lastStepType": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "lastStepStatus": {
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
      "EventPayload": {
        "description": "Nothing that tells about the person.",
        "type": "object",
        "required": [
          "flowId",
          "sessionId",
          "sessionStatus"
        ],
        "properties": {
          "flowId": {
            "type": "string",
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            }
          },
          "sessionId": {
            "x-evidence": {
              "basis": "documented",
              "from": "webhooks"
            },
            "$ref": "#/components/schemas/SessionId"
          },
          "sessionStatus": {
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
              "from": "webhooks"
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
      "issueToken.client-credentials": {
        "summary": "A client says in the body who it is",
        "x-request": true,
        "x-source": "IDnow Trust Platform documentation, Authenticate: names of the fields; the client is one of Flowtwin",
        "value": {
          "grant_type": "client_credentials",
          "client_id": "flowtwin-live",
          "client_secret": "flowtwinxiz7cr6zy4ukb2s7qpf6fmmym646ywxa"
        }
      },
      "issueToken.issued": {
        "summary": "A token for the live client",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, Authenticate: fields and lifetime; the claims are choices of Flowtwin",
        "value": {
          "access_token": "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6ImZsb3d0d2luLXRlc3Qta2V5In0.eyJpc3MiOiJodHRwczovL2FwaS5leGFtcGxlLmNvbS9vaWRjIiwic3ViIjoiZmxvd3R3aW4tbGl2ZSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUuY29tL2FwaS92MSIsImlhdCI6MTc2ODQ2NzYwMCwiZXhwIjoxNzY4NTU0MDAwLCJjbGllbnRfaWQiOiJmbG93dHdpbi1saXZlIiwidGVuYW50IjoiNDhjZDgzMTQtZThkYy00YzVlLTg4ODgtYzA2MTQyOTYyMGQ3IiwiZW52aXJvbm1lbnQiOiJsaXZlIiwicGVybWlzc2lvbnMiOlsiYXBpLnJlYWQiLCJhcGkud3JpdGUiLCJmbG93cy5leGVjdXRlIl19.bK66mBECbcqDbFdmeZcvEUOytYtmIu4NFZpYylGGDOBSoJiHTkVUCKOAIrzsil9XqzJ-SDGnXJKFG7rj5XoLLBN3lCimx3Qr5514H3NvseDhyPjq6qgXYQ-ivoCe_BYFDbPQ_1R23goYHJ7e-keWmpVRrCpBhq46Y_TOdNuUC0-ugOu5CNTv1SspmxRF260ujzaC5MtGeNk97x9svtCXJr4H2OrQb2FRAi6vJwzHifl1QikvbO4llZIc7RXGoVr6xQkmwaQa4IM8GB3DiAeQoKVVpBokCXetC9rl3pKB_QtgqvawDxoDVkScRUYWxpRrxRJDHiEcrFwnc2Q6dkGw-w",
          "expires_in": 86400,
          "token_type": "Bearer"
        }
      },
      "issueToken.missing-grant-type": {
        "summary": "Nothing was asked for",
        "x-status": 400,
        "x-source": "RFC 6749 section 5.2",
        "value": {
          "error": "invalid_request",
          "error_description": "The request lacks a parameter, repeats one or is otherwise malformed."
        }
      },
      "issueToken.wrong-secret": {
        "summary": "The secret is wrong",
        "x-status": 401,
        "x-source": "RFC 6749 section 5.2",
        "value": {
          "error": "invalid_client",
          "error_description": "Client authentication failed."
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
      },
      "readOpenIdConfiguration.configuration": {
        "summary": "Where everything is",
        "x-status": 200,
        "x-source": "OpenID Connect Discovery 1.0 section 3",
        "value": {
          "issuer": "https://api.example.com/oidc",
          "token_endpoint": "https://api.example.com/oidc/token",
          "jwks_uri": "https://api.example.com/oidc/.well-known/jwks.json",
          "grant_types_supported": [
            "client_credentials"
          ],
          "token_endpoint_auth_methods_supported": [
            "client_secret_post",
            "client_secret_basic"
          ],
          "response_types_supported": [
            "token"
          ],
          "subject_types_supported": [
            "public"
          ],
          "id_token_signing_alg_values_supported": [
            "RS256"
          ],
          "scopes_supported": [
            "api.read",
            "api.write",
            "flows.execute"
          ]
        }
      },
      "readJwks.key-set": {
        "summary": "The one key of the mock server, which everybody knows",
        "x-status": 200,
        "x-source": "RFC 7517 section 5",
        "value": {
          "keys": [
            {
              "kty": "RSA",
              "use": "sig",
              "alg": "RS256",
              "kid": "flowtwin-test-key",
              "n": "6cJfYFxKHXPYKuKUwu_OBLwYfxIPHmRtQVo7CStO7_nJOe0CMiNrsUjluRyFr0drXfdV2b47hOQO5hUcUeBpC_vN9bXKfmVO5YoMTTrYjv9UAZYoLZa6TR0C3T_3SGvwaL12FsoS2m7R2Hixxei5C3-Z2h2x9YWtq4yApQX1_rzrG7NlegZf-QtVrPCxakbKb5Qtzzu_XRnkwWHRkmgXBys6jOESzvrzDFuIlOkOYV27t0snwy5c7skW2yHPLrxjaYidMPavFYUnggGzO3sladegZ54JuslV1LMa-fWPzBCS4szdrFkxn2q_ZG3M6Z2JaKX5ITJpIBPlcUXli-s0qw",
              "e": "AQAB"
            }
          ]
        }
      },
      "listFlows.first-page": {
        "summary": "The first two flows",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, Get flows: fields",
        "value": {
          "content": [
            {
              "id": "019b2663-2c99-70e7-8b5b-8900fa0af41c",
              "name": "Account opening",
              "description": "entry of personal data, check of the identity document and comparison of face and document",
              "environment": "live",
              "version": 1
            },
            {
              "id": "019af809-d2b3-7917-8139-e8570dae5f97",
              "name": "Driving licence check",
              "description": "check of the identity document, comparison of face and document, proof that a living person is present and confirmation of the phone number",
              "environment": "live",
              "version": 2
            }
          ],
          "page": {
            "size": 2,
            "number": 1,
            "totalElements": 5,
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
      "readSession.unknown-session": {
        "summary": "Nobody has such a session",
        "x-status": 404,
        "x-source": "A choice of Flowtwin after NestJS",
        "value": {
          "statusCode": 404,
          "message": "Session not found",
          "error": "Not Found"
        }
      },
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
      "createSession.whole-request": {
        "summary": "Everything that can be said",
        "x-request": true,
        "x-source": "IDnow Trust Platform documentation, Create a session: fields",
        "value": {
          "input": {
            "basicIdentity": {
              "givenName": "Noor",
              "familyName": "Hassing"
            }
          },
          "metadata": {
            "subjectId": "customer-20417",
            "locale": "nl"
          },
          "redirectUrl": "https://app.example.com/verified",
          "state": "b0f2c1"
        }
      },
      "createSession.least-request": {
        "summary": "The least that will do",
        "x-request": true,
        "x-source": "IDnow Trust Platform documentation, Create a session, newest revision",
        "value": {
          "metadata": {
            "subjectId": "customer-20418"
          }
        }
      },
      "createSession.created": {
        "summary": "A session was created",
        "x-status": 201,
        "x-source": "IDnow Trust Platform documentation, Create a session: fields",
        "value": {
          "flowId": "019af809-d2b3-7917-8139-e8570dae5f97",
          "flowVersion": 2,
          "environment": "live",
          "sessionContext": {
            "sessionId": "019bc0e2-1280-7937-8525-292ce39f634b",
            "sessionStatus": "CREATED",
            "createdAt": "2026-01-15T09:00:00.000Z",
            "expiresAt": "2026-01-15T09:30:00.000Z"
          },
          "playerUrl": "https://api.example.com/player/019bc0e2-1280-7937-8525-292ce39f634b?token=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImZsb3d0d2luLXRlc3Qta2V5In0.eyJzdWIiOiIwMTliYzBlMi0xMjgwLTc5MzctODUyNS0yOTJjZTM5ZjYzNGIiLCJpYXQiOjE3Njg0Njc2MDAsImV4cCI6MTc2ODQ2OTQwMH0.4LAIzDJNRfVTMTCbwCkuUSMKUdIOkuNMr6LBUUmi4ddJJthE6hH36vOMG0KFuFrIngLCdk07ov-9VIglDpHXune9YH8nHEYYGMxBD-qJpAJf7tjPHqbaSfrlDQgoQoWyacXkKyJ4R6Sg3EAtbgU2APusMSEFtKsUok3OazQARWS1ICAb6hGzxFRem7cqfOMgs45agYKQktOI12AWewF89auupVj2zBOxMAYEYVa51vkoV70iLfwhQpv6AUfcesgc8bLW8qJNfh1o-ji76ODDHMCQb8JGyMldgfu3_luWCTFJxswNsSt8qjG3a1TOxPixIEYPrSesrcwX4zXoE_sXOA",
          "sdkToken": "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImZsb3d0d2luLXRlc3Qta2V5In0.eyJzdWIiOiIwMTliYzBlMi0xMjgwLTc5MzctODUyNS0yOTJjZTM5ZjYzNGIiLCJpYXQiOjE3Njg0Njc2MDAsImV4cCI6MTc2ODQ2OTQwMH0.4LAIzDJNRfVTMTCbwCkuUSMKUdIOkuNMr6LBUUmi4ddJJthE6hH36vOMG0KFuFrIngLCdk07ov-9VIglDpHXune9YH8nHEYYGMxBD-qJpAJf7tjPHqbaSfrlDQgoQoWyacXkKyJ4R6Sg3EAtbgU2APusMSEFtKsUok3OazQARWS1ICAb6hGzxFRem7cqfOMgs45agYKQktOI12AWewF89auupVj2zBOxMAYEYVa51vkoV70iLfwhQpv6AUfcesgc8bLW8qJNfh1o-ji76ODDHMCQb8JGyMldgfu3_luWCTFJxswNsSt8qjG3a1TOxPixIEYPrSesrcwX4zXoE_sXOA"
        }
      },
      "createSession.no-subject": {
        "summary": "The subject is missing, and something unknown is there",
        "x-status": 400,
        "x-source": "A choice of Flowtwin after NestJS",
        "value": {
          "statusCode": 400,
          "message": [
            "metadata.subjectId should not be empty",
            "property metadata.tier should not exist"
          ],
          "error": "Bad Request"
        }
      },
      "createSession.malformed": {
        "summary": "The body is no JSON",
        "x-status": 400,
        "x-source": "A choice of Flowtwin after NestJS",
        "value": {
          "statusCode": 400,
          "message": "The body is not valid JSON",
          "error": "Bad Request"
        }
      },
      "readSession.running": {
        "summary": "A session half a minute after its creation",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, Get session results: fields",
        "value": {
          "sessionId": "019bc0e2-1280-7937-8525-292ce39f634b",
          "sessionStatus": "RUNNING",
          "flowId": "019af809-d2b3-7917-8139-e8570dae5f97",
          "flowVersion": 2,
          "environment": "live",
          "subjectId": "customer-20417",
          "outcome": null,
          "createdAt": "2026-01-15T09:00:00.000Z",
          "startedAt": "2026-01-15T09:00:02.129Z",
          "updatedAt": "2026-01-15T09:00:02.129Z",
          "completedAt": null,
          "expiresAt": "2026-01-15T09:30:00.000Z",
          "lastStep": {
            "stepId": "welcome",
            "stepDescription": "Welcome and consent",
            "verdict": "accepted"
          },
          "redirectUrl": "https://app.example.com/verified",
          "state": "b0f2c1"
        }
      },
      "readSession.completed": {
        "summary": "The same session at its end",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, Get session results: fields; the shape of results is a choice of Flowtwin",
        "value": {
          "sessionId": "019bc0e2-1280-7937-8525-292ce39f634b",
          "sessionStatus": "COMPLETED",
          "flowId": "019af809-d2b3-7917-8139-e8570dae5f97",
          "flowVersion": 2,
          "environment": "live",
          "subjectId": "customer-20417",
          "outcome": "accepted",
          "createdAt": "2026-01-15T09:00:00.000Z",
          "startedAt": "2026-01-15T09:00:02.129Z",
          "updatedAt": "2026-01-15T09:03:03.039Z",
          "completedAt": "2026-01-15T09:03:03.039Z",
          "expiresAt": null,
          "lastStep": {
            "stepId": "decision",
            "stepDescription": "Decision on all steps",
            "verdict": "accepted"
          },
          "redirectUrl": "https://app.example.com/verified",
          "state": "b0f2c1",
          "results": [
            {
              "datablockId": "1e504ba7-3d9c-460b-a25d-631ed81fc950",
              "type": "documentData"
            },
            {
              "datablockId": "ac68b08b-36a0-48ae-afb9-3077812c55cf",
              "type": "documentVerification"
            },
            {
              "datablockId": "fb064c8e-52ba-40df-84b2-d34423f023a5",
              "type": "faceComparison"
            },
            {
              "datablockId": "1425f756-6fcf-4dc2-8768-54da7239eea6",
              "type": "livenessCheck"
            },
            {
              "datablockId": "adc64adc-5689-4534-8111-a9c8167142f2",
              "type": "phoneVerification"
            },
            {
              "datablockId": "a502ed4e-6886-4951-96d3-35e007a99553",
              "type": "outcomeStatus"
            }
          ]
        }
      },
      "listDatablocks.accepted": {
        "summary": "Input, what the steps found out, and the decision",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, Get data blocks: fields; what stands in content is invented",
        "value": {
          "dataBlocks": [
            {
              "datablockId": "d83f8f38-e63b-4652-8b65-1d2d2319f5cb",
              "type": "basicIdentity",
              "createdBy": {
                "stepId": "START",
                "clock": 1
              },
              "createdAt": "2026-01-15T09:00:00.000Z",
              "status": "STORED",
              "content": {
                "givenName": "Noor",
                "familyName": "Hassing"
              }
            },
            {
              "datablockId": "1e504ba7-3d9c-460b-a25d-631ed81fc950",
              "type": "documentData",
              "createdBy": {
                "stepId": "document-check",
                "clock": 2
              },
              "createdAt": "2026-01-15T09:01:33.507Z",
              "status": "STORED",
              "content": {
                "documentType": "RESIDENCE_PERMIT",
                "documentNumber": "X2640739778",
                "issuingCountry": "FR"
              }
            },
            {
              "datablockId": "ac68b08b-36a0-48ae-afb9-3077812c55cf",
              "type": "documentVerification",
              "createdBy": {
                "stepId": "document-check",
                "clock": 2
              },
              "createdAt": "2026-01-15T09:01:33.507Z",
              "status": "STORED",
              "content": {
                "verdict": {
                  "status": "VERIFIED"
                },
                "issues": [],
                "report": {
                  "$ref": "vault",
                  "$id": "07f23d8a-d5dc-4365-8963-593ecaf5eb57"
                }
              }
            },
            {
              "datablockId": "fb064c8e-52ba-40df-84b2-d34423f023a5",
              "type": "faceComparison",
              "createdBy": {
                "stepId": "face-match",
                "clock": 3
              },
              "createdAt": "2026-01-15T09:02:25.120Z",
              "status": "STORED",
              "content": {
                "verdict": {
                  "status": "VERIFIED"
                }
              }
            },
            {
              "datablockId": "1425f756-6fcf-4dc2-8768-54da7239eea6",
              "type": "livenessCheck",
              "createdBy": {
                "stepId": "liveness",
                "clock": 4
              },
              "createdAt": "2026-01-15T09:02:41.396Z",
              "status": "STORED",
              "content": {
                "verdict": {
                  "status": "VERIFIED"
                }
              }
            },
            {
              "datablockId": "adc64adc-5689-4534-8111-a9c8167142f2",
              "type": "phoneVerification",
              "createdBy": {
                "stepId": "phone-check",
                "clock": 5
              },
              "createdAt": "2026-01-15T09:03:03.039Z",
              "status": "STORED",
              "content": {
                "verdict": {
                  "status": "VERIFIED"
                }
              }
            },
            {
              "datablockId": "a502ed4e-6886-4951-96d3-35e007a99553",
              "type": "outcomeStatus",
              "createdBy": {
                "stepId": "decision",
                "clock": 6
              },
              "createdAt": "2026-01-15T09:03:03.039Z",
              "status": "STORED",
              "content": {
                "outcome": "accepted",
                "reasons": []
              }
            }
          ]
        }
      },
      "listDatablocks.deleted": {
        "summary": "A month later nothing but the references is left",
        "x-status": 200,
        "x-source": "IDnow Trust Platform documentation, Get data blocks: status and content; that it takes thirty days is a choice of Flowtwin",
        "value": {
          "dataBlocks": [
            {
              "datablockId": "d83f8f38-e63b-4652-8b65-1d2d2319f5cb",
              "type": "basicIdentity",
              "createdBy": {
                "stepId": "START",
                "clock": 1
              },
              "createdAt": "2026-01-15T09:00:00.000Z",
              "status": "DELETED",
              "content": null
            },
            {
              "datablockId": "1e504ba7-3d9c-460b-a25d-631ed81fc950",
              "type": "documentData",
              "createdBy": {
                "stepId": "document-check",
                "clock": 2
              },
              "createdAt": "2026-01-15T09:01:33.507Z",
              "status": "DELETED",
              "content": null
            },
            {
              "datablockId": "ac68b08b-36a0-48ae-afb9-3077812c55cf",
              "type": "documentVerification",
              "createdBy": {
                "stepId": "document-check",
                "clock": 2
              },
              "createdAt": "2026-01-15T09:01:33.507Z",
              "status": "DELETED",
              "content": null
            },
            {
              "datablockId": "fb064c8e-52ba-40df-84b2-d34423f023a5",
              "type": "faceComparison",
              "createdBy": {
                "stepId": "face-match",
                "clock": 3
              },
              "createdAt": "2026-01-15T09:02:25.120Z",
              "status": "DELETED",
              "content": null
            },
            {
              "datablockId": "1425f756-6fcf-4dc2-8768-54da7239eea6",
              "type": "livenessCheck",
              "createdBy": {
                "stepId": "liveness",
                "clock": 4
              },
              "createdAt": "2026-01-15T09:02:41.396Z",
              "status": "DELETED",
              "content": null
            },
            {
              "datablockId": "adc64adc-5689-4534-8111-a9c8167142f2",
              "type": "phoneVerification",
              "createdBy": {
                "stepId": "phone-check",
                "clock": 5
              },
              "createdAt": "2026-01-15T09:03:03.039Z",
              "status": "DELETED",
              "content": null
            },
            {
              "datablockId": "a502ed4e-6886-4951-96d3-35e007a99553",
              "type": "outcomeStatus",
              "createdBy": {
                "stepId": "decision",
                "clock": 6
              },
              "createdAt": "2026-01-15T09:03:03.039Z",
              "status": "DELETED",
              "content": null
            }
          ]
        }
      },
      "downloadFile.specimen": {
        "summary": "A drawing that nobody can take for a document",
        "x-status": 200,
        "x-source": "A choice of Flowtwin",
        "value": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"120\"><rect width=\"480\" height=\"120\" fill=\"#eee\"/><text x=\"20\" y=\"50\">Specimen: report of a document check</text><text x=\"20\" y=\"90\">07f23d8a-d5dc-4365-8963-593ecaf5eb57</text></svg>"
      },
      "downloadFile.expired": {
        "summary": "The URL was good until a minute ago",
        "x-status": 403,
        "x-source": "A choice of Flowtwin",
        "value": {
          "statusCode": 403,
          "message": "Request has expired",
          "error": "Forbidden"
        }
      },
      "sessionEvent.completed": {
        "summary": "A session has come to a decision",
        "x-request": true,
        "x-source": "IDnow Trust Platform documentation, Webhook events: fields; signed with the key of the mock server",
        "value": "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImZsb3d0d2luLXRlc3Qta2V5In0.eyJpc3MiOiJ1cm46Zmxvd3R3aW46aWRub3ciLCJhdWQiOiI0OGNkODMxNC1lOGRjLTRjNWUtODg4OC1jMDYxNDI5NjIwZDciLCJpYXQiOjE3Njg0Njc3ODMsImV4cCI6MTc2ODQ2ODA4MywiZGF0YSI6eyJldmVudElkIjoiYzBhYTg3M2QtYjg0ZC00NjYzLTgxYTMtOThjMGNmNTVkY2EwIiwiZXZlbnRWZXJzaW9uIjoiMSIsImV2ZW50TmFtZSI6InNlc3Npb24uY29tcGxldGVkIiwiZXZlbnREZWxpdmVySWQiOiJmZGU3OTRkNS1iNWI1LTQyZDktOTI3OS0zNmJhMDAxOTNjOTciLCJldmVudFNlcXVlbmNlIjoiMiIsImNyZWF0ZWRBdCI6IjIwMjYtMDEtMTVUMDk6MDM6MDMuMDM5WiIsImVudmlyb25tZW50IjoibGl2ZSIsInBheWxvYWQiOnsiZmxvd0lkIjoiMDE5YWY4MDktZDJiMy03OTE3LTgxMzktZTg1NzBkYWU1Zjk3Iiwic2Vzc2lvbklkIjoiMDE5YmMwZTItMTI4MC03OTM3LTg1MjUtMjkyY2UzOWY2MzRiIiwic2Vzc2lvblN0YXR1cyI6IkNPTVBMRVRFRCJ9LCJsYXN0U3RlcElkIjoiZGVjaXNpb24iLCJsYXN0U3RlcFR5cGUiOiJERUNJU0lPTiIsImxhc3RTdGVwU3RhdHVzIjoiYWNjZXB0ZWQifX0.n2NjQCaumHmyk5c2vMXZJYk4VJaK0VgIQxh2avOcvMZnuBNK_c9V8OuleyWRRKyroL-SGtHVtiGS-zu8m_1br4hTW08ApAD1B9gMTaNPnncmDhSgGurcHUYEeUvVVH8v19Tp-qTDpdC96y3bFUjpDAsTV88ZZQBmBTkHs_WTsM5aPaAsURYnDjfbg-jt-lANOiyYrLpxfr3iM3Kra4LFkZw_e6aN0YmDxSnER9Gjima_EoM006NZm1bISu_4354JPJAqB91aQwVzMDAVg-zLztte7fmhSiQt2SOlBCQm_BorTlfLQr7wpBUAVvHzbD21teCHTMzjo1DChTKwZxYuIw"
      }
    }
  }
}
