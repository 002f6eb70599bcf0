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
  }
]
