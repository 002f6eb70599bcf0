import type { FetchHandler } from './fetch.ts'
import { splitWorldPath } from './world-path.ts'

const HEALTH_PATH = '/_twin/v1/health'

/** Answers nothing of the control API but its health. */
export function excludeControl(fetch: FetchHandler, hint: string): FetchHandler {
  return (request, bindings) =>
    isControlRequest(request) && !isHealthRequest(request) ? createNotFoundResponse(hint) : fetch(request, bindings)
}

/** Answers nothing but the control API. */
export function restrictToControl(fetch: FetchHandler): FetchHandler {
  return (request, bindings) =>
    isControlRequest(request)
      ? fetch(request, bindings)
      : createNotFoundResponse('this port serves the control API under /_twin/v1')
}

function isControlRequest(request: Request): boolean {
  const { path } = splitWorldPath(new URL(request.url).pathname)
  return path === '/_twin' || path.startsWith('/_twin/')
}

function isHealthRequest(request: Request): boolean {
  return new URL(request.url).pathname === HEALTH_PATH
}

function createNotFoundResponse(error: string): Response {
  return new Response(JSON.stringify({ error }), { status: 404, headers: { 'content-type': 'application/json' } })
}
