import { signal } from '@preact/signals'

/** The parts of the page. */
export const VIEWS = [
  ['live', 'Live'],
  ['requests', 'Requests'],
  ['faults', 'Faults'],
  ['audit', 'Audit'],
  ['worlds', 'Worlds'],
  ['report', 'Report'],
] as const

export type View = (typeof VIEWS)[number][0]

/**
 * What the page's own address says behind its #: which part of which world, and what was handed over with the link. No
 * server ever sees a fragment, so a token or a whole world may stand in it.
 */
export interface Route {
  readonly view: View
  readonly world: string | null
  readonly token: string | null
  readonly snapshot: string | null
}

export const route = signal(parseRoute())

export function followRoute(): void {
  addEventListener('hashchange', () => {
    route.value = parseRoute()
  })
}

/** The address of a part of the page, in the world that is shown. */
export function buildHref(view: View, world: string): string {
  return `#${new URLSearchParams({ view, world }).toString()}`
}

function parseRoute(): Route {
  const given = new URLSearchParams(location.hash.slice(1))
  const wanted = given.has('capsule') ? 'worlds' : given.get('view')
  const view = VIEWS.find(([name]) => name === wanted)?.[0] ?? 'live'
  return {
    view,
    world: given.get('world') ?? parseWorldFromPath(),
    token: given.get('token'),
    snapshot: given.get('capsule'),
  }
}

/** The page may stand below the path of a world. */
function parseWorldFromPath(): string | null {
  return /^\/w\/([a-z0-9-]+)\//.exec(location.pathname)?.[1] ?? null
}
