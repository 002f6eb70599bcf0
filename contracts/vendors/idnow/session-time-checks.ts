import type { CheckContext } from '../../kit/check-context.ts'
import { type Check, defineCheck, bestPractice, citeVendor } from '../../kit/check.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { mapInOrder } from '../../kit/checks/send.ts'
import { isSuccess, readServerTime } from '../../kit/http/exchange.ts'
import { isSameId } from '../../kit/ids.ts'
import { getNumber, getObjects, getPath, getString, isObject, isSameJson } from '../../kit/json.ts'
import { parseInstant, toMilliseconds } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildDatablocksRequest, buildSessionRequest } from './sandbox.ts'
import { readScope } from './sessions.ts'
import { sessions } from './walks.ts'

/** Tolerated milliseconds between two timestamps of one event. */
const SAME_EVENT = 1000
const MAX_SAMPLES = 3

/** Timestamps that contradict the status, and single reads and data blocks that contradict the list. */
export const sessionTimeChecks: readonly Check[] = [
  defineCheck('PAGE-046', citeVendor('SHOULD', 'Session.expiresAt'), {
    title:
      'No timestamp contradicts the status: expired sessions expire in the past, active ones later, ends come last',
    evidence: ['session', 'one session or more'],
    run: async ({ probeOnce, profile }) => {
      const grace = profile.graceSeconds * 1000
      return checkEach(await probeOnce(sessions), (session) =>
        findContradictions(session, grace).map((message) => {
          return { message, pointer: '/content/*', example: session.id, exchange: session.exchange }
        }),
      )
    },
  }),
  defineCheck('PAGE-047', bestPractice, {
    title: 'A single read agrees with the list for a session of every status',
    evidence: ['session in a single read', 'one session or more'],
    run: checkSingleReads,
  }),
  defineCheck('PAGE-048', bestPractice, {
    title: 'Data blocks lie within their session, their clock never goes back, and results refer to them in every read',
    evidence: ['data block', 'a session with data blocks'],
    run: checkBlocks,
  }),
]

function toTime(item: DatedItem['item'], name: string): number | null {
  const instant = parseInstant(getString(item, name))
  return instant === null ? null : toMilliseconds(instant)
}

function isAfter(left: number | null, right: number | null, tolerance: number): boolean {
  return left !== null && right !== null && left > right + tolerance
}

/** Describes the timestamps of a session that contradict its status; `grace` in milliseconds. */
export function findContradictions(
  { item, exchange }: Pick<DatedItem, 'item' | 'exchange'>,
  grace: number,
): readonly string[] {
  const status = getString(item, 'sessionStatus')
  const now = readServerTime(exchange)
  const [started, updated, completed, expires] = ['startedAt', 'updatedAt', 'completedAt', 'expiresAt'].map((name) =>
    toTime(item, name),
  ) as [number | null, number | null, number | null, number | null]
  const isActive = status === 'CREATED' || status === 'RUNNING'
  const outcome = getString(item, 'outcome')?.toLowerCase()
  const verdict = getString(item, 'lastStep', 'verdict')?.toLowerCase()
  const rules: readonly (readonly [boolean, string])[] = [
    [isAfter(started, completed, SAME_EVENT), 'completedAt is earlier than startedAt'],
    [isAfter(completed, updated, SAME_EVENT), 'completedAt is later than updatedAt'],
    [isAfter(completed, now, grace), 'completedAt is in the future'],
    [status === 'EXPIRED' && isAfter(expires, now, grace), 'an expired session expires in the future'],
    [status === 'EXPIRED' && isAfter(expires, completed, grace), 'a session expired before expiresAt'],
    [isActive && isAfter(now, expires, grace), `a session is ${status} after expiresAt`],
    [status === 'CREATED' && started !== null, 'a session that has not started has startedAt'],
    [status === 'CREATED' && isObject(item['lastStep']), 'a session that has not started has a last step'],
    [
      outcome === 'accepted' && (verdict === 'rejected' || verdict === 'failed'),
      'the last step of an accepted session was not accepted',
    ],
  ]
  return rules.filter(([isBroken]) => isBroken).map(([, message]) => message)
}

async function checkSingleReads(context: CheckContext): Promise<Judgement> {
  const listed = await context.probeOnce(sessions)
  const byStatus = new Map(
    listed.map((session) => [
      `${getString(session.item, 'sessionStatus')} ${getString(session.item, 'outcome')}`,
      session,
    ]),
  )
  const judgements = await mapInOrder([...byStatus.values()], async ({ id, item }): Promise<Judgement> => {
    const exchange = await context.client.sendRequest(buildSessionRequest(readScope(context).environment, id))
    const { body } = exchange
    // A session that was updated in between may differ.
    const isComparable =
      isSuccess(exchange) && isObject(body) && toTime(body, 'updatedAt') === toTime(item, 'updatedAt')
    if (!isComparable) return await judgeOtherVersion(id, item, context)
    const names = Object.keys(item).filter((name) => Object.hasOwn(body, name) && !isSameJson(item[name], body[name]))
    const violations = names.map((name) => ({
      message: `${name} differs from the list`,
      pointer: `/${name}`,
      example: id,
      exchange,
    }))
    return { evidence: 1, violations }
  })
  return mergeJudgements(judgements)
}

/** An ended session is not updated any more, so its single read must have the same updatedAt. */
async function judgeOtherVersion(id: string, item: DatedItem['item'], context: CheckContext): Promise<Judgement> {
  const exchange = await context.client.sendRequest(buildSessionRequest(readScope(context).environment, id))
  const isEnded = getString(item, 'completedAt') !== undefined
  if (!isEnded || !isSuccess(exchange)) return { evidence: 0, violations: [] }
  const message = 'updatedAt of an ended session differs from the list'
  return { evidence: 1, violations: [{ message, pointer: '/updatedAt', example: id, exchange }] }
}

async function checkBlocks(context: CheckContext): Promise<Judgement> {
  const { environment } = readScope(context)
  const ended = (await context.probeOnce(sessions)).filter(({ item }) => getString(item, 'completedAt') !== undefined)
  const judgements = await mapInOrder(ended.slice(-MAX_SAMPLES), async ({ id, item }): Promise<Judgement> => {
    const request = buildDatablocksRequest(environment, id)
    const exchange = await context.client.sendRequest(request)
    const again = await context.client.sendRequest(request)
    const single = await context.client.sendRequest(buildSessionRequest(environment, id))
    if (!isSuccess(exchange)) return { evidence: 0, violations: [] }
    const blocks = getObjects(exchange.body, 'dataBlocks')
    const ids = blocks.map((block) => getString(block, 'datablockId') ?? '')
    const results = getObjects(single.body, 'results').map((result) => getString(result, 'datablockId') ?? '')
    const dangling = results.filter((result) => !ids.some((block) => isSameId(block, result)))
    const [created, completed] = [toTime(item, 'createdAt'), toTime(item, 'completedAt')]
    const within = checkEach(blocks, (block, index): Violation | null => {
      const [time, previous] = [toTime(block, 'createdAt'), blocks[index - 1]]
      const [clock, before] = [block, previous].map((each) => getNumber(each, 'createdBy', 'clock'))
      const example = `${id}: ${ids[index]}`
      if (isAfter(created, time, SAME_EVENT) || isAfter(time, completed, SAME_EVENT))
        return { message: 'a data block is outside its session', pointer: '/dataBlocks/*/createdAt', example, exchange }
      return clock !== undefined && before !== undefined && before > clock
        ? { message: 'the clock goes back', pointer: '/dataBlocks/*/createdBy/clock', example, exchange }
        : null
    })
    const isStable = isSameJson(getPath(exchange.body, 'dataBlocks'), getPath(again.body, 'dataBlocks'))
    return mergeJudgements([
      within,
      {
        evidence: 0,
        violations: [
          ...(isStable
            ? []
            : [{ message: 'the data blocks of an ended session change', example: id, exchange: again }]),
          ...dangling.map((example) => ({
            message: 'a result refers to no data block',
            pointer: '/results/*/datablockId',
            example,
            exchange: single,
          })),
        ],
      },
    ])
  })
  return mergeJudgements(judgements)
}
