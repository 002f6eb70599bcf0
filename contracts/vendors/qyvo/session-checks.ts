import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { groupBy } from '../../kit/group-by.ts'
import { type Exchange, isSuccess, readServerTime } from '../../kit/http/exchange.ts'
import { getPath, getString, isObject } from '../../kit/json.ts'
import { addMicroseconds, compareInstants, type Instant, parseInstant, toInstant } from '../../kit/oracles/instants.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { buildFeedRequest, orderedList, readSessions, sessions } from './feed.ts'

const STATUSES = ['running', 'completed', 'expired', 'failed']

/** What each session says of itself. */
export const sessionChecks: readonly Check[] = [
  {
    id: 'POLL-010',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowSession.status' },
    title: 'The status is one of running, completed, expired and failed',
    unit: 'session',
    hint: 'one session or more',
    run: (context) =>
      checkEachSession(context, ({ id, item, exchange }) =>
        STATUSES.includes(getString(item, 'status') ?? '')
          ? null
          : {
              message: 'another status',
              pointer: '/*/status',
              example: `${id}: ${JSON.stringify(getPath(item, 'status'))}`,
              exchange,
            },
      ),
  },
  {
    id: 'POLL-011',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'A completed session says when, a running one does not',
    unit: 'completed or running session',
    hint: 'a completed or a running session',
    run: async (context) =>
      checkEach(
        (await context.probeOnce(sessions)).filter(({ item }) =>
          ['completed', 'running'].includes(getString(item, 'status') ?? ''),
        ),
        ({ id, item, exchange }) => {
          const [status, ended] = [getString(item, 'status') ?? '', getPath(item, 'completed_at')]
          if ((status === 'completed') === (typeof ended === 'string')) return null
          const what = status === 'completed' ? 'completed without completed_at' : 'running with completed_at'
          return { message: what, pointer: '/*/completed_at', example: id, exchange }
        },
      ),
  },
  {
    id: 'POLL-012',
    level: 'SHOULD',
    source: { kind: 'vendor', statement: 'FlowSession.expires_at' },
    title: 'A session expires after its creation, and none is running past that',
    unit: 'session with expires_at',
    hint: 'a session with expires_at',
    run: async (context) =>
      checkEach(
        (await context.probeOnce(sessions)).filter(({ item }) => parseInstant(getString(item, 'expires_at')) !== null),
        (session) => findExpiryViolation(session, context),
      ),
  },
  {
    id: 'POLL-014',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'FlowSession.context' },
    title: 'The context is an object',
    unit: 'session',
    hint: 'one session or more',
    run: (context) =>
      checkEachSession(context, ({ id, item, exchange }) => {
        const bag = getPath(item, 'context')
        if (isObject(bag)) return null
        const empty = context.profile.emptyMapAsArray && Array.isArray(bag) && bag.length === 0
        const violation = { pointer: '/*/context', example: id, exchange }
        return empty
          ? { ...violation, message: 'an empty context comes as an array', level: 'INFO' }
          : { ...violation, message: 'the context is no object' }
      }),
  },
]

async function checkEachSession(
  context: CheckContext,
  judge: (session: DatedItem) => Violation | null,
): Promise<ReturnType<typeof checkEach>> {
  return checkEach(await context.probeOnce(sessions), judge)
}

function findExpiryViolation({ id, item, exchange }: DatedItem, { profile }: CheckContext): Violation | null {
  const [expires, created] = [parseInstant(getString(item, 'expires_at')), parseInstant(getString(item, 'created_at'))]
  if (expires === null) return null
  const violation = { pointer: '/*/expires_at', example: `${id} at ${getString(item, 'expires_at')}`, exchange }
  if (created !== null && compareInstants(expires, created) <= 0)
    return { ...violation, message: 'expires before it was created' }
  const latest = addMicroseconds(expires, BigInt(profile.graceSeconds) * 1_000_000n)
  const overdue =
    getString(item, 'status') === 'running' && compareInstants(toInstant(readServerTime(exchange)), latest) > 0
  return overdue ? { ...violation, message: `still running ${profile.graceSeconds} s after it expired` } : null
}

const measured = { level: 'INFO', source: { kind: 'best-practice' } } as const

/** What sessions say of themselves together, and what is only measured. */
export const sessionDetailChecks: readonly Check[] = [
  {
    ...measured,
    id: 'POLL-013',
    source: { kind: 'vendor', statement: 'FlowSession.expires_at' },
    title: 'Sessions of a flow live equally long, counted from their creation or from their last interaction',
    unit: 'flow with two sessions or more',
    hint: 'two sessions of one flow',
    run: async ({ probeOnce }) => {
      const flows = groupBy(await probeOnce(sessions), ({ item }) => getString(item, 'flow_id') ?? '')
      return checkEach(
        [...flows.values()].filter((group) => group.length > 1),
        (group) => {
          const [first] = group
          const constant = ['created_at', 'last_interaction_at'].some((from) => collectLifetimes(group, from).size <= 1)
          return constant || first === undefined
            ? null
            : { message: 'neither way of counting gives one time to live', example: first.id, exchange: first.exchange }
        },
      )
    },
  },
  {
    id: 'POLL-025',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'One flow has one name throughout an answer, and so has one contact',
    unit: 'flow or contact that comes twice',
    hint: 'two sessions of one flow',
    run: async ({ probeOnce }) => {
      const all = await probeOnce(sessions)
      return mergeJudgements([checkNames(all, 'flow'), checkNames(all, 'contact')])
    },
  },
  {
    ...measured,
    id: 'POLL-026',
    title: 'A running session says at which node it stands',
    unit: 'running session',
    hint: 'a session that is running',
    run: async ({ probeOnce }) => {
      const running = (await probeOnce(sessions)).filter(({ item }) => getString(item, 'status') === 'running')
      return checkEach(running, ({ id, item, exchange }) =>
        typeof getPath(item, 'current_node_id') === 'string'
          ? null
          : { message: 'running at no node', pointer: '/*/current_node_id', example: id, exchange },
      )
    },
  },
  {
    ...measured,
    id: 'POLL-027',
    title: 'Parameters as for pages make no difference',
    unit: 'parameter',
    hint: 'two sessions or more',
    run: checkPagingParameters,
  },
]

function collectLifetimes(group: readonly DatedItem[], from: string): ReadonlySet<bigint> {
  return new Set(
    group.flatMap(({ item }) => {
      const [start, end]: readonly (Instant | null)[] = [
        parseInstant(getString(item, from)),
        parseInstant(getString(item, 'expires_at')),
      ]
      return start == null || end == null ? [] : [end.seconds - start.seconds]
    }),
  )
}

function checkNames(all: readonly DatedItem[], member: string): Judgement {
  const groups = groupBy(all, ({ item }) => getString(item, `${member}_id`) ?? '')
  const several = [...groups].filter(([id, group]) => id !== '' && group.length > 1)
  return checkEach(several, ([id, group]) => {
    const distinct = new Set(group.map(({ item }) => JSON.stringify(getPath(item, `${member}_name`))))
    const exchange: Exchange | undefined = group[0]?.exchange
    if (distinct.size < 2 || exchange === undefined) return null
    const example = `${id}: ${[...distinct].join(', ')}`
    return { message: `one ${member} has several names`, pointer: `/*/${member}_name`, example: example, exchange }
  })
}

async function checkPagingParameters({ probeOnce, client }: CheckContext): Promise<Judgement> {
  const before = (await probeOnce(orderedList)).pages.flatMap(({ items }) => items)
  if (before.length < 2) return { evidence: 0, violations: [] }
  const answers: Exchange[] = []
  for (const query of [{ limit: '1' }, { per_page: '1' }, { page: '2' }, { offset: '1' }, { cursor: '1' }])
    answers.push(await client.sendRequest(buildFeedRequest(query, 'open')))
  return checkEach(answers, (exchange) => {
    const items = isSuccess(exchange) ? readSessions(exchange) : []
    // Newcomers move everything down; a page that was left out or cut short does not show the old head or tail.
    const moved = items.length < before.length || !items.some(({ id }) => id === before[0]?.id)
    return isSuccess(exchange) && moved
      ? { message: 'a parameter as for pages changes the answer', example: exchange.request.path, exchange }
      : null
  })
}
