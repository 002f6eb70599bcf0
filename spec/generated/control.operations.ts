// Written by `npm run generate` from the YAML beside this folder; do not edit.
import type { OperationFacts } from '../operation-facts.ts'

export const operations: readonly OperationFacts[] = [
  {
    "id": "readHealth",
    "method": "get",
    "path": "/_twin/v1/health",
    "parameters": [],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json"
    }
  },
  {
    "id": "listWorlds",
    "method": "get",
    "path": "/_twin/v1/worlds",
    "parameters": [],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json"
    }
  },
  {
    "id": "createWorld",
    "method": "post",
    "path": "/_twin/v1/worlds",
    "parameters": [],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
          },
          "from": {
            "type": "string"
          },
          "capsule": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "capsule",
              "dataSetVersion",
              "parameters",
              "now",
              "clock",
              "operations"
            ],
            "properties": {
              "capsule": {
                "const": 1
              },
              "dataSetVersion": {
                "type": "integer"
              },
              "parameters": {
                "type": "object"
              },
              "now": {
                "type": "integer"
              },
              "clock": {
                "type": "string",
                "pattern": "^(live|frozen|\\d+(\\.\\d+)?x)$"
              },
              "operations": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "at",
                    "operation"
                  ],
                  "properties": {
                    "at": {
                      "type": "integer"
                    },
                    "operation": {
                      "type": "object",
                      "additionalProperties": true,
                      "allOf": [
                        {
                          "if": {
                            "type": "object",
                            "required": [
                              "kind"
                            ],
                            "properties": {
                              "kind": {
                                "const": "arm"
                              }
                            }
                          },
                          "then": {
                            "type": "object",
                            "required": [
                              "rules"
                            ],
                            "properties": {
                              "rules": {
                                "type": "array",
                                "items": {
                                  "type": "object",
                                  "required": [
                                    "id"
                                  ],
                                  "allOf": [
                                    {
                                      "type": "object",
                                      "additionalProperties": false,
                                      "required": [
                                        "operation"
                                      ],
                                      "properties": {
                                        "id": {
                                          "type": "string",
                                          "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
                                        },
                                        "operation": {
                                          "type": "string",
                                          "pattern": "^[a-z]+\\.(\\w+|\\*)$"
                                        },
                                        "when": {
                                          "type": "object",
                                          "additionalProperties": false,
                                          "properties": {
                                            "first": {
                                              "type": "integer",
                                              "minimum": 1
                                            },
                                            "every": {
                                              "type": "integer",
                                              "minimum": 1
                                            },
                                            "calls": {
                                              "type": "object",
                                              "additionalProperties": false,
                                              "required": [
                                                "from"
                                              ],
                                              "properties": {
                                                "from": {
                                                  "type": "integer",
                                                  "minimum": 1
                                                },
                                                "to": {
                                                  "type": "integer",
                                                  "minimum": 1
                                                }
                                              }
                                            },
                                            "between": {
                                              "type": "object",
                                              "additionalProperties": false,
                                              "minProperties": 1,
                                              "properties": {
                                                "from": {
                                                  "type": "string",
                                                  "format": "date-time"
                                                },
                                                "to": {
                                                  "type": "string",
                                                  "format": "date-time"
                                                }
                                              }
                                            },
                                            "probability": {
                                              "type": "number"
                                            },
                                            "query": {
                                              "type": "object",
                                              "minProperties": 1,
                                              "additionalProperties": {
                                                "anyOf": [
                                                  {
                                                    "type": "string"
                                                  },
                                                  {
                                                    "type": "array",
                                                    "minItems": 1,
                                                    "items": {
                                                      "type": "string"
                                                    }
                                                  }
                                                ]
                                              }
                                            }
                                          }
                                        },
                                        "effect": {
                                          "type": "string"
                                        },
                                        "after": {
                                          "type": "array",
                                          "minItems": 1,
                                          "maxItems": 100,
                                          "items": {
                                            "oneOf": [
                                              {
                                                "type": "object",
                                                "additionalProperties": false,
                                                "required": [
                                                  "kind",
                                                  "flow",
                                                  "contact"
                                                ],
                                                "properties": {
                                                  "kind": {
                                                    "const": "create"
                                                  },
                                                  "flow": {
                                                    "type": "integer",
                                                    "minimum": 0
                                                  },
                                                  "contact": {
                                                    "type": "integer",
                                                    "minimum": 0
                                                  },
                                                  "environment": {
                                                    "enum": [
                                                      "live",
                                                      "staging"
                                                    ]
                                                  },
                                                  "times": {
                                                    "type": "integer",
                                                    "minimum": 1,
                                                    "maximum": 10000
                                                  }
                                                }
                                              },
                                              {
                                                "type": "object",
                                                "additionalProperties": false,
                                                "required": [
                                                  "kind",
                                                  "run"
                                                ],
                                                "properties": {
                                                  "kind": {
                                                    "const": "change"
                                                  },
                                                  "run": {
                                                    "anyOf": [
                                                      {
                                                        "type": "integer"
                                                      },
                                                      {
                                                        "type": "object",
                                                        "additionalProperties": false,
                                                        "required": [
                                                          "row"
                                                        ],
                                                        "properties": {
                                                          "row": {
                                                            "type": "integer"
                                                          }
                                                        }
                                                      }
                                                    ]
                                                  },
                                                  "end": {
                                                    "enum": [
                                                      "completed",
                                                      "expired",
                                                      "failed",
                                                      "cancelled"
                                                    ]
                                                  },
                                                  "variables": {
                                                    "type": "object",
                                                    "additionalProperties": true
                                                  }
                                                }
                                              },
                                              {
                                                "type": "object",
                                                "additionalProperties": false,
                                                "required": [
                                                  "kind",
                                                  "run"
                                                ],
                                                "properties": {
                                                  "kind": {
                                                    "const": "delete"
                                                  },
                                                  "run": {
                                                    "anyOf": [
                                                      {
                                                        "type": "integer"
                                                      },
                                                      {
                                                        "type": "object",
                                                        "additionalProperties": false,
                                                        "required": [
                                                          "row"
                                                        ],
                                                        "properties": {
                                                          "row": {
                                                            "type": "integer"
                                                          }
                                                        }
                                                      }
                                                    ]
                                                  }
                                                }
                                              },
                                              {
                                                "type": "object",
                                                "additionalProperties": false,
                                                "required": [
                                                  "kind",
                                                  "by"
                                                ],
                                                "properties": {
                                                  "kind": {
                                                    "const": "advance"
                                                  },
                                                  "by": {
                                                    "type": "string"
                                                  }
                                                }
                                              }
                                            ]
                                          }
                                        }
                                      }
                                    }
                                  ]
                                }
                              }
                            }
                          }
                        },
                        {
                          "if": {
                            "type": "object",
                            "required": [
                              "kind"
                            ],
                            "properties": {
                              "kind": {
                                "const": "limit"
                              }
                            }
                          },
                          "then": {
                            "type": "object",
                            "required": [
                              "limits"
                            ],
                            "properties": {
                              "limits": {
                                "type": "object",
                                "additionalProperties": {
                                  "anyOf": [
                                    {
                                      "type": "object",
                                      "required": [
                                        "off"
                                      ],
                                      "properties": {
                                        "off": {
                                          "const": true
                                        }
                                      }
                                    },
                                    {
                                      "type": "object",
                                      "required": [
                                        "requests",
                                        "window"
                                      ],
                                      "properties": {
                                        "requests": {
                                          "type": "integer",
                                          "minimum": 1
                                        },
                                        "window": {
                                          "type": "integer",
                                          "minimum": 1
                                        }
                                      }
                                    }
                                  ]
                                }
                              }
                            }
                          }
                        }
                      ]
                    }
                  }
                }
              }
            }
          },
          "fixture": {
            "type": "string"
          },
          "hazard": {
            "type": "string"
          },
          "vendor": {
            "type": "string"
          },
          "seed": {
            "type": [
              "string",
              "number"
            ]
          },
          "runs": {
            "type": "integer",
            "minimum": 0
          },
          "every": {
            "type": "string"
          },
          "now": {
            "type": "string"
          },
          "clock": {
            "type": "string",
            "pattern": "^(live|frozen|\\d+(\\.\\d+)?x)$"
          },
          "quirks": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          }
        }
      }
    },
    "responses": {
      "201": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "listHazards",
    "method": "get",
    "path": "/_twin/v1/hazards",
    "parameters": [],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json"
    }
  },
  {
    "id": "readWorld",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "deleteWorld",
    "method": "delete",
    "path": "/_twin/v1/worlds/{world}",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "204": null,
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json"
    }
  },
  {
    "id": "streamEvents",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/events",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "text/event-stream",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json"
    }
  },
  {
    "id": "resetWorld",
    "method": "post",
    "path": "/_twin/v1/worlds/{world}/reset",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "readClock",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/clock",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "moveClock",
    "method": "post",
    "path": "/_twin/v1/worlds/{world}/clock",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "clock": {
            "type": "string",
            "pattern": "^(live|frozen|\\d+(\\.\\d+)?x)$"
          },
          "advance": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "next": {
            "const": "event"
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "listRuns",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/runs",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "status",
        "in": "query",
        "required": false,
        "schema": {
          "enum": [
            "queued",
            "running",
            "completed",
            "expired",
            "failed",
            "cancelled"
          ]
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
        "name": "skip",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 0,
          "default": 0
        }
      },
      {
        "name": "limit",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000,
          "default": 50
        }
      },
      {
        "name": "at",
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
      "404": "application/json"
    }
  },
  {
    "id": "insertRuns",
    "method": "post",
    "path": "/_twin/v1/worlds/{world}/runs",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": [
          "object",
          "array"
        ],
        "if": {
          "type": "array"
        },
        "then": {
          "maxItems": 1000,
          "minItems": 1,
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "flow",
              "contact"
            ],
            "properties": {
              "flow": {
                "type": [
                  "integer",
                  "string"
                ]
              },
              "contact": {
                "type": [
                  "integer",
                  "string",
                  "object"
                ],
                "additionalProperties": false,
                "minProperties": 1,
                "properties": {
                  "name": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 128
                  },
                  "phone": {
                    "type": "string",
                    "pattern": "^\\+[1-9][0-9]{7,14}$"
                  }
                }
              },
              "environment": {
                "enum": [
                  "live",
                  "staging"
                ]
              },
              "createdAt": {
                "type": "string"
              },
              "startedAt": {
                "type": "string"
              },
              "repliesAt": {
                "type": "array",
                "maxItems": 16,
                "items": {
                  "type": "string"
                }
              },
              "end": {
                "enum": [
                  "completed",
                  "expired",
                  "failed",
                  "cancelled",
                  "never"
                ]
              },
              "endedAt": {
                "type": "string"
              },
              "outcome": {
                "enum": [
                  "accepted",
                  "rejected"
                ]
              },
              "results": {
                "type": "array",
                "maxItems": 16,
                "items": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 640
                }
              },
              "variables": {
                "type": "object"
              }
            }
          }
        },
        "else": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "flow",
            "contact"
          ],
          "properties": {
            "flow": {
              "type": [
                "integer",
                "string"
              ]
            },
            "contact": {
              "type": [
                "integer",
                "string",
                "object"
              ],
              "additionalProperties": false,
              "minProperties": 1,
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 128
                },
                "phone": {
                  "type": "string",
                  "pattern": "^\\+[1-9][0-9]{7,14}$"
                }
              }
            },
            "environment": {
              "enum": [
                "live",
                "staging"
              ]
            },
            "createdAt": {
              "type": "string"
            },
            "startedAt": {
              "type": "string"
            },
            "repliesAt": {
              "type": "array",
              "maxItems": 16,
              "items": {
                "type": "string"
              }
            },
            "end": {
              "enum": [
                "completed",
                "expired",
                "failed",
                "cancelled",
                "never"
              ]
            },
            "endedAt": {
              "type": "string"
            },
            "outcome": {
              "enum": [
                "accepted",
                "rejected"
              ]
            },
            "results": {
              "type": "array",
              "maxItems": 16,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 640
              }
            },
            "variables": {
              "type": "object"
            }
          }
        }
      }
    },
    "responses": {
      "201": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "readRun",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/runs/{run}",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "run",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "at",
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
      "404": "application/json"
    }
  },
  {
    "id": "driveRun",
    "method": "post",
    "path": "/_twin/v1/worlds/{world}/runs/{run}",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "run",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
          "end": {
            "enum": [
              "completed",
              "expired",
              "failed",
              "cancelled"
            ]
          },
          "step": {
            "const": true
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "listFlows",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/flows",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "listContacts",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/contacts",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "skip",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 0,
          "default": 0
        }
      },
      {
        "name": "limit",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000,
          "default": 50
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "insertContact",
    "method": "post",
    "path": "/_twin/v1/worlds/{world}/contacts",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "name": {
            "type": [
              "string",
              "null"
            ],
            "minLength": 1,
            "maxLength": 128
          },
          "phone": {
            "type": "string",
            "pattern": "^\\+[1-9][0-9]{7,14}$"
          },
          "email": {
            "type": [
              "string",
              "null"
            ],
            "format": "email"
          },
          "language": {
            "type": "string",
            "pattern": "^[a-z]{2}$"
          }
        }
      }
    },
    "responses": {
      "201": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "readContact",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/contacts/{contact}",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "contact",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "readArrivals",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/arrivals",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "setArrivals",
    "method": "put",
    "path": "/_twin/v1/worlds/{world}/arrivals",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "every"
        ],
        "properties": {
          "every": {
            "type": [
              "string",
              "null"
            ]
          },
          "flow": {
            "type": [
              "integer",
              "string"
            ]
          },
          "environment": {
            "enum": [
              "live",
              "staging"
            ]
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "burst",
    "method": "post",
    "path": "/_twin/v1/worlds/{world}/bursts",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "count"
        ],
        "properties": {
          "count": {
            "type": "integer",
            "minimum": 1
          },
          "at": {
            "type": "string"
          },
          "spread": {
            "type": "string"
          },
          "flow": {
            "type": [
              "integer",
              "string"
            ]
          },
          "environment": {
            "enum": [
              "live",
              "staging"
            ]
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "diffWorld",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/diff",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "against",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "from",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "to",
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
          "type": "integer"
        }
      },
      {
        "name": "limit",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000,
          "default": 100
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json"
    }
  },
  {
    "id": "readQuirks",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/quirks",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "setQuirks",
    "method": "patch",
    "path": "/_twin/v1/worlds/{world}/quirks",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": {
          "type": "string"
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "readFaults",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/faults",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "armFaults",
    "method": "put",
    "path": "/_twin/v1/worlds/{world}/faults",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rules"
        ],
        "properties": {
          "rules": {
            "type": "array",
            "maxItems": 1000,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "operation"
              ],
              "properties": {
                "id": {
                  "type": "string",
                  "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
                },
                "operation": {
                  "type": "string",
                  "pattern": "^[a-z]+\\.(\\w+|\\*)$"
                },
                "when": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "first": {
                      "type": "integer",
                      "minimum": 1
                    },
                    "every": {
                      "type": "integer",
                      "minimum": 1
                    },
                    "calls": {
                      "type": "object",
                      "additionalProperties": false,
                      "required": [
                        "from"
                      ],
                      "properties": {
                        "from": {
                          "type": "integer",
                          "minimum": 1
                        },
                        "to": {
                          "type": "integer",
                          "minimum": 1
                        }
                      }
                    },
                    "between": {
                      "type": "object",
                      "additionalProperties": false,
                      "minProperties": 1,
                      "properties": {
                        "from": {
                          "type": "string",
                          "format": "date-time"
                        },
                        "to": {
                          "type": "string",
                          "format": "date-time"
                        }
                      }
                    },
                    "probability": {
                      "type": "number"
                    },
                    "query": {
                      "type": "object",
                      "minProperties": 1,
                      "additionalProperties": {
                        "anyOf": [
                          {
                            "type": "string"
                          },
                          {
                            "type": "array",
                            "minItems": 1,
                            "items": {
                              "type": "string"
                            }
                          }
                        ]
                      }
                    }
                  }
                },
                "effect": {
                  "type": "string"
                },
                "after": {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": 100,
                  "items": {
                    "oneOf": [
                      {
                        "type": "object",
                        "additionalProperties": false,
                        "required": [
                          "kind",
                          "flow",
                          "contact"
                        ],
                        "properties": {
                          "kind": {
                            "const": "create"
                          },
                          "flow": {
                            "type": "integer",
                            "minimum": 0
                          },
                          "contact": {
                            "type": "integer",
                            "minimum": 0
                          },
                          "environment": {
                            "enum": [
                              "live",
                              "staging"
                            ]
                          },
                          "times": {
                            "type": "integer",
                            "minimum": 1,
                            "maximum": 10000
                          }
                        }
                      },
                      {
                        "type": "object",
                        "additionalProperties": false,
                        "required": [
                          "kind",
                          "run"
                        ],
                        "properties": {
                          "kind": {
                            "const": "change"
                          },
                          "run": {
                            "anyOf": [
                              {
                                "type": "integer"
                              },
                              {
                                "type": "object",
                                "additionalProperties": false,
                                "required": [
                                  "row"
                                ],
                                "properties": {
                                  "row": {
                                    "type": "integer"
                                  }
                                }
                              }
                            ]
                          },
                          "end": {
                            "enum": [
                              "completed",
                              "expired",
                              "failed",
                              "cancelled"
                            ]
                          },
                          "variables": {
                            "type": "object",
                            "additionalProperties": true
                          }
                        }
                      },
                      {
                        "type": "object",
                        "additionalProperties": false,
                        "required": [
                          "kind",
                          "run"
                        ],
                        "properties": {
                          "kind": {
                            "const": "delete"
                          },
                          "run": {
                            "anyOf": [
                              {
                                "type": "integer"
                              },
                              {
                                "type": "object",
                                "additionalProperties": false,
                                "required": [
                                  "row"
                                ],
                                "properties": {
                                  "row": {
                                    "type": "integer"
                                  }
                                }
                              }
                            ]
                          }
                        }
                      },
                      {
                        "type": "object",
                        "additionalProperties": false,
                        "required": [
                          "kind",
                          "by"
                        ],
                        "properties": {
                          "kind": {
                            "const": "advance"
                          },
                          "by": {
                            "type": "string"
                          }
                        }
                      }
                    ]
                  }
                }
              }
            }
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "disarmFaults",
    "method": "delete",
    "path": "/_twin/v1/worlds/{world}/faults",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "204": null,
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "armHazard",
    "method": "post",
    "path": "/_twin/v1/worlds/{world}/hazards",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "hazard"
        ],
        "properties": {
          "hazard": {
            "type": "string"
          },
          "vendor": {
            "type": "string"
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "clearHazards",
    "method": "delete",
    "path": "/_twin/v1/worlds/{world}/hazards",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "204": null,
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "readLimits",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/limits",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "setLimits",
    "method": "put",
    "path": "/_twin/v1/worlds/{world}/limits",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": {
          "anyOf": [
            {
              "const": "off"
            },
            {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "limit",
                "window"
              ],
              "properties": {
                "limit": {
                  "type": "integer",
                  "minimum": 1
                },
                "window": {
                  "type": "string"
                },
                "remaining": {
                  "type": "integer",
                  "minimum": 0
                }
              }
            }
          ]
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "forgetLimits",
    "method": "delete",
    "path": "/_twin/v1/worlds/{world}/limits",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "204": null,
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "readJournal",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/journal",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "after",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 0
        }
      },
      {
        "name": "limit",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000
        }
      },
      {
        "name": "vendor",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "operation",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "method",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "status",
        "in": "query",
        "required": false,
        "schema": {
          "type": "integer",
          "minimum": 100,
          "maximum": 599
        }
      },
      {
        "name": "state",
        "in": "query",
        "required": false,
        "schema": {
          "enum": [
            "received",
            "finished"
          ]
        }
      },
      {
        "name": "text",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "credential",
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
      "404": "application/json"
    }
  },
  {
    "id": "clearJournal",
    "method": "delete",
    "path": "/_twin/v1/worlds/{world}/journal",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {},
    "responses": {
      "204": null,
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "waitForJournal",
    "method": "post",
    "path": "/_twin/v1/worlds/{world}/journal/wait",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "vendor": {
            "type": "string"
          },
          "operation": {
            "type": "string"
          },
          "method": {
            "type": "string"
          },
          "status": {
            "type": "integer"
          },
          "state": {
            "enum": [
              "received",
              "finished"
            ]
          },
          "text": {
            "type": "string"
          },
          "credential": {
            "type": "string"
          },
          "after": {
            "type": "integer",
            "minimum": 0
          },
          "count": {
            "type": "integer",
            "minimum": 0
          },
          "timeout": {
            "type": "string"
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "verifyJournal",
    "method": "post",
    "path": "/_twin/v1/worlds/{world}/journal/verify",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "after": {
            "type": "integer",
            "minimum": 0
          },
          "expect": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "vendor": {
                  "type": "string"
                },
                "operation": {
                  "type": "string"
                },
                "method": {
                  "type": "string"
                },
                "status": {
                  "type": "integer"
                },
                "state": {
                  "enum": [
                    "received",
                    "finished"
                  ]
                },
                "text": {
                  "type": "string"
                },
                "credential": {
                  "type": "string"
                },
                "exactly": {
                  "type": "integer",
                  "minimum": 0
                },
                "atLeast": {
                  "type": "integer",
                  "minimum": 0
                },
                "atMost": {
                  "type": "integer",
                  "minimum": 0
                }
              }
            }
          },
          "sequence": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "vendor": {
                  "type": "string"
                },
                "operation": {
                  "type": "string"
                },
                "method": {
                  "type": "string"
                },
                "status": {
                  "type": "integer"
                },
                "state": {
                  "enum": [
                    "received",
                    "finished"
                  ]
                },
                "text": {
                  "type": "string"
                },
                "credential": {
                  "type": "string"
                }
              }
            }
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  },
  {
    "id": "exportJournal",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/journal.har",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "readAudit",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/audit",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "vendor",
        "in": "query",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      {
        "name": "credential",
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
          "type": "integer",
          "minimum": 0
        }
      },
      {
        "name": "environment",
        "in": "query",
        "required": false,
        "schema": {
          "enum": [
            "live",
            "staging"
          ]
        }
      },
      {
        "name": "since",
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
      "404": "application/json"
    }
  },
  {
    "id": "readDeliveries",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/deliveries",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "readCapsule",
    "method": "get",
    "path": "/_twin/v1/worlds/{world}/capsule",
    "parameters": [
      {
        "name": "world",
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
      "400": "application/json",
      "403": "application/json",
      "404": "application/json"
    }
  },
  {
    "id": "importCapsule",
    "method": "put",
    "path": "/_twin/v1/worlds/{world}/capsule",
    "parameters": [
      {
        "name": "world",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string"
        }
      }
    ],
    "requestBody": {
      "application/json": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "capsule",
          "dataSetVersion",
          "parameters",
          "now",
          "clock",
          "operations"
        ],
        "properties": {
          "capsule": {
            "const": 1
          },
          "dataSetVersion": {
            "type": "integer"
          },
          "parameters": {
            "type": "object"
          },
          "now": {
            "type": "integer"
          },
          "clock": {
            "type": "string",
            "pattern": "^(live|frozen|\\d+(\\.\\d+)?x)$"
          },
          "operations": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "at",
                "operation"
              ],
              "properties": {
                "at": {
                  "type": "integer"
                },
                "operation": {
                  "type": "object",
                  "additionalProperties": true,
                  "allOf": [
                    {
                      "if": {
                        "type": "object",
                        "required": [
                          "kind"
                        ],
                        "properties": {
                          "kind": {
                            "const": "arm"
                          }
                        }
                      },
                      "then": {
                        "type": "object",
                        "required": [
                          "rules"
                        ],
                        "properties": {
                          "rules": {
                            "type": "array",
                            "items": {
                              "type": "object",
                              "required": [
                                "id"
                              ],
                              "allOf": [
                                {
                                  "type": "object",
                                  "additionalProperties": false,
                                  "required": [
                                    "operation"
                                  ],
                                  "properties": {
                                    "id": {
                                      "type": "string",
                                      "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"
                                    },
                                    "operation": {
                                      "type": "string",
                                      "pattern": "^[a-z]+\\.(\\w+|\\*)$"
                                    },
                                    "when": {
                                      "type": "object",
                                      "additionalProperties": false,
                                      "properties": {
                                        "first": {
                                          "type": "integer",
                                          "minimum": 1
                                        },
                                        "every": {
                                          "type": "integer",
                                          "minimum": 1
                                        },
                                        "calls": {
                                          "type": "object",
                                          "additionalProperties": false,
                                          "required": [
                                            "from"
                                          ],
                                          "properties": {
                                            "from": {
                                              "type": "integer",
                                              "minimum": 1
                                            },
                                            "to": {
                                              "type": "integer",
                                              "minimum": 1
                                            }
                                          }
                                        },
                                        "between": {
                                          "type": "object",
                                          "additionalProperties": false,
                                          "minProperties": 1,
                                          "properties": {
                                            "from": {
                                              "type": "string",
                                              "format": "date-time"
                                            },
                                            "to": {
                                              "type": "string",
                                              "format": "date-time"
                                            }
                                          }
                                        },
                                        "probability": {
                                          "type": "number"
                                        },
                                        "query": {
                                          "type": "object",
                                          "minProperties": 1,
                                          "additionalProperties": {
                                            "anyOf": [
                                              {
                                                "type": "string"
                                              },
                                              {
                                                "type": "array",
                                                "minItems": 1,
                                                "items": {
                                                  "type": "string"
                                                }
                                              }
                                            ]
                                          }
                                        }
                                      }
                                    },
                                    "effect": {
                                      "type": "string"
                                    },
                                    "after": {
                                      "type": "array",
                                      "minItems": 1,
                                      "maxItems": 100,
                                      "items": {
                                        "oneOf": [
                                          {
                                            "type": "object",
                                            "additionalProperties": false,
                                            "required": [
                                              "kind",
                                              "flow",
                                              "contact"
                                            ],
                                            "properties": {
                                              "kind": {
                                                "const": "create"
                                              },
                                              "flow": {
                                                "type": "integer",
                                                "minimum": 0
                                              },
                                              "contact": {
                                                "type": "integer",
                                                "minimum": 0
                                              },
                                              "environment": {
                                                "enum": [
                                                  "live",
                                                  "staging"
                                                ]
                                              },
                                              "times": {
                                                "type": "integer",
                                                "minimum": 1,
                                                "maximum": 10000
                                              }
                                            }
                                          },
                                          {
                                            "type": "object",
                                            "additionalProperties": false,
                                            "required": [
                                              "kind",
                                              "run"
                                            ],
                                            "properties": {
                                              "kind": {
                                                "const": "change"
                                              },
                                              "run": {
                                                "anyOf": [
                                                  {
                                                    "type": "integer"
                                                  },
                                                  {
                                                    "type": "object",
                                                    "additionalProperties": false,
                                                    "required": [
                                                      "row"
                                                    ],
                                                    "properties": {
                                                      "row": {
                                                        "type": "integer"
                                                      }
                                                    }
                                                  }
                                                ]
                                              },
                                              "end": {
                                                "enum": [
                                                  "completed",
                                                  "expired",
                                                  "failed",
                                                  "cancelled"
                                                ]
                                              },
                                              "variables": {
                                                "type": "object",
                                                "additionalProperties": true
                                              }
                                            }
                                          },
                                          {
                                            "type": "object",
                                            "additionalProperties": false,
                                            "required": [
                                              "kind",
                                              "run"
                                            ],
                                            "properties": {
                                              "kind": {
                                                "const": "delete"
                                              },
                                              "run": {
                                                "anyOf": [
                                                  {
                                                    "type": "integer"
                                                  },
                                                  {
                                                    "type": "object",
                                                    "additionalProperties": false,
                                                    "required": [
                                                      "row"
                                                    ],
                                                    "properties": {
                                                      "row": {
                                                        "type": "integer"
                                                      }
                                                    }
                                                  }
                                                ]
                                              }
                                            }
                                          },
                                          {
                                            "type": "object",
                                            "additionalProperties": false,
                                            "required": [
                                              "kind",
                                              "by"
                                            ],
                                            "properties": {
                                              "kind": {
                                                "const": "advance"
                                              },
                                              "by": {
                                                "type": "string"
                                              }
                                            }
                                          }
                                        ]
                                      }
                                    }
                                  }
                                }
                              ]
                            }
                          }
                        }
                      }
                    },
                    {
                      "if": {
                        "type": "object",
                        "required": [
                          "kind"
                        ],
                        "properties": {
                          "kind": {
                            "const": "limit"
                          }
                        }
                      },
                      "then": {
                        "type": "object",
                        "required": [
                          "limits"
                        ],
                        "properties": {
                          "limits": {
                            "type": "object",
                            "additionalProperties": {
                              "anyOf": [
                                {
                                  "type": "object",
                                  "required": [
                                    "off"
                                  ],
                                  "properties": {
                                    "off": {
                                      "const": true
                                    }
                                  }
                                },
                                {
                                  "type": "object",
                                  "required": [
                                    "requests",
                                    "window"
                                  ],
                                  "properties": {
                                    "requests": {
                                      "type": "integer",
                                      "minimum": 1
                                    },
                                    "window": {
                                      "type": "integer",
                                      "minimum": 1
                                    }
                                  }
                                }
                              ]
                            }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
          }
        }
      }
    },
    "responses": {
      "200": "application/json",
      "400": "application/json",
      "403": "application/json",
      "404": "application/json",
      "409": "application/json",
      "415": "application/json"
    }
  }
]
