import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tools } from '../../cli/commands/mcp.ts'
import { createTwin } from '../../mock/twin.ts'
import { program, spawnCommand } from './command.ts'

/** Starts `flowtwin mcp` and connects the SDK's client over stdio. */
async function connectClient(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [program, 'mcp', ...args], env: { ...env } }),
  )
  return client
}

interface ToolResult {
  readonly isError?: boolean
  readonly content: readonly { readonly type: string; readonly text: string }[]
}

async function callText(client: Client, name: string, given: Record<string, unknown> = {}) {
  const { isError = false, content } = (await client.callTool({ name, arguments: given })) as unknown as ToolResult
  expect(content).toHaveLength(1)
  return { isError, text: content[0]?.text ?? '' }
}

describe('flowtwin mcp', () => {
  let client: Client

  beforeAll(async () => {
    client = await connectClient([], { MY_TOKEN: 'demo' })
  })
  afterAll(() => client.close())

  const call = async (name: string, given?: Record<string, unknown>) => {
    const { isError, text } = await callText(client, name, given)
    expect([isError, isError ? text : '']).toEqual([false, ''])
    return JSON.parse(text)
  }

  it('lists its tools with schemas, and says where the server is', async () => {
    const { tools: listed } = await client.listTools()
    expect(listed.map(({ name }) => name)).toEqual(tools.map(({ name }) => name))
    expect(listed.length).toBeGreaterThanOrEqual(12)
    for (const { inputSchema } of listed) new Ajv2020({ allowUnionTypes: true }).compile(inputSchema)
    expect(client.getInstructions()).toMatch(/is at http:\/\/127\.0\.0\.1:\d+; the default world is "default"/)
  })

  it('lets an agent find an operation, send a request and read what was wrong with it', async () => {
    const [qyvo] = await call('list_operations', { vendor: 'qyvo' })
    expect(qyvo).toMatchObject({ vendor: 'qyvo', baseUrl: expect.stringMatching(/^http:\/\/127/) })
    const { request } = qyvo.operations.find(({ id }: { id: string }) => id === 'newFlowTriggered')
    const [, url] = request.split(' ')
    await fetch(`${url}?flowid=1`, { headers: { authorization: qyvo.authorization } })
    const { entries } = await call('read_journal', { onlyHints: true, limit: 1 })
    expect(entries).toMatchObject([{ status: 200, hints: [expect.stringContaining('did you mean "flow_id"?')] }])
    expect(entries[0]).not.toHaveProperty('responseBody')
    const withBodies = await call('read_journal', { limit: 1, bodies: true })
    expect(withBodies.entries[0].responseBody).toContain('"flow_name"')
  })

  it('creates, moves, resets and deletes a world', async () => {
    expect(await call('create_world', { name: 'agent', runs: 20, seed: 7 })).toMatchObject({
      path: '/w/agent',
      runs: 20,
    })
    const advanced = await call('advance_clock', { world: 'agent', by: '31m' })
    expect(advanced).toMatchObject({ now: '2026-01-15T09:31:00.000000Z', total: expect.any(Number) })
    expect(advanced.events.length).toBeGreaterThan(0)
    expect(await call('reset_world', { world: 'agent' })).toMatchObject({ now: '2026-01-15T09:00:00.000000Z' })
    expect((await call('list_worlds')).worlds.map(({ name }: { name: string }) => name)).toContain('agent')
    expect((await callText(client, 'delete_world', { world: 'agent' })).text).toBe('Deleted world "agent".')
  })

  it('inserts, drives and lists runs, by any id', async () => {
    const { flows } = await call('list_flows')
    const flow = flows[0].vendors.rapidpro.id
    const { runs } = await call('insert_run', { flow, contact: { name: 'Ada', phone: '+31612345678' } })
    const run = runs[0].ids.qyvo
    expect(await call('drive_run', { run, step: true })).toMatchObject({ status: 'running' })
    expect(await call('drive_run', { run, end: 'failed' })).toMatchObject({ status: 'failed' })
    const failed = await call('list_runs', { status: 'failed', flow, limit: 1 })
    expect(failed.runs).toMatchObject([{ number: runs[0].number, status: 'failed' }])
    expect((await call('list_runs')).runs).toHaveLength(20)
  })

  it('adds and clears faults', async () => {
    await call('add_fault', { operation: 'qyvo.me', effect: 'status=503', when: { first: 1 } })
    expect((await call('add_fault', { operation: 'idnow.*', effect: 'delay=1ms' })).rules).toHaveLength(2)
    const [qyvo] = await call('list_operations', { vendor: 'qyvo' })
    const read = () => fetch(`${qyvo.baseUrl}/me`, { headers: { authorization: qyvo.authorization } })
    expect([(await read()).status, (await read()).status]).toEqual([503, 200])
    expect((await callText(client, 'clear_faults')).text).toContain('Removed all fault rules')
    expect((await call('delivery_report', { vendor: 'qyvo' })).clients).toMatchObject([{ vendor: 'qyvo' }])
  })

  it('runs contract tests', async () => {
    const [, recrubo] = await call('list_operations')
    const { text } = await callText(client, 'run_verify', {
      vendor: 'recrubo',
      url: recrubo.baseUrl,
      tokenEnv: 'MY_TOKEN',
      only: ['JAPI-001', 'JAPI-002'],
    })
    expect(text).toMatch(/^Recrubo at http:\/\/127\S+: passed/)
    expect(text).toMatch(/\nExit code 0: no broken MUST; .*\.\n$/)
  })

  it.each([
    ['advance_clock', { by: 'soon' }, '`advance` must be a duration such as 30s, 31m or PT31M, not "soon"'],
    ['advance_clock', { clock: 'froze' }, '`clock` must be live, frozen or a speed such as 60x, not "froze"'],
    ['list_runs', { stauts: 'failed' }, 'there is no argument "stauts"; did you mean "status"?'],
    ['insert_run', { flow: 0 }, 'the argument "contact" is missing'],
    ['reset_worlds', {}, 'there is no tool "reset_worlds"; did you mean "reset_world"?'],
    ['list_runs', { world: 'nowhere' }, 'there is no world "nowhere"; create it with POST /_twin/v1/worlds'],
    ['run_verify', { vendor: 'qyvo', url: 'http://127.0.0.1:1/', tokenEnv: 'MISSING' }, 'MISSING is not set'],
  ])('%s with %j returns an error that says what to do', async (name, given, message) => {
    expect(await callText(client, name, given)).toEqual({ isError: true, text: expect.stringContaining(message) })
  })
})

describe('flowtwin mcp --url', () => {
  it('controls a running server and one of its worlds', async () => {
    const twin = createTwin({ runs: 5 })
    const server = await twin.listen()
    const client = await connectClient(['--url', server.url, '--world', 'mine'])
    await callText(client, 'create_world', { name: 'mine', from: 'default' })
    expect((await callText(client, 'advance_clock', { to: '2026-01-15T10:00:00Z' })).isError).toBe(false)
    const clock = await fetch(`${server.url}/_twin/v1/worlds/mine/clock`)
    expect(await clock.json()).toMatchObject({ now: '2026-01-15T10:00:00.000000Z' })
    expect(client.getInstructions()).toContain('the default world is "mine"')
    await client.close()
    await server.close()
  })

  it('says how to start the server that does not answer', async () => {
    const client = await connectClient(['--url', 'http://127.0.0.1:1'])
    expect(await callText(client, 'list_worlds')).toEqual({
      isError: true,
      text: 'there is no server at http://127.0.0.1:1; start one with "flowtwin serve"',
    })
    await client.close()
  })
})

describe('flowtwin mcp without an agent', () => {
  it('ends when its input ends', async () => {
    const command = spawnCommand(['mcp'])
    command.child.stdin?.end()
    expect(await command.result).toMatchObject({ code: 0, stdout: '' })
  })
})
