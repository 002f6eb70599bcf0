import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { positionOf } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { masksOf } from './ids.ts'
import { quirks } from './quirks.ts'
import { isAnonymous, versionOf } from './version.ts'

type Run = components['schemas']['Run']
type Result = Run['values'][string]

/** A row of version 9 as a world with its quirks in other positions says it. */
export function inManner(row: Run, contact: number, world: World): Run {
  if (world.annex.manner.settings.size === 0) return row
  return reordered(withDisputes(masked(row, contact, world), world), world)
}

/** A text of the documentation's promise: six digits of a second, also when all are zero. */
export function inDigits<Text extends string | null>(text: Text, world: World): Text {
  if (text === null || text.includes('.') || positionOf(world, quirks.wholeSeconds) === 'bare') return text
  return text.replace('Z', '.000000Z') as Text
}

/** What an anonymous workspace adds to a contact in this version. */
export function masksFor(contact: number, world: World): { readonly ref?: string; readonly anon_display: string } {
  const { digits, reference } = masksOf(contact, world)
  return versionOf(world) === 'v9' ? { anon_display: digits } : { ref: reference, anon_display: reference }
}

/** An address of which only the scheme is told. */
export function maskedUrn(urn: string): string {
  return `${urn.slice(0, urn.indexOf(':'))}:********`
}

function masked(row: Run, contact: number, world: World): Run {
  if (!isAnonymous(world)) return row
  const urn = row.contact.urn === null ? null : maskedUrn(row.contact.urn)
  return { ...row, contact: { ...row.contact, urn, urn_display: null, ...masksFor(contact, world) } }
}

function withDisputes(row: Run, world: World): Run {
  const { id, uuid, start, ...rest } = row
  const identifiers = positionOf(world, quirks.identifiers)
  const failed = row.exit_type === 'failed' && positionOf(world, quirks.failedRuns) === 'interrupted'
  const said = {
    ...(identifiers === 'uuid' ? {} : { id }),
    ...(identifiers === 'id' ? {} : { uuid }),
    flow: rest.flow,
    contact: rest.contact,
    ...(start === null && positionOf(world, quirks.start) === 'omitted' ? {} : { start }),
    responded: rest.responded,
    path: rest.path,
    values: valuesOf(rest.values, world),
    created_on: inDigits(rest.created_on, world),
    modified_on: inDigits(rest.modified_on, world),
    exited_on: inDigits(rest.exited_on, world),
    exit_type: failed ? 'interrupted' : rest.exit_type,
  }
  // In the other positions of these quirks the row is not what the document says.
  return said as Run
}

function valuesOf(values: Run['values'], world: World): Run['values'] {
  const named = positionOf(world, quirks.resultName) === 'display'
  const entries = Object.entries(values).map(([key, result]) => {
    const { input, ...rest } = named ? result : { ...result, name: key }
    return [key, versionOf(world) === 'v9' ? { ...rest, input } : rest] as const
  })
  return Object.fromEntries<Result>(entries as readonly (readonly [string, Result])[])
}

/** The newer line has the deprecated id behind everything else. */
function reordered(row: Run, world: World): Run {
  if (versionOf(world) === 'v9' || row.id === undefined) return row
  const { id, ...rest } = row
  return { ...rest, id }
}
