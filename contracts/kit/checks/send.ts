import type { Check } from '../check.ts'
import type { CheckContext } from '../check-context.ts'
import type { CheckRequest, Exchange } from '../http/exchange.ts'
import type { Json } from '../json.ts'
import { checkEach, CheckStoppedError, type Violation } from '../outcome.ts'

/** Milliseconds between two reads of `pollUntil`. */
const POLL_INTERVAL_MS = 500

/** Calls an asynchronous function for one item after the other. Returns the results in the same order. */
export async function mapInOrder<Item, Result>(
  items: readonly Item[],
  call: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const item of items) results.push(await call(item))
  return results
}

/** Sends requests one after the other. Returns the exchanges in the same order. */
export async function sendAll(
  requests: readonly CheckRequest[],
  { client }: Pick<CheckContext, 'client'>,
): Promise<readonly Exchange[]> {
  return await mapInOrder(requests, async (request) => await client.sendRequest(request))
}

/** Part of an announced rate limit that the values of one check may use, and the fewest values. */
const SAMPLE = { share: 1 / 30, min: 4 } as const

/**
 * Selects the values that a check with many similar requests sends: all of them, or an even sample for a target that
 * announces a rate limit. A run with a pace of its own (`rps`) sends all.
 */
export function takeSample<Value>(values: readonly Value[], { client, limits }: CheckContext): readonly Value[] {
  const { announcedLimit } = client
  if (announcedLimit === null || limits.rps > 0) return values
  const size = Math.max(SAMPLE.min, Math.floor(announcedLimit * SAMPLE.share))
  if (values.length <= size) return values
  client.omittedCount += values.length - size
  const step = values.length / size
  // Every second position is the next one, so that values that alternate between two parameters reach both.
  const positions = Array.from({ length: size }, (_, index) => index * step + (index % 2) * Math.min(1, step - 1))
  return positions.map((position) => values[Math.floor(position)]).filter((value) => value !== undefined)
}

/**
 * Creates the run function of a check that sends requests in order and judges each response by itself. Requests for operations
 * that the target does not offer are left out; without any other the check does not apply.
 */
export function sendAndCheck(
  buildRequests: (context: CheckContext) => readonly CheckRequest[] | Promise<readonly CheckRequest[]>,
  judge: (exchange: Exchange) => Violation | null,
): Check['run'] {
  return async (context) => {
    const requests = await buildRequests(context)
    const offered = requests.filter(({ operation }) => operation === null || context.operations.isOffered(operation))
    return checkEach(await sendAll(offered.length === 0 ? requests : offered, context), (exchange) => judge(exchange))
  }
}

/** Sends a request; null when the transport cannot send it or the target does not have the operation. */
export async function sendIfApplicable(
  request: CheckRequest,
  { client }: Pick<CheckContext, 'client'>,
): Promise<Exchange | null> {
  try {
    return await client.sendRequest(request)
  } catch (error) {
    if (error instanceof CheckStoppedError && error.outcome.kind === 'not-applicable') return null
    throw error
  }
}

/** Repeats a read until it shows the expected state or `consistencySeconds` have passed. Returns the last exchange. */
export async function pollUntil(
  read: () => Promise<Exchange>,
  isDone: (exchange: Exchange) => boolean,
  { clock, profile }: Pick<CheckContext, 'clock' | 'profile'>,
): Promise<Exchange> {
  let deadline: number | null = null
  for (;;) {
    const exchange = await read()
    // A slow first response does not count.
    deadline ??= clock.now() + profile.consistencySeconds * 1000
    if (isDone(exchange) || clock.now() >= deadline) return exchange
    await clock.sleep(POLL_INTERVAL_MS)
  }
}

/** Builds a request with a JSON body; POST and `application/json` unless stated otherwise. */
export function buildJsonRequest({
  operation,
  path,
  body,
  method = 'POST',
  intent = 'open',
  mediaType = 'application/json',
}: {
  readonly operation: string | null
  readonly path: string
  readonly body: Json
  readonly method?: string
  readonly intent?: CheckRequest['intent']
  readonly mediaType?: string
}): CheckRequest {
  return { operation, method, path, body: JSON.stringify(body), headers: { 'Content-Type': mediaType }, intent }
}
