import type { JsonSchema, OpenApiDocument, OperationObject, ParameterObject } from '../../spec/open-api-document.ts'

/** A request as a hostile or careless client sends it. */
export interface FuzzRequest {
  readonly method: string
  /** Path and query; only characters that a URL can have. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
}

/** A vendor's document, the values of its credentials, and ids that exist. */
export interface FuzzSubject {
  readonly document: OpenApiDocument
  readonly credentials: readonly string[]
  readonly ids: readonly string[]
}

/** Draws numbers that depend on nothing but the seed: mulberry32. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** Returns an integer in [0, bound). */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) % bound
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]!
  }

  /** Returns true once in `times` calls, on average. */
  once(times: number): boolean {
    return this.below(times) === 0
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE2', 'get']
const TEXTS = [
  ['', ' ', '0', '-1', '1', '9007199254740993', '1e999', 'NaN', 'null', 'true', 'undefined', '[]', '{}', '"', "'"],
  ['../../etc/passwd', '%00', '%', '%zz', '\u0000', '\uD800', '\uFEFF', '𝒳', 'é', 'ß'.repeat(300), 'a'.repeat(5000)],
  ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '$where', "' OR 1=1 --", '*', '(?:a+)+$', '${7*7}'],
  ['2026-01-15T09:00:00Z', '2026-13-45', '0000-00-00', '275760-09-13T00:00:00Z', '2026-01-15T09:00:00+99:99', 'now'],
  ['00000000-0000-0000-0000-000000000000', '{0198c5a2-41d7-4b6e-9c3f-5a7d20e1b864}', 'tel:+1', 'mailto:', '+', ','],
].flat()
const MEDIA_TYPES = [
  [
    'application/json',
    'application/vnd.api+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/xml',
  ],
  [
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/json;charset=latin1',
    '',
    '/',
    'a/b;c=',
  ],
].flat()
const ACCEPTS = [
  '*/*',
  'application/json',
  'application/vnd.api+json',
  'text/html',
  'image/png',
  '',
  'a',
  'a/b;q=2',
  '*/*;q=0',
]

/** Creates the next request: a documented one of a random operation, with a few parts replaced. */
export function createFuzzRequest(random: Random, subjects: readonly FuzzSubject[]): FuzzRequest {
  const subject = random.pick(subjects)
  const [path, item] = random.pick(Object.entries(subject.document.paths))
  const methods = Object.keys(item).filter((name) => METHODS.includes(name.toUpperCase()))
  const documented = random.pick(methods)
  const operation = item[documented] as OperationObject
  const method = random.once(12) ? random.pick(METHODS) : documented.toUpperCase()
  const body = method === 'GET' || method === 'HEAD' || method === 'get' ? undefined : createBody(random, operation)
  const [mediaType = 'application/json'] = Object.keys(operation.requestBody?.content ?? {})
  const headers: Record<string, string> = {}
  if (!random.once(15)) headers['authorization'] = random.once(15) ? toHeader(random) : random.pick(subject.credentials)
  if (random.once(3)) headers['accept'] = random.pick(ACCEPTS)
  if (body !== undefined) headers['content-type'] = random.once(6) ? random.pick(MEDIA_TYPES) : mediaType
  if (random.once(20))
    headers[random.pick(['x-flowtwin-world', 'if-none-match', 'range', 'accept-language', 'cookie'])] = toHeader(random)
  const target = fillPath(random, subject, path) + createQuery(random, subject, operation)
  return { method, target, headers, ...(body === undefined ? {} : { body }) }
}

function toHeader(random: Random): string {
  return random
    .pick(TEXTS)
    .replaceAll(/[^\u0020-\u007E]/g, '?')
    .trim()
}

function fillPath(random: Random, { ids }: FuzzSubject, path: string): string {
  const filled = path.replaceAll(/\{\w+\}/g, (place) => {
    if (place === '{environment}' && !random.once(5)) return random.pick(['live', 'staging'])
    return encode(random, random.once(4) ? random.pick(TEXTS) : random.pick(ids))
  })
  const prefixed = random.once(40) ? `/w/${encode(random, random.pick(['one', 'two', ...TEXTS]))}${filled}` : filled
  return random.once(25) ? prefixed + random.pick(['/', '//', '/..', '/%2e%2e/', '.json', ';a=b', '/x']) : prefixed
}

function createQuery(random: Random, { document, ids }: FuzzSubject, operation: OperationObject): string {
  const names = (operation.parameters ?? [])
    .map((parameter) => resolve(document, parameter))
    .filter((one) => one.in === 'query')
  const pairs = Array.from({ length: random.below(4) }, () => {
    const known = names.length === 0 || random.once(10) ? random.pick(TEXTS) : random.pick(names).name
    const name = random.once(6)
      ? `${known}${random.pick(['[]', '[eq]', '[gt]', '[x][y]', '[', ']', '[__proto__]'])}`
      : known
    const value = random.once(2) ? random.pick(ids) : random.pick(TEXTS)
    return `${encode(random, name)}=${encode(random, value)}`
  })
  return pairs.length === 0 ? '' : `?${pairs.join(random.once(15) ? '&&' : '&')}`
}

/** Encodes a text for a URL; once in a while only what no URL can have, so that signs and broken escapes get through. */
function encode(random: Random, text: string): string {
  const wellFormed = text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')
  if (random.once(6)) return wellFormed.replaceAll(/[^!$%&'()*+,./:;=?@\w~-]/gu, encodeURIComponent)
  return encodeURIComponent(wellFormed)
}

function resolve(document: OpenApiDocument, value: ParameterObject | { readonly $ref: string }): ParameterObject {
  if (!('$ref' in value)) return value
  const [kind = '', name = ''] = value.$ref.replace('#/components/', '').split('/')
  return document.components[kind]?.[name] as ParameterObject
}

function createBody(random: Random, operation: OperationObject): FuzzRequest['body'] {
  if (random.once(25)) return Uint8Array.from({ length: random.below(60) }, () => random.below(256))
  const [media] = Object.values(operation.requestBody?.content ?? {}) as (
    | { readonly examples?: JsonSchema }
    | undefined
  )[]
  const examples = Object.values(media?.examples ?? {}) as { readonly value?: unknown }[]
  const example = examples.length === 0 ? { data: {} } : random.pick(examples).value
  if (random.once(15)) return new URLSearchParams({ [random.pick(TEXTS)]: random.pick(TEXTS), a: 'b' }).toString()
  let value: unknown = example
  for (let changes = random.below(4); changes > 0; changes--) value = mutate(random, value)
  const text = JSON.stringify(value) ?? ''
  if (random.once(20)) return text.slice(0, random.below(text.length + 1))
  return random.once(60) ? `${'['.repeat(2000)}${text}` : text
}

/** Replaces, removes, adds or repeats one part of a JSON value. */
function mutate(random: Random, value: unknown): unknown {
  if (random.once(5) || typeof value !== 'object' || value === null) return createValue(random)
  if (Array.isArray(value)) {
    if (value.length === 0 || random.once(4)) return [...value, createValue(random), ...value]
    const at = random.below(value.length)
    return value.map((item: unknown, index) => (index === at ? mutate(random, item) : item))
  }
  const entries = Object.entries(value)
  if (entries.length === 0 || random.once(6)) return { ...value, [random.pick(TEXTS)]: createValue(random) }
  const [chosen] = random.pick(entries)
  if (random.once(5)) return Object.fromEntries(entries.filter(([name]) => name !== chosen))
  return Object.fromEntries(entries.map(([name, member]) => [name, name === chosen ? mutate(random, member) : member]))
}

function createValue(random: Random): unknown {
  const values = [
    null,
    true,
    0,
    -1,
    1.5,
    1e21,
    Number.MAX_SAFE_INTEGER,
    [],
    {},
    [[]],
    { id: null },
    [null],
    { type: {} },
  ]
  return random.once(2) ? random.pick(TEXTS) : random.pick(values)
}
