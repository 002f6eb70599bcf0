import type { components } from '../../spec/generated/control.types.ts'
import { type Call, send } from '../control.ts'
import { instantOf, textOf, type Microseconds } from '../instants.ts'
import { type Flow, type Health, type World } from '../state/world.ts'

type Run = components['schemas']['Run']
type Json = Readonly<Record<string, unknown>>

/** How one vendor tells of a run. */
export interface Telling {
  readonly vendor: string
  readonly call: Call
  /** What was asked for as it came; null when the vendor does not tell of the run. */
  readonly body: Json | null
  /** Why there is nothing, in the vendor's case. */
  readonly silence: string | null
  /** The same facts in the vendor's words, in the order of `FACTS`. */
  readonly facts: readonly (string | null)[]
}

export const FACTS = ['Word for it', 'Id', 'Flow', 'Created', 'Changed', 'Ended'] as const

interface Dialect {
  readonly name: string
  path(run: Run, flow: Flow | undefined): string
  /** The run in the answer. */
  find(body: unknown, run: Run): unknown
  facts(run: Json, flow: string | undefined): readonly unknown[]
  readonly silence: string
}

/** Where each vendor tells of one run, and in which members. */
const DIALECTS: readonly Dialect[] = [
  {
    name: 'qyvo',
    path: (_, flow) => `/api/v1/triggers/new-flow-triggered?flow_id=${flow?.vendors['qyvo']?.id ?? ''}`,
    find: (body, run) => (Array.isArray(body) ? body.find((one) => member(one, 'id') === run.ids['qyvo']) : undefined),
    facts: (run) => [
      run['status'],
      run['id'],
      run['flow_name'],
      run['created_at'],
      run['last_interaction_at'],
      run['completed_at'],
    ],
    silence:
      'The feed shows the newest 100 runs of a flow, and this one is no longer among them. A client that has not seen it by now never will.',
  },
  {
    name: 'recrubo',
    path: (run) => `/public/v2/flow-runs/${run.ids['recrubo']}?include=flow`,
    find: (body) => member(body, 'data'),
    facts: (run, flow) => {
      const told = run['attributes'] as Json
      return [told['status'], run['id'], flow, told['createdAt'], told['updatedAt'], null]
    },
    silence: 'There is no such flow run here.',
  },
  {
    name: 'rapidpro',
    path: (run) => `/api/v2/runs.json?uuid=${run.ids['rapidpro']}`,
    find: (body) => (member(body, 'results') as readonly unknown[] | undefined)?.[0],
    facts: (run) => {
      const word = run['exit_type'] ?? (run['exited_on'] === null ? 'no exit_type: active' : 'exited')
      return [word, run['uuid'], member(run['flow'], 'name'), run['created_on'], run['modified_on'], run['exited_on']]
    },
    silence: 'The list has no such run.',
  },
  {
    name: 'idnow',
    path: (run) => `/api/v1/${run.environment}/sessions/${run.ids['idnow']}`,
    find: (body) => (member(body, 'sessionId') === undefined ? undefined : body),
    facts: (run, flow) => {
      const outcome = textOrNull(run['outcome'])
      const word = textOrNull(run['sessionStatus']) ?? ''
      return [
        outcome === null ? word : `${word}, outcome ${outcome}`,
        run['sessionId'],
        flow,
        run['createdAt'],
        run['updatedAt'],
        run['completedAt'],
      ]
    },
    silence: 'There is no such session here.',
  },
]

/** What a vendor is asked with. */
export interface Asking {
  readonly run: Run
  readonly flow: Flow | undefined
  readonly world: Pick<World, 'name' | 'path'>
  readonly vendors: Health['vendors']
  /** Asked as of an instant, a request leaves no trace: neither in the journal nor in a quota. */
  readonly at: Microseconds
}

/** One run, as every vendor that is served tells it. */
export function tell(asking: Asking): Promise<readonly Telling[]> {
  const names = asking.vendors.map(({ name }) => name)
  return Promise.all(DIALECTS.filter(({ name }) => names.includes(name)).map((dialect) => told(dialect, asking)))
}

async function told(dialect: Dialect, { run, flow, world, vendors, at }: Asking): Promise<Telling> {
  const { name } = dialect
  const authorization = vendors.find((vendor) => vendor.name === name)?.authorization ?? ''
  const headers = { authorization, 'x-flowtwin-as-of': textOf(at) }
  const call: Call = { method: 'GET', path: `${world.path}${dialect.path(run, flow)}`, headers }
  const response = await send(call)
  const body: unknown = await response.json().catch(() => null)
  const found = dialect.find(body, run)
  const base = { vendor: name, call }
  if (typeof found !== 'object' || found === null) {
    const refusal = member(body, 'error')
    const silence = typeof refusal === 'string' ? refusal : dialect.silence
    return { ...base, body: null, silence, facts: FACTS.map(() => null) }
  }
  // An object of JSON.
  const facts = dialect.facts(found as Json, flow?.vendors[name]?.name)
  return { ...base, body: found as Json, silence: null, facts: facts.map(textOrNull) }
}

/** Whether two vendors write an instant differently although they mean the same, or do not mean the same at all. */
export function sameSecond(left: string, right: string): boolean {
  const ofSecond = (text: string) => instantOf(`${text.slice(0, 19)}.000000Z`)
  return Math.abs(ofSecond(left) - ofSecond(right)) <= 1_000_000
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Json)[name] : undefined
}
