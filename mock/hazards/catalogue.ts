import type { FaultRule } from '../http/faults/rule.ts'
import type { VendorName } from '../http/vendor.ts'
import type { Parameters } from '../world/parameters.ts'

/** What happens to a client that does not reckon with a hazard. */
export type Symptom = 'row twice' | 'row missed' | 'endless' | 'stops early' | 'refused'

/** A named way in which reading a list page by page goes wrong; a seed and this make it the same everywhere. */
export interface Hazard {
  readonly id: string
  /** What happens on the server. */
  readonly about: string
  readonly symptom: Symptom
  /** What a client does that gets everything all the same. */
  readonly remedy: string
  /** Vendors whose lists can do this. */
  readonly vendors: readonly VendorName[]
  readonly world: Partial<Pick<Parameters, 'runs' | 'every'>>
  /** Rules without the operation, which is the vendor's list of runs. */
  readonly rules: readonly Omit<FaultRule, 'id' | 'operation'>[]
}

/** The operation by which each vendor lists runs. */
const LIST = {
  qyvo: 'qyvo.newFlowTriggered',
  recrubo: 'recrubo.listFlowRuns',
  rapidpro: 'rapidpro.listRuns',
  idnow: 'idnow.listSessions',
} as const satisfies Readonly<Record<VendorName, string>>

const FIRST = { first: 1 }
const SECOND = { calls: { from: 2, to: 2 } }
const WORLD = { runs: 600 }
/** A run that a reader of the newest first has not come to after a page of 250. */
const FAR_BACK = 2 * -400

/** Lists that change, or mislead, while they are read. */
export const hazards: readonly Hazard[] = [
  {
    id: 'insert-between-pages',
    about: 'A run begins after the first page, and pushes every row one place on.',
    symptom: 'row twice',
    remedy: 'Drop rows whose id has been seen.',
    vendors: ['recrubo', 'idnow'],
    world: WORLD,
    rules: [{ when: FIRST, after: [{ kind: 'create', flow: 0, contact: 3 }] }],
  },
  {
    id: 'delete-between-pages',
    about: 'A row of the first page is deleted, and every row comes one place nearer.',
    symptom: 'row missed',
    remedy:
      'Read from the oldest on, or let pages overlap; reading again until nothing is new finds what was passed over.',
    vendors: ['recrubo', 'idnow'],
    world: WORLD,
    rules: [{ when: FIRST, after: [{ kind: 'delete', run: { row: 0 } }] }],
  },
  {
    id: 'row-moves',
    about: 'A row that is still to come is changed, and moves to the front of a list that is ordered by change.',
    symptom: 'row missed',
    remedy: 'Remember when the walk began, and read what has changed since once it is over.',
    vendors: ['rapidpro'],
    world: WORLD,
    rules: [{ when: FIRST, after: [{ kind: 'change', run: FAR_BACK, variables: { note: 'changed' } }] }],
  },
  {
    id: 'empty-page-before-the-end',
    about: 'A page has no rows, and a link to the next one.',
    symptom: 'stops early',
    remedy: 'Follow the link for as long as there is one.',
    vendors: ['rapidpro'],
    world: WORLD,
    rules: [{ when: SECOND, effect: 'empty-page' }],
  },
  {
    id: 'next-repeats',
    about: 'The link to the next page leads to the page that it stands on.',
    symptom: 'endless',
    remedy: 'End the walk with an error when a link was followed before.',
    vendors: ['rapidpro'],
    world: WORLD,
    rules: [{ when: { calls: { from: 2 } }, effect: 'same-next' }],
  },
  {
    id: 'cursor-expires',
    about: 'The cursor of the second page is no longer good.',
    symptom: 'refused',
    remedy: 'Begin again, and drop rows whose id has been seen.',
    vendors: ['rapidpro'],
    world: WORLD,
    rules: [{ when: SECOND, effect: 'expired-cursor' }],
  },
  {
    id: 'size-clamped',
    about: 'Pages are smaller than was asked for, and nothing says so but the page itself.',
    symptom: 'stops early',
    remedy: 'Go by what the answer says of pages, never by how many rows came.',
    vendors: ['recrubo', 'idnow'],
    world: WORLD,
    rules: [{ effect: 'clamp=10' }],
  },
  {
    id: 'burst-over-the-window',
    about: 'Between two polls 137 runs begin, and the feed shows the newest hundred.',
    symptom: 'row missed',
    remedy: 'Poll so often that fewer than a hundred runs begin between two polls, and warn when no row is known.',
    vendors: ['qyvo'],
    world: WORLD,
    rules: [{ when: FIRST, after: [{ kind: 'create', flow: 0, contact: 3, times: 137 }] }],
  },
]

/** The rules that bring a hazard about in a vendor's list of runs. */
export function rulesOf({ id, rules }: Hazard, vendor: VendorName): readonly FaultRule[] {
  return rules.map((rule, place) => ({ ...rule, id: `${id}-${place + 1}`, operation: LIST[vendor] }))
}
