import { describe, expect, it } from 'vitest'
import { sendRequest, createTestTwin } from '../../support/requests.ts'
import { document as idnow } from '../../../spec/generated/idnow.document.ts'
import { document as qyvo } from '../../../spec/generated/qyvo.document.ts'
import { document as rapidpro } from '../../../spec/generated/rapidpro.document.ts'
import { document as recrubo } from '../../../spec/generated/recrubo.document.ts'
import { vendors } from '../../../mock/vendors/index.ts'
import { DocumentValidator } from '../../spec/document-validator.ts'
import { createFaultTwin, getListPath, LISTS, readJournal, sendPost, type VendorName } from './fault-requests.ts'

const documents = { qyvo, recrubo, rapidpro, idnow }
const VENDORS = Object.keys(LISTS) as readonly VendorName[]

describe('an injected error', () => {
  it.each(VENDORS)('has the format of %s, for every documented status', async (vendor) => {
    const twin = createTestTwin({ runs: 60 })
    const validator = new DocumentValidator(documents[vendor])
    const definition = vendors.find(({ name }) => name === vendor)
    let checkedCount = 0
    for (const operation of definition?.operations ?? []) {
      for (const status of Object.keys(definition?.faultProblems?.(operation) ?? {}).map(Number)) {
        if (operation.responses[status] === undefined) continue
        const path = operation.path.replaceAll(/\{environment\}/g, 'live').replaceAll(/\{\w+\}/g, 'x')
        const headers = { 'x-flowtwin-fault': `status=${status}`, 'content-type': 'application/vnd.api+json' }
        const body = Object.keys(operation.requestBody).length === 0 ? {} : { body: {} }
        const response = await sendRequest(twin, path, { method: operation.method.toUpperCase(), headers, ...body })
        expect([operation.id, response.status, response.headers.get('x-flowtwin-fault')]).toEqual([
          operation.id,
          status,
          'request',
        ])
        if (response.headers.get('content-type')?.includes('json') === true) {
          expect([operation.id, validator.findErrors(operation.id, status, response.json)]).toEqual([operation.id, []])
        }
        checkedCount++
      }
    }
    expect(checkedCount).toBeGreaterThan(20)
  })

  it.each(VENDORS)('can be the HTML page of a proxy in front of %s', async (vendor) => {
    const twin = await createFaultTwin([{ operation: `${vendor}.*`, effect: 'status=503' }])
    const response = await sendRequest(twin, getListPath(twin, vendor), { anonymous: true })
    expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html'])
    expect(response.text).toContain('503 Service Unavailable')
  })
})

describe('a changed body', () => {
  const readWithFault = async (vendor: VendorName, effect: string, parameters = '') => {
    const twin = createTestTwin({ runs: 60 })
    const path = `${getListPath(twin, vendor)}${parameters}`
    return {
      original: await sendRequest(twin, path),
      changed: await sendRequest(twin, path, { headers: { 'x-flowtwin-fault': effect } }),
    }
  }

  it.each(VENDORS)('of %s is invalid JSON', async (vendor) => {
    const { original, changed } = await readWithFault(vendor, 'invalid-json')
    expect([changed.status, changed.json]).toEqual([200, undefined])
    expect(original.text.startsWith(changed.text)).toBe(true)
  })

  it('can have another media type', async () => {
    const { original, changed } = await readWithFault('idnow', 'content-type=text/html; charset=utf-8')
    expect([changed.headers.get('content-type'), changed.text]).toEqual(['text/html; charset=utf-8', original.text])
  })

  it.each([
    ['qyvo', '/0/id'],
    ['recrubo', '/data/2/attributes/status'],
    ['rapidpro', '/results/1/uuid'],
    ['idnow', '/page/totalElements'],
  ] as const)('of %s has a field removed, null or of another type at %s', async (vendor, at) => {
    const steps = at.slice(1).split('/')
    const getValue = (body: unknown) =>
      steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], body)
    const { original, changed: withoutField } = await readWithFault(vendor, `schema=drop:${at}`)
    expect(getValue(original.json)).toBeDefined()
    expect(getValue(withoutField.json)).toBeUndefined()
    expect(getValue((await readWithFault(vendor, `schema=null:${at}`)).changed.json)).toBeNull()
    expect(typeof getValue((await readWithFault(vendor, `schema=type:${at}`)).changed.json)).not.toBe(
      typeof getValue(original.json),
    )
  })

  it('is changed in every row by a star', async () => {
    const { changed } = await readWithFault('recrubo', 'schema=drop:/data/*/attributes/status')
    expect(changed.json.data.map((row: { attributes: object }) => 'status' in row.attributes)).toEqual(
      Array.from({ length: 5 }, () => false),
    )
  })

  it('stays the same, without the fault header, where there is nothing to change', async () => {
    const twin = createTestTwin({ runs: 60 })
    const path = getListPath(twin, 'idnow')
    const original = await sendRequest(twin, path)
    const response = await sendRequest(twin, path, {
      headers: { 'x-flowtwin-fault': 'schema=drop:/content/99/outcome' },
    })
    expect([response.text, response.headers.get('x-flowtwin-fault')]).toEqual([original.text, null])
    expect((await readJournal(twin)).at(-1)).toMatchObject({
      fault: null,
      note: expect.stringContaining('nothing'),
    })
  })
})

describe('a stale read', () => {
  it.each(VENDORS)('of %s returns the previous response', async (vendor) => {
    const twin = createTestTwin({ runs: 60, every: '30s' })
    const path = getListPath(twin, vendor)
    const before = await sendRequest(twin, path)
    twin.clock.advance('1m')
    await sendPost(twin, '/_twin/v1/worlds/default/runs', { flow: 0, contact: 1 })
    twin.clock.advance('4m')
    const fresh = await sendRequest(twin, path)
    const stale = await sendRequest(twin, path, { headers: { 'x-flowtwin-fault': 'stale=5m' } })
    expect(fresh.text).not.toBe(before.text)
    expect([stale.text, stale.headers.get('x-flowtwin-fault')]).toEqual([before.text, 'request'])
    expect(stale.headers.get('date')).toBe(fresh.headers.get('date'))
    expect((await sendRequest(twin, path)).text).toBe(fresh.text)
  })

  it('can go back before the start of the world, and keeps the quirk positions', async () => {
    const twin = createTestTwin({ runs: 60, quirks: { 'idnow.outcome-case': 'upper' } })
    const path = getListPath(twin, 'idnow')
    const original = await sendRequest(twin, path)
    const stale = await sendRequest(twin, path, { headers: { 'x-flowtwin-fault': 'stale=1h' } })
    expect(stale.json.page.totalElements).toBeLessThan(original.json.page.totalElements)
    const outcomes = stale.json.content.flatMap(({ outcome }: { outcome: string | null }) => outcome ?? [])
    expect(outcomes).toEqual(outcomes.map((outcome: string) => outcome.toUpperCase()))
    expect(outcomes.length).toBeGreaterThan(0)
  })
})
