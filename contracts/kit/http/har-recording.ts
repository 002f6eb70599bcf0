import { type Contract, parseContract, type Operation } from '../spec/contract.ts'
import { parseContent } from './content-coding.ts'
import type { Exchange, Headers } from './exchange.ts'
import { getPath, isObject, type Json, type JsonObject, getNumber, getObjects, getString } from '../json.ts'
import { toMilliseconds, parseInstant } from '../oracles/instants.ts'
import { UnsupportedRequestError, type Transport } from './transport.ts'
import type { Vendor } from '../vendor.ts'

/** A HAR file cannot be judged: it is none, or nothing in it is about the vendor's API. */
export class InvalidHarError extends Error {
  override readonly name = 'HarUnusable'
}

/** What was recorded, ready to be judged. */
export interface HarRecording {
  readonly baseUrl: string
  readonly exchanges: readonly Omit<Exchange, 'number'>[]
  /** Gives again what was recorded, and cannot send anything else. */
  readonly transport: Transport
}

/**
 * Reads what a HAR file holds of a vendor's API: the entries whose method and path the document knows.
 * @throws {HarUnusable} when there are none
 */
export function parseHar(har: Json, vendor: Vendor): HarRecording {
  if (!Array.isArray(getPath(har, 'log', 'entries')))
    throw new InvalidHarError('the file is no HAR; it lacks log.entries')
  const contract = parseContract(vendor.document)
  const found = getObjects(har, 'log', 'entries').flatMap((entry) => parseEntry(entry, contract, vendor))
  const [first] = found
  if (first === undefined) throw new InvalidHarError(`the HAR holds no request to an operation of ${vendor.title}`)
  const own = found.filter(({ baseUrl }) => baseUrl === first.baseUrl).map(({ exchange }) => exchange)
  return { baseUrl: first.baseUrl, exchanges: own, transport: createReplayTransport(own, vendor) }
}

/** Gives each recorded answer once, and only for the request as anybody would send it: a second answer was not recorded. */
function createReplayTransport(exchanges: readonly Omit<Exchange, 'number'>[], { scheme, accept }: Vendor): Transport {
  const left = [...exchanges]
  const isDefaultHeader = (name: string, value: string): boolean =>
    ['accept-encoding', 'user-agent'].includes(name) ||
    (name === 'accept' && value === accept) ||
    (name === 'authorization' && value === `${scheme} `)
  return {
    isExact: false,
    isReplay: true,
    send: ({ method, origin, target, headers, body }) => {
      const plain = body === undefined && headers.every(([name, value]) => isDefaultHeader(name.toLowerCase(), value))
      const known = plain && headers.some(([name]) => name === 'Authorization')
      const index = known ? left.findIndex((one) => one.method === method && one.url === `${origin}${target}`) : -1
      const [answer] = index < 0 ? [] : left.splice(index, 1)
      return answer === undefined
        ? Promise.reject(
            new UnsupportedRequestError(`the recording does not hold ${method} ${target} as this check wants it`),
          )
        : Promise.resolve(answer)
    },
  }
}

interface HarExchange {
  readonly baseUrl: string
  readonly exchange: Omit<Exchange, 'number'>
}

function parseEntry(entry: JsonObject, contract: Contract, vendor: Vendor): readonly HarExchange[] {
  const [url, method] = [getString(entry, 'request', 'url') ?? '', getString(entry, 'request', 'method') ?? 'GET']
  const status = getNumber(entry, 'response', 'status') ?? 0
  // A browser writes 0 for what was blocked or answered from its cache.
  if (!URL.canParse(url) || status === 0) return []
  const { origin, pathname, search } = new URL(url)
  const operation = contract.operations.find((one) => matchPath(one, pathname, method) !== null)
  if (operation === undefined) return []
  const path = matchPath(operation, pathname, method) ?? ''
  const base = `${origin}${pathname.slice(0, pathname.length - path.length)}`
  const headers = parseHeaders(getPath(entry, 'response', 'headers'))
  const bytes = readBodyBytes(entry)
  const began = parseInstant(getString(entry, 'startedDateTime'))
  const sentAt = began === null ? 0 : toMilliseconds(began)
  const body = getString(entry, 'request', 'postData', 'text')
  const call = {
    operation: operation.id,
    method,
    path: `${path}${search}`,
    intent: 'open' as const,
    ...(body === undefined ? {} : { body }),
  }
  const sentHeaders = parseHeaders(getPath(entry, 'request', 'headers')).filter(
    ([name]) => name.toLowerCase() !== 'authorization',
  )
  const uncoded = headers.filter(([name]) => !['content-encoding', 'transfer-encoding'].includes(name.toLowerCase()))
  const read = parseContent({ headers: uncoded, bytes })
  const receivedAt = sentAt + (getNumber(entry, 'time') ?? 0)
  const exchange = {
    request: call,
    method,
    url: `${base}${path}${search}`,
    sentHeaders,
    status,
    headers,
    bytes,
    ...read,
    sentAt,
    receivedAt,
  }
  return [{ baseUrl: `${base}${vendor.prefix}`, exchange }]
}

/** The end of a path that an operation's template describes; null when the method or the path is another. */
function matchPath({ method, path }: Operation, pathname: string, asked: string): string | null {
  if (method !== asked && !(method === 'GET' && asked === 'HEAD')) return null
  const pattern = path
    .split(/\{[^}]+\}/)
    .map((part) => part.replaceAll(/[.*+?^$()[\]\\|]/g, String.raw`\$&`))
    .join('[^/]+')
  return new RegExp(`${pattern}$`).exec(pathname)?.[0] ?? null
}

function parseHeaders(value: Json | undefined): Headers {
  return (Array.isArray(value) ? (value as readonly Json[]) : [])
    .filter(isObject)
    .map((header) => [getString(header, 'name') ?? '', getString(header, 'value') ?? ''] as const)
}

function readBodyBytes(entry: JsonObject): Uint8Array {
  const content = getString(entry, 'response', 'content', 'text') ?? ''
  return Buffer.from(content, getString(entry, 'response', 'content', 'encoding') === 'base64' ? 'base64' : 'utf8')
}
