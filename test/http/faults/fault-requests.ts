import { expect } from 'vitest'
import type { FaultRule } from '../../../mock/http/faults/rule.ts'
import type { Twin, TwinOptions } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest, createTestTwin } from '../../support/requests.ts'

export const FAULTS = '/_twin/v1/worlds/default/faults'

/** A rule as somebody writes it. */
export type Written = Omit<FaultRule, 'id'> & { readonly id?: string }

/** One list of each vendor, in the default world of `armedTwin`. */
export const LISTS = {
  qyvo: { operation: 'qyvo.newFlowTriggered', path: '/api/v1/triggers/new-flow-triggered' },
  recrubo: { operation: 'recrubo.listFlowRuns', path: '/public/v2/flow-runs?page[size]=5' },
  rapidpro: { operation: 'rapidpro.listRuns', path: '/api/v2/runs.json' },
  idnow: { operation: 'idnow.listSessions', path: '' },
} as const

export type VendorName = keyof typeof LISTS

/** A path that lists runs of a vendor, of the smallest page that the vendor gives. */
export function listOf(twin: Twin, vendor: VendorName): string {
  if (vendor !== 'idnow') return LISTS[vendor].path
  const shown = twin.vendors.find(({ name }) => name === 'idnow')?.demo.buildExamplePath(twin.world) ?? ''
  return `${shown.slice(0, shown.indexOf('?'))}?size=5`
}

/** Arms rules in a world, the default one unless told otherwise. */
export async function arm(twin: Twin, rules: readonly Written[], world = 'default'): Promise<TestResponse> {
  return put(twin, `/_twin/v1/worlds/${world}/faults`, { rules })
}

export async function put(twin: Twin, path: string, body: unknown): Promise<TestResponse> {
  return sendRequest(twin, path, { method: 'PUT', body, headers: { 'content-type': 'application/json' } })
}

export async function post(twin: Twin, path: string, body: unknown): Promise<TestResponse> {
  return sendRequest(twin, path, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
}

/** A twin that is armed with rules. */
export async function armedTwin(rules: readonly Written[], options: TwinOptions = {}): Promise<Twin> {
  const twin = createTestTwin({ runs: 60, ...options })
  const { status, text } = await arm(twin, rules)
  expect(text).not.toContain('"error"')
  expect(status).toBe(200)
  return twin
}

/** The statuses of so many answers. */
export async function statuses(twin: Twin, path: string, count: number): Promise<readonly number[]> {
  const found: number[] = []
  for (let call = 0; call < count; call++) found.push((await sendRequest(twin, path)).status)
  return found
}
