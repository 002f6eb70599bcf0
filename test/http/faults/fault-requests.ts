import { expect } from 'vitest'
import type { FaultRule } from '../../../mock/http/faults/rule.ts'
import type { Twin, TwinOptions } from '../../../mock/twin.ts'
import { type TestResponse, sendRequest, createTestTwin } from '../../support/requests.ts'

export const FAULTS = '/_twin/v1/worlds/default/faults'

/** A rule without a required id. */
export type NewFaultRule = Omit<FaultRule, 'id'> & { readonly id?: string }

/** One list of each vendor, in the default world of `armedTwin`. */
export const LISTS = {
  qyvo: { operation: 'qyvo.newFlowTriggered', path: '/api/v1/triggers/new-flow-triggered' },
  recrubo: { operation: 'recrubo.listFlowRuns', path: '/public/v2/flow-runs?page[size]=5' },
  rapidpro: { operation: 'rapidpro.listRuns', path: '/api/v2/runs.json' },
  idnow: { operation: 'idnow.listSessions', path: '' },
} as const

export type VendorName = keyof typeof LISTS

/** Returns the path of a list of runs, with small pages. */
export function getListPath(twin: Twin, vendor: VendorName): string {
  if (vendor !== 'idnow') return LISTS[vendor].path
  const example = twin.vendors.find(({ name }) => name === 'idnow')?.demo.buildExamplePath(twin.world) ?? ''
  return `${example.slice(0, example.indexOf('?'))}?size=5`
}

/** Sets the rules of a world. */
export async function setFaults(twin: Twin, rules: readonly NewFaultRule[], world = 'default'): Promise<TestResponse> {
  return sendPut(twin, `/_twin/v1/worlds/${world}/faults`, { rules })
}

export async function sendPut(twin: Twin, path: string, body: unknown): Promise<TestResponse> {
  return sendRequest(twin, path, { method: 'PUT', body, headers: { 'content-type': 'application/json' } })
}

export async function sendPost(twin: Twin, path: string, body: unknown): Promise<TestResponse> {
  return sendRequest(twin, path, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
}

/** Returns the requests in the journal of the default world, oldest first. */
export async function readJournal(twin: Twin): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await sendRequest(twin, '/_twin/v1/worlds/default/journal')).json.entries
}

/** Returns the number of operations of the default world, and its time in microseconds. */
export async function readProgress(twin: Twin): Promise<{ readonly operations: number; readonly now: number }> {
  const { json } = await sendRequest(twin, '/_twin/v1/worlds/default')
  return { operations: json.operationCount, now: Date.parse(json.now) * 1000 }
}

/** Creates a mock server with rules. */
export async function createFaultTwin(rules: readonly NewFaultRule[], options: TwinOptions = {}): Promise<Twin> {
  const twin = createTestTwin({ runs: 60, ...options })
  const { status, text } = await setFaults(twin, rules)
  expect(text).not.toContain('"error"')
  expect(status).toBe(200)
  return twin
}

/** Returns the statuses of repeated requests. */
export async function readStatuses(twin: Twin, path: string, count: number): Promise<readonly number[]> {
  const statuses: number[] = []
  for (let call = 0; call < count; call++) statuses.push((await sendRequest(twin, path)).status)
  return statuses
}
