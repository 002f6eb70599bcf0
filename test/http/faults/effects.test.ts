import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { document as idnow } from '../../../spec/generated/idnow.document.ts'
import { document as qyvo } from '../../../spec/generated/qyvo.document.ts'
import { document as rapidpro } from '../../../spec/generated/rapidpro.document.ts'
import { document as recrubo } from '../../../spec/generated/recrubo.document.ts'
import { vendors } from '../../../mock/vendors/index.ts'
import { DocumentValidator } from '../../spec/document-validator.ts'
import { armedTwin, listOf, LISTS, type VendorName } from './fault-requests.ts'

const documents = { qyvo, recrubo, rapidpro, idnow }
const VENDORS = Object.keys(LISTS) as readonly VendorName[]

describe('a refusal on demand', () => {
  it.each(VENDORS)('wears the dress of %s, for every status that an operation documents', async (vendor) => {
    const twin = createTestTwin({ runs: 60 })
    const validator = new DocumentValidator(documents[vendor])
    const own = vendors.find(({ name }) => name === vendor)
    let proven = 0
    for (const operation of own?.operations ?? []) {
      for (const status of Object.keys(own?.faultProblems?.(operation) ?? {}).map(Number)) {
        if (operation.responses[status] === undefined) continue
        const path = operation.path.replaceAll(/\{environment\}/g, 'live').replaceAll(/\{\w+\}/g, 'x')
        const headers = { 'x-flowtwin-fault': `status=${status}`, 'content-type': 'application/vnd.api+json' }
        const body = Object.keys(operation.requestBody).length === 0 ? {} : { body: {} }
        const answer = await sendRequest(twin, path, { method: operation.method.toUpperCase(), headers, ...body })
        expect([operation.id, answer.status, answer.headers.get('x-flowtwin-fault')]).toEqual([
          operation.id,
          status,
          'request',
        ])
        if (answer.headers.get('content-type')?.includes('json') === true) {
          expect([operation.id, validator.findErrors(operation.id, status, answer.json)]).toEqual([operation.id, []])
        }
        proven++
      }
    }
    expect(proven).toBeGreaterThan(20)
  })

  it.each(VENDORS)('comes from a proxy before %s as a page', async (vendor) => {
    const twin = await armedTwin([{ operation: `${vendor}.*`, effect: 'status=503' }])
    const answer = await sendRequest(twin, listOf(twin, vendor), { anonymous: true })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html'])
    expect(answer.text).toContain('503 Service Unavailable')
  })
})

describe('the content of an answer', () => {
  const faulted = async (vendor: VendorName, effect: string, more = '') => {
    const twin = createTestTwin({ runs: 60 })
    const path = `${listOf(twin, vendor)}${more}`
    return {
      usual: await sendRequest(twin, path),
      answer: await sendRequest(twin, path, { headers: { 'x-flowtwin-fault': effect } }),
    }
  }

  it.each(VENDORS)('of %s is JSON no more', async (vendor) => {
    const { usual, answer } = await faulted(vendor, 'invalid-json')
    expect([answer.status, answer.json]).toEqual([200, undefined])
    expect(usual.text.startsWith(answer.text)).toBe(true)
  })

  it('claims another media type', async () => {
    const { usual, answer } = await faulted('idnow', 'content-type=text/html; charset=utf-8')
    expect([answer.headers.get('content-type'), answer.text]).toEqual(['text/html; charset=utf-8', usual.text])
  })

  it.each([
    ['qyvo', '/0/id'],
    ['recrubo', '/data/2/attributes/status'],
    ['rapidpro', '/results/1/uuid'],
    ['idnow', '/page/totalElements'],
  ] as const)('of %s has a member left out, null or of a wrong type at %s', async (vendor, at) => {
    const steps = at.slice(1).split('/')
    const valueOf = (body: unknown) =>
      steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], body)
    const { usual, answer: without } = await faulted(vendor, `schema=drop:${at}`)
    expect(valueOf(usual.json)).toBeDefined()
    expect(valueOf(without.json)).toBeUndefined()
    expect(valueOf((await faulted(vendor, `schema=null:${at}`)).answer.json)).toBeNull()
    expect(typeof valueOf((await faulted(vendor, `schema=type:${at}`)).answer.json)).not.toBe(
      typeof valueOf(usual.json),
    )
  })

  it('is spoilt in every row by a star', async () => {
    const { answer } = await faulted('recrubo', 'schema=drop:/data/*/attributes/status')
    expect(answer.json.data.map((row: { attributes: object }) => 'status' in row.attributes)).toEqual(
      Array.from({ length: 5 }, () => false),
    )
  })

  it('is left alone, unmarked, where there is nothing to change', async () => {
    const twin = createTestTwin({ runs: 60 })
    const path = listOf(twin, 'idnow')
    const usual = await sendRequest(twin, path)
    const answer = await sendRequest(twin, path, { headers: { 'x-flowtwin-fault': 'schema=drop:/content/99/outcome' } })
    expect([answer.text, answer.headers.get('x-flowtwin-fault')]).toEqual([usual.text, null])
    expect(twin.journal.listJournalEntries().at(-1)).toMatchObject({
      fault: null,
      note: expect.stringContaining('nothing'),
    })
  })
})

describe('a stale read', () => {
  it.each(VENDORS)('of %s is the answer of before', async (vendor) => {
    const twin = createTestTwin({ runs: 60, every: '30s' })
    const path = listOf(twin, vendor)
    const before = await sendRequest(twin, path)
    twin.clock.advance('1m')
    twin.world.applyOperation({ kind: 'create', flow: 0, contact: 1, environment: 'live', input: null })
    twin.clock.advance('4m')
    const fresh = await sendRequest(twin, path)
    const stale = await sendRequest(twin, path, { headers: { 'x-flowtwin-fault': 'stale=5m' } })
    expect(fresh.text).not.toBe(before.text)
    expect([stale.text, stale.headers.get('x-flowtwin-fault')]).toEqual([before.text, 'request'])
    expect(stale.headers.get('date')).toBe(fresh.headers.get('date'))
    expect((await sendRequest(twin, path)).text).toBe(fresh.text)
  })

  it('goes back behind the start of the world, and keeps the positions of quirks', async () => {
    const twin = createTestTwin({ runs: 60, quirks: { 'idnow.outcome-case': 'upper' } })
    const path = listOf(twin, 'idnow')
    const usual = await sendRequest(twin, path)
    const stale = await sendRequest(twin, path, { headers: { 'x-flowtwin-fault': 'stale=1h' } })
    expect(stale.json.page.totalElements).toBeLessThan(usual.json.page.totalElements)
    const outcomes = stale.json.content.flatMap(({ outcome }: { outcome: string | null }) => outcome ?? [])
    expect(outcomes).toEqual(outcomes.map((outcome: string) => outcome.toUpperCase()))
    expect(outcomes.length).toBeGreaterThan(0)
  })
})
