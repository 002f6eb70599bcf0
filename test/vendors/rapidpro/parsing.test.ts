import { describe, expect, it } from 'vitest'
import { parsePythonInteger } from '../../../mock/wire/python-values.ts'
import { normalizeUuid } from '../../../mock/wire/python-values.ts'
import { isIso6393Code } from '../../../mock/vendors/rapidpro/write-contact.ts'
import { createTestTwin, sendRequest } from '../../support/requests.ts'
import { CONTACTS, FLOWS, findRegularFlow, GROUPS, HEAD, readFirst, RUNS, STARTS } from './requests.ts'

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'

/** Sends the bytes of a body to flow_starts.json. */
async function sendBytes(body: string | Uint8Array, type: string, twin = createTestTwin()) {
  const request = new Request(`http://localhost${STARTS}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : Buffer.from(body),
    headers: {
      'content-type': type,
      authorization: twin.vendors.find(({ name }) => name === 'rapidpro')!.demo.authorization,
    },
  })
  const response = await twin.fetch(request)
  // Tests look into bodies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  const json: any = await response.json()
  return { status: response.status, json }
}

const createJsonError = (message: string) => ({ status: 400, json: { detail: `JSON parse error - ${message}` } })
const FLOW_REQUIRED = { status: 400, json: { flow: ['This field is required.'] } }

describe('RapidPro: JSON bodies', () => {
  it.each([
    ['{"flow":', 'Expecting value: line 1 column 9 (char 8)'],
    ['{', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
    ['{"a":1,}', 'Expecting property name enclosed in double quotes: line 1 column 8 (char 7)'],
    ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
    ['{"a":1 "b":2}', "Expecting ',' delimiter: line 1 column 8 (char 7)"],
    ['[1,]', 'Expecting value: line 1 column 4 (char 3)'],
    ['[1', "Expecting ',' delimiter: line 1 column 3 (char 2)"],
    ['{} x', 'Extra data: line 1 column 4 (char 3)'],
    ['01', 'Extra data: line 1 column 2 (char 1)'],
    ['{"a\n":1}', 'Invalid control character at: line 1 column 4 (char 3)'],
    ['{"a', 'Unterminated string starting at: line 1 column 2 (char 1)'],
    [String.raw`{"a":"\x"}`, String.raw`Invalid \escape: line 1 column 7 (char 6)`],
    [String.raw`{"a":"\u12"}`, String.raw`Invalid \uXXXX escape: line 1 column 8 (char 7)`],
    ['{"a":\n  "😀" x}', "Expecting ',' delimiter: line 2 column 7 (char 12)"],
    [' ', 'Expecting value: line 1 column 2 (char 1)'],
    ['{"flow":NaN}', "Out of range float values are not JSON compliant: 'NaN'"],
    ['[-Infinity]', "Out of range float values are not JSON compliant: '-Infinity'"],
    ['\ufeff{}', 'Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)'],
  ])('reports the error in %j like Python', async (body, message) => {
    expect(await sendBytes(body, JSON_TYPE)).toEqual(createJsonError(message))
  })

  it.each([
    [[0x7b, 0x22, 0x66, 0x22, 0x3a, 0x22, 0xe9, 0x22, 0x7d], 'byte 0xe9 in position 6: invalid continuation byte'],
    [[0xff, 0xfe, 0x7b, 0x7d], 'byte 0xff in position 0: invalid start byte'],
    [[0x22, 0xe2, 0x82, 0x41, 0x22], 'bytes in position 1-2: invalid continuation byte'],
    [[0x22, 0xc0, 0x80, 0x22], 'byte 0xc0 in position 1: invalid start byte'],
  ])('reports the bytes %j that are not UTF-8', async (bytes, place) => {
    const message = `'utf-8' codec can't decode ${place}`
    expect(await sendBytes(Uint8Array.from(bytes), JSON_TYPE)).toEqual(createJsonError(message))
  })

  it('reads the declared charset, and ignores an unknown one', async () => {
    const latin1 = Buffer.from('{"flow":"caf\u00e9"}', 'latin1')
    const read = await sendBytes(latin1, `${JSON_TYPE}; charset=iso-8859-1`)
    expect(read.json).toEqual({ flow: ['No such object: caf\u00e9'] })
    for (const charset of ['nonsense', 'constructor', '__proto__'])
      expect(await sendBytes('{}', `${JSON_TYPE}; charset=${charset}`)).toEqual(FLOW_REQUIRED)
  })

  it('walks through nested invalid JSON', async () => {
    const { status, json } = await sendBytes('['.repeat(99), JSON_TYPE)
    expect([status, json.detail]).toEqual([400, expect.stringContaining('(char 99)')])
  })
})

describe('RapidPro: forms', () => {
  it('start contacts by form, with false for an absent boolean', async () => {
    const twin = createTestTwin()
    const { uuid } = await findRegularFlow(twin)
    const body = `flow=${uuid}&urns=tel%3A%2B250788123125&urns=mailto:a@example.org&params=${encodeURIComponent('{"a":[1]}')}`
    const { status, json } = await sendBytes(body, FORM, twin)
    expect([status, json]).toEqual([
      201,
      expect.objectContaining({ restart_participants: false, exclude_active: false, params: { a: { 0: 1 } } }),
    ])
  })

  it('read the fields of multipart bodies', async () => {
    const twin = createTestTwin()
    const { uuid } = await findRegularFlow(twin)
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const type = 'multipart/form-data; boundary=b'
    expect(await sendBytes(`${part('flow', String(uuid))}--b--\r\n`, type, twin)).toEqual({
      status: 400,
      json: { non_field_errors: ['Must specify at least one group, contact or URN'] },
    })
    const started = await sendBytes(
      `${part('flow', String(uuid))}${part('groups', 'Field staff')}--b--\r\n`,
      type,
      twin,
    )
    expect([started.status, started.json.groups]).toEqual([201, [expect.objectContaining({ name: 'Field staff' })]])
    expect((await sendBytes('x', 'multipart/form-data', twin)).json).toEqual({
      detail: 'Multipart form parse error - Invalid boundary in multipart: None',
    })
  })
})

describe('RapidPro: dates by the rules of iso8601', () => {
  it.each([
    ['2015-9-5', true],
    ['2015', true],
    ['2015-09', true],
    ['20150915', true],
    ['20150915T000000Z', true],
    ['2015-09-15T00:00:5Z', true],
    ['2015-09-15T00:00:00,5Z', true],
    ['2015-09-15 00', true],
    ['2015-09-15T00:00:00+23:59', true],
    ['0001-01-01', true],
    ['201509', false],
    ['2015-09-15t00:00:00Z', false],
    ['2015-09-15T00:00:00z', false],
    ['2015-09-15T1:00', false],
    ['2015-09-15T00:00:00+24:00', false],
    ['2015-09-15T00:00:00+99:99', false],
    ['0000-01-01', false],
    ['2015-02-29', false],
    ['2015-09-15T00:00:60Z', false],
    ['2015-09-15T00:00:00 00:00', false],
  ])('reads %s: %s', async (after, isRead) => {
    const { json } = await sendRequest(createTestTwin(), `${RUNS}?after=${encodeURIComponent(after)}`)
    expect(json.results.length > 0).toBe(isRead)
  })

  it('hints at a plus sign that was not encoded', async () => {
    const twin = createTestTwin()
    await sendRequest(twin, `${RUNS}?after=2015-09-15T00:00:00+00:00`)
    const { json } = await sendRequest(twin, '/_twin/v1/worlds/default/journal')
    expect(JSON.stringify(json)).toContain('write %2B for the plus sign')
  })
})

describe('RapidPro: numbers and UUIDs as Python reads them', () => {
  it.each([
    ['5_88', 588],
    [' +7\n', 7],
    ['\u0661\u0662', 12],
    ['\u096a\u096b', 45],
    ['\ud835\udfd8\ud835\udfe1', 9],
    ['5__8', undefined],
    ['_5', undefined],
    ['1.0', undefined],
    ['', undefined],
  ])('parses the integer %j to %j', (text, value) => {
    expect(parsePythonInteger(text)).toBe(value)
  })

  const UUID = '0a225758-8160-43c0-a3d9-61ef3dd86e5a'
  it.each([
    [UUID.toUpperCase(), UUID],
    [`{${UUID}}`, UUID],
    [UUID.replaceAll('-', ''), UUID],
    [`urn:uuid:${UUID}`, UUID],
    ['0_a22575-8160-73c0-a3d9-61ef3dd86e5a', '00a22575-8160-73c0-a3d9-61ef3dd86e5a'],
    [UUID.replace('0', '\u0660'), UUID],
    [UUID.slice(1), undefined],
    [`${UUID.slice(0, -1)}g`, undefined],
    [`-${'1'.repeat(31)}x`, undefined],
  ])('reads the UUID %j as %j', (text, uuid) => {
    expect(normalizeUuid(text)).toBe(uuid)
  })

  it('compares the uuid of flows, contacts and groups as text in version 9 and as a UUID in the newer line', async () => {
    for (const path of [FLOWS, CONTACTS, GROUPS]) {
      const twin = createTestTwin()
      const uuid = String((await readFirst(twin, path))['uuid'])
      const all = (await sendRequest(twin, path)).json.results.length
      const count = async (text: string) => (await sendRequest(twin, `${path}?uuid=${text}`)).json.results.length
      expect([await count(uuid), await count(uuid.toUpperCase()), await count('abc'), await count('')]).toEqual([
        1,
        0,
        0,
        all,
      ])
      const newer = createTestTwin({ quirks: HEAD })
      expect((await sendRequest(newer, `${path}?uuid=${uuid.toUpperCase()}`)).json.results).toHaveLength(1)
      expect((await sendRequest(newer, `${path}?uuid=abc`)).json).toEqual({
        detail: "Param 'uuid': abc is not a valid UUID.",
      })
    }
  })

  it.each([
    ['eng', true],
    ['ita', true],
    ['zzj', true],
    ['xyz', false],
    ['en', false],
    ['ENG', false],
  ])('knows the language code %s: %s', (code, isKnown) => {
    expect(isIso6393Code(code)).toBe(isKnown)
  })
})
