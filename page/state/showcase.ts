import type { ApiRequest } from '../control.ts'
import { health, worldName, worlds } from './world.ts'

/** A request to a vendor that answers with runs; null while nothing is known of the server. */
export function buildDemoRequest(): ApiRequest | null {
  const prefix = worlds.value.find(({ name }) => name === worldName.value)?.path ?? ''
  const vendors = health.value?.vendors ?? []
  const found = DEMO_PATHS.flatMap(([name, path]) => {
    const vendor = vendors.find((one) => one.name === name)
    return vendor === undefined ? [] : [{ path: `${prefix}${path}`, authorization: vendor.authorization }]
  })[0]
  if (found === undefined) return null
  return { method: 'GET', path: found.path, headers: { authorization: found.authorization } }
}

const DEMO_PATHS = [
  ['rapidpro', '/api/v2/runs.json'],
  ['recrubo', '/public/v2/flow-runs'],
  ['qyvo', '/api/v1/dropdowns/flows'],
  ['idnow', '/api/v1/flows/live'],
] as const
