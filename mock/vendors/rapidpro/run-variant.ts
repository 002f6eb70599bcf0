import type { components } from '../../../spec/generated/rapidpro.types.ts'
import { getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { getServerVersion, isAnonymousWorkspace, quirks } from './quirks.ts'
import { getAnonymousFields, maskUrn } from './value-formats.ts'

type Run = components['schemas']['Run']
type Result = Run['values'][string]

/** Converts a row of version 9 to what the world's quirks require. */
export function applyRunQuirks(row: Run, contact: number, world: World): Run {
  if (world.sideState.renderSettings.settings.size === 0) return row
  return reorderKeys(applyFieldQuirks(maskAddresses(row, contact, world), world), world)
}

function maskAddresses(row: Run, contact: number, world: World): Run {
  if (!isAnonymousWorkspace(world)) return row
  const urn = row.contact.urn === null ? null : maskUrn(row.contact.urn)
  return { ...row, contact: { ...row.contact, urn, urn_display: null, ...getAnonymousFields(contact, world) } }
}

function applyFieldQuirks(row: Run, world: World): Run {
  const { id, uuid, flow, contact, start, ...rest } = row
  const identifiers = getQuirkPosition(world, quirks.identifiers)
  const isInterrupted = row.exit_type === 'failed' && getQuirkPosition(world, quirks.failedRuns) === 'interrupted'
  const variant = {
    ...(identifiers === 'uuid' ? {} : { id }),
    ...(identifiers === 'id' ? {} : { uuid }),
    flow,
    contact,
    ...(start === null && getQuirkPosition(world, quirks.start) === 'omitted' ? {} : { start }),
    ...rest,
    values: applyResultQuirks(rest.values, world),
    exit_type: isInterrupted ? 'interrupted' : rest.exit_type,
  }
  // In these quirk positions the row deviates from the document.
  return variant as Run
}

function applyResultQuirks(values: Run['values'], world: World): Run['values'] {
  const usesLabels = getQuirkPosition(world, quirks.resultName) === 'display'
  const entries = Object.entries(values).map(([key, result]) => {
    const { input, ...rest } = usesLabels ? result : { ...result, name: key }
    return [key, getServerVersion(world) === 'v9' ? { ...rest, input } : rest] as const
  })
  return Object.fromEntries<Result>(entries as readonly (readonly [string, Result])[])
}

/** The newer line puts the deprecated id last. */
function reorderKeys(row: Run, world: World): Run {
  if (getServerVersion(world) === 'v9' || row.id === undefined) return row
  const { id, ...rest } = row
  return { ...rest, id }
}
