import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createExample, readOwnData } from '../../cli/commands/data.ts'
import { readOwnDataFile } from '../../cli/own-data-file.ts'
import type { Terminal } from '../../cli/terminal.ts'
import type { RunningServer } from '../../mock/http/node/server.ts'
import { completeOwnData } from '../../mock/own-data/complete.ts'
import { createTwin, type Twin } from '../../mock/twin.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { runCommand } from '../cli/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'flowtwin-own-data-'))

function writeFile(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const notes: string[] = []
const io: Terminal = { env: { TOKEN: 'demo' }, print: () => {}, log: (text) => notes.push(text), hasColor: false }

describe('flowtwin data init', () => {
  it('writes an example that is valid, with six flows', () => {
    const { ownData, runs } = completeOwnData(parse(createExample('./schema.json')))
    expect(ownData.flows).toHaveLength(6)
    expect(runs).toHaveLength(2)
  })

  it('names the schema of the package', async () => {
    const path = join(folder, 'example.yaml')
    expect((await runCommand(['data', 'init', '--out', path])).code).toBe(0)
    const [, schema = ''] = /\$schema=(.*)\n/.exec(readFileSync(path, 'utf8')) ?? []
    expect(JSON.parse(readFileSync(schema, 'utf8'))).toMatchObject({ title: 'Own data of Flowtwin' })
    const { data, withPositions } = readOwnDataFile(path)
    expect(withPositions(() => createTwin({ data })).world.dataset.flows).toHaveLength(6)
  })
})

describe('a file of own data', () => {
  it.each([
    ['flows:\n  - naem: x\n', ':2:5: flows[0].naem is an unknown member; did you mean "name"?'],
    ['flows:\n  - name: x\n    ttl: 5x\n', ':3:10: flows[0].ttl must be a duration in minutes, hours or days'],
    ['contacts:\n  - phone: +31612345678\n', ':2:12: contacts[0].phone must be a text; put it in quotes'],
    ['flows: [{ name: x, status: publised }]\n', 'did you mean "published"?'],
    [
      'flows: [{ name: x }]\nruns:\n  - flow: y\n    contact: Ada\n',
      ':3:11: runs[0].flow is invalid: there is no flow "y"',
    ],
    ['flows: [{ name: x\n', 'the file is neither YAML nor JSON'],
    ['flows: [{ name: x, status: draft }]\n', 'flows are all drafts'],
  ])('is refused with the place: %j', async (text, message) => {
    const path = writeFile('invalid.yaml', text)
    const { code, stderr } = await runCommand(['serve', '--port', '0', '--data', path])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('\n    at ')
  })
})

describe('flowtwin data from a Flowtwin server', () => {
  let twin: Twin
  let server: RunningServer

  beforeAll(async () => {
    twin = createTwin({ runs: 200 })
    server = await twin.listen({ port: 0 })
  })
  afterAll(() => server.close())

  const read = (vendor: string, withPeople = false) =>
    readOwnData(vendor, { url: server.url, tokenEnv: 'TOKEN', contacts: '300', withPeople }, io)

  it.each(['qyvo', 'recrubo', 'rapidpro', 'idnow'] as const)('keeps names and ids of %s', async (name) => {
    const { data } = readOwnDataFile(writeFile(`${name}.yaml`, await read(name)))
    const copy = createTwin({ data, runs: 50, seed: 7 })
    const { flows: ids } = vendors.find((vendor) => vendor.name === name)!
    const list = (one: Twin) =>
      new Map(
        one.world.dataset.flows.map(({ index }) => [ids!.formatId(index, one.world), ids!.getName(index, one.world)]),
      )
    const all = list(twin)
    expect(list(copy).size).toBeGreaterThanOrEqual(8)
    for (const [id, flowName] of list(copy)) expect(all.get(id)).toBe(flowName)
  })

  it.each(['qyvo', 'recrubo', 'rapidpro'])('leaves out the personal data of %s', async (name) => {
    const text = await read(name)
    const { contacts } = parse(text) as { readonly contacts: readonly object[] }
    expect(contacts.length).toBeGreaterThan(50)
    for (let contact = 0; contact < twin.world.contactCount; contact++) {
      const { phone, email, name: person } = twin.world.getPerson(contact)
      const secrets = [phone.slice(1), ...(email === null ? [] : [email])]
      // The names of special contacts are those of special flows, too.
      if (person !== null && contact < twin.world.dataset.parameters.contacts) secrets.push(person)
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
    }
  })

  it('keeps the people of RapidPro when asked to', async () => {
    const { data } = readOwnDataFile(writeFile('people.yaml', await read('rapidpro', true)))
    const { world } = createTwin({ data, runs: 50 })
    const original = twin.world.getPerson(3)
    const contact = world.findContactByPhone(original.phone)
    expect(contact).toBeDefined()
    expect(world.getPerson(contact!).name).toBe(original.name)
  })
})

describe('flowtwin data from a small server', () => {
  const servers: Server[] = []
  afterAll(() => servers.forEach((server) => server.close()))

  async function serve(answer: (url: string, count: number) => readonly [number, object | string, object?]) {
    let count = 0
    const server = createServer((request, response) => {
      const [status, body, headers = {}] = answer(request.url ?? '', ++count)
      response.writeHead(status, { ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  const options = (url: string) => ({ url, tokenEnv: 'TOKEN', contacts: '10' })
  const page = (results: readonly object[], next: string | null = null) =>
    [200, { next, previous: null, results }] as const

  it('reads one page of flows, groups and contacts', async () => {
    const url = await serve((path) => {
      if (path.includes('flows.json'))
        return page([
          {
            uuid: '0F8FAD5B-D9CB-469F-A165-70867728950E',
            name: 'Survey',
            archived: false,
            expires: 10_080,
            results: [
              { key: '1st answer', name: '1st answer', categories: ['Yes', 'No', 'Yes'] },
              { key: '', name: '' },
            ],
          },
        ])
      if (path.includes('groups.json'))
        return page([{ uuid: '0f8fad5b-d9cb-469f-a165-708677289501', name: 'VIP', query: null }])
      return page([
        {
          uuid: '0f8fad5b-d9cb-469f-a165-708677289502',
          name: 'Real Person',
          urns: ['tel:+31612345678', 'telegram:99'],
          groups: [{ name: 'VIP' }],
          fields: { remark: 'forty-four years' },
        },
      ])
    })
    const text = await readOwnData('rapidpro', options(`${url}/api/v2`), io)
    expect(text).not.toMatch(/Real Person|31612345678|telegram|forty-four/)
    const { ownData } = completeOwnData(parse(text))
    expect(ownData.flows).toMatchObject([
      {
        name: 'Survey',
        ids: { rapidpro: '0f8fad5b-d9cb-469f-a165-70867728950e' },
        ttl: 10_080,
        questions: [{ key: 'st_answer', answers: [{ category: 'Yes' }, { category: 'No' }] }],
      },
    ])
    expect(ownData.contacts).toMatchObject([{ groups: ['VIP'] }])
    expect(ownData.groups).toMatchObject([{ name: 'VIP' }])
  })

  it('waits as long as a rate limit asks', async () => {
    const url = await serve((path, count) =>
      count <= 2
        ? [429, 'slow down', { 'retry-after': '7' }]
        : path.includes('dropdowns')
          ? [200, [{ id: crypto.randomUUID(), label: 'x' }]]
          : [200, []],
    )
    const waits: number[] = []
    await readOwnData('qyvo', options(url), io, async (milliseconds) => void waits.push(milliseconds))
    expect(waits).toEqual([7000, 7000])
  })

  it.each([
    [[401, { detail: 'no' }], 'has no credential that may read this'],
    [[404, 'nothing'], 'returned 404 instead of 200; check --url'],
    [[200, '<html>'], 'without JSON'],
    [[200, { data: [] }], 'is this the right vendor and URL?'],
    [[200, []], 'has no flows'],
    [[302, '', { location: 'http://127.0.0.1:1/' }], 'returned 302 instead of 200'],
  ] as const)('reports %j', async (answer, message) => {
    const url = await serve(() => answer)
    await expect(readOwnData('qyvo', options(url), io)).rejects.toThrow(message)
  })

  it('does not send the credential to another host', async () => {
    const url = await serve(() => page([], 'http://127.0.0.2:9/flows.json'))
    await expect(readOwnData('rapidpro', options(url), io)).rejects.toThrow('links to another host, 127.0.0.2:9')
  })

  it('names the variable of a missing credential, and a server that does not answer', async () => {
    await expect(readOwnData('qyvo', { ...options('http://127.0.0.1:9'), tokenEnv: 'NONE' }, io)).rejects.toThrow(
      'NONE is not set',
    )
    await expect(readOwnData('qyvo', options('http://127.0.0.1:9'), io)).rejects.toThrow('no response from')
  })
})
