import { FlowtwinError } from '../errors.ts'
import { type Contract, parseContract, type Operation } from '../spec/contract.ts'
import { parseContent } from './content-coding.ts'
import type { Exchange, Headers } from './exchange.ts'
import { getPath, isObject, type Json, type JsonObject, getNumber, getObjects, getString } from '../json.ts'
import { toMilliseconds, parseInstant } from '../oracles/instants.ts'
import { UnsupportedRequestError, type Transport } from './transport.ts'
import type { Vendor } from '../vendor.ts'

/** A HAR file has another format, or no request to the vendor's API. */
export class InvalidHarError extends FlowtwinError {
  readonly code = 'invalid-har'
}

/** The recorded exchanges of a HAR file. */
export interface HarRecording {
  readonly baseUrl: string
  readonly exchanges: readonly Omit<Exchange, 'number'>[]
  /** Replays the recorded responses; other requests are not supported. */
  readonly transport: Transport
}

/**
 * Parses the entries of a HAR file whose method and path the vendor's document describes.
 * @throws {InvalidHarError} without such entries
 */
export function parseHar(har: Json, vendor: Vendor): HarRecording {
  if (!Array.isArray(getPath(har, 'log', 'entries')))
    throw new InvalidHarError('the file is not a HAR: it has no log.entries')
  const contract = parseContract(vendor.document)
  const entries = getObjects(har, 'log', 'entries').flatMap((entry) => parseEntry(entry, contract, vendor))
  const [first] = entries
  if (first === undefined) throw new InvalidHarError(`the HAR has no request to an operation of ${vendor.title}`)
  const exchanges = entries.filter(({ baseUrl }) => baseUrl === first.baseUrl).map(({ exchange }) => exchange)
  return { baseUrl: first.baseUrl, exchanges, transport: createReplayTransport(exchanges, vendor) }
}

/** Replays each recorded response once, and only for a request with default headers. */
function createReplayTransport(exchanges: readonly Omit<Exchange, 'number'>[], { scheme, accept }: Vendor): Transport {
  const remaining = [...exchanges]
  const isDefaultHeader = (name: string, value: string): boolean =>
    ['accept-encoding', 'user-agent'].includes(name) ||
    (name === 'accept' && value === accept) ||
    (name === 'authorization' && value === `${scheme} `)
  return {
    isExact: false,
    isReplay: true,
    send: ({ method, origin, target, headers, body }) => {
      const isDefault =
        body === undefined &&
        headers.every(([name, value]) => isDefaultHeader(name.toLowerCase(), value)) &&
        headers.some(([name]) => name === 'Authorization')
      const index = isDefault
        ? remaining.findIndex((exchange) => exchange.method === method && exchange.url === `${origin}${target}`)
        : -1
      const [recorded] = index < 0 ? [] : remaining.splice(index, 1)
      return recorded === undefined
        ? Promise.reject(new UnsupportedRequestError(`the recording has no ${method} ${target} with these headers`))
        : Promise.resolve(recorded)
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
  // Browsers write 0 for blocked requests and cached responses.
  if (!URL.canParse(url) || status === 0) return []
  const { origin, pathname, search } = new URL(url)
  const operation = contract.operations.find((candidate) => matchPath(candidate, pathname, method) !== null)
  if (operation === undefined) return []
  const path = matchPath(operation, pathname, method) ?? ''
  const base = `${origin}${pathname.slice(0, pathname.length - path.length)}`
  const headers = parseHeaders(getPath(entry, 'response', 'headers'))
  const bytes = readBodyBytes(entry)
  const startedAt = parseInstant(getString(entry, 'startedDateTime'))
  const sentAt = startedAt === null ? 0 : toMilliseconds(startedAt)
  const body = getString(entry, 'request', 'postData', 'text')
  const request = {
    operation: operation.id,
    method,
    path: `${path}${search}`,
    intent: 'open' as const,
    ...(body === undefined ? {} : { body }),
  }
  const sentHeaders = parseHeaders(getPath(entry, 'request', 'headers')).filter(
    ([name]) => !/authorization|cookie|token|secret|api-?key/i.test(name),
  )
  const decodedHeaders = headers.filter(
    ([name]) => !['content-encoding', 'transfer-encoding'].includes(name.toLowerCase()),
  )
  const receivedAt = sentAt + (getNumber(entry, 'time') ?? 0)
  const exchange = {
    request,
    method,
    url: `${base}${path}${search}`,
    sentHeaders,
    status,
    headers,
    bytes,
    ...parseContent({ headers: decodedHeaders, bytes }),
    sentAt,
    receivedAt,
  }
  return [{ baseUrl: `${base}${vendor.prefix}`, exchange }]
}

/** Returns the end of a path that matches the template of an operation; null for another method or path. */
function matchPath({ method, path }: Operation, pathname: string, requestMethod: string): string | null {
  if (method !== requestMethod && !(method === 'GET' && requestMethod === 'HEAD')) return null
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
