import type { CheckContext } from '../check-context.ts'
import type { PathValues, ReadResponses } from '../checks/readable-api.ts'
import { UnreachableError } from '../http/client.ts'
import {
  buildPath,
  type CheckRequest,
  type Exchange,
  getHeader,
  getMediaType,
  isServerError,
  isSuccess,
} from '../http/exchange.ts'
import { DISCOVERY_BODY, DISCOVERY_MEDIA_TYPE, type Permits } from '../http/guard.ts'
import { getPath, isObject, type Json } from '../json.ts'
import { CheckStoppedError } from '../outcome.ts'
import { type Operation, parseContract } from '../spec/contract.ts'
import type { Vendor } from '../vendor.ts'

/** Last segments of paths that no target has. Two, so that what differs between their responses is not compared. */
const UNKNOWN_SEGMENTS = ['flowtwin-no-such-path', 'flowtwin-no-other-path'] as const

/**
 * Finds out for each operation beside the required ones whether the target offers it. An operation is not offered when it
 * gets 501, the response that a made-up path next to it gets, or a 405 on a path that has another documented method. GET
 * operations are read with ids of earlier responses. POST operations get a text instead of JSON, which every target rejects, and only with permission to write. PATCH
 * and DELETE are not tried: they change items that a POST has created.
 */
export async function discoverOperations(vendor: Vendor, context: CheckContext): Promise<void> {
  const { operations, probeOnce, permits, profile } = context
  if (profile.operations !== 'auto') return
  const access = await probeOnce(vendor.accessProbe)
  const responses: Record<string, Exchange> = { [access.request.operation ?? '']: access }
  const unknownPaths = new UnknownPaths(context, responses)
  for (const operation of listTriedOperations(vendor, permits)) {
    const values = findPathValues(operation, vendor, { responses, context })
    if (values === null) continue
    try {
      const request = buildDiscoveryRequest(operation, operation.path, values)
      const exchange = await context.client.sendRequest(request)
      const isOffered = !(await unknownPaths.isUnknownPath(exchange, operation, values))
      operations.setOffered(operation.id, isOffered)
      if (isOffered) responses[operation.id] = exchange
    } catch (error) {
      // Without a response nothing is known; the checks report it.
      if (!(error instanceof CheckStoppedError || error instanceof UnreachableError)) throw error
    }
  }
}

/** Returns the operations that a discovery tries: reads after those that supply their ids, then writes. */
export function listTriedOperations(
  { document, readableApi, requiredOperations }: Vendor,
  { writes }: Permits,
): readonly Operation[] {
  const { operations } = parseContract(document)
  const tried = [
    ...Object.keys(readableApi.reads).flatMap((id) => operations.filter((operation) => operation.id === id)),
    ...operations.filter(({ method }) => method === 'POST' && writes),
  ]
  const skipped = [...requiredOperations, ...(readableApi.unusedActions ?? [])]
  return tried.filter(({ id }) => !skipped.includes(id))
}

interface KnownResponses {
  readonly responses: ReadResponses
  readonly context: CheckContext
}

/** Returns the values for a path; a POST takes those of a read of the same path. Null when no response has them. */
function findPathValues({ id, path }: Operation, vendor: Vendor, { responses, context }: KnownResponses): PathValues {
  if (!path.includes('{')) return {}
  const read = context.contract.operations.find((other) => other.path === path && other.method === 'GET')
  return vendor.readableApi.reads[read?.id ?? id]?.(responses, context) ?? null
}

function buildDiscoveryRequest(
  { id, method, isPublic }: Operation,
  template: string,
  values: Readonly<Record<string, string>>,
): CheckRequest {
  const body = { body: DISCOVERY_BODY, headers: { 'Content-Type': DISCOVERY_MEDIA_TYPE } }
  return {
    operation: id,
    method,
    path: buildPath(template, { path: values }),
    ...(method === 'POST' ? body : {}),
    ...(isPublic ? { credential: 'none' } : {}),
    intent: 'discovery',
  }
}

/** Responses of a target to paths that it does not have, by method and parent path. */
class UnknownPaths {
  readonly #context: CheckContext
  /** Responses of the operations that are offered. */
  readonly #offered: ReadResponses
  readonly #responses = new Map<string, Exchange>()

  constructor(context: CheckContext, offered: ReadResponses) {
    this.#context = context
    this.#offered = offered
  }

  /** Returns true for the response to a path or method that the target does not have. */
  async isUnknownPath(
    exchange: Exchange,
    operation: Operation,
    values: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    if (exchange.status === 501 || this.#isUnsupportedMethod(exchange, operation)) return true
    if (isServerError(exchange)) return false
    // One such path shows whether the target has a success for all of them.
    const [known] = this.#responses.values()
    if (isSuccess(exchange) && known !== undefined && !isSuccess(known)) return false
    const first = await this.#readUnknownPath(UNKNOWN_SEGMENTS[0], operation, values)
    if (first.status !== exchange.status || getMediaType(first) !== getMediaType(exchange)) return false
    const second = await this.#readUnknownPath(UNKNOWN_SEGMENTS[1], operation, values)
    return isSameForm(describeForm(exchange), describeForm(first), describeForm(second))
  }

  /**
   * Returns true for a 405 on a path that the target has for another documented operation: a required one, one that it can
   * read, or one whose method the `Allow` header names. On any other path a 405 contradicts the document.
   */
  #isUnsupportedMethod(exchange: Exchange, { id, method, path }: Operation): boolean {
    const { contract, operations } = this.#context
    const allowed = (getHeader(exchange, 'allow') ?? '').split(',').map((name) => name.trim().toUpperCase())
    if (exchange.status !== 405 || allowed.includes(method)) return false
    const others = contract.operations.filter((other) => other.path === path && other.id !== id)
    return others.some((other) => {
      const read = this.#offered[other.id]
      return (
        operations.isRequired(other.id) || (read !== undefined && isSuccess(read)) || allowed.includes(other.method)
      )
    })
  }

  async #readUnknownPath(
    segment: string,
    operation: Operation,
    values: Readonly<Record<string, string>>,
  ): Promise<Exchange> {
    const template = replaceLastStep(operation.path, segment)
    const key = `${operation.method} ${template} ${operation.isPublic}`
    const exchange =
      this.#responses.get(key) ??
      (await this.#context.client.sendRequest(buildDiscoveryRequest(operation, template, values)))
    this.#responses.set(key, exchange)
    return exchange
  }
}

/** Replaces the last step without a placeholder; its extension remains, because routers may look at it. */
function replaceLastStep(template: string, segment: string): string {
  const steps = template.split('/')
  const index = steps.findLastIndex((step) => !step.startsWith('{'))
  const extension = /\.\w+$/.exec(steps[index] ?? '')?.[0] ?? ''
  return steps.with(index, `${segment}${extension}`).join('/')
}

/** Returns the body, JSON or text, without the path of the request and without numbers and random ids. */
function describeForm(exchange: Exchange): Json {
  const steps = new URL(exchange.url).pathname.split('/').filter((step) => step !== '')
  const suffixes = steps.map((_, index) =>
    steps
      .slice(index)
      .join('/')
      .replaceAll(/[^\w/-]/g, String.raw`\$&`),
  )
  const path = new RegExp(String.raw`(?:https?://[^\s/"]+)?(?<![\w-])/?(?:${suffixes.join('|')})(?![\w-])`, 'g')
  return maskForm(exchange.body ?? exchange.text, path)
}

function maskForm(value: Json, path: RegExp): Json {
  if (typeof value === 'string') return value.replaceAll(path, '{path}').replaceAll(/[\da-f]{8,}|\d+/gi, '#')
  if (Array.isArray(value)) return value.map((element: Json) => maskForm(element, path))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, maskForm(member, path)]))
}

/** Compares the form of a response with those for two unknown paths; a text in which these differ may be any text. */
function isSameForm(actual: Json | undefined, first: Json | undefined, second: Json | undefined): boolean {
  if (Array.isArray(actual) && Array.isArray(first))
    return actual.length === 0 || first.length === 0 || isSameForm(actual[0], first[0], getPath(second, 0))
  if (isObject(actual) && isObject(first)) {
    const names = new Set([...Object.keys(actual), ...Object.keys(first)])
    return [...names].every((name) => isSameForm(actual[name], first[name], getPath(second, name)))
  }
  if (typeof actual === 'string' && typeof first === 'string') return actual === first || first !== second
  return typeof actual === typeof first && isObject(actual) === isObject(first)
}
