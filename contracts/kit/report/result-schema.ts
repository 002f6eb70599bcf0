import type { JsonSchema } from '../spec-document.ts'

const text = { type: 'string' } as const
const maybeText = { type: ['string', 'null'] } as const
const whole = { type: 'integer', minimum: 0 } as const
const texts = { type: 'array', items: text } as const
const level = { enum: ['MUST', 'SHOULD', 'INFO'] } as const

/** Every member is there; later versions may have more. */
const object = (properties: JsonSchema, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})

const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items })

const finding = object({
  level,
  expected: text,
  observed: text,
  pointer: maybeText,
  operation: maybeText,
  witnesses: { ...texts, maxItems: 3 },
  count: { type: 'integer', minimum: 1 },
  request: { anyOf: [object({ number: whole, curl: text, status: whole, excerpt: text }), { type: 'null' }] },
  fingerprint: text,
})

const judged = (kind: string, findings: string): JsonSchema =>
  object({ kind: { const: kind }, evidence: whole, [findings]: list(finding), scope: text, waived: list(finding) }, [
    'scope',
    'waived',
  ])

const outcome: JsonSchema = {
  oneOf: [
    judged('pass', 'notes'),
    judged('fail', 'findings'),
    judged('expected-failure', 'findings'),
    object({ kind: { const: 'inconclusive' }, reason: text, remedy: text }),
    object({ kind: { enum: ['blocked', 'not-applicable', 'not-selected', 'error'] }, reason: text }),
  ],
}

const check = object({
  id: { type: 'string', pattern: String.raw`^[A-Z]+-\d{3}$` },
  level,
  title: text,
  unit: text,
  needs: texts,
  source: { enum: ['vendor', 'document', 'standard', 'house'] },
  authority: text,
  security: { type: 'boolean' },
  outcome,
})

const waiver = object(
  {
    fingerprint: text,
    expect: { enum: ['fail', 'warn', 'inconclusive', 'skip'] },
    reason: text,
    ticket: text,
    expires: text,
    added: text,
    lastSeen: text,
    target: text,
    state: { enum: ['met', 'unexpected-pass', 'unobserved', 'elsewhere', 'expired', 'refused'] },
  },
  ['lastSeen', 'target'],
)

/** The schema of a result in format 1, as `flowtwin verify --json` prints it. */
export const resultSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What flowtwin verify found out',
  ...object({
    format: { const: 1 },
    run: object({
      suite: text,
      spec: text,
      profile: text,
      host: text,
      startedAt: text,
      mode: { enum: ['observe', 'seeded', 'managed'] },
      seed: maybeText,
    }),
    vendor: object({ name: text, title: text, documentVersion: text }),
    target: text,
    profile: { type: 'object' },
    permits: object({ writes: { type: 'boolean' }, probeMethods: { type: 'boolean' } }),
    preflight: object(
      { kind: { enum: ['ready', 'unreachable', 'credential-refused', 'wrong-api', 'unconfigured'] }, reason: text },
      ['reason'],
    ),
    capabilities: list(object({ name: text, value: text, known: { enum: ['probed', 'profile'] } })),
    checks: list(check),
    walks: list(object({ operation: text, member: text, pages: list(object({ request: whole, stamps: texts })) })),
    ledger: list(object({ id: text, path: maybeText, fate: { enum: ['created', 'deleted', 'leaked', 'kept'] } })),
    traffic: object({
      requests: whole,
      repeated: whole,
      failures: texts,
      exhausted: { enum: ['requests', 'time', 'interrupted', null] },
    }),
    budget: object({
      requests: whole,
      rps: whole,
      time: whole,
      timeout: { type: 'number' },
      retries: whole,
      wait: whole,
      pages: whole,
    }),
    skewSeconds: { type: ['number', 'null'] },
    seconds: { type: 'number' },
    baseline: {
      anyOf: [object({ waivers: list(waiver), expected: whole, problems: texts }), { type: 'null' }],
    },
  }),
}
