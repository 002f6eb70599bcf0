import type { Check } from '../../kit/check.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import type { Exchange } from '../../kit/http/exchange.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { getPath, isObject, type Json, type JsonObject, getString } from '../../kit/json.ts'
import type { CheckContext } from '../../kit/check-context.ts'
import { groupBy } from '../../kit/group-by.ts'
import { runs } from './walks.ts'

const DOCUMENTED_EXITS = ['completed', 'interrupted', 'expired']

/** What each run says of itself. */
export const runChecks: readonly Check[] = [
  {
    id: 'CUR-050',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Run.flow' },
    title: 'Flow and contact are objects with uuid and name; start is null or an object with uuid',
    unit: 'run',
    remedy: 'one run or more',
    run: (context) =>
      checkEachRun(context, (item) => [
        validateReference(item, 'flow'),
        validateReference(item, 'contact'),
        validateStart(item),
      ]),
  },
  {
    id: 'CUR-051',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Run.exit_type' },
    title: 'The exit type is null or a documented one',
    unit: 'run',
    remedy: 'one run or more',
    run: (context) =>
      checkEachRun(context, (item) => {
        const type = getPath(item, 'exit_type')
        if (type === null || DOCUMENTED_EXITS.some((one) => one === type)) return []
        const violation = { pointer: '/results/*/exit_type', what: `the exit type ${JSON.stringify(type)}` }
        // AMB-C4: servers know this one, their documentation does not.
        return [type === 'failed' ? { ...violation, level: 'INFO' } : violation]
      }),
  },
  {
    id: 'CUR-052',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Run.exited_on' },
    title: 'A run has exited_on exactly when it has an exit type',
    unit: 'run',
    remedy: 'one run or more',
    run: (context) =>
      checkEachRun(context, (item) => {
        const [on, type] = [getPath(item, 'exited_on'), getPath(item, 'exit_type')]
        if ((on === null) === (type === null)) return []
        return [
          {
            message: on === null ? 'an exit type without exited_on' : 'exited_on without an exit type',
            pointer: '/results/*/exited_on',
          },
        ]
      }),
  },
  {
    id: 'CUR-054',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'One uuid has one name throughout an answer',
    unit: 'flow or contact that comes twice',
    remedy: 'two runs of one flow',
    run: async ({ probeOnce }) => {
      const all = await probeOnce(runs)
      const pages = groupBy(all, ({ exchange }) => String(exchange.number))
      return mergeJudgements(
        [...pages.values()].flatMap((page) => [checkNames(page, 'flow'), checkNames(page, 'contact')]),
      )
    },
  },
]

type ItemViolation = Omit<Violation, 'exchange' | 'witness'>

async function checkEachRun(
  { probeOnce }: CheckContext,
  judge: (item: JsonObject) => readonly (ItemViolation | null)[],
): Promise<Judgement> {
  return checkEach(await probeOnce(runs), ({ id, item, exchange }) =>
    judge(item).flatMap((flaw) => (flaw === null ? [] : [{ ...flaw, witness: id, exchange }])),
  )
}

function validateReference(item: JsonObject, name: string): ItemViolation | null {
  const [whole, label] = [getPath(item, name), getPath(item, name, 'name')]
  // A contact may have no name; a flow always has one.
  const named = typeof label === 'string' || (label === null && name === 'contact')
  return getString(whole, 'uuid') !== undefined && named
    ? null
    : { message: `${name} is no object with uuid and name`, pointer: `/results/*/${name}` }
}

function validateStart(item: JsonObject): ItemViolation | null {
  const whole: Json | undefined = getPath(item, 'start')
  if (whole === null || whole === undefined || (isObject(whole) && getString(whole, 'uuid') !== undefined)) return null
  return { message: 'start is neither null nor an object with uuid', pointer: '/results/*/start' }
}

function checkNames(page: readonly DatedItem[], member: string): Judgement {
  const groups = groupBy(page, ({ item }) => getString(item, member, 'uuid') ?? '')
  const several = [...groups].filter(([id, group]) => id !== '' && group.length > 1)
  return checkEach(several, ([id, group]) => {
    const distinct = new Set(group.map(({ item }) => JSON.stringify(getPath(item, member, 'name'))))
    const exchange: Exchange | undefined = group[0]?.exchange
    if (distinct.size < 2 || exchange === undefined) return null
    return {
      message: `one ${member} has several names`,
      pointer: `/results/*/${member}/name`,
      witness: `${id}: ${[...distinct].join(', ')}`,
      exchange,
    }
  })
}
