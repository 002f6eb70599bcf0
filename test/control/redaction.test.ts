import { describe, expect, it } from 'vitest'
import { createRedactor, findSecretsInText, findSecretsInHeader } from '../../mock/wire/redaction.ts'
import { sendRequest, createControlTwin, FEED } from './control-requests.ts'
import { vendors } from '../../mock/vendors/index.ts'

const WORLD = '/_twin/v1/worlds/default'
const JSON_BODY = { 'content-type': 'application/json' }

/** Returns all responses of the control API about the requests. */
async function readAllResponses(twin: ReturnType<typeof createControlTwin>, canary: string): Promise<string> {
  const responses = [
    await sendRequest(twin, `${WORLD}/journal`),
    await sendRequest(twin, `${WORLD}/journal?text=${encodeURIComponent(canary)}`),
    await sendRequest(twin, `${WORLD}/journal.har`),
    await sendRequest(twin, `${WORLD}/delivery-report`),
    await sendRequest(twin, `${WORLD}/delivery-report?credential=${encodeURIComponent(canary)}`),
    await sendRequest(twin, `${WORLD}/journal/verify`, {
      body: { expectations: [{ vendor: 'qyvo', status: 299 }, { text: canary }] },
    }),
    await sendRequest(twin, `${WORLD}/journal/wait`, { body: { vendor: 'qyvo', status: 299, timeout: '1ms' } }),
  ]
  const entries = twin.journal
    .listJournalEntries()
    .map((entry) => JSON.stringify([entry.target, entry.note, entry.hints]))
  return [...responses.map(({ text }) => text), ...entries].join('\n')
}

describe('a credential', () => {
  it.each([
    ['a Bearer token', 'canary-4f1e9b7a22', (value: string) => `Bearer ${value}`],
    ['a bare key', 'CanaryKey000111222', (value: string) => value],
    ['a token of another scheme', 'canary~with.dots_99', (value: string) => `Token ${value}`],
    ['a token with characters that are encoded', 'canary+/needs=coding', (value: string) => `Bearer ${value}`],
    ['a key of two words', 'canaryword secondword', (value: string) => value],
  ])('that is %s appears in no response, wherever it was sent', async (_, canary, header) => {
    const twin = createControlTwin()
    const headers = {
      authorization: header(canary),
      'x-api-key': canary,
      cookie: `session=${canary}`,
      'x-copy': canary,
    }
    await sendRequest(twin, `${FEED}?flow_id=&copy=${encodeURIComponent(canary)}&token=${encodeURIComponent(canary)}`, {
      headers,
    })
    await sendRequest(twin, `/api/v1/actions/${encodeURIComponent(canary)}`, { headers })
    const body = { name: `I am ${canary}`, phone: '+31612345678', secret: canary, nested: { [canary]: [canary] } }
    await sendRequest(twin, '/api/v1/actions/create-contact', { body, headers })
    await sendRequest(twin, `/nowhere?copy=${encodeURIComponent(canary)}`)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const formBody = `grant_type=client_credentials&client_secret=${encodeURIComponent(canary)}`
    await sendRequest(twin, '/oidc/token', { method: 'POST', body: formBody, headers: form })
    const text = await readAllResponses(twin, canary)
    for (const spelling of [canary, encodeURIComponent(canary), canary.toLowerCase(), ...canary.split(' ')]) {
      expect(text).not.toContain(spelling)
    }
    expect(text).toContain('[redacted]')
  })

  it('stays hidden after its first request is dropped', async () => {
    const twin = createControlTwin({ limits: false })
    const canary = 'canary-of-long-ago'
    await sendRequest(twin, FEED, { headers: { authorization: `Bearer ${canary}` } })
    for (let call = 0; call < 1000; call++)
      await sendRequest(twin, FEED, { headers: { authorization: 'Bearer another-one' } })
    await sendRequest(twin, `${FEED}?copy=${canary}`, { headers: { authorization: 'Bearer another-one' } })
    expect(await readAllResponses(twin, canary)).not.toContain(canary)
  })

  it('that the server has issued is hidden in the response that issued it', async () => {
    const twin = createControlTwin()
    const client = twin.vendors.find(({ name }) => name === 'idnow')?.demo.clients?.[0]
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client?.id ?? '',
      client_secret: client?.secret ?? '',
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const path = vendors.flatMap(({ operations }) => operations).find(({ id }) => id === 'issueToken')?.path ?? ''
    const issued = await sendRequest(twin, path, { method: 'POST', body: form.toString(), headers })
    expect(issued.json.access_token).toMatch(/\w{20}/)
    const text = await readAllResponses(twin, 'x')
    expect(text).not.toContain(issued.json.access_token)
    expect(text).not.toContain(client?.secret)
    expect(text).toContain('access_token')
  })

  it('has a fingerprint that differs from others', async () => {
    const twin = createControlTwin()
    for (const name of ['first', 'second', 'first']) {
      await sendRequest(twin, FEED, { headers: { ...JSON_BODY, authorization: `Bearer ${name}-client` } })
    }
    const [one, two, three] = twin.journal.listJournalEntries().map(({ credential }) => credential)
    expect(one).toMatch(/^[0-9a-f]{12}$/)
    expect([one === two, one === three]).toEqual([false, true])
  })
})

describe('redaction', () => {
  const redactor = createRedactor(['swordfish-123'])

  it('keeps known schemes only', () => {
    expect(redactor.redactHeader('authorization', 'Token abc')).toBe('Token [redacted]')
    expect(redactor.redactHeader('authorization', 'abcdef ghi')).toBe('[redacted]')
    expect(redactor.redactHeader('accept', 'text/html')).toBe('text/html')
  })

  it('replaces known values in any case and encoding', () => {
    expect(redactor.redactText('so it was SwordFish-123!')).toBe('so it was [redacted]!')
    expect(redactor.redactTarget('/a/%73wordfish-123?x=1')).toBe('/a/[redacted]?x=1')
  })

  it('replaces a known value with separators in a target, beside encoded parts and alone', () => {
    const own = createRedactor(['base64/with=padding'])
    expect(own.redactTarget('/things?page=1&q=base64/with=padding')).toBe('/things?page=1&q=[redacted]')
    expect(own.redactTarget('/things?name=Ann%20Lee&q=base64/with=padding')).toBe('/things?name=Ann%20Lee&q=[redacted]')
    expect(own.redactTarget('/things?q=base%36%34%2Fwith%3Dpadding')).toBe('/things?q=[redacted]')
  })

  it('replaces the values of secret fields, also when they are cut off', () => {
    expect(redactor.redactText('{"api_key":"k1","n":1}')).toBe('{"api_key":"[redacted]","n":1}')
    expect(redactor.redactText('{"clientSecret":"never end')).toBe('{"clientSecret":"[redacted]"')
    expect(redactor.redactTarget('/x?access_token=k&page=2')).toBe('/x?access_token=[redacted]&page=2')
    expect(redactor.redactText('{"token_type":"Bearer","keyword":"hello"}')).toBe(
      '{"token_type":"Bearer","keyword":"hello"}',
    )
  })

  it('finds secrets in headers and bodies', () => {
    expect(findSecretsInHeader('Authorization', `Basic ${btoa('id:pass-word')}`)).toContain('pass-word')
    expect(findSecretsInHeader('authorization', 'Bearer alpha.rest')).toEqual(
      expect.arrayContaining(['alpha.rest', 'rest']),
    )
    expect(findSecretsInText('{"password":"a\\"b"}')).toContain('a"b')
    expect(findSecretsInText('a=1&password=x%20y')).toContain('x y')
  })
})

describe('a secret with a name of its own', () => {
  const redactor = createRedactor([])

  it.each([
    ['x-hub-signature', 'sha1=0a1b2c'],
    ['X-Hub-Signature-256', 'sha256=0a1b2c'],
    ['x-csrf-token', 'canary'],
    ['X-CSRFToken', 'canary'],
    ['X-XSRF', 'canary'],
    ['x-session-id', 'canary'],
    ['X-Session', 'canary'],
    ['session-key', 'canary'],
    ['x-user-pin', '4711'],
  ])('is masked in the header %s', (name, value) => {
    expect(redactor.redactHeader(name, value)).toBe('[redacted]')
  })

  it.each([
    'pass',
    'smtp_pass',
    'pin',
    'card-pin',
    'privateKey',
    'private_key',
    'csrfToken',
    'csrf_token',
    'session',
    'PHPSESSID',
    'sid',
  ])('is masked in the field and the parameter %s', (name) => {
    expect(redactor.redactText(JSON.stringify({ [name]: 'canary', id: 'stays' }))).toBe(
      `{"${name}":"[redacted]","id":"stays"}`,
    )
    expect(redactor.redactText(`a=1&${name}=canary&b=2`)).toBe(`a=1&${name}=[redacted]&b=2`)
    expect(redactor.redactTarget(`/path?${name}=canary`)).toBe(`/path?${name}=[redacted]`)
  })

  it('is masked as a number', () => {
    expect(redactor.redactText('{"pin":4711}')).toBe('{"pin":"[redacted]"}')
  })

  it.each([
    ['{"url":"https://user:canary@host/path"}', '{"url":"https://[redacted]@host/path"}'],
    [String.raw`{"url":"https:\/\/user:canary@host"}`, String.raw`{"url":"https:\/\/[redacted]@host"}`],
    ['redis://canary@host:6379 and more', 'redis://[redacted]@host:6379 and more'],
    ['next=https%3A%2F%2Fuser%3Acanary%40host%2F', 'next=https%3A%2F%2F[redacted]%40host%2F'],
  ])('is masked in the URL of %s', (text, redacted) => {
    expect(redactor.redactText(text)).toBe(redacted)
    expect(findSecretsInText(text).join(' ')).toContain('canary')
  })

  it.each([
    '{"sessionId":"019bc0e2","sessionStatus":"RUNNING","session_id":"7"}',
    '{"compass":"north","bypass":"yes","pinned":"1","spin":"2","key":"wants_help"}',
    'https://host/path?mail=ada@example.com',
    'next=https%3A%2F%2Fhost%2F%3Fmail%3Dada%40example.com',
  ])('does not hide %s', (text) => expect(redactor.redactText(text)).toBe(text))
})
