import type { Fetch } from './fetch.ts'
import { worldPathOf } from './world-path.ts'

const HEALTH = '/_twin/v1/health'

/** Answers nothing of the control API but its health. */
export function withoutControl(fetch: Fetch, hint: string): Fetch {
  return (request, bindings) => (isControl(request) && !isHealth(request) ? nothing(hint) : fetch(request, bindings))
}

/** Answers nothing but the control API. */
export function onlyControl(fetch: Fetch): Fetch {
  return (request, bindings) =>
    isControl(request) ? fetch(request, bindings) : nothing('this port serves the control API under /_twin/v1')
}

function isControl(request: Request): boolean {
  const { rest } = worldPathOf(new URL(request.url).pathname)
  return rest === '/_twin' || rest.startsWith('/_twin/')
}

function isHealth(request: Request): boolean {
  return new URL(request.url).pathname === HEALTH
}

function nothing(error: string): Response {
  return new Response(JSON.stringify({ error }), { status: 404, headers: { 'content-type': 'application/json' } })
}
