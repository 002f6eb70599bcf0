import { fraction } from './chance.ts'
import { CreatedPlan } from './created-plan.ts'
import { chosenFate } from './deck.ts'
import type { Fate } from './fate.ts'
import type { Flow } from './flow.ts'
import { type LoggedOperation, type Operation, Refusal } from './operation.ts'
import { hides, hiding, type Overlay, rowOf, withoutRun, withRow } from './overlay.ts'
import { fateOfContact, isSlow } from './people.ts'
import type { Present } from './present.ts'
import { Row } from './row.ts'
import type { Changes, Plan, RunNumber } from './run.ts'
import { indexOfNumber, type Universe } from './universe.ts'

const FATE_FIELD = 0

/** Numbers of broadcasts that operations made begin here, far above those of the universe. */
export const FIRST_OPERATED_START = 2 ** 40

/** An operation of one kind, in its place in the world's history. */
export type Logged<Kind extends Operation['kind']> = Omit<LoggedOperation, 'operation'> & {
  readonly operation: Extract<Operation, { readonly kind: Kind }>
}

/**
 * What will happen to a run that an operation creates.
 * @param draw how many runs operations have created before
 * @param contacts how many contacts there are
 * @param start the broadcast that it belongs to
 */
export function createdPlan(
  present: Present,
  draw: number,
  { at, operation }: Logged<'create'>,
  contacts: number,
  start: number | null = null,
): Plan {
  const { flows } = present.universe
  const flow = flows[operation.flow]
  if (flow === undefined) throw new Refusal('unknown-flow')
  if (!flow.published) throw new Refusal('draft-flow')
  if (operation.contact < 0 || operation.contact >= contacts) throw new Refusal('unknown-contact')
  const { contact, environment, given } = operation
  const fate = fateOf(present.universe, flow, { contact, draw })
  return planned(present.universe, {
    flow,
    contact,
    environment,
    given,
    fate,
    createdAt: at,
    draw,
    start,
    end: present.end,
  })
}

/** What is known of a run that operations bring, before its instants are drawn. */
export interface Brought extends Pick<Plan, 'flow' | 'contact' | 'environment' | 'given' | 'fate' | 'createdAt'> {
  /** The broadcast that it belongs to; none for a run of its own. */
  readonly start?: number | null
  readonly draw: number
  /** The index after the newest computed run at that instant. */
  readonly end: number
}

/** The plan of a run that operations bring, with its usual course. */
export function planned({ createdKey, parameters }: Universe, brought: Brought): Plan {
  // Written out: a copy of what is left of an object would have a shape of its own each time.
  const { flow, contact, environment, given, fate, createdAt, draw, start = null } = brought
  return new CreatedPlan({
    flow,
    contact,
    environment,
    given,
    fate,
    createdAt,
    draw,
    key: createdKey,
    slow: isSlow(contact, parameters.contacts),
    // Odd, growing with every creation, and after every computed run that exists at this instant.
    number: 2 * (brought.end + draw) + 1,
    start,
  })
}

/** What will happen to the runs of a broadcast that an operation makes; all of them or, when it is refused, none. */
export function broadcastPlans(
  present: Present,
  draw: number,
  logged: Logged<'broadcast'>,
  contacts: number,
): readonly Plan[] {
  const { flow, environment, given } = logged.operation
  return logged.operation.contacts.map((contact, place) => {
    const operation = { kind: 'create', flow, contact, environment, given } as const
    const start = FIRST_OPERATED_START + logged.sequence
    return createdPlan(present, draw + place, { ...logged, operation }, contacts, start)
  })
}

/** What becomes of a run that operations bring, where nobody tells it. */
export function fateOf({ parameters, createdKey }: Universe, flow: Flow, of: { contact: number; draw: number }): Fate {
  const fixed = fateOfContact(of.contact, parameters.contacts) ?? flow.fate
  return fixed ?? chosenFate(fraction(createdKey, of.draw, FATE_FIELD))
}

/** Ends a run, replaces its variables, or both. */
export function changed(present: Present, overlay: Overlay, { sequence, at, operation }: Logged<'change'>): Overlay {
  const { plan, changes, ended, status } = stateOf(present, overlay, operation.run)
  if (operation.end !== null && ended) throw new Refusal('already-ended')
  const statusNow = operation.end ?? status
  if (operation.variables !== null && statusNow === 'running') throw new Refusal('still-running')
  const next: Changes = {
    revision: sequence,
    changedAt: at,
    end: operation.end === null ? (changes?.end ?? null) : { at, as: operation.end },
    variables: operation.variables === null ? (changes?.variables ?? null) : { at, value: operation.variables },
  }
  return withRow(uncovered(overlay, plan), plan, next)
}

/** Removes a run. */
export function deleted(present: Present, overlay: Overlay, { operation }: Logged<'delete'>): Overlay {
  const { plan, run } = stateOf(present, overlay, operation.run)
  return withoutRun(uncovered(overlay, plan), run)
}

/** With the universe's own version of the run out of sight, where it has one. */
export function uncovered(overlay: Overlay, plan: Plan): Overlay {
  return indexOfNumber(plan.number) === undefined ? overlay : hiding(overlay, plan)
}

/** The run as it stands before the operation. */
export function stateOf(present: Present, overlay: Overlay, number: RunNumber) {
  const row = rowOf(overlay, number) ?? computedRow(present, overlay, number)
  if (row === undefined) throw new Refusal('unknown-run')
  const { plan, changes, run } = row
  return { plan, changes, run, status: run.status, ended: run.endedAt !== null }
}

function computedRow(present: Present, overlay: Overlay, number: RunNumber): Row | undefined {
  const index = indexOfNumber(number)
  if (index === undefined || hides(overlay, number)) return undefined
  if (index < present.universe.first || index >= present.end) return undefined
  const plan = present.universe.plan(index)
  return new Row(plan, null, present.now)
}
