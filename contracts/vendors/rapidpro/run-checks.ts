import type { Check } from '../../kit/check.ts'
import type { Dated } from '../../kit/checks/chronology.ts'
import type { Exchange } from '../../kit/exchange.ts'
import { judgeEach, type Judgement, together, type Violation } from '../../kit/finding.ts'
import { at, isObject, type Json, type JsonObject, textAt } from '../../kit/json.ts'
import type { Context } from '../../kit/observation.ts'
import { groupedBy } from '../../kit/grouping.ts'
import { runs } from './slices.ts'

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
    judge: (context) => eachRun(context, (item) => [reference(item, 'flow'), reference(item, 'contact'), start(item)]),
  },
  {
    id: 'CUR-051',
    level: 'MUST',
    source: { kind: 'vendor', statement: 'Run.exit_type' },
    title: 'The exit type is null or a documented one',
    unit: 'run',
    remedy: 'one run or more',
    judge: (context) =>
      eachRun(context, (item) => {
        const type = at(item, 'exit_type')
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
    judge: (context) =>
      eachRun(context, (item) => {
        const [on, type] = [at(item, 'exited_on'), at(item, 'exit_type')]
        if ((on === null) === (type === null)) return []
        return [
          {
            what: on === null ? 'an exit type without exited_on' : 'exited_on without an exit type',
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
    judge: async ({ observe }) => {
      const all = await observe(runs)
      const pages = groupedBy(all, ({ exchange }) => String(exchange.number))
      return together([...pages.values()].flatMap((page) => [names(page, 'flow'), names(page, 'contact')]))
    },
  },
]

type Flaw = Omit<Violation, 'exchange' | 'witness'>

async function eachRun(
  { observe }: Context,
  judge: (item: JsonObject) => readonly (Flaw | null)[],
): Promise<Judgement> {
  return judgeEach(await observe(runs), ({ id, item, exchange }) =>
    judge(item).flatMap((flaw) => (flaw === null ? [] : [{ ...flaw, witness: id, exchange }])),
  )
}

function reference(item: JsonObject, name: string): Flaw | null {
  const [whole, label] = [at(item, name), at(item, name, 'name')]
  // A contact may have no name; a flow always has one.
  const named = typeof label === 'string' || (label === null && name === 'contact')
  return textAt(whole, 'uuid') !== undefined && named
    ? null
    : { what: `${name} is no object with uuid and name`, pointer: `/results/*/${name}` }
}

function start(item: JsonObject): Flaw | null {
  const whole: Json | undefined = at(item, 'start')
  if (whole === null || whole === undefined || (isObject(whole) && textAt(whole, 'uuid') !== undefined)) return null
  return { what: 'start is neither null nor an object with uuid', pointer: '/results/*/start' }
}

function names(page: readonly Dated[], member: string): Judgement {
  const groups = groupedBy(page, ({ item }) => textAt(item, member, 'uuid') ?? '')
  const several = [...groups].filter(([id, group]) => id !== '' && group.length > 1)
  return judgeEach(several, ([id, group]) => {
    const distinct = new Set(group.map(({ item }) => JSON.stringify(at(item, member, 'name'))))
    const exchange: Exchange | undefined = group[0]?.exchange
    if (distinct.size < 2 || exchange === undefined) return null
    return {
      what: `one ${member} has several names`,
      pointer: `/results/*/${member}/name`,
      witness: `${id}: ${[...distinct].join(', ')}`,
      exchange,
    }
  })
}
