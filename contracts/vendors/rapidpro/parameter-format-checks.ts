import type { CheckContext } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor } from '../../kit/check.ts'
import type { ListItem } from '../../kit/checks/list-order.ts'
import { mapInOrder } from '../../kit/checks/send.ts'
import { type Exchange, isClientError, isSuccess } from '../../kit/http/exchange.ts'
import { isSameId, isUuid } from '../../kit/ids.ts'
import { getObjects, getPath, getString } from '../../kit/json.ts'
import {
  addMicroseconds,
  compareInstants,
  formatInstant,
  type Instant,
  parseInstant,
  parseTimestamp,
} from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildRunsRequest, filterUnchanged, getIds, readRuns } from './runs.ts'
import { getWalkItems, runs, walk } from './walks.ts'
import { findCut, findMiddleRun, smallWindow, type Window } from './windows.ts'

const none: Judgement = { evidence: 0, violations: [] }
const TRUE_SPELLINGS = ['True', 'TRUE', 'y', 'yes', '1']
const FALSE_SPELLINGS = ['false', '0', 'no']

/** Bounds and other parameters in all spellings that the vendor's parser accepts. */
export const parameterFormatChecks: readonly Check[] = [
  defineCheck('CUR-075', citeVendor('SHOULD', 'listRuns?before'), {
    title: '`before` and `after` compare the instant that the bound denotes, whatever its fraction and offset',
    evidence: ['bound', 'runs with several modified_on'],
    run: checkBounds,
  }),
  defineCheck('CUR-076', citeVendor('SHOULD', 'listRuns?responded'), {
    title: 'Booleans, UUIDs and dates work in every spelling that the vendor accepts, or are rejected',
    evidence: ['spelling of a parameter value', 'runs with and without a response'],
    run: checkSpellings,
  }),
  defineCheck('CUR-077', bestPractice, {
    title: 'The path of a run is in order of time and lies within the run',
    evidence: ['path of a run', 'a run with a path'],
    run: async ({ probeOnce }) => {
      const paths = (await probeOnce(runs)).filter(({ item }) => getObjects(item, 'path').length > 0)
      return checkEach(paths, ({ id, item, exchange }): Violation | null => {
        const times = getObjects(item, 'path').map((step) => parseInstant(getString(step, 'time')))
        const [from, to] = [parseInstant(getString(item, 'created_on')), parseInstant(getString(item, 'exited_on'))]
        const isUnordered = times.some((time, index) => isLater(times[index - 1], time))
        const isOutside = times.some((time) => isLater(from, time) || isLater(time, to))
        if (!isUnordered && !isOutside) return null
        const message = isUnordered ? 'a step is earlier than the step before it' : 'a step is outside its run'
        return { message, pointer: '/results/*/path', example: id, exchange }
      })
    },
  }),
]

function isLater(left: Instant | null | undefined, right: Instant | null | undefined): boolean {
  return left != null && right != null && compareInstants(left, right) > 0
}

async function checkBounds(context: CheckContext): Promise<Judgement> {
  const window = await context.probeOnce(smallWindow)
  if (window === null) return none
  const decimals = window.runs.map(({ timestamp }) => parseTimestamp(timestamp ?? '')?.fractionDigits ?? 0)
  // The smallest step that the target's own timestamps show.
  const step = BigInt(10 ** (6 - Math.min(6, Math.max(...decimals))))
  const middle = findMiddleRun(window)
  const whole = window.runs.find(({ timestamp }) => parseInstant(timestamp)?.fraction === '')
  const samples = [middle, whole].flatMap((run) => parseInstant(run?.timestamp) ?? [])
  const bounds = [...new Set(samples.flatMap((instant) => listBounds(instant, step)))]
  const judgements = await mapInOrder(bounds, async (bound) =>
    mergeJudgements([
      await checkBound('after', bound, window, context),
      await checkBound('before', bound, window, context),
    ]),
  )
  return mergeJudgements(judgements)
}

/** The instant, its neighbours and the seconds around it, and the instant in other time zones. */
function listBounds(instant: Instant, step: bigint): readonly string[] {
  const second = { seconds: instant.seconds, fraction: '' }
  const instants = [
    instant,
    addMicroseconds(instant, step),
    addMicroseconds(instant, -step),
    second,
    addMicroseconds(second, 1_000_000n),
  ]
  const zones = [180, -330].map((minutes) => formatWithOffset(instant, minutes))
  return [...instants.map(formatInstant), formatInstant(instant).replace('Z', '+00:00'), ...zones]
}

function formatWithOffset(instant: Instant, minutes: number): string {
  const local = formatInstant(addMicroseconds(instant, BigInt(minutes) * 60_000_000n))
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const offset = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
  return local.replace('Z', offset)
}

type Side = 'after' | 'before'

/** Reads the runs of a window on one side of a bound. */
async function readSide(side: Side, text: string, window: Window, { client }: CheckContext): Promise<Exchange> {
  const other = side === 'after' ? { before: window.before } : { after: window.after }
  return await client.sendRequest(buildRunsRequest({ [side]: text, ...other }, 'open'))
}

async function checkBound(side: Side, bound: string, window: Window, context: CheckContext): Promise<Judgement> {
  const exchange = await readSide(side, bound, window, context)
  return isSuccess(exchange) ? await checkSide({ side, bound, exchange }, window, context) : none
}

/** Checks a bound in a form that is not RFC 3339: the target may reject it, or match no run as for an invalid value. */
async function checkForm(form: string, bound: string, window: Window, context: CheckContext): Promise<Judgement> {
  const sides = await mapInOrder(['after', 'before'] as const, async (side) => {
    return { side, bound, exchange: await readSide(side, form, window, context) }
  })
  const isInvalid = sides.every(({ exchange }) => isClientError(exchange) || readRuns(exchange).length === 0)
  if (isInvalid) return { evidence: 1, violations: [] }
  return mergeJudgements(await mapInOrder(sides, async (side) => await checkSide(side, window, context)))
}

interface BoundRead {
  readonly side: Side
  readonly bound: string
  readonly exchange: Exchange
}

/** A run at the bound may be listed or not. */
async function checkSide(
  { side, bound, exchange }: BoundRead,
  window: Window,
  context: CheckContext,
): Promise<Judgement> {
  const listed = readRuns(exchange)
  const compare = ({ timestamp }: ListItem): number => {
    const [instant, limit] = [parseInstant(timestamp), parseInstant(bound)]
    return instant === null || limit === null ? 0 : compareInstants(instant, limit) * (side === 'after' ? 1 : -1)
  }
  const ids = new Set(getIds(listed))
  const missing = window.runs.filter((run) => compare(run) > 0 && !ids.has(run.id))
  const isCut = getString(exchange.body, 'next') !== undefined
  const lost = isCut ? [] : await filterUnchanged(missing, context)
  const example = ({ id, timestamp }: ListItem): string => `${exchange.request.path}: ${id} of ${timestamp}`
  return {
    evidence: 1,
    violations: [
      ...listed
        .filter((run) => compare(run) < 0)
        .map((run) => ({ message: 'a run on the wrong side of the bound', example: example(run), exchange })),
      ...lost.map((run) => ({ message: 'a run is missing on its side of the bound', example: example(run), exchange })),
    ],
  }
}

async function checkSpellings(context: CheckContext): Promise<Judgement> {
  const window = await context.probeOnce(smallWindow)
  if (window === null) return none
  return mergeJudgements([
    await checkBooleans(window, context),
    await checkUuids(window, context),
    await checkDates(window, context),
  ])
}

async function checkBooleans(window: Window, context: CheckContext): Promise<Judgement> {
  const { after, before, runs: all } = window
  const read = async (query: Readonly<Record<string, string>>): Promise<Exchange> =>
    await context.client.sendRequest(buildRunsRequest({ after, before, ...query }, 'open'))
  const hasResponse = ({ item }: ListItem): boolean => getPath(item, 'responded') === true
  const judgements: Judgement[] = []
  const compare = (exchange: Exchange, isRight: (items: readonly ListItem[]) => boolean): void => {
    const violation = {
      message: 'the value is neither read as the vendor reads it nor rejected',
      example: exchange.request.path,
      exchange,
    }
    const isLegal = isClientError(exchange) || (isSuccess(exchange) && isRight(readRuns(exchange)))
    judgements.push({ evidence: 1, violations: isLegal ? [] : [violation] })
  }
  if (all.some(hasResponse) && !all.every(hasResponse)) {
    for (const value of TRUE_SPELLINGS)
      compare(await read({ responded: value }), (items) => items.length > 0 && items.every(hasResponse))
    for (const value of FALSE_SPELLINGS)
      compare(await read({ responded: value }), (items) => items.some((run) => !hasResponse(run)))
  }
  for (const name of ['flow', 'contact', 'responded']) compare(await read({ [name]: '' }), (items) => items.length > 0)
  const isOldestFirst = (items: readonly ListItem[]): boolean =>
    isLater(parseInstant(items.at(-1)?.timestamp), parseInstant(items[0]?.timestamp))
  if (isOldestFirst(readRuns(await read({ reverse: 'true' })))) {
    for (const value of TRUE_SPELLINGS) compare(await read({ reverse: value }), isOldestFirst)
    for (const value of FALSE_SPELLINGS) compare(await read({ reverse: value }), (items) => !isOldestFirst(items))
  }
  const hasPath = ({ item }: ListItem): boolean => Array.isArray(getPath(item, 'path'))
  if (all.every(hasPath) && !readRuns(await read({ paths: 'false' })).some(hasPath)) {
    for (const value of TRUE_SPELLINGS) compare(await read({ paths: value }), (items) => items.every(hasPath))
    for (const value of FALSE_SPELLINGS) compare(await read({ paths: value }), (items) => !items.some(hasPath))
  }
  return mergeJudgements(judgements)
}

async function checkUuids({ runs: [run] }: Window, { client }: CheckContext): Promise<Judgement> {
  if (run === undefined || !isUuid(run.id)) return none
  const { id } = run
  const spellings = [id.toUpperCase(), id.replaceAll('-', ''), `{${id}}`, `urn:uuid:${id}`]
  const exchanges = await mapInOrder(
    spellings,
    async (uuid) => await client.sendRequest(buildRunsRequest({ uuid }, 'open')),
  )
  return checkEach(exchanges, (exchange) => {
    const ids = getIds(readRuns(exchange))
    if (isClientError(exchange) || (ids.length === 1 && isSameId(ids[0], id))) return null
    const message = ids.length === 0 ? 'the run is not found in this spelling' : 'other runs for this spelling'
    return { message, example: exchange.request.path, exchange }
  })
}

/** Checks date-times without an offset, and dates without a time, with runs around the start of a day if there are some. */
async function checkDates(window: Window, context: CheckContext): Promise<Judgement> {
  const all = getWalkItems(await context.probeOnce(walk))
  const middle = findMiddleRun(window)
  const instant = parseInstant(middle?.timestamp)
  if (instant === null) return none
  const text = formatInstant(instant)
  const forms = await mapInOrder(
    [text.replace('Z', ''), text.replace('T', ' ')],
    async (form) => await checkForm(form, text, window, context),
  )
  const day = all.findIndex((run, index) => index > 1 && toDate(run) !== toDate(all[index - 1]))
  const [low, high] = [Math.min(all.length - 1, day + DAY_MARGIN), Math.max(1, day - DAY_MARGIN)]
  const [after, before] = day === -1 ? [null, null] : [findCut(all, low), findCut(all, high)]
  const around = after === null || before === null ? window : { after, before, runs: all.slice(high, low) }
  const date = toDate(around === window ? middle : all[day - 1]) ?? ''
  return mergeJudgements([...forms, await checkForm(date, `${date}T00:00:00Z`, around, context)])
}

/** The most runs on either side of the start of a day. */
const DAY_MARGIN = 20

function toDate(run: ListItem | undefined): string | undefined {
  const instant = parseInstant(run?.timestamp)
  return instant === null ? undefined : formatInstant(instant).slice(0, 10)
}
