// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OperationFacts } from '../operation-facts.ts'

export const operations: readonly OperationFacts[] = [
  {
    "id": "newFlowTriggered",
    "method": "get",
    "path": "/api/v1/triggers/new-flow-triggered",
    "parameters": [
      {
        "name": "flow_id",
        "in": "query",
        "required": false,
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
              "type": "string"
            }
          ]
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "newMessageReceived",
    "method": "get",
    "path": "/api/v1/triggers/new-message-received",
    "parameters": [
      {
        "name": "message_type",
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
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "me",
    "method": "get",
    "path": "/api/v1/me",
    "parameters": [],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "triggerFlow",
    "method": "post",
    "path": "/api/v1/actions/trigger-flow",
    "parameters": [],
    "requestBody": {
      "application/json": {
        "type": "object",
        "required": [
          "flow_id"
        ],
        "properties": {
          "flow_id": {
            "type": "string",
            "format": "uuid"
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
            ]
          },
          "phone": {
            "type": [
              "string",
              "null"
            ]
          },
          "context": {
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "201": "application/json",
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "getFlow",
    "method": "post",
    "path": "/api/v1/actions/get-flow",
    "parameters": [],
    "requestBody": {
      "application/json": {
        "type": "object",
        "required": [
          "flow_id"
        ],
        "properties": {
          "flow_id": {
            "type": "string",
            "format": "uuid"
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "listFlowOptions",
    "method": "get",
    "path": "/api/v1/dropdowns/flows",
    "parameters": [],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "createContact",
    "method": "post",
    "path": "/api/v1/actions/create-contact",
    "parameters": [],
    "requestBody": {
      "application/json": {
        "type": "object",
        "required": [
          "phone"
        ],
        "properties": {
          "phone": {
            "type": "string"
          },
          "name": {
            "type": [
              "string",
              "null"
            ]
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
            ]
          },
          "tags": {
            "type": [
              "string",
              "null"
            ]
          },
          "metadata": {
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true
          }
        }
      }
    },
    "responses": {
      "201": "application/json",
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "getContact",
    "method": "post",
    "path": "/api/v1/actions/get-contact",
    "parameters": [],
    "requestBody": {
      "application/json": {
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
            ]
          },
          "phone": {
            "type": [
              "string",
              "null"
            ]
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
            ]
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "updateContact",
    "method": "post",
    "path": "/api/v1/actions/update-contact",
    "parameters": [],
    "requestBody": {
      "application/json": {
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
            ]
          },
          "phone": {
            "type": [
              "string",
              "null"
            ]
          },
          "name": {
            "type": [
              "string",
              "null"
            ]
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
            ]
          },
          "tags": {
            "type": [
              "string",
              "null"
            ]
          },
          "metadata": {
            "type": [
              "object",
              "null"
            ],
            "additionalProperties": true
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "searchContacts",
    "method": "post",
    "path": "/api/v1/actions/search-contacts",
    "parameters": [],
    "requestBody": {
      "application/json": {
        "type": "object",
        "properties": {
          "query": {
            "type": [
              "string",
              "null"
            ]
          },
          "tag": {
            "type": [
              "string",
              "null"
            ]
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
            ]
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "302": "text/html",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  }
]
