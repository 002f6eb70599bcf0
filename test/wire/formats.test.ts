import { describe, expect, it } from 'vitest'
import { parseCredential, createIssuedToken, getCredentialStatus } from '../../mock/wire/credentials.ts'
import { encodeBody } from '../../mock/http/response.ts'
import { serializeItem, joinItems, serializeJson } from '../../mock/wire/json.ts'
import {
  findContentTypeError,
  isAcceptUnsupported,
  matchesMediaRange,
  parseAccept,
} from '../../mock/wire/media-type.ts'
import { getPageOffset, countPages } from '../../mock/wire/pagination.ts'
import { QueryString } from '../../mock/wire/query-string.ts'
import { normalizeUuid, isUuid } from '../../mock/wire/python-values.ts'

describe('a query string', () => {
  it('is decoded once, with plus as space, and keeps repeated names in order', () => {
    const query = new QueryString('a=1+2&b=%2B&a=%2525&c&=x&d=')
    expect(query.getAll('a')).toEqual(['1 2', '%25'])
    expect(query.getLast('a')).toBe('%25')
    expect(query.getFirst('a')).toBe('1 2')
    expect([query.getLast('b'), query.getLast('c'), query.getLast('d'), query.getLast('e')]).toEqual([
      '+',
      '',
      '',
      undefined,
    ])
    expect(query.names).toEqual(['a', 'b', 'c', '', 'd'])
  })

  it('keeps broken escapes', () => {
    expect(new QueryString('a=%zz&b=%e4&c=100%').pairs).toEqual([
      ['a', '%zz'],
      ['b', '\ufffd'],
      ['c', '100%'],
    ])
  })
})

describe('a credential', () => {
  it('has a scheme in any case and a value', () => {
    expect(parseCredential('bEaReR  abc ')).toEqual({ scheme: 'bearer', value: 'abc' })
    expect(parseCredential('Token')).toEqual({ scheme: 'token', value: '' })
    expect(parseCredential('Token a b')).toEqual({ scheme: 'token', value: 'a b' })
    expect([parseCredential(null), parseCredential('  ')]).toEqual([undefined, undefined])
  })

  it('that Flowtwin issued is the same everywhere, and differs from one with its prefix', () => {
    const token = createIssuedToken('qyvo', 64)
    expect(token).toHaveLength(64)
    expect(createIssuedToken('qyvo', 64)).toBe(token)
    const relaxed = { issued: [token], isStrict: false }
    const strict = { issued: [token], isStrict: true }
    expect([getCredentialStatus(token, relaxed), getCredentialStatus(token, strict)]).toEqual(['member', 'member'])
    expect(getCredentialStatus(`${token.slice(0, -1)}_`, relaxed)).toBe('unknown')
    expect([getCredentialStatus('my-own-token', relaxed), getCredentialStatus('my-own-token', strict)]).toEqual([
      'member',
      'unknown',
    ])
    expect([getCredentialStatus('flowtwinexpired', relaxed), getCredentialStatus('flowtwinexpired', strict)]).toEqual([
      'expired',
      'expired',
    ])
  })
})

describe('JSON', () => {
  it('is serialized as by JSON.stringify, with parts encoded in advance or not', () => {
    const rows = [{ a: 'é' }, { b: null }]
    const items = rows.map((row) => Buffer.from(serializeItem(row)))
    const array = joinItems(items)
    const toText = (value: unknown) => String(encodeBody(value))
    expect(toText(array)).toBe(JSON.stringify(rows))
    expect(toText(joinItems(items.toReversed()))).toBe(JSON.stringify(rows.toReversed()))
    expect(toText({ x: 1, rows: array, gone: undefined, y: 'z' })).toBe(JSON.stringify({ x: 1, rows, y: 'z' }))
    expect(toText({ rows: array, others: array })).toBe(JSON.stringify({ rows, others: rows }))
    expect(toText({ one: serializeJson({ c: 3 }), meta: {} })).toBe('{"one":{"c":3},"meta":{}}')
    expect(toText({ plain: true })).toBe('{"plain":true}')
    expect(toText(joinItems([]))).toBe('[]')
    expect(toText(serializeJson(5))).toBe('5')
  })
})

describe('media types', () => {
  it.each([
    [null, true],
    ['*/*', true],
    ['application/*;q=0.2', true],
    ['text/html, application/json', true],
    ['text/html', false],
    ['application/json;q=0', false],
  ])('Accept %j covers JSON: %j', (accept, covered) => {
    expect(parseAccept(accept).some((range) => matchesMediaRange(range.type, 'application/json'))).toBe(covered)
  })

  // JSON:API 1.1, "Server Responsibilities".
  it.each([
    [null, false],
    ['*/*', false],
    ['application/vnd.api+json', false],
    ['application/vnd.api+json; profile="a b"', false],
    ['application/vnd.api+json; charset=utf-8', true],
    ['application/vnd.api+json; ext="x", application/vnd.api+json', false],
    ['application/vnd.api+json; ext="x"', true],
    ['application/vnd.api+json; profile="https://a.test/1,2 https://b.test/;x=1"', false],
    ['application/vnd.api+json;q=0.5', false],
    ['text/html, application/json', false],
    ['application/vnd.api+json; charset=utf-8, */*;q=0.1', true],
    ['application/vnd.api+json; charset="a, application/vnd.api+json', true],
  ])('Accept %j is unsupported: %j', (accept, isUnsupported) => {
    expect(isAcceptUnsupported(accept)).toBe(isUnsupported)
  })

  it.each([
    ['application/vnd.api+json', undefined],
    ['Application/VND.api+json; profile=x', undefined],
    ['application/vnd.api+json; charset=utf-8', { parameter: 'charset' }],
    ['application/vnd.api+json; profile="a;b, c"', undefined],
    ['application/vnd.api+json; ext="https://a.test"', { parameter: 'ext' }],
    ['application/vnd.api+json; q=1', { parameter: 'q' }],
    ['application/json', { parameter: undefined }],
    [null, { parameter: undefined }],
  ])('Content-Type %j has the error %j', (type, error) => {
    expect(findContentTypeError(type)).toEqual(error)
  })
})

describe('numbered pages', () => {
  it.each([
    [0, 10, 0],
    [1, 10, 1],
    [10, 10, 1],
    [11, 10, 2],
    [25, 10, 3],
  ])('%i rows in pages of %i fill %i', (total, size, pages) => {
    expect(countPages(total, size)).toBe(pages)
    expect(getPageOffset({ number: 3, size })).toBe(2 * size)
  })
})

describe('a UUID', () => {
  it.each([
    '8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56',
    '8C1E5D036B7F4C2A9F48D0A3E97B1C56',
    '{8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56}',
    'urn:uuid:8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56',
  ])('is parsed from %j', (text) => expect(normalizeUuid(text)).toBe('8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56'))

  it('is recognized in its hyphenated form only, in either case', () => {
    const hyphenated = ['8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56', '8C1E5D03-6B7F-4C2A-9F48-D0A3E97B1C56']
    const other = ['8c1e5d036b7f4c2a9f48d0a3e97b1c56', '{8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c56}', '', 'abc']
    expect([hyphenated.every(isUuid), other.some(isUuid)]).toEqual([true, false])
  })

  it.each(['', 'abc', '8c1e5d03-6b7f-4c2a-9f48-d0a3e97b1c5', 'g'.repeat(32)])('is not parsed from %j', (text) => {
    expect(normalizeUuid(text)).toBeUndefined()
  })
})
