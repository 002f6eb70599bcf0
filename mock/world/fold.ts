import { fraction, keyOf } from './chance.ts'
import { chosenFate } from './deck.ts'
import type { Fate } from './fate.ts'
import type { Flow } from './flow.ts'
import { type LoggedOperation, type Operation, Refusal } from './operation.ts'
import { hides, hiding, type Overlay, type Row, rowOf, withoutRow, withRow } from './overlay.ts'
import { fateOfContact, SPECIAL_CONTACTS } from './people.ts'
import { timelineOf } from './plan.ts'
import type { Present } from './present.ts'
import { type Changes, type Plan, type RunNumber, settle } from './run.ts'
import { indexOfNumber } from './universe.ts'

/** What an operation left behind. */
export interface Folded {
  readonly overlay: Overlay
  /** The run that was created or changed. */
  readonly run: RunNumber | null
}

const FATE_FIELD = 0

/** Carries one operation out on what all earlier ones left behind; throws a Refusal, and then nothing has changed. */
export function fold(present: Present, overlay: Overlay, logged: LoggedOperation): Folded {
  const { operation } = logged
  switch (operation.kind) {
    case 'create':
      return createRun(present, overlay, { ...logged, operation })
    case 'change':
      return changeRun(present, overlay, { ...logged, operation })
    case 'delete':
      return { overlay: deleteRun(present, overlay, operation.run), run: operation.run }
    case 'advance':
    case 'switch-clock':
      return { overlay, run: null }
  }
}

type Logged<Kind extends Operation['kind']> = LoggedOperation & {
  readonly operation: Extract<Operation, { readonly kind: Kind }>
}

function createRun(present: Present, overlay: Overlay, { at, operation }: Logged<'create'>): Folded {
  const { parameters, flows } = present.universe
  const flow = flows[operation.flow]
  if (flow === undefined) throw new Refusal('unknown-flow')
  if (!flow.published) throw new Refusal('draft-flow')
  if (operation.contact < 0 || operation.contact >= parameters.contacts + SPECIAL_CONTACTS.length) {
    throw new Refusal('unknown-contact')
  }
  const draw = overlay.creations
  const fate = fateOf(present, flow, { contact: operation.contact, draw })
  const key = keyOf(parameters.seed, 'created')
  const plan: Plan = {
    // Odd, growing with every creation, and after every computed run that exists at this instant.
    number: 2 * (present.end + draw) + 1,
    flow,
    contact: operation.contact,
    environment: operation.environment,
    fate,
    start: null,
    createdAt: at,
    given: operation.given,
    ...timelineOf({ key, draw, flow, fate, createdAt: at }),
  }
  return { overlay: { ...withRow(overlay, plan, null), creations: draw + 1 }, run: plan.number }
}

function fateOf(present: Present, flow: Flow, of: { contact: number; draw: number }): Fate {
  const { parameters } = present.universe
  const fixed = fateOfContact(of.contact, parameters.contacts) ?? flow.fate
  return fixed ?? chosenFate(fraction(keyOf(parameters.seed, 'created'), of.draw, FATE_FIELD))
}

function changeRun(present: Present, overlay: Overlay, { sequence, at, operation }: Logged<'change'>): Folded {
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
  const clear = indexOfNumber(plan.number) === undefined ? overlay : hiding(overlay, plan)
  return { overlay: withRow(clear, plan, next), run: plan.number }
}

function deleteRun(present: Present, overlay: Overlay, number: RunNumber): Overlay {
  const { plan } = stateOf(present, overlay, number)
  const clear = indexOfNumber(number) === undefined ? overlay : hiding(overlay, plan)
  return withoutRow(clear, number)
}

/** The run as it stands before the operation. */
function stateOf(present: Present, overlay: Overlay, number: RunNumber) {
  const row = rowOf(overlay, number) ?? computedRow(present, overlay, number)
  if (row === undefined) throw new Refusal('unknown-run')
  return { ...row, status: row.run.status, ended: row.run.endedAt !== null }
}

function computedRow(present: Present, overlay: Overlay, number: RunNumber): Row | undefined {
  const index = indexOfNumber(number)
  if (index === undefined || hides(overlay, number)) return undefined
  if (index < present.universe.first || index >= present.end) return undefined
  const plan = present.universe.plan(index)
  return { plan, changes: null, run: settle(plan, present.now) }
}
