// Checks: CUR-050, CUR-051, CUR-052, CUR-054
import type { CheckContext } from '../../kit/check-context.ts'
import type { Check } from '../../kit/check.ts'
import { bestPractice, citeVendor } from '../../kit/checks/rule-source.ts'
import type { DatedItem } from '../../kit/checks/data/timestamps.ts'
import { groupBy } from '../../kit/group-by.ts'
import { getPath, getString, isObject, type JsonObject } from '../../kit/json.ts'
import { checkEach, type Judgement, mergeJudgements, type Violation } from '../../kit/outcome.ts'
import { runs } from './walks.ts'

const DOCUMENTED_EXIT_TYPES = ['completed', 'interrupted', 'expired']

/** Fields of a single run. */
export const runChecks: readonly Check[] = [
  {
    ...citeVendor('MUST', 'Run.flow'),
    id: 'CUR-050',
    title: '`flow` and `contact` are objects with `uuid` and `name`; `start` is null or an object with `uuid`',
    unit: 'run',
    hint: 'one run or more',
    run: (context) =>
      checkEachRun(context, (run) => [
        validateReference(run, 'flow'),
        validateReference(run, 'contact'),
        validateStart(run),
      ]),
  },
  {
    ...citeVendor('MUST', 'Run.exit_type'),
    id: 'CUR-051',
    title: '`exit_type` is null or a documented value',
    unit: 'run',
    hint: 'one run or more',
    run: (context) =>
      checkEachRun(context, (run) => {
        const type = getPath(run, 'exit_type')
        if (type === null || DOCUMENTED_EXIT_TYPES.some((documented) => documented === type)) return []
        const violation = { pointer: '/results/*/exit_type', message: `undocumented exit_type ${JSON.stringify(type)}` }
        // AMB-C4: servers return `failed`, the documentation omits it.
        return [type === 'failed' ? { ...violation, level: 'INFO' } : violation]
      }),
  },
  {
    ...citeVendor('MUST', 'Run.exited_on'),
    id: 'CUR-052',
    title: '`exited_on` is set exactly when `exit_type` is set',
    unit: 'run',
    hint: 'one run or more',
    run: (context) =>
      checkEachRun(context, (run) => {
        const [exitedOn, type] = [getPath(run, 'exited_on'), getPath(run, 'exit_type')]
        if ((exitedOn === null) === (type === null)) return []
        const message = exitedOn === null ? 'exit_type without exited_on' : 'exited_on without exit_type'
        return [{ message, pointer: '/results/*/exited_on' }]
      }),
  },
  {
    ...bestPractice,
    id: 'CUR-054',
    title: 'A flow or contact has one name within a response',
    unit: 'flow or contact that a response names more than once',
    hint: 'two runs of one flow',
    run: async ({ probeOnce }) => {
      const pages = groupBy(await probeOnce(runs), ({ exchange }) => String(exchange.number))
      return mergeJudgements(
        [...pages.values()].flatMap((page) => [checkNames(page, 'flow'), checkNames(page, 'contact')]),
      )
    },
  },
]

type ItemViolation = Omit<Violation, 'exchange' | 'example'>

async function checkEachRun(
  { probeOnce }: CheckContext,
  validate: (run: JsonObject) => readonly (ItemViolation | null)[],
): Promise<Judgement> {
  return checkEach(await probeOnce(runs), ({ id, item, exchange }) =>
    validate(item).flatMap((violation) => (violation === null ? [] : [{ ...violation, example: id, exchange }])),
  )
}

function validateReference(run: JsonObject, member: string): ItemViolation | null {
  const name = getPath(run, member, 'name')
  // A contact may have no name; a flow always has one.
  const hasName = typeof name === 'string' || (name === null && member === 'contact')
  return getString(run, member, 'uuid') !== undefined && hasName
    ? null
    : { message: `${member} is not an object with uuid and name`, pointer: `/results/*/${member}` }
}

function validateStart(run: JsonObject): ItemViolation | null {
  const start = getPath(run, 'start')
  if (start === null || start === undefined || (isObject(start) && getString(start, 'uuid') !== undefined)) return null
  return { message: 'start is neither null nor an object with uuid', pointer: '/results/*/start' }
}

function checkNames(page: readonly DatedItem[], member: string): Judgement {
  const groups = groupBy(page, ({ item }) => getString(item, member, 'uuid') ?? '')
  const repeated = [...groups].filter(([uuid, group]) => uuid !== '' && group.length > 1)
  return checkEach(repeated, ([uuid, group]) => {
    const names = new Set(group.map(({ item }) => JSON.stringify(getPath(item, member, 'name'))))
    const [first] = group
    if (names.size < 2 || first === undefined) return null
    return {
      message: `one ${member} has several names`,
      pointer: `/results/*/${member}/name`,
      example: `${uuid}: ${[...names].join(', ')}`,
      exchange: first.exchange,
    }
  })
}
