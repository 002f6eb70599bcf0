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
            }
          ]
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
      "422": "application/json",
      "429": "application/json",
      "500": "application/json"
    }
  }
]
