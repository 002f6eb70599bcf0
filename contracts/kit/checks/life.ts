import type { Check, Source } from '../check.ts'
import { type Exchange, isSuccess } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import type { Context, Observation } from '../observation.ts'
import { makeTraffic } from '../observation.ts'

/** What one read says of how far something has come. */
export interface Stage {
  readonly id: string
  readonly status: string
  /** When it ended, as written; null before. */
  readonly ended: string | null
  readonly cost?: number
}

/** The declared ways of a life. */
export interface Life {
  /** From each status that is no end to those that may follow at once. */
  readonly graph: Readonly<Record<string, readonly string[]>>
  /** Every stage that an answer shows, lists and single reads alike. */
  readonly stagesOf: (exchange: Exchange) => readonly Stage[]
  /** Reads the same things more than once. */
  readonly reread: Observation<unknown>
  /** False where nothing says when something ended. */
  readonly tellsEnd: boolean
  readonly hasCost: boolean
}

/** Something that was read twice: what it was, and what it is now. */
export interface Step {
  readonly before: Stage
  readonly after: Stage
  readonly exchange: Exchange
}

const common = { level: 'SHOULD', source: { kind: 'house' }, judgesRecord: true } as const
const REMEDY = 'items that two answers show'

/** The checks of what becomes of things between two reads, over everything that was exchanged. */
export function lifeChecks(life: Life): readonly Check[] {
  const { graph } = life
  const legal = closure(graph)
  const isEnd = (status: string): boolean => graph[status] === undefined
  const inMotion: Check = {
    ...common,
    id: 'LIFE-001',
    title: 'From one read to the next a status moves only along the declared ways',
    unit: 'item that was active when it was read and was read again',
    remedy: 'an active item that two answers show',
    judge: async (context) =>
      judgeEach(
        (await steps(life, context)).filter(({ before }) => !isEnd(before.status)),
        ({ before, after, exchange }) =>
          before.status === after.status || legal.get(before.status)?.has(after.status) === true
            ? null
            : { what: `from ${before.status} to ${after.status}`, witness: after.id, exchange },
      ),
  }
  const atTheEnd: Check = {
    ...common,
    id: 'LIFE-002',
    title: 'What has ended stays as it ended',
    unit: 'item that had ended when it was read and was read again',
    remedy: 'an ended item that two answers show',
    judge: async (context) =>
      judgeEach(
        (await steps(life, context)).filter(({ before }) => isEnd(before.status)),
        ({ before, after, exchange }) =>
          before.status === after.status
            ? null
            : { what: `from ${before.status} to ${after.status}`, witness: after.id, exchange },
      ),
  }
  return [inMotion, atTheEnd, ...(life.tellsEnd ? [endCheck(life)] : []), ...(life.hasCost ? [costCheck(life)] : [])]
}

/** Each read of something together with the next, in the order of the requests. */
export async function steps({ stagesOf, reread }: Life, context: Context): Promise<readonly Step[]> {
  await makeTraffic(context)
  await context.observe(reread).catch(() => null)
  const last = new Map<string, Stage>()
  return context
    .exchanges()
    .filter(isSuccess)
    .flatMap((exchange) =>
      stagesOf(exchange).flatMap((after) => {
        const before = last.get(after.id)
        last.set(after.id, after)
        return before === undefined ? [] : [{ before, after, exchange }]
      }),
    )
}

function endCheck(life: Life): Check {
  return {
    ...common,
    id: 'LIFE-003',
    title: 'The instant of the end is set together with the end, and stays',
    unit: 'item that was read again',
    remedy: REMEDY,
    judge: async (context) =>
      judgeEach(await steps(life, context), ({ before, after, exchange }): Violation | null => {
        const witness = `${after.id}: ${before.ended}, then ${after.ended}`
        if (before.ended !== null && after.ended !== before.ended)
          return { what: 'the instant of the end has changed', witness, exchange }
        const late = before.ended === null && after.ended !== null && before.status === after.status
        return late ? { what: 'the instant of the end came later than the end', witness, exchange } : null
      }),
  }
}

function costCheck(life: Life): Check {
  return {
    ...common,
    id: 'LIFE-005',
    level: 'INFO',
    title: 'The cost never falls',
    unit: 'item that was read again',
    remedy: REMEDY,
    judge: async (context) =>
      judgeEach(await steps(life, context), ({ before, after, exchange }) =>
        (after.cost ?? 0) >= (before.cost ?? 0)
          ? null
          : { what: 'the cost has fallen', witness: `${after.id}: ${before.cost}, then ${after.cost}`, exchange },
      ),
  }
}

/** From each status those that can be reached, over whatever stands between. */
function closure(graph: Life['graph']): ReadonlyMap<string, ReadonlySet<string>> {
  const reach = (status: string, seen: ReadonlySet<string>): readonly string[] =>
    (graph[status] ?? []).flatMap((next) => (seen.has(next) ? [] : [next, ...reach(next, new Set([...seen, next]))]))
  return new Map(Object.keys(graph).map((status) => [status, new Set(reach(status, new Set([status])))]))
}

/** One thing as a list and a read of it alone show it. */
export interface Agreement {
  readonly listed: Stage
  readonly alone: Stage
  readonly exchange: Exchange
}

/** The check that a list and a read of one thing say the same of how far it has come. */
export function agreementCheck(
  { graph }: Pick<Life, 'graph'>,
  pairs: (context: Context) => Promise<readonly Agreement[]>,
): Check {
  const legal = closure(graph)
  return {
    id: 'LIFE-004',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'A list and a read of one item say the same of how far it has come',
    unit: 'item that was listed and read',
    remedy: 'one item or more',
    judge: async (context) =>
      judgeEach(await pairs(context), ({ listed, alone, exchange }): Violation | null => {
        // The read comes later, so an active item may have gone on.
        const moved = legal.get(listed.status)?.has(alone.status) === true
        const witness = `${alone.id}: ${listed.status} in the list, ${alone.status} alone`
        if (listed.status !== alone.status && !moved) return { what: 'another status', witness, exchange }
        return listed.status === alone.status && listed.ended !== alone.ended
          ? { what: 'another instant of the end', witness: `${listed.ended}, ${alone.ended}`, exchange }
          : null
      }),
  }
}

/** Something that the run began, and whether it showed within the time that a write may take. */
export interface Shown {
  readonly id: string
  readonly isShown: boolean
  readonly exchange: Exchange
}

/** The check that what was begun can be seen. */
export function visibleCheck(source: Source, made: (context: Context) => Promise<readonly Shown[]>): Check {
  return {
    id: 'LIFE-006',
    level: 'MUST',
    source,
    title: 'What was begun shows in the list within the time that a write may take',
    unit: 'item that was begun',
    remedy: 'leave to write',
    needs: ['writes'],
    judge: async (context) =>
      judgeEach(await made(context), ({ id, isShown, exchange }) =>
        isShown ? null : { what: 'it does not show', witness: id, exchange },
      ),
  }
}
