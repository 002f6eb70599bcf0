import type { JsonSchema } from './open-api-document.ts'

/** Vendors that names, ids and fields can be given for. */
const VENDORS = ['qyvo', 'recrubo', 'rapidpro', 'idnow'] as const

const VENDOR_NAMES = VENDORS.join(', ')

const UUID: JsonSchema = {
  type: 'string',
  pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
  patternErrorMessage: 'must be a UUID such as 3f2b8c1e-5d47-4a90-9c1b-7e0f5a2d6c31',
}

const INSTANT: JsonSchema = {
  type: 'string',
  pattern: '^([+-](\\d+(\\.\\d+)?(ms|s|m|h|d))+|\\d{4}-\\d\\d-\\d\\d[T ].+)$',
  patternErrorMessage:
    'must be an instant such as 2026-01-15T09:00:00Z, or a duration before or after the start of the world such as -2h',
  description: 'An ISO 8601 instant, or a time relative to the start of the world such as "-2h" or "+10m".',
}

const EMAIL: JsonSchema = {
  type: 'string',
  pattern: '^[^\\s@]+@[^\\s@]+$',
  patternErrorMessage: 'must be an e-mail address',
}

const PHONE: JsonSchema = {
  type: 'string',
  pattern: '^\\+[1-9][0-9]{7,14}$',
  patternErrorMessage: 'must be an international phone number in quotes, such as "+31612345678"',
}

const NAME: JsonSchema = { type: 'string', minLength: 1, maxLength: 128 }
const ENVIRONMENT: JsonSchema = { enum: ['live', 'staging'] }
const WEIGHT: JsonSchema = { type: 'integer', minimum: 0, maximum: 1000 }

/** An object with one member for each vendor. */
function createVendorMap(member: JsonSchema, description: string): JsonSchema {
  const properties = Object.fromEntries(VENDORS.map((vendor) => [vendor, member]))
  return { type: 'object', description, additionalProperties: false, minProperties: 1, properties }
}

const IDS = createVendorMap(UUID, `The ids by vendor (${VENDOR_NAMES}); generated where absent.`)

const ANSWER: JsonSchema = {
  description: 'A category with the texts that contacts write, or one text that is its own category.',
  anyOf: [
    NAME,
    {
      type: 'object',
      additionalProperties: false,
      required: ['category'],
      properties: {
        category: { ...NAME, description: 'The name of the category.' },
        texts: {
          type: 'array',
          minItems: 1,
          maxItems: 50,
          items: { type: 'string', minLength: 1, maxLength: 640 },
          description: 'The texts that contacts write. Default: the name of the category.',
        },
        weight: { ...WEIGHT, description: 'The share among the answers to the question. Default 1.' },
      },
    },
  ],
}

const QUESTION: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['key'],
  properties: {
    key: {
      type: 'string',
      pattern: '^[a-zA-Z][\\w-]{0,63}$',
      patternErrorMessage: 'must begin with a letter and have only letters, digits, "_" and "-"',
      description: 'The name of the variable that holds the answer.',
    },
    text: { ...NAME, description: 'The question. Default: the key in words.' },
    answers: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: ANSWER,
      description: 'The possible answers. Default: yes and no.',
    },
  },
}

const FLOW: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: {
      description: `One name for all vendors, or one for each (${VENDOR_NAMES}).`,
      anyOf: [NAME, createVendorMap(NAME, 'The names by vendor; generated where absent.')],
    },
    ids: IDS,
    status: { enum: ['published', 'draft'], description: 'A draft takes no runs. Default: published.' },
    ttl: {
      description: 'The time without an answer after which a run expires: minutes, or text such as "24h". Default 30m.',
      anyOf: [
        { type: 'integer', minimum: 1, maximum: 43_200 },
        {
          type: 'string',
          pattern: '^(\\d+[mhd])+$',
          patternErrorMessage: 'must be a duration in minutes, hours or days, such as 30m, 24h or 2d',
        },
      ],
    },
    environment: { ...ENVIRONMENT, description: 'The only environment of its runs. Default: both.' },
    weight: { ...WEIGHT, description: 'The share of the generated runs. Default 1.' },
    variables: {
      type: 'object',
      description: 'The variables of a generated run at its start: each a text, or a list of texts to pick from.',
      additionalProperties: {
        anyOf: [{ type: 'string' }, { type: 'array', minItems: 1, maxItems: 50, items: { type: 'string' } }],
      },
    },
    questions: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: QUESTION,
      description: "The questions in order. Default: those of each vendor's generated flow in the same place.",
    },
  },
}

const CONTACT: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    name: { ...NAME, description: 'Absent: a contact with only a phone number.' },
    firstName: { ...NAME, description: 'Default: the first word of the name.' },
    phone: { ...PHONE, description: 'The phone number. Default: a generated one.' },
    phones: {
      type: 'array',
      minItems: 1,
      maxItems: 10,
      items: PHONE,
      description: 'Several, the preferred one first.',
    },
    email: EMAIL,
    language: {
      type: 'string',
      pattern: '^[a-z]{2}$',
      patternErrorMessage: 'must be a language code of two lower-case letters, such as en',
      description: 'ISO 639-1. Default: en.',
    },
    ids: {
      ...IDS,
      properties: {
        ...(IDS['properties'] as object),
        idnow: { type: 'string', minLength: 1, maxLength: 128, description: 'The subject id of the sessions.' },
      },
    },
    groups: { type: 'array', maxItems: 100, items: NAME, description: 'Names of `groups` in this file.' },
    fields: {
      type: 'object',
      description: 'Fields that only one vendor has.',
      additionalProperties: false,
      properties: {
        qyvo: {
          type: 'object',
          additionalProperties: false,
          properties: {
            source: { type: 'string' },
            tags: { type: 'array', maxItems: 100, items: NAME },
            metadata: { type: 'object' },
          },
        },
        recrubo: {
          type: 'object',
          additionalProperties: false,
          properties: {
            channel: { enum: ['whatsapp', 'facebook-messenger'] },
            candidateId: { ...UUID, type: ['string', 'null'] },
            chatbotPaused: { type: 'boolean' },
          },
        },
        rapidpro: {
          type: 'object',
          additionalProperties: false,
          properties: {
            urns: {
              type: 'array',
              maxItems: 10,
              items: { type: 'string', minLength: 3 },
              description: 'Further URNs.',
            },
            fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'Values by field key.' },
          },
        },
      },
    },
  },
}

const RUN: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['flow', 'contact'],
  properties: {
    flow: { type: ['string', 'integer'], description: 'The name, an id or the place (from 0) of a flow.' },
    contact: {
      type: ['string', 'integer'],
      description: 'The name, phone number or place (from 0) of a contact. An unknown name or number is a new contact.',
    },
    environment: { ...ENVIRONMENT, description: "Default: the flow's, else live." },
    createdAt: INSTANT,
    startedAt: INSTANT,
    repliesAt: { type: 'array', maxItems: 50, items: INSTANT },
    end: { enum: ['completed', 'expired', 'failed', 'cancelled', 'never'], description: 'The final status.' },
    endedAt: INSTANT,
    outcome: { enum: ['accepted', 'rejected'], description: 'The outcome of a completed run.' },
    results: { type: 'array', maxItems: 50, items: { type: 'string', minLength: 1, maxLength: 640 } },
    variables: { type: 'object', description: 'The input variables of the run.' },
  },
}

const GROUP: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: { name: NAME, ids: IDS, query: { ...NAME, description: 'The query of a smart group.' } },
}

/** The JSON Schema of files with own data; spec/own-data.schema.json is the same for editors. */
export const ownDataSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Own data of Flowtwin',
  description: 'Your own flows, contacts and runs, and how many further runs are generated.',
  type: 'object',
  additionalProperties: false,
  properties: {
    flows: { type: 'array', minItems: 1, maxItems: 500, items: FLOW, description: 'Replace the generated flows.' },
    contacts: {
      type: 'array',
      maxItems: 100_000,
      items: CONTACT,
      description: 'Your contacts, before generated ones.',
    },
    groups: { type: 'array', maxItems: 1000, items: GROUP, description: 'Replace the generated contact groups.' },
    runs: { type: 'array', maxItems: 4096, items: RUN, description: 'Runs to insert at the start of the world.' },
    generate: {
      type: 'object',
      description: 'The runs that are generated besides `runs`.',
      additionalProperties: false,
      properties: {
        runs: { type: 'integer', minimum: 0, maximum: 1_000_000_000, description: 'Before the start. Default 1000.' },
        every: {
          type: 'string',
          pattern: '^(never|(\\d+(\\.\\d+)?(ms|s|m|h|d))+)$',
          patternErrorMessage: 'must be a duration such as 2m, or never',
          description: 'The time between two runs after the start, or "never". Default 2m.',
        },
      },
    },
    specials: {
      type: 'boolean',
      description: 'Add the flows and contacts whose runs always end in the same way. Default: false.',
    },
  },
}
