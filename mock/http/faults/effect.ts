import { parseDuration } from '../../wire/duration.ts'
import { type Duration, HOUR, MILLISECOND, SECOND } from '../../world/instant.ts'
import { FaultRefusal } from './fault-refusal.ts'
import { hintAt } from './hint.ts'

/** How a member of a body is spoilt. */
export type Spoiling = 'drop' | 'null' | 'type'

/** Effects that are complete without a value. */
type Bare =
  | 'hang'
  | 'reset'
  | 'invalid-json'
  | 'duplicate-row'
  | 'drop-row'
  | 'empty-page'
  | 'same-next'
  | 'expired-cursor'

/** What a rule does to a request or to its answer. */
export type Effect =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'throttle' | 'delay' | 'stale'; readonly by: Duration }
  | { readonly [Kind in Bare]: { readonly kind: Kind } }[Bare]
  | { readonly kind: 'truncate'; readonly bytes: number }
  | { readonly kind: 'truncate'; readonly fraction: number }
  | { readonly kind: 'drip'; readonly bytes: number; readonly every: Duration }
  | { readonly kind: 'content-type'; readonly type: string }
  | { readonly kind: 'schema'; readonly how: Spoiling; readonly at: string }
  | { readonly kind: 'total-drift'; readonly by: number }
  | { readonly kind: 'clamp'; readonly size: number }

interface Form {
  /** One that works, for whoever writes one that does not. */
  readonly example: string
  /** Undefined for a value that cannot be read. */
  read(value: string): Effect | undefined
}

/** Every effect, as it is written in rules, in the header and on the command line. */
export const FORMS: Readonly<Record<Effect['kind'], Form>> = {
  status: {
    example: 'status=503',
    read: (value) => withNumber(value, /^[45]\d\d$/, (status) => ({ kind: 'status', status })),
  },
  throttle: { example: 'throttle=30s', read: (value) => withDuration(value, { kind: 'throttle', step: SECOND }) },
  delay: {
    example: 'delay=2s',
    read: (value) => withDuration(value, { kind: 'delay', step: MILLISECOND, most: HOUR }),
  },
  hang: bare('hang'),
  reset: bare('reset'),
  truncate: { example: 'truncate=120" or "truncate=50%', read: truncation },
  drip: { example: 'drip=64/100ms', read: dripping },
  'invalid-json': bare('invalid-json'),
  'content-type': {
    example: 'content-type=text/html',
    read: (type) => (/^[\w.+-]+\/[\w.+-]+(;[\w =".-]+)?$/.test(type) ? { kind: 'content-type', type } : undefined),
  },
  schema: { example: 'schema=drop:/data/0/id" or "schema=null:/results/*/uuid" or "schema=type:/page', read: spoiling },
  stale: { example: 'stale=5m', read: (value) => withDuration(value, { kind: 'stale', step: 1 }) },
  'duplicate-row': bare('duplicate-row'),
  'drop-row': bare('drop-row'),
  'empty-page': bare('empty-page'),
  'same-next': bare('same-next'),
  'expired-cursor': bare('expired-cursor'),
  'total-drift': {
    example: 'total-drift=+3',
    read: (value) => withNumber(value, /^[+-][1-9]\d{0,8}$/, (by) => ({ kind: 'total-drift', by })),
  },
  clamp: {
    example: 'clamp=2',
    read: (value) => withNumber(value, /^[1-9]\d{0,3}$/, (size) => ({ kind: 'clamp', size })),
  },
}

/** The effect that a text such as "status=503" names. @throws {FaultRefusal} */
export function parseEffect(text: string): Effect {
  const cut = text.indexOf('=')
  const name = (cut === -1 ? text : text.slice(0, cut)).trim()
  const form = Object.hasOwn(FORMS, name) ? FORMS[name as Effect['kind']] : undefined
  if (form === undefined) {
    throw new FaultRefusal(`there is no effect "${name}"; ${hintAt(name, Object.keys(FORMS))}`)
  }
  const effect = form.read(cut === -1 ? '' : text.slice(cut + 1).trim())
  if (effect === undefined) throw new FaultRefusal(`"${text}" cannot be read; write "${form.example}"`)
  return effect
}

function bare(kind: Bare): Form {
  return { example: kind, read: (value) => (value === '' ? { kind } : undefined) }
}

function withNumber(value: string, form: RegExp, make: (number: number) => Effect): Effect | undefined {
  return form.test(value) ? make(Number(value)) : undefined
}

interface Length {
  readonly kind: 'throttle' | 'delay' | 'stale'
  /** What it must be a multiple of. */
  readonly step: Duration
  readonly most?: Duration
}

function withDuration(value: string, { kind, step, most = Infinity }: Length): Effect | undefined {
  const by = parseDuration(value)
  return by === undefined || by <= 0 || by > most || by % step !== 0 ? undefined : { kind, by }
}

function truncation(value: string): Effect | undefined {
  if (/^\d{1,9}$/.test(value)) return { kind: 'truncate', bytes: Number(value) }
  const percent = /^(\d{1,2}(?:\.\d+)?)%$/.exec(value)?.[1]
  return percent === undefined ? undefined : { kind: 'truncate', fraction: Number(percent) / 100 }
}

function dripping(value: string): Effect | undefined {
  const [, bytes = '', length = ''] = /^([1-9]\d{0,8})\/(.+)$/.exec(value) ?? []
  const every = parseDuration(length)
  return bytes === '' || every === undefined || every <= 0 ? undefined : { kind: 'drip', bytes: Number(bytes), every }
}

function spoiling(value: string): Effect | undefined {
  const [, how, at] = /^(drop|null|type):((?:\/[^/]*)+)$/.exec(value) ?? []
  return how === undefined || at === undefined ? undefined : { kind: 'schema', how: how as Spoiling, at }
}
