// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OperationFacts } from '../operation-facts.ts'

export const operations: readonly OperationFacts[] = [
  {
    "id": "issueToken",
    "method": "post",
    "path": "/oidc/token",
    "parameters": [],
    "requestBody": {
      "application/x-www-form-urlencoded": {
        "type": "object",
        "properties": {
          "grant_type": {
            "type": "string"
          },
          "client_id": {
            "type": "string"
          },
          "client_secret": {
            "type": "string"
          },
          "scope": {
            "type": "string"
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "readOpenIdConfiguration",
    "method": "get",
    "path": "/oidc/.well-known/openid-configuration",
    "parameters": [],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "readJwks",
    "method": "get",
    "path": "/oidc/.well-known/jwks.json",
    "parameters": [],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "listFlows",
    "method": "get",
    "path": "/api/v1/flows/{environment}",
    "parameters": [
      {
        "name": "environment",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "enum": [
            "live",
            "staging"
          ]
        }
      },
      {
        "name": "page",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        }
      },
      {
        "name": "size",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 100,
          "default": 20
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "listSessions",
    "method": "get",
    "path": "/api/v1/flows/{flowId}/{environment}/sessions",
    "parameters": [
      {
        "name": "flowId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "environment",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "enum": [
            "live",
            "staging"
          ]
        }
      },
      {
        "name": "page",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        }
      },
      {
        "name": "size",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 100,
          "default": 10
        }
      },
      {
        "name": "sortBy",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "enum": [
            "status",
            "createdAt"
          ],
          "default": "createdAt"
        }
      },
      {
        "name": "sortDesc",
        "in": "query",
        "required": false,
        "schema": {
          "type": "boolean",
          "default": false
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "createSession",
    "method": "post",
    "path": "/api/v1/flows/{flowId}/{environment}/sessions",
    "parameters": [
      {
        "name": "flowId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "environment",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "enum": [
            "live",
            "staging"
          ]
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "properties": {
          "input": {
            "type": "object",
            "additionalProperties": true
          },
          "metadata": {
            "type": "object",
            "additionalProperties": true,
            "properties": {
              "subjectId": {
                "type": "string",
                "minLength": 1
              },
              "locale": {
                "type": "string"
              }
            }
          },
          "redirectUrl": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "maxLength": 2048
          }
        }
      }
    },
    "responses": {
      "201": "application/json",
      "400": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "readSession",
    "method": "get",
    "path": "/api/v1/{environment}/sessions/{sessionId}",
    "parameters": [
      {
        "name": "environment",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "enum": [
            "live",
            "staging"
          ]
        }
      },
      {
        "name": "sessionId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "listDatablocks",
    "method": "get",
    "path": "/api/v1/{environment}/sessions/{sessionId}/datablocks",
    "parameters": [
      {
        "name": "environment",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "enum": [
            "live",
            "staging"
          ]
        }
      },
      {
        "name": "sessionId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "readFile",
    "method": "get",
    "path": "/api/v1/{environment}/files/{vaultEntryId}",
    "parameters": [
      {
        "name": "environment",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "enum": [
            "live",
            "staging"
          ]
        }
      },
      {
        "name": "vaultEntryId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "302": null,
      "401": "application/json",
      "403": "application/json",
      "404": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  },
  {
    "id": "downloadFile",
    "method": "get",
    "path": "/vault/{vaultEntryId}",
    "parameters": [
      {
        "name": "vaultEntryId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "token",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "image/svg+xml",
      "403": "application/json",
      "405": "application/json",
      "500": "application/json"
    }
  }
]
