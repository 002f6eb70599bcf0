// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OperationFacts } from '../operation-facts.ts'

export const operations: readonly OperationFacts[] = [
  {
    "id": "listFlowRuns",
    "method": "get",
    "path": "/public/v2/flow-runs",
    "parameters": [
      {
        "name": "page[number]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        }
      },
      {
        "name": "page[size]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 200,
          "default": 25
        }
      },
      {
        "name": "sort",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^(-?(createdAt|created_at|updatedAt|updated_at|status)|-?status,-?(createdAt|created_at))$"
        }
      },
      {
        "name": "filter",
        "in": "query",
        "required": false,
        "schema": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "id": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "status": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "flowId": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "messageThreadId": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "createdAt": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "updatedAt": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "cost": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      {
        "name": "include",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^((flow|messageThread)(,(flow|messageThread))*)?$"
        }
      },
      {
        "name": "fields[flowRuns]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      },
      {
        "name": "fields[flows]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      },
      {
        "name": "fields[messageThreads]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "createFlowRun",
    "method": "post",
    "path": "/public/v2/flow-runs",
    "parameters": [],
    "requestBody": {
      "application/vnd.api+json": {
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
            "propertyNames": {
              "not": {
                "const": "id"
              }
            },
            "properties": {
              "type": {
                "type": "string",
                "const": "flowRuns"
              },
              "attributes": {
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
                    "format": "uuid"
                  },
                  "messageThreadId": {
                    "type": "string",
                    "format": "uuid"
                  },
                  "state": {
                    "type": "object",
                    "additionalProperties": true,
                    "properties": {
                      "scheduleId": {
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
                        ]
                      }
                    }
                  },
                  "initialMessage": {
                    "anyOf": [
                      {
                        "type": "object",
                        "maxProperties": 0
                      },
                      {
                        "type": "object",
                        "required": [
                          "type",
                          "template"
                        ],
                        "properties": {
                          "type": {
                            "type": "string",
                            "const": "template"
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
                                "format": "uuid"
                              },
                              "components": {
                                "type": "array",
                                "items": {
                                  "type": "object",
                                  "required": [
                                    "type",
                                    "parameters"
                                  ],
                                  "properties": {
                                    "type": {
                                      "type": "string"
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
                                            "type": "string"
                                          },
                                          "text": {
                                            "type": "string"
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
                      },
                      {
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
                            }
                          }
                        }
                      }
                    ]
                  }
                }
              },
              "relationships": {
                "type": "object",
                "additionalProperties": false
              }
            }
          }
        }
      }
    },
    "responses": {
      "201": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "404": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "409": "application/vnd.api+json",
      "415": "application/vnd.api+json",
      "422": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "readFlowRun",
    "method": "get",
    "path": "/public/v2/flow-runs/{id}",
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      {
        "name": "include",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^((flow|messageThread)(,(flow|messageThread))*)?$"
        }
      },
      {
        "name": "fields[flowRuns]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      },
      {
        "name": "fields[flows]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      },
      {
        "name": "fields[messageThreads]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "404": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "deleteFlowRun",
    "method": "delete",
    "path": "/public/v2/flow-runs/{id}",
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "204": null,
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "404": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "updateFlowRun",
    "method": "patch",
    "path": "/public/v2/flow-runs/{id}",
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      }
    ],
    "requestBody": {
      "application/vnd.api+json": {
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
                "const": "flowRuns"
              },
              "id": {
                "type": "string",
                "format": "uuid"
              },
              "attributes": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "status": {
                    "type": "string",
                    "enum": [
                      "finished",
                      "timeout",
                      "cancelled",
                      "exception"
                    ]
                  },
                  "state": {
                    "type": "object",
                    "additionalProperties": true
                  }
                }
              },
              "relationships": {
                "type": "object",
                "additionalProperties": false
              }
            }
          }
        }
      }
    },
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "404": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "409": "application/vnd.api+json",
      "415": "application/vnd.api+json",
      "422": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "listFlows",
    "method": "get",
    "path": "/public/v2/flows",
    "parameters": [
      {
        "name": "page[number]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        }
      },
      {
        "name": "page[size]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 200,
          "default": 25
        }
      },
      {
        "name": "sort",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^-?(name|createdAt|created_at|updatedAt|updated_at)(,-?(name|createdAt|created_at|updatedAt|updated_at))*$"
        }
      },
      {
        "name": "filter",
        "in": "query",
        "required": false,
        "schema": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "id": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "name": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "reminderInterval": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "sessionTimeout": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "publishedAt": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "unpublishedChanges": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "flowGenerationId": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "createdAt": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "updatedAt": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      {
        "name": "fields[flows]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "readFlow",
    "method": "get",
    "path": "/public/v2/flows/{id}",
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      {
        "name": "fields[flows]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "404": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "listMessageThreads",
    "method": "get",
    "path": "/public/v2/message-threads",
    "parameters": [
      {
        "name": "page[number]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        }
      },
      {
        "name": "page[size]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 200,
          "default": 25
        }
      },
      {
        "name": "sort",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^-?(createdAt|created_at|updatedAt|updated_at)(,-?(createdAt|created_at|updatedAt|updated_at))*$"
        }
      },
      {
        "name": "filter",
        "in": "query",
        "required": false,
        "schema": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "id": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "channel": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "identifier": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "candidateId": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "chatbotPaused": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "createdAt": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            },
            "updatedAt": {
              "anyOf": [
                {
                  "type": "string"
                },
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "eq": {
                      "type": "string"
                    },
                    "eql": {
                      "type": "string"
                    },
                    "prefix": {
                      "type": "string"
                    },
                    "suffix": {
                      "type": "string"
                    },
                    "gt": {
                      "type": "string"
                    },
                    "gte": {
                      "type": "string"
                    },
                    "lt": {
                      "type": "string"
                    },
                    "lte": {
                      "type": "string"
                    },
                    "match": {
                      "type": "string"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      {
        "name": "fields[messageThreads]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "readMessageThread",
    "method": "get",
    "path": "/public/v2/message-threads/{id}",
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      {
        "name": "fields[messageThreads]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "404": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "listWebhooks",
    "method": "get",
    "path": "/public/v2/webhooks",
    "parameters": [
      {
        "name": "page[number]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "default": 1
        }
      },
      {
        "name": "page[size]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 200,
          "default": 25
        }
      },
      {
        "name": "sort",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^-?(createdAt|created_at|updatedAt|updated_at)(,-?(createdAt|created_at|updatedAt|updated_at))*$"
        }
      },
      {
        "name": "fields[webhooks]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "createWebhook",
    "method": "post",
    "path": "/public/v2/webhooks",
    "parameters": [],
    "requestBody": {
      "application/vnd.api+json": {
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
            "propertyNames": {
              "not": {
                "const": "id"
              }
            },
            "properties": {
              "type": {
                "type": "string",
                "const": "webhooks"
              },
              "attributes": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "resourceType",
                  "event"
                ],
                "properties": {
                  "resourceType": {
                    "type": "string",
                    "const": "flowRuns"
                  },
                  "event": {
                    "type": "string",
                    "enum": [
                      "create",
                      "update",
                      "delete"
                    ]
                  },
                  "fields": {
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "type": "string"
                    }
                  },
                  "webhookUrl": {
                    "type": [
                      "string",
                      "null"
                    ],
                    "pattern": "^https?://\\S+$"
                  }
                }
              }
            }
          }
        }
      }
    },
    "responses": {
      "201": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "409": "application/vnd.api+json",
      "415": "application/vnd.api+json",
      "422": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "readWebhook",
    "method": "get",
    "path": "/public/v2/webhooks/{id}",
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      {
        "name": "fields[webhooks]",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string",
          "pattern": "^([A-Za-z_]+(,[A-Za-z_]+)*)?$"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "404": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "deleteWebhook",
    "method": "delete",
    "path": "/public/v2/webhooks/{id}",
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/vnd.api+json",
      "204": null,
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "404": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "updateWebhook",
    "method": "patch",
    "path": "/public/v2/webhooks/{id}",
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      }
    ],
    "requestBody": {
      "application/vnd.api+json": {
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
                "const": "webhooks"
              },
              "id": {
                "type": "string",
                "format": "uuid"
              },
              "attributes": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "resourceType": {
                    "type": "string",
                    "const": "flowRuns"
                  },
                  "event": {
                    "type": "string",
                    "enum": [
                      "create",
                      "update",
                      "delete"
                    ]
                  },
                  "fields": {
                    "type": [
                      "array",
                      "null"
                    ],
                    "items": {
                      "type": "string"
                    }
                  },
                  "webhookUrl": {
                    "type": [
                      "string",
                      "null"
                    ],
                    "pattern": "^https?://\\S+$"
                  }
                }
              }
            }
          }
        }
      }
    },
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "404": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "409": "application/vnd.api+json",
      "415": "application/vnd.api+json",
      "422": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  },
  {
    "id": "updateOrganization",
    "method": "patch",
    "path": "/public/v2/organizations",
    "parameters": [],
    "requestBody": {
      "application/vnd.api+json": {
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
                "const": "organizations"
              },
              "id": {
                "type": "string",
                "format": "uuid"
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
                    "pattern": "^https?://\\S+$"
                  },
                  "webhookSecret": {
                    "type": "string",
                    "minLength": 1,
                    "pattern": "^[!-~]+$"
                  }
                }
              }
            }
          }
        }
      }
    },
    "responses": {
      "200": "application/vnd.api+json",
      "400": "application/vnd.api+json",
      "401": "application/vnd.api+json",
      "403": "application/vnd.api+json",
      "405": "application/vnd.api+json",
      "406": "application/vnd.api+json",
      "409": "application/vnd.api+json",
      "415": "application/vnd.api+json",
      "422": "application/vnd.api+json",
      "500": "application/vnd.api+json"
    }
  }
]
