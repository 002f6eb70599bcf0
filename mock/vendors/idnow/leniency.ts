import { positionOf } from '../../http/quirk.ts'
import type { World } from '../../world/world.ts'
import { quirks } from './quirks.ts'

const LIMITS: Readonly<Record<string, readonly [number, number]>> = { page: [1, Infinity], size: [1, 100] }
const BOOLEANS: Readonly<Record<string, string>> = {
  true: 'true',
  '1': 'true',
  yes: 'true',
  false: 'false',
  '0': 'false',
  no: 'false',
}

/** Reads a parameter as another text where a quirk is more lenient than the document. */
export function reread(name: string, text: string, world: World): string {
  if (world.annex.manner.settings.size === 0) return text
  if (name === 'sortBy') {
    return text === 'sessionStatus' && positionOf(world, quirks.sortBySessionStatus) === 'accepted' ? 'status' : text
  }
  if (name === 'sortDesc') {
    return positionOf(world, quirks.booleanSpelling) === 'lenient' ? (BOOLEANS[text.toLowerCase()] ?? text) : text
  }
  const limits = LIMITS[name]
  if (limits === undefined || !/^-?\d+$/.test(text) || positionOf(world, quirks.outOfRange) === 'refused') return text
  const [low, high] = limits
  return String(Math.min(high, Math.max(low, Number(text))))
}
