import { parseDuration } from '../../wire/date-time.ts'
import { suggestName } from '../../wire/nearest-word.ts'
import { FlowtwinError } from '../../world/errors.ts'
import { type Duration, HOUR, MILLISECOND, SECOND } from '../../world/time.ts'

/** An invalid fault rule or effect; the message names the error and the remedy. */
export class InvalidFaultError extends FlowtwinError {
  override readonly name = 'InvalidFaultError'
  readonly code = 'invalid-fault'
}

/** Removes a field, sets it to null or changes its type. */
export type FieldMutation = 'drop' | 'null' | 'type'

/** Effects without a value. */
type BareEffectKind =
  | 'hang'
  | 'reset'
  | 'invalid-json'
  | 'duplicate-row'
  | 'drop-row'
  | 'empty-page'
  | 'same-next'
  | 'expired-cursor'

/** A change that a fault rule makes to a request or its response. */
export type Effect =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'throttle' | 'delay' | 'stale'; readonly by: Duration }
  | { readonly [Kind in BareEffectKind]: { readonly kind: Kind } }[BareEffectKind]
  | { readonly kind: 'truncate'; readonly bytes: number }
  | { readonly kind: 'truncate'; readonly fraction: number }
  | { readonly kind: 'drip'; readonly bytes: number; readonly every: Duration }
  | { readonly kind: 'content-type'; readonly type: string }
  | { readonly kind: 'schema'; readonly mutation: FieldMutation; readonly pointer: string }
  | { readonly kind: 'total-drift'; readonly by: number }
  | { readonly kind: 'clamp'; readonly size: number }

interface EffectFormat {
  /** A valid text, quoted in error messages. */
  readonly example: string
  /** Undefined for an invalid value. */
  parse(value: string): Effect | undefined
}

/** The text formats of all effects, in rules, in the X-Flowtwin-Fault header and on the command line. */
export const EFFECT_FORMATS: Readonly<Record<Effect['kind'], EffectFormat>> = {
  status: {
    example: 'status=503',
    parse: (value) => parseNumberEffect(value, /^[45]\d\d$/, (status) => ({ kind: 'status', status })),
  },
  throttle: {
    example: 'throttle=30s',
    parse: (value) => parseDurationEffect(value, { kind: 'throttle', step: SECOND }),
  },
  delay: {
    example: 'delay=2s',
    parse: (value) => parseDurationEffect(value, { kind: 'delay', step: MILLISECOND, max: HOUR }),
  },
  hang: createBareFormat('hang'),
  reset: createBareFormat('reset'),
  truncate: { example: 'truncate=120" or "truncate=50%', parse: parseTruncation },
  drip: { example: 'drip=64/100ms', parse: parseDrip },
  'invalid-json': createBareFormat('invalid-json'),
  'content-type': {
    example: 'content-type=text/html',
    parse: (type) => (/^[\w.+-]+\/[\w.+-]+(;[\w =".-]+)?$/.test(type) ? { kind: 'content-type', type } : undefined),
  },
  schema: {
    example: 'schema=drop:/data/0/id" or "schema=null:/results/*/uuid" or "schema=type:/page',
    parse: parseSchemaEffect,
  },
  stale: { example: 'stale=5m', parse: (value) => parseDurationEffect(value, { kind: 'stale', step: 1 }) },
  'duplicate-row': createBareFormat('duplicate-row'),
  'drop-row': createBareFormat('drop-row'),
  'empty-page': createBareFormat('empty-page'),
  'same-next': createBareFormat('same-next'),
  'expired-cursor': createBareFormat('expired-cursor'),
  'total-drift': {
    example: 'total-drift=+3',
    parse: (value) => parseNumberEffect(value, /^[+-][1-9]\d{0,8}$/, (by) => ({ kind: 'total-drift', by })),
  },
  clamp: {
    example: 'clamp=2',
    parse: (value) => parseNumberEffect(value, /^[1-9]\d{0,3}$/, (size) => ({ kind: 'clamp', size })),
  },
}

/** Parses a text such as "status=503". @throws {InvalidFaultError} */
export function parseEffect(text: string): Effect {
  const separator = text.indexOf('=')
  const name = (separator === -1 ? text : text.slice(0, separator)).trim()
  const format = Object.hasOwn(EFFECT_FORMATS, name) ? EFFECT_FORMATS[name as Effect['kind']] : undefined
  if (format === undefined) {
    throw new InvalidFaultError(`unknown effect "${name}"; ${suggestName(name, Object.keys(EFFECT_FORMATS))}`)
  }
  const effect = format.parse(separator === -1 ? '' : text.slice(separator + 1).trim())
  if (effect === undefined) throw new InvalidFaultError(`"${text}" is invalid; write "${format.example}"`)
  return effect
}

function createBareFormat(kind: BareEffectKind): EffectFormat {
  return { example: kind, parse: (value) => (value === '' ? { kind } : undefined) }
}

function parseNumberEffect(value: string, pattern: RegExp, toEffect: (number: number) => Effect): Effect | undefined {
  return pattern.test(value) ? toEffect(Number(value)) : undefined
}

interface DurationOptions {
  readonly kind: 'throttle' | 'delay' | 'stale'
  /** The duration must be a multiple of this one. */
  readonly step: Duration
  readonly max?: Duration
}

function parseDurationEffect(value: string, { kind, step, max = Infinity }: DurationOptions): Effect | undefined {
  const by = parseDuration(value)
  return by === undefined || by <= 0 || by > max || by % step !== 0 ? undefined : { kind, by }
}

function parseTruncation(value: string): Effect | undefined {
  if (/^\d{1,9}$/.test(value)) return { kind: 'truncate', bytes: Number(value) }
  const percent = /^(\d{1,2}(?:\.\d+)?)%$/.exec(value)?.[1]
  return percent === undefined ? undefined : { kind: 'truncate', fraction: Number(percent) / 100 }
}

function parseDrip(value: string): Effect | undefined {
  const [, bytes = '', interval = ''] = /^([1-9]\d{0,8})\/(.+)$/.exec(value) ?? []
  const every = parseDuration(interval)
  return bytes === '' || every === undefined || every <= 0 ? undefined : { kind: 'drip', bytes: Number(bytes), every }
}

function parseSchemaEffect(value: string): Effect | undefined {
  const [, mutation, pointer] = /^(drop|null|type):((?:\/[^/]*)+)$/.exec(value) ?? []
  if (mutation === undefined || pointer === undefined) return undefined
  return { kind: 'schema', mutation: mutation as FieldMutation, pointer }
}
