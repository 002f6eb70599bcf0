import { describe, expect, it } from 'vitest'
import { createRedactor, findSecretsInText, findSecretsInHeader } from '../../mock/wire/redaction.ts'
import { ask, controlledTwin, FEED } from './control-requests.ts'
import { vendors } from '../../mock/vendors/index.ts'

const WORLD = '/_twin/v1/worlds/default'
const JSON_BODY = { 'content-type': 'application/json' }

/** Everything that the control API tells of what was asked. */
async function everythingTold(twin: ReturnType<typeof controlledTwin>, canary: string): Promise<string> {
  const answers = [
    await ask(twin, `${WORLD}/journal`),
    await ask(twin, `${WORLD}/journal?text=${encodeURIComponent(canary)}`),
    await ask(twin, `${WORLD}/journal.har`),
    await ask(twin, `${WORLD}/delivery-report`),
    await ask(twin, `${WORLD}/delivery-report?credential=${encodeURIComponent(canary)}`),
    await ask(twin, `${WORLD}/journal/verify`, {
      body: { expectations: [{ vendor: 'qyvo', status: 299 }, { text: canary }] },
    }),
    await ask(twin, `${WORLD}/journal/wait`, { body: { vendor: 'qyvo', status: 299, timeout: '1ms' } }),
  ]
  const entries = twin.journal
    .listJournalEntries()
    .map((entry) => JSON.stringify([entry.target, entry.note, entry.hints]))
  return [...answers.map(({ text }) => text), ...entries].join('\n')
}

describe('a credential', () => {
  it.each([
    ['a Bearer token', 'canary-4f1e9b7a22', (value: string) => `Bearer ${value}`],
    ['a bare key', 'CanaryKey000111222', (value: string) => value],
    ['one of another scheme', 'canary~with.dots_99', (value: string) => `Token ${value}`],
    ['one with signs that are encoded', 'canary+/needs=coding', (value: string) => `Bearer ${value}`],
    ['one in two words', 'canaryword secondword', (value: string) => value],
  ])('that is %s is nowhere to be read, wherever it was sent', async (_, canary, header) => {
    const twin = controlledTwin()
    const headers = {
      authorization: header(canary),
      'x-api-key': canary,
      cookie: `session=${canary}`,
      'x-copy': canary,
    }
    await ask(twin, `${FEED}?flow_id=&copy=${encodeURIComponent(canary)}&token=${encodeURIComponent(canary)}`, {
      headers,
    })
    await ask(twin, `/api/v1/actions/${encodeURIComponent(canary)}`, { headers })
    const body = { name: `I am ${canary}`, phone: '+31612345678', secret: canary, nested: { [canary]: [canary] } }
    await ask(twin, '/api/v1/actions/create-contact', { body, headers })
    await ask(twin, `/nowhere?copy=${encodeURIComponent(canary)}`)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = `grant_type=client_credentials&client_secret=${encodeURIComponent(canary)}`
    await ask(twin, '/oidc/token', { method: 'POST', body: sent, headers: form })
    const told = await everythingTold(twin, canary)
    for (const written of [canary, encodeURIComponent(canary), canary.toLowerCase(), ...canary.split(' ')]) {
      expect(told).not.toContain(written)
    }
    expect(told).toContain('[redacted]')
  })

  it('stays hidden when the request that showed what it is has fallen out', async () => {
    const twin = controlledTwin({ limits: false })
    const canary = 'canary-of-long-ago'
    await ask(twin, FEED, { headers: { authorization: `Bearer ${canary}` } })
    for (let at = 0; at < 1000; at++) await ask(twin, FEED, { headers: { authorization: 'Bearer another-one' } })
    await ask(twin, `${FEED}?copy=${canary}`, { headers: { authorization: 'Bearer another-one' } })
    expect(await everythingTold(twin, canary)).not.toContain(canary)
  })

  it('that the twin has issued is hidden where it was issued', async () => {
    const twin = controlledTwin()
    const client = twin.vendors.find(({ name }) => name === 'idnow')?.demo.clients?.[0]
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client?.id ?? '',
      client_secret: client?.secret ?? '',
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const path = vendors.flatMap(({ operations }) => operations).find(({ id }) => id === 'issueToken')?.path ?? ''
    const issued = await ask(twin, path, { method: 'POST', body: form.toString(), headers })
    expect(issued.json.access_token).toMatch(/\w{20}/)
    const told = await everythingTold(twin, 'x')
    expect(told).not.toContain(issued.json.access_token)
    expect(told).not.toContain(client?.secret)
    expect(told).toContain('access_token')
  })

  it('is told apart from others by a fingerprint', async () => {
    const twin = controlledTwin()
    for (const name of ['first', 'second', 'first']) {
      await ask(twin, FEED, { headers: { ...JSON_BODY, authorization: `Bearer ${name}-client` } })
    }
    const [one, two, three] = twin.journal.listJournalEntries().map(({ credential }) => credential)
    expect(one).toMatch(/^[0-9a-f]{12}$/)
    expect([one === two, one === three]).toEqual([false, true])
  })
})

describe('redaction', () => {
  const redactor = createRedactor(['swordfish-123'])

  it('keeps the scheme, and only words that are schemes', () => {
    expect(redactor.redactHeader('authorization', 'Token abc')).toBe('Token [redacted]')
    expect(redactor.redactHeader('authorization', 'abcdef ghi')).toBe('[redacted]')
    expect(redactor.redactHeader('accept', 'text/html')).toBe('text/html')
  })

  it('goes by value anywhere, in whatever way it is written', () => {
    expect(redactor.redactText('so it was SwordFish-123!')).toBe('so it was [redacted]!')
    expect(redactor.redactTarget('/a/%73wordfish-123?x=1')).toBe('/a/[redacted]?x=1')
  })

  it('goes by name where a value was never seen, cut off or not', () => {
    expect(redactor.redactText('{"api_key":"k1","n":1}')).toBe('{"api_key":"[redacted]","n":1}')
    expect(redactor.redactText('{"clientSecret":"never end')).toBe('{"clientSecret":"[redacted]"')
    expect(redactor.redactTarget('/x?access_token=k&page=2')).toBe('/x?access_token=[redacted]&page=2')
    expect(redactor.redactText('{"token_type":"Bearer","keyword":"hello"}')).toBe(
      '{"token_type":"Bearer","keyword":"hello"}',
    )
  })

  it('finds what is to be hidden', () => {
    expect(findSecretsInHeader('Authorization', `Basic ${btoa('id:pass-word')}`)).toContain('pass-word')
    expect(findSecretsInHeader('authorization', 'Bearer alpha.rest')).toEqual(
      expect.arrayContaining(['alpha.rest', 'rest']),
    )
    expect(findSecretsInText('{"password":"a\\"b"}')).toContain('a"b')
    expect(findSecretsInText('a=1&password=x%20y')).toContain('x y')
  })
})
