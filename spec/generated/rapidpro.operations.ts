// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OperationFacts } from '../operation-facts.ts'

export const operations: readonly OperationFacts[] = [
  {
    "id": "listRuns",
    "method": "get",
    "path": "/api/v2/runs.json",
    "parameters": [
      {
        "name": "uuid",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "id",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "flow",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "contact",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "responded",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "before",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "after",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "reverse",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "paths",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "cursor",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "format",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "406": "application/json",
      "429": "application/json",
      "500": "text/html"
    }
  },
  {
    "id": "listFlowStarts",
    "method": "get",
    "path": "/api/v2/flow_starts.json",
    "parameters": [
      {
        "name": "uuid",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "id",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "before",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "after",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "reverse",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "cursor",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "406": "application/json",
      "429": "application/json",
      "500": "text/html"
    }
  },
  {
    "id": "createFlowStart",
    "method": "post",
    "path": "/api/v2/flow_starts.json",
    "parameters": [],
    "requestBody": {
      "application/json": {
        "type": "object",
        "required": [
          "flow"
        ],
        "properties": {
          "flow": {
            "type": "string",
            "format": "uuid"
          },
          "contacts": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "format": "uuid"
            }
          },
          "groups": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string"
            }
          },
          "urns": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string"
            }
          },
          "restart_participants": {
            "type": "boolean",
            "default": true
          },
          "exclude_active": {
            "type": "boolean",
            "default": false
          },
          "extra": {
            "type": "object",
            "additionalProperties": true
          },
          "params": {
            "type": "object",
            "additionalProperties": true
          }
        }
      }
    },
    "responses": {
      "201": "application/json",
      "400": "application/json",
      "403": "application/json",
      "405": "application/json",
      "406": "application/json",
      "415": "application/json",
      "429": "application/json",
      "500": "text/html"
    }
  },
  {
    "id": "listFlows",
    "method": "get",
    "path": "/api/v2/flows.json",
    "parameters": [
      {
        "name": "uuid",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "type",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "archived",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "before",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "after",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "reverse",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "cursor",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "406": "application/json",
      "429": "application/json",
      "500": "text/html"
    }
  },
  {
    "id": "listContacts",
    "method": "get",
    "path": "/api/v2/contacts.json",
    "parameters": [
      {
        "name": "uuid",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "urn",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "group",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "before",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "after",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "reverse",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "cursor",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "406": "application/json",
      "429": "application/json",
      "500": "text/html"
    }
  },
  {
    "id": "writeContact",
    "method": "post",
    "path": "/api/v2/contacts.json",
    "parameters": [
      {
        "name": "uuid",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "urn",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "properties": {
          "name": {
            "type": [
              "string",
              "null"
            ]
          },
          "language": {
            "type": [
              "string",
              "null"
            ]
          },
          "urns": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string"
            }
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "201": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "406": "application/json",
      "415": "application/json",
      "429": "application/json",
      "500": "text/html"
    }
  },
  {
    "id": "listGroups",
    "method": "get",
    "path": "/api/v2/groups.json",
    "parameters": [
      {
        "name": "uuid",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "name",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "reverse",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "cursor",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "406": "application/json",
      "429": "application/json",
      "500": "text/html"
    }
  },
  {
    "id": "readDocumentation",
    "method": "get",
    "path": "/api/v2/runs",
    "parameters": [
      {
        "name": "format",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "text/html",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "406": "application/json",
      "500": "text/html"
    }
  },
  {
    "id": "readRoot",
    "method": "get",
    "path": "/api/v2/.json",
    "parameters": [],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "406": "application/json",
      "500": "text/html"
    }
  }
]
