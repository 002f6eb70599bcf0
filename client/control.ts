import { operations as facts } from '../spec/generated/control.operations.ts'
import type { AnswerOf, AskedOf, ControlOperation } from './operation.ts'
import { ControlRefusal, NoTwin } from './refusal.ts'

/** Answers requests: a twin's own `fetch`, or the network. */
export type Send = (request: Request) => Promise<Response>

/** Where a twin is controlled, and how to get in. */
export interface ControlAccess {
  /** Scheme and authority. */
  readonly origin: string
  readonly send: Send
  /** What a server wants that listens beyond its own machine. */
  readonly token?: string
}

/** A request of the control API. */
export interface ControlRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below /_twin/v1. */
  readonly path: string
  readonly body?: unknown
}

const BASE = '/_twin/v1'

/**
 * Asks the control API of a twin.
 * @throws {NoTwin} when nothing answers there, or something else does
 * @throws {ControlRefusal} when it refuses
 */
export async function control(access: ControlAccess, { method, path, body }: ControlRequest): Promise<unknown> {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(access.token === undefined ? {} : { authorization: `Bearer ${access.token}` }),
  }
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await answered(
    access,
    new Request(`${access.origin}${BASE}${path}`, { method, headers, ...content }),
  )
  const text = await response.text()
  const value: unknown = text === '' ? null : parsed(text, access)
  if (response.ok) return value
  const said = typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : text
  throw new ControlRefusal(response.status, said)
}

/**
 * Has an operation done by its name; an operation inside a world takes that one's.
 * @throws {NoTwin} as `control`
 * @throws {ControlRefusal} as `control`
 */
export async function controlBy<Id extends ControlOperation>(
  access: ControlAccess & { readonly world: string },
  id: Id,
  asked?: AskedOf<Id>,
): Promise<AnswerOf<Id>> {
  const operation = facts.find((one) => one.id === id)
  if (operation === undefined) throw new Error(`spec/control.yaml has no operation "${id}"`)
  // What the types have checked by name is read by name here.
  const { path = {}, query = {}, body } = (asked ?? {}) as Loose
  const values: Readonly<Record<string, unknown>> = { world: access.world, ...path }
  const filled = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString()
  const answer = await control(access, {
    method: operation.method.toUpperCase() as ControlRequest['method'],
    path: `${filled.slice(BASE.length)}${search === '' ? '' : `?${search}`}`,
    ...(body === undefined ? {} : { body }),
  })
  return answer as AnswerOf<Id>
}

interface Loose {
  readonly path?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
}

async function answered({ origin, send }: ControlAccess, request: Request): Promise<Response> {
  try {
    return await send(request)
  } catch (error) {
    throw new NoTwin(`nothing answers at ${origin}; start one with "flowtwin serve"`, { cause: error })
  }
}

function parsed(text: string, { origin }: ControlAccess): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new NoTwin(`what answers at ${origin} is no Flowtwin`, { cause: error })
  }
}
