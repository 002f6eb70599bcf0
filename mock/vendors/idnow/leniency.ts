import { getQuirkPosition } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

const RANGES: Readonly<Record<string, readonly [number, number]>> = { page: [1, Infinity], size: [1, 100] }
const BOOLEAN_SPELLINGS: Readonly<Record<string, string>> = {
  true: 'true',
  '1': 'true',
  yes: 'true',
  false: 'false',
  '0': 'false',
  no: 'false',
}

/** Reads a parameter as another text where a quirk is more lenient than the document. */
export function normalizeQueryValue(name: string, text: string, world: World): string {
  if (world.sideState.renderSettings.settings.size === 0) return text
  if (name === 'sortBy') {
    return text === 'sessionStatus' && getQuirkPosition(world, quirks.sortBySessionStatus) === 'accepted'
      ? 'status'
      : text
  }
  if (name === 'sortDesc') {
    return getQuirkPosition(world, quirks.booleanSpelling) === 'lenient'
      ? (BOOLEAN_SPELLINGS[text.toLowerCase()] ?? text)
      : text
  }
  const limits = RANGES[name]
  if (limits === undefined || !/^-?\d+$/.test(text) || getQuirkPosition(world, quirks.outOfRange) === 'refused')
    return text
  const [low, high] = limits
  return String(Math.min(high, Math.max(low, Number(text))))
}
