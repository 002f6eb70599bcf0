import { isDeepStrictEqual } from 'node:util'
import { createTwin } from '../../mock/twin.ts'
import { vendors as allVendors } from '../../mock/vendors/index.ts'
import type { LoggedOperation } from '../../mock/world/state/operation.ts'
import { toInstant } from '../../mock/world/time.ts'

/** A request as a client sent it. */
export interface SentRequest {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** A request and its response, as one client saw them. */
export interface Observation extends SentRequest {
  /** Milliseconds of one clock for all clients. */
  readonly startedAt: number
  readonly endedAt: number
  readonly status: number
  readonly text: string
  /** The number of operations that the response shows. */
  readonly position: number
}

/** The operations of a world, as its log has them in the end. */
export interface FinalLog {
  readonly operations: readonly Omit<LoggedOperation, 'sequence'>[]
}

/** The Host of all requests, so that links in responses are the same whichever server was asked. */
export const TEST_HOST = 'worlds.test'

/** The most operations of one request. */
const MAX_OPERATIONS = 6

/** What happened to one world. */
export interface History {
  readonly observations: readonly Observation[]
  /** Writes without a usable response, which may have been carried out. */
  readonly unanswered: readonly SentRequest[]
  readonly log: FinalLog
}

/**
 * Compares what clients saw of one world with one process that carries out the log step by step.
 * @returns the violations; none when the world was linearizable
 */
export async function findViolations(history: History): Promise<readonly string[]> {
  const { observations } = history
  const witness = new Witness(history)
  return [...(await witness.replay()), ...findOrderViolations(observations)]
}

/** Webhooks of an operation that is tried and undone would be sent as well. */
const VENDORS_WITHOUT_WEBHOOKS = allVendors.map((vendor) => {
  const { subscriptionCollection: _collection, ...others } = vendor
  return others
})

/** One process that carries out the log. */
class Witness {
  readonly #twin = createTwin({ runs: 60, limits: false, vendors: VENDORS_WITHOUT_WEBHOOKS })
  readonly #operations: FinalLog['operations']
  readonly #byPosition: ReadonlyMap<number, readonly Observation[]>
  readonly #unmatched: Set<Observation>
  /** Equal requests have one entry, with their number. */
  readonly #unanswered: Map<string, { readonly request: SentRequest; count: number }>
  /** The kind of the first operation of a request, by method and target, as soon as one was tried. */
  readonly #kinds = new Map<string, string>()
  /** What a response differs in that has the right bytes. */
  readonly #differences = new Map<Observation, string>()
  readonly #violations: string[] = []
  /** The operations up to here belong to a request. */
  #owned = 0

  constructor({ observations, unanswered, log }: History) {
    this.#operations = log.operations
    this.#byPosition = groupByPosition(observations)
    this.#unmatched = new Set(observations)
    this.#unanswered = countEqualRequests(unanswered)
  }

  /**
   * Each response must have the bytes of one process after the operations that its position names. Each operation must
   * belong to one request, all of whose operations follow each other in the log.
   */
  async replay(): Promise<readonly string[]> {
    const operations = this.#operations
    for (let at = 0; at <= operations.length; at++) {
      for (const observation of this.#byPosition.get(at) ?? []) await this.#matchResponse(observation, at)
      for (let ahead = 1; ahead <= MAX_OPERATIONS; ahead++)
        for (const observation of this.#byPosition.get(at + ahead) ?? [])
          if (observation.method !== 'GET') await this.#matchResponse(observation, at)
      if (this.#owned <= at && at < operations.length) await this.#matchUnanswered(at)
      this.#apply(at)
    }
    const unmatched = [...this.#unmatched].map((observation) => {
      const { method, target, status, position } = observation
      const difference = this.#differences.get(observation) ?? 'not the bytes of one process'
      return `${method} ${target} (${status}) at position ${position}: ${difference}`
    })
    return [...unmatched, ...this.#violations]
  }

  /** Sends a request to the process without keeping its operations. @returns the response, and the number of its operations that the log has */
  async #tryRequest(request: SentRequest, at: number) {
    const { world, fetch } = this.#twin
    const mark = world.mark()
    const response = await fetch(toRequest(request))
    const text = await response.text()
    const operations = [...world.log.readEntries(at)]
    const isInLog = operations.every((logged, index) => isSameOperation(logged, this.#operations[at + index]))
    world.rollBack(mark)
    const firstKind = operations[0]?.operation.kind
    return { status: response.status, text, operationCount: operations.length, isInLog, firstKind }
  }

  async #matchResponse(observation: Observation, at: number): Promise<void> {
    if (!this.#unmatched.has(observation)) return
    const { status, text, operationCount, isInLog } = await this.#tryRequest(observation, at)
    if (status !== observation.status || text !== observation.text) return
    if (!isInLog) return
    if (at + operationCount !== observation.position) {
      this.#differences.set(observation, `has the bytes of position ${at + operationCount}`)
      return
    }
    this.#unmatched.delete(observation)
    if (operationCount === 0) return
    if (this.#owned > at) this.#violations.push(`position ${at + 1} was acknowledged to two requests`)
    this.#owned = at + operationCount
  }

  /** The next operation was not acknowledged: it belongs to a request without a response. */
  async #matchUnanswered(at: number): Promise<void> {
    const kind = this.#operations[at]?.operation.kind
    for (const [key, entry] of this.#unanswered) {
      const { request } = entry
      const route = `${request.method} ${request.target.replace(/[^/]*-[^/]*$/, '')}`
      const usualKind = this.#kinds.get(route)
      if (usualKind !== undefined && usualKind !== kind) continue
      const { operationCount, isInLog, firstKind } = await this.#tryRequest(request, at)
      if (firstKind !== undefined) this.#kinds.set(route, firstKind)
      if (operationCount === 0 || !isInLog) continue
      if (--entry.count === 0) this.#unanswered.delete(key)
      this.#owned = at + operationCount
      return
    }
    this.#violations.push(`no request has operation ${at + 1} with the ones that follow`)
  }

  #apply(at: number): void {
    const next = this.#operations[at]
    if (next === undefined) return
    const { operation } = next
    const now = operation.kind === 'advance' ? toInstant(next.at + operation.by) : next.at
    this.#twin.world.replay([{ ...next, sequence: at + 1 }], { now, mode: { kind: 'frozen' } })
  }
}

function isSameOperation(logged: LoggedOperation, stored: FinalLog['operations'][number] | undefined): boolean {
  return (
    stored !== undefined &&
    logged.at === stored.at &&
    isDeepStrictEqual(JSON.parse(JSON.stringify(logged.operation)), stored.operation)
  )
}

function countEqualRequests(requests: readonly SentRequest[]): Map<string, { request: SentRequest; count: number }> {
  const entries = new Map<string, { request: SentRequest; count: number }>()
  for (const request of requests) {
    const key = JSON.stringify([request.method, request.target, request.body])
    const entry = entries.get(key)
    if (entry === undefined) entries.set(key, { request, count: 1 })
    else entry.count++
  }
  return entries
}

function groupByPosition(observations: readonly Observation[]): ReadonlyMap<number, readonly Observation[]> {
  const groups = new Map<number, Observation[]>()
  for (const observation of observations) {
    const group = groups.get(observation.position)
    if (group === undefined) groups.set(observation.position, [observation])
    else group.push(observation)
  }
  return groups
}

/** The witness has one world, the default one. */
function toRequest({ method, target, headers: { 'x-flowtwin-world': world, ...headers }, body }: SentRequest): Request {
  const ownTarget = target.replace(`/worlds/${world}`, '/worlds/default')
  return new Request(`http://${TEST_HOST}${ownTarget}`, { method, headers, ...(body === undefined ? {} : { body }) })
}

/** A response shows at least what all responses showed that had ended before its request began. */
function findOrderViolations(observations: readonly Observation[]): readonly string[] {
  const ended = observations.toSorted((left, right) => left.endedAt - right.endedAt)
  const violations: string[] = []
  let next = 0
  let shown = 0
  for (const observation of observations.toSorted((left, right) => left.startedAt - right.startedAt)) {
    for (; next < ended.length && (ended[next]?.endedAt ?? 0) < observation.startedAt; next++)
      shown = Math.max(shown, ended[next]?.position ?? 0)
    if (observation.position < shown)
      violations.push(
        `${observation.method} ${observation.target} shows position ${observation.position} after ${shown} had been shown`,
      )
  }
  return violations
}
