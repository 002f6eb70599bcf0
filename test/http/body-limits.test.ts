import { describe, expect, it } from 'vitest'
import { getRequestValidator, loadValidation } from '../../mock/http/validation.ts'
import { Problem } from '../../mock/http/problem.ts'
import { assertWithinLimits, DEFAULT_BODY_LIMITS } from '../../mock/http/request.ts'
import { createTwin } from '../../mock/twin.ts'
import { operations } from '../../spec/generated/control.operations.ts'
import { BEARER, FEED, sendRequest } from '../control/control-requests.ts'

const WORLD = '/_twin/v1/worlds/default'
const repeat = (text: string, count: number) => Array.from({ length: count }, () => text).join(',')
const { maxDepth, maxMembers } = DEFAULT_BODY_LIMITS

const JSON_API_HEADERS = { ...BEARER, 'content-type': 'application/vnd.api+json' }

/** One operation with a body per error format, with headers that reach the body. */
const TARGETS = [
  ['control', 'POST', `${WORLD}/clock`, {}, (text: string) => ({ error: text })],
  ['recrubo', 'POST', '/public/v2/webhooks', JSON_API_HEADERS, (detail: string) => ({ errors: [{ detail }] })],
  ['qyvo', 'POST', '/api/v1/actions/trigger-flow', BEARER, (message: string) => ({ message })],
  ['rapidpro', 'POST', '/api/v2/flow_starts.json', { authorization: 'Token x' }, (detail: string) => ({ detail })],
  ['idnow', 'POST', '/api/v1/flows/x/live/sessions', BEARER, (message: string) => ({ message })],
] as const

describe('a hostile body', () => {
  it.each(TARGETS)('gets 400, 413 or 422 in the error format of %s', async (vendor, method, path, headers, format) => {
    const twin = createTwin({ runs: 5 })
    const before = twin.world.revision
    const isDocumented = vendor === 'qyvo' ? 422 : 400
    const target =
      vendor === 'idnow' ? twin.vendors.find(({ name }) => name === 'idnow')?.demo.buildExamplePath(twin.world) : path
    for (const [body, status, text] of [
      [`{"a":"${'x'.repeat(1024 * 1024)}"}`, 413, 'larger than 1 MiB'],
      [`{"a":[${repeat('{}', maxMembers + 1)}]}`, isDocumented, `more than ${maxMembers} members`],
      [`{"a":${'['.repeat(maxDepth)}${']'.repeat(maxDepth)}}`, isDocumented, `deeper than ${maxDepth} levels`],
    ] as const) {
      const response = await sendRequest(twin, target ?? path, { method, body, headers })
      expect([vendor, response.status]).toEqual([vendor, status])
      expect(response.json).toMatchObject(format(expect.stringContaining(text)))
      expect(response.headers.get('x-flowtwin-refused')).toBe(status === 413 ? 'body' : null)
    }
    expect(twin.world.revision).toBe(before)
  })

  it('is counted without being parsed: strings hide nothing, and a form has fields', () => {
    const check = (text: string, type = 'application/json') =>
      assertWithinLimits(text, type, { maxBytes: 1000, maxDepth: 4, maxMembers: 4 })
    for (const text of ['[1,2,3,4]', '[[[[1]]]]', '["[[[[[",",,,,,","\\",,,,[[[["]', '["a&b&c&d&e&f"]']) check(text)
    for (const text of ['[1,2,3,4,5]', '[[[[[1]]]]]', '["\\\\",1,2,3,4]', '{"a":1,"b":{"c":1,"d":1,"e":1,"f":1}}'])
      expect(() => check(text)).toThrow(Problem)
    check('a=1&b=2&c=3', 'application/x-www-form-urlencoded')
    expect(() => check('a="1&b=2&c=3&d=4&e=5', 'application/x-www-form-urlencoded')).toThrow(Problem)
  })

  it('of wrong items gets at most ten places in its error, whatever its length', async () => {
    const twin = createTwin({ runs: 5 })
    for (const count of [900, 20_000, 100_000]) {
      const { status, json } = await sendRequest(twin, `${WORLD}/runs`, { body: `[${repeat('{}', count)}]` })
      expect([count, status]).toEqual([count, 400])
      expect(json.error.split(';').length).toBeLessThanOrEqual(10)
    }
    const names = Array.from({ length: 5000 }, (_, at) => `"x${at}"`).join(',')
    const attributes = `{"event":"create","resourceType":"flowRuns","fields":[${names}]}`
    const body = `{"data":{"type":"webhooks","attributes":${attributes}}}`
    const { status, json } = await sendRequest(twin, '/public/v2/webhooks', { body, headers: JSON_API_HEADERS })
    expect(status).toBe(422)
    expect(json.errors).toHaveLength(10)
  })

  it('above 64 KiB is validated up to its first error', async () => {
    await loadValidation()
    const operation = operations.find(({ id }) => id === 'insertRuns')
    if (operation === undefined) throw new Error('no operation insertRuns')
    const validator = getRequestValidator(operation)
    const countErrors = (count: number) => {
      try {
        validator.validateBody(`[${repeat('{}', count)}]`, null)
      } catch (error) {
        return error instanceof Problem ? error.details.issues?.length : error
      }
      return 0
    }
    expect(countErrors(4)).toBeGreaterThan(4)
    // The rule itself, and the branch that holds it.
    expect(countErrors(30_000)).toBeLessThanOrEqual(2)
  })
})

describe('a world that a request names', () => {
  it('is created only by a request that passes the access checks', async () => {
    const twin = createTwin({ runs: 5 })
    const countWorlds = async () => (await sendRequest(twin, '/_twin/v1/worlds')).json.worlds.length as number
    const rejected = [
      [FEED, {}, 401],
      [FEED, { 'x-flowtwin-world': 'other' }, 401],
      ['/api/v2/runs.json', {}, 403],
      ['/api/v1/none', BEARER, 404],
      ['/nothing', {}, 404],
      ['/_twin/v1/health', {}, 200],
    ] as const
    for (const [path, headers, status] of rejected) {
      const prefix = 'x-flowtwin-world' in headers ? '' : '/w/new'
      const response = await sendRequest(twin, `${prefix}${path}`, { headers: { ...headers } })
      expect([path, response.status]).toEqual([path, status])
    }
    expect((await sendRequest(twin, `/w/new${FEED}`, { method: 'DELETE', headers: BEARER })).status).toBe(405)
    expect(await countWorlds()).toBe(1)
    expect((await sendRequest(twin, `/w/new${FEED}`, { headers: BEARER })).status).toBe(200)
    expect(await countWorlds()).toBe(2)
  })

  it('is not created beyond the maximum, and the reason is given', async () => {
    const twin = createTwin({ runs: 5, maxWorlds: 2 })
    expect((await sendRequest(twin, `/w/one${FEED}`, { headers: BEARER })).status).toBe(200)
    for (let name = 0; name < 50; name++) expect((await sendRequest(twin, `/w/x${name}${FEED}`)).status).toBe(401)
    const refused = await sendRequest(twin, `/w/two${FEED}`, { headers: BEARER })
    expect([refused.status, refused.json.error]).toEqual([404, expect.stringContaining('there are 2 worlds already')])
  })
})
