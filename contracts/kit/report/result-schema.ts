import type { JsonSchema } from '../spec/spec-document.ts'

const text = { type: 'string' } as const
const maybeText = { type: ['string', 'null'] } as const
const whole = { type: 'integer', minimum: 0 } as const
const texts = { type: 'array', items: text } as const
const level = { enum: ['MUST', 'SHOULD', 'INFO'] } as const

/** Schema of an object with required properties; further ones are allowed. */
const createObjectSchema = (properties: JsonSchema, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})

const createListSchema = (items: JsonSchema): JsonSchema => ({ type: 'array', items })

const finding = createObjectSchema({
  level,
  expected: text,
  observed: text,
  pointer: maybeText,
  operation: maybeText,
  examples: { ...texts, maxItems: 3 },
  count: { type: 'integer', minimum: 1 },
  request: {
    anyOf: [createObjectSchema({ number: whole, curl: text, status: whole, excerpt: text }), { type: 'null' }],
  },
  fingerprint: text,
})

const createJudgedSchema = (kind: string, findings: string): JsonSchema =>
  createObjectSchema(
    {
      kind: { const: kind },
      evidence: whole,
      [findings]: createListSchema(finding),
      scope: text,
      waived: createListSchema(finding),
    },
    ['scope', 'waived'],
  )

const outcome: JsonSchema = {
  oneOf: [
    createJudgedSchema('pass', 'notes'),
    createJudgedSchema('fail', 'findings'),
    createJudgedSchema('expected-failure', 'findings'),
    createObjectSchema({ kind: { const: 'inconclusive' }, reason: text, hint: text }),
    createObjectSchema({ kind: { enum: ['blocked', 'not-applicable', 'not-selected', 'error'] }, reason: text }),
  ],
}

const check = createObjectSchema({
  id: { type: 'string', pattern: String.raw`^[A-Z]+-\d{3}$` },
  level,
  title: text,
  unit: text,
  needs: texts,
  source: { enum: ['vendor', 'document', 'standard', 'best-practice'] },
  authority: text,
  security: { type: 'boolean' },
  seconds: { type: 'number', minimum: 0 },
  outcome,
})

const waiver = createObjectSchema(
  {
    fingerprint: text,
    expect: { enum: ['fail', 'warn', 'inconclusive', 'skip'] },
    reason: text,
    ticket: text,
    expires: text,
    added: text,
    lastSeen: text,
    target: text,
    state: { enum: ['matched', 'unexpected-pass', 'unobserved', 'other-target', 'expired', 'not-permitted'] },
  },
  ['lastSeen', 'target'],
)

/** JSON Schema of a result in format 2, as `flowtwin verify --json` prints it. */
export const resultSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Result of flowtwin verify',
  ...createObjectSchema({
    format: { const: 2 },
    run: createObjectSchema({
      suite: text,
      spec: text,
      profile: text,
      host: text,
      startedAt: text,
      mode: { enum: ['observe', 'seeded', 'managed'] },
    }),
    vendor: createObjectSchema({ name: text, title: text, documentVersion: text }),
    target: text,
    connection: createObjectSchema({ headers: texts, proxy: maybeText, insecure: { type: 'boolean' } }),
    profile: { type: 'object' },
    permits: createObjectSchema({ writes: { type: 'boolean' }, probeMethods: { type: 'boolean' } }),
    preflight: createObjectSchema(
      { kind: { enum: ['ready', 'unreachable', 'credential-refused', 'wrong-api', 'unconfigured'] }, reason: text },
      ['reason'],
    ),
    operations: createObjectSchema({ offered: texts, notOffered: texts, notTried: texts }),
    capabilities: createListSchema(
      createObjectSchema({ name: text, value: text, source: { enum: ['probed', 'profile'] } }),
    ),
    checks: createListSchema(check),
    walks: createListSchema(
      createObjectSchema({
        operation: text,
        member: text,
        pages: createListSchema(createObjectSchema({ request: whole, timestamps: texts })),
      }),
    ),
    ledgerFailure: maybeText,
    ledger: createListSchema(
      createObjectSchema({
        id: text,
        path: maybeText,
        state: { enum: ['created', 'deleted', 'leaked', 'not-removable'] },
      }),
    ),
    traffic: createObjectSchema({
      requests: whole,
      retries: whole,
      failures: texts,
      stoppedBy: { enum: ['requests', 'time', 'interrupted', null] },
      announcedLimit: { type: ['number', 'null'] },
      omitted: whole,
    }),
    budget: createObjectSchema({
      requests: whole,
      rps: whole,
      durationSeconds: whole,
      timeoutSeconds: { type: 'number' },
      retries: whole,
      maxRetryAfterSeconds: whole,
      pages: whole,
    }),
    skewSeconds: { type: ['number', 'null'] },
    seconds: { type: 'number' },
    baseline: {
      anyOf: [
        createObjectSchema({ waivers: createListSchema(waiver), expected: whole, problems: texts }),
        { type: 'null' },
      ],
    },
  }),
}
