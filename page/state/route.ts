import { signal } from '@preact/signals'

/** Name in the URL and title of each view. */
export const VIEWS = [
  ['live', 'Live'],
  ['requests', 'Requests'],
  ['faults', 'Faults'],
  ['settings', 'Settings'],
  ['delivery', 'Delivery'],
  ['worlds', 'Worlds'],
  ['report', 'Report'],
] as const

export type View = (typeof VIEWS)[number][0]

/** The parameters in the URL fragment. Browsers do not send fragments, so it may hold a token or a whole world. */
interface Route {
  readonly view: View
  readonly world: string | null
  readonly token: string | null
  /** An encoded snapshot of a world. */
  readonly snapshot: string | null
}

export const route = signal(parseRoute())

export function followRoute(): void {
  addEventListener('hashchange', () => {
    route.value = parseRoute()
  })
}

/** Builds the link to a view of a world. */
export function buildHref(view: View, world: string): string {
  return `#${new URLSearchParams({ view, world }).toString()}`
}

function parseRoute(): Route {
  const parameters = new URLSearchParams(location.hash.slice(1))
  const snapshot = parameters.get('snapshot')
  const view = snapshot === null ? parameters.get('view') : 'worlds'
  return {
    view: VIEWS.find(([name]) => name === view)?.[0] ?? 'live',
    world: parameters.get('world') ?? parseWorldFromPath(),
    token: parameters.get('token'),
    snapshot,
  }
}

/** Returns the world of a page that is served below `/w/<world>/`. */
function parseWorldFromPath(): string | null {
  return /\/w\/([a-z0-9-]+)\/_twin\//.exec(location.pathname)?.[1] ?? null
}
