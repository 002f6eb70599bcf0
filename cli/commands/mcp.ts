import type { Command } from 'commander'
import {
  callOperation,
  type ControlAccess,
  ControlApiError,
  type ControlOperation,
  type OperationArguments,
  type OperationResult,
  ServerNotFoundError,
} from '../../client/control.ts'
import { FlowtwinError } from '../../contracts/kit/errors.ts'
import { createTwin } from '../../mock/twin.ts'
import { addServerOptions, parseServerUrl } from '../control-request.ts'
import { readVersion } from '../package-files.ts'
import { omitUndefined, parseWholeNumber, UsageError } from '../arguments.ts'
import { findNearestWord } from '../../mock/wire/nearest-word.ts'
import { vendors } from '../../mock/vendors/index.ts'
import { runVerify } from './verify.ts'
import { terminal } from '../terminal.ts'

interface McpOptions {
  readonly url?: string
  readonly world: string
  readonly token?: string
  readonly port: string
}

export function addMcpCommand(program: Command): void {
  const command = program
    .command('mcp')
    .description('Serve tools for coding agents over stdio (Model Context Protocol), for a mock server.')
  addServerOptions(command)
    .option('--token <text>', 'control token, which servers on other machines require')
    .option('--port <number>', 'without --url: the port of the mock server that this command starts', '0')
    .action(async (options: McpOptions) => await runMcp(options))
}

/** Serves until the agent closes the connection. */
async function runMcp(options: McpOptions): Promise<void> {
  const sdk = await loadSdk()
  const { server: toolServer, close } = await openToolServer(options)
  const server = new sdk.Server(
    { name: 'flowtwin', version: readVersion() },
    { capabilities: { tools: {} }, instructions: createInstructions(toolServer) },
  )
  server.setRequestHandler(sdk.ListToolsRequestSchema, () => ({ tools: tools.map(describeTool) }))
  server.setRequestHandler(sdk.CallToolRequestSchema, async ({ params }) => {
    return await respond(toolServer, params.name, params.arguments ?? {})
  })
  const closed = new Promise<void>((resolve) => {
    process.stdin.once('end', () => resolve())
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await server.connect(new sdk.StdioServerTransport())
  await closed
  await server.close()
  await close()
}

/** Loads the official SDK, an optional peer dependency. @throws {UsageError} when it is not installed */
async function loadSdk() {
  try {
    const [server, stdio, types] = await Promise.all([
      import('@modelcontextprotocol/sdk/server/index.js'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
      import('@modelcontextprotocol/sdk/types.js'),
    ])
    return {
      Server: server.Server,
      StdioServerTransport: stdio.StdioServerTransport,
      ListToolsRequestSchema: types.ListToolsRequestSchema,
      CallToolRequestSchema: types.CallToolRequestSchema,
    }
  } catch (error) {
    // The code of `import`, and that of `require` in the published package.
    const codes: readonly unknown[] = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']
    if (!(error instanceof Error && 'code' in error && codes.includes(error.code))) throw error
    throw new UsageError('flowtwin mcp requires a package; install it with: npm install @modelcontextprotocol/sdk', {
      cause: error,
    })
  }
}

/** Returns the server of `--url`, or starts one in this process. */
async function openToolServer({ url, world, token, port }: McpOptions): Promise<{
  readonly server: ToolServer
  readonly close: () => Promise<void>
}> {
  if (url !== undefined) {
    const access = { origin: parseServerUrl(url), send: fetch, ...(token === undefined ? {} : { token }) }
    return { server: { access, defaultWorld: world }, close: async () => {} }
  }
  const running = await createTwin().listen({ port: parseWholeNumber('--port', port) })
  return {
    server: { access: { origin: running.url, send: fetch }, defaultWorld: world },
    close: async () => await running.close(),
  }
}

function createInstructions({ access, defaultWorld }: ToolServer): string {
  return [
    `A mock server of four workflow APIs (Qyvo, Recrubo, RapidPro, IDnow) is at ${access.origin}; the default world is "${defaultWorld}".`,
    'Call list_operations for URLs and credentials, send requests to them with any HTTP client, then call read_journal to see what was wrong.',
    'Time is virtual: call advance_clock instead of waiting.',
  ].join(' ')
}

function describeTool({ name, description, properties, required = [], isReadOnly = false }: (typeof tools)[number]) {
  return {
    name,
    description,
    inputSchema: { type: 'object' as const, properties: { ...properties }, required: [...required] },
    annotations: { readOnlyHint: isReadOnly, openWorldHint: false },
  }
}

/** Returns the result of a call; an error that the agent can correct is a result as well. */
async function respond(server: ToolServer, name: string, given: ToolArguments) {
  try {
    return { content: [{ type: 'text' as const, text: await callTool(server, name, given) }] }
  } catch (error) {
    const isExpected = [FlowtwinError, ControlApiError, ServerNotFoundError].some((type) => error instanceof type)
    if (!isExpected || !(error instanceof Error)) throw error
    return { content: [{ type: 'text' as const, text: error.message }], isError: true }
  }
}

/** The arguments of a call, as the agent sent them. */
export type ToolArguments = Readonly<Record<string, unknown>>

/** A tool, with the JSON Schema of each of its arguments. */
export interface Tool {
  readonly name: string
  readonly description: string
  readonly properties: Readonly<Record<string, object>>
  readonly required?: readonly string[]
  /** True for a tool that changes nothing. */
  readonly isReadOnly?: boolean
  /** Returns the result: a text, or a value that is sent as JSON. */
  readonly call: (server: ToolServer, given: ToolArguments) => Promise<unknown>
}

/** The server that the tools control. */
export interface ToolServer {
  readonly access: ControlAccess
  /** The world of a call without the argument `world`. */
  readonly defaultWorld: string
}

const TEXT = { type: 'string' } as const
const WORLD = { ...TEXT, description: 'The world; by default the one that the server was started with.' }
const COUNT = { type: 'integer', minimum: 1, maximum: 1000 } as const
const FLOW = { type: ['integer', 'string'], description: 'A flow: its index, or its id or name at any vendor.' }
const RUN = { type: ['integer', 'string'], description: 'A run: its number, or its id at any vendor.' }
const VENDOR = { enum: ['qyvo', 'recrubo', 'rapidpro', 'idnow'] }

/** Requests and runs in a result without a limit: more would fill the context of an agent. */
const DEFAULT_LIMIT = 20

export const tools: readonly Tool[] = [
  {
    name: 'list_operations',
    description:
      'Lists the operations of the mock APIs with method, URL and query parameters, and for each API the base URL and an Authorization header that is accepted.',
    properties: { vendor: { ...VENDOR, description: 'Only operations of this API.' } },
    isReadOnly: true,
    call: listOperations,
  },
  {
    name: 'list_worlds',
    description: 'Lists the worlds: isolated environments, each with its own runs, clock, faults and journal.',
    properties: {},
    isReadOnly: true,
    call: async (server, given) => await request(server, given, 'listWorlds'),
  },
  {
    name: 'create_world',
    description:
      'Creates a world. Its vendor paths begin with the returned `path`; the header X-Flowtwin-World selects it as well. The same seed gives the same data.',
    properties: {
      name: { ...TEXT, description: '1 to 63 lower-case letters, digits or hyphens.' },
      from: { ...TEXT, description: 'Copy this world; only with `name`.' },
      seed: { type: ['integer', 'string'] },
      runs: { type: 'integer', minimum: 0, description: 'Initial runs.' },
      fixture: { ...TEXT, description: 'busy, default, edges, empty or single.' },
      scenario: { ...TEXT, description: 'A prepared paging problem, such as insert-between-pages.' },
      now: { ...TEXT, description: 'Initial time, ISO 8601.' },
      clock: { ...TEXT, description: 'frozen, live, or a speed such as 60x.' },
    },
    required: ['name'],
    call: async (server, given) => await request(server, {}, 'createWorld', { body: given as { name: string } }),
  },
  {
    name: 'reset_world',
    description: 'Resets a world to its initial state: runs, clock and faults.',
    properties: { world: WORLD },
    call: async (server, given) => await request(server, given, 'resetWorld', { body: {} }),
  },
  {
    name: 'delete_world',
    description: 'Deletes a world.',
    properties: { world: WORLD },
    required: ['world'],
    call: async (server, given) => {
      await request(server, given, 'deleteWorld')
      return `Deleted world "${getWorld(server, given)}".`
    },
  },
  {
    name: 'advance_clock',
    description:
      'Advances the virtual clock of a world by a duration or to a time, and returns what happened: created, completed, expired runs. Nothing waits in real time.',
    properties: {
      world: WORLD,
      by: { ...TEXT, description: 'A duration such as 31m or 1h30m.' },
      to: { ...TEXT, description: 'A later time, ISO 8601.' },
      next: { type: 'boolean', description: 'True for the next event.' },
      clock: { ...TEXT, description: 'Also change the mode: frozen, live, or a speed such as 60x.' },
    },
    call: async (server, given) => {
      const { by, to, next, clock } = given
      const body = omitUndefined<unknown>({ advance: by, to, next: next === true ? 'event' : undefined, clock })
      const { events, ...update } = await request(server, given, 'updateClock', { body })
      return { ...update, events: events.slice(0, DEFAULT_LIMIT) }
    },
  },
  {
    name: 'list_flows',
    description: 'Lists the flows of a world with their id and name at each API.',
    properties: { world: WORLD },
    isReadOnly: true,
    call: async (server, given) => await request(server, given, 'listFlows'),
  },
  {
    name: 'add_flow',
    description: 'Adds a flow without runs to a world; all four APIs list it. Insert runs of it, or start some.',
    properties: {
      world: WORLD,
      name: { ...TEXT, description: 'The name at all APIs.' },
      ttl: { ...TEXT, description: 'The time without a reply after which a run expires, such as 24h; by default 30m.' },
      ids: { type: 'object', description: 'UUIDs by vendor: {"qyvo": …}; generated where absent.' },
      questions: { type: 'array', description: '[{"key": "wants_coupon", "answers": ["yes", "no"]}, …].' },
    },
    required: ['name'],
    call: async (server, { world, ...body }) =>
      await request(server, { world }, 'insertFlow', { body: body as { name: string } }),
  },
  {
    name: 'list_runs',
    description: 'Lists runs, newest first, with their id at each API.',
    properties: {
      world: WORLD,
      status: { enum: ['queued', 'running', 'completed', 'expired', 'failed', 'cancelled'] },
      flow: FLOW,
      contact: { type: ['integer', 'string'], description: 'The number or phone of a contact.' },
      limit: { ...COUNT, description: `Most runs; by default ${DEFAULT_LIMIT}.` },
    },
    isReadOnly: true,
    call: async (server, { world, ...query }) =>
      await request(server, { world }, 'listRuns', { query: { limit: DEFAULT_LIMIT, ...query } }),
  },
  {
    name: 'insert_run',
    description: 'Inserts a run of a flow, in progress or already ended; it appears in all four APIs.',
    properties: {
      world: WORLD,
      flow: FLOW,
      contact: {
        type: ['integer', 'string', 'object'],
        description: 'The number or phone of a contact, or {"name": …, "phone": "+31612345678"} for a new one.',
      },
      startedAt: { ...TEXT, description: 'ISO 8601; by default now.' },
      end: { enum: ['completed', 'expired', 'failed', 'cancelled', 'never'] },
      endedAt: TEXT,
      outcome: { enum: ['accepted', 'rejected'] },
      results: { type: 'array', items: TEXT, description: 'The text of each reply.' },
    },
    required: ['flow', 'contact'],
    call: async (server, { world, ...body }) => await request(server, { world }, 'insertRuns', { body }),
  },
  {
    name: 'drive_run',
    description: 'Lets the contact of a run answer the next question, or ends the run.',
    properties: {
      world: WORLD,
      run: RUN,
      step: { type: 'boolean', description: 'True to answer the next question.' },
      end: { enum: ['completed', 'expired', 'failed', 'cancelled'] },
    },
    required: ['run'],
    call: async (server, { world, run, ...body }) =>
      await request(server, { world }, 'driveRun', { path: { run: String(run as string | number) }, body }),
  },
  {
    name: 'add_fault',
    description:
      'Adds a fault rule: which requests get which fault. Effects: status=503, throttle=30s, delay=2s, hang, reset, truncate, stale=5m, duplicate, drop, schema=drop:/data/0/id and others.',
    properties: {
      world: WORLD,
      operation: { ...TEXT, description: 'A vendor, a dot and an operation, such as idnow.listSessions or qyvo.*.' },
      effect: TEXT,
      id: TEXT,
      when: {
        type: 'object',
        description:
          'Which requests: {"first": n}, {"every": n}, {"calls": {"from": n, "to": m}}, {"probability": p}, {"query": {…}}.',
      },
    },
    required: ['operation', 'effect'],
    call: addFault,
  },
  {
    name: 'clear_faults',
    description: 'Removes all fault rules of a world.',
    properties: { world: WORLD },
    call: async (server, given) => {
      await request(server, given, 'clearFaults')
      return `Removed all fault rules of world "${getWorld(server, given)}".`
    },
  },
  {
    name: 'read_journal',
    description:
      'Shows the newest requests that a world received, with hints: ignored or misspelt parameters, wrong credentials, paths and bodies, and what to send instead.',
    properties: {
      world: WORLD,
      limit: { ...COUNT, description: `Newest requests; by default ${DEFAULT_LIMIT}.` },
      operation: { ...TEXT, description: 'Only this operation.' },
      status: { type: 'integer', description: 'Only responses with this status.' },
      onlyHints: { type: 'boolean', description: 'Only requests with hints or notes.' },
      bodies: { type: 'boolean', description: 'Add the first thousand characters of both bodies.' },
    },
    isReadOnly: true,
    call: readJournal,
  },
  {
    name: 'delivery_report',
    description: 'Shows for each client which runs it has read, missed, read twice, or holds in an old state.',
    properties: { world: WORLD, vendor: VENDOR, since: { ...TEXT, description: 'Only runs created since, ISO 8601.' } },
    isReadOnly: true,
    call: reportDelivery,
  },
  {
    name: 'run_verify',
    description:
      'Runs the contract tests against an implementation of one of the APIs, read-only unless `writes`, and returns the report with a curl command per finding.',
    properties: {
      vendor: VENDOR,
      url: { ...TEXT, description: 'Base URL of the API to check, such as http://127.0.0.1:8000/api/v1.' },
      tokenEnv: { ...TEXT, description: 'Environment variable of this process with the credential.' },
      only: { type: 'array', items: TEXT, description: 'Only these checks, such as POLL-002 or CUR-*.' },
      writes: { type: 'boolean', description: 'Also create items, and delete them. Only on this machine.' },
      id: { type: 'array', items: TEXT, description: 'Ids that cannot be discovered, such as flowId=….' },
    },
    required: ['vendor', 'url', 'tokenEnv'],
    call: checkTarget,
  },
]

/**
 * Calls a tool.
 * @throws {UsageError} for an unknown tool or argument
 * @throws {ControlApiError} for an error response of the control API
 */
export async function callTool(server: ToolServer, name: string, given: ToolArguments): Promise<string> {
  const tool = tools.find((candidate) => candidate.name === name)
  if (tool === undefined)
    throw new UsageError(
      describeUnknown(
        'tool',
        name,
        tools.map((known) => known.name),
      ),
    )
  const known = Object.keys(tool.properties)
  const unknown = Object.keys(given).find((argument) => !known.includes(argument))
  if (unknown !== undefined) throw new UsageError(describeUnknown('argument', unknown, known))
  const missing = tool.required?.find((argument) => given[argument] === undefined)
  if (missing !== undefined) throw new UsageError(`the argument "${missing}" is missing`)
  const result = await tool.call(server, given)
  return typeof result === 'string' ? result : JSON.stringify(result)
}

function describeUnknown(kind: string, name: string, known: readonly string[]): string {
  const suggestion = findNearestWord(name, known)
  const advice = suggestion === undefined ? `give one of ${known.join(', ')}` : `did you mean "${suggestion}"?`
  return `there is no ${kind} "${name}"; ${advice}`
}

function getWorld({ defaultWorld }: ToolServer, { world }: ToolArguments): string {
  return typeof world === 'string' ? world : defaultWorld
}

/** Sends a request for the world of the arguments. */
async function request<Id extends ControlOperation>(
  server: ToolServer,
  given: ToolArguments,
  id: Id,
  ...input: OperationArguments<Id>
): Promise<OperationResult<Id>> {
  return await callOperation({ ...server.access, world: getWorld(server, given) }, id, ...input)
}

async function listOperations(server: ToolServer, { vendor }: ToolArguments): Promise<unknown> {
  const health = await request(server, {}, 'readHealth')
  return health.vendors
    .filter(({ name }) => vendor === undefined || name === vendor)
    .map(({ name, url, authorization }) => {
      const operations = vendors.find((candidate) => candidate.name === name)?.operations ?? []
      const { origin } = new URL(url)
      return {
        vendor: name,
        baseUrl: url,
        authorization,
        operations: operations.map(({ id, method, path, parameters }) => ({
          id,
          request: `${method.toUpperCase()} ${origin}${path}`,
          query: parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name),
        })),
      }
    })
}

async function addFault(server: ToolServer, { world, ...rule }: ToolArguments): Promise<unknown> {
  const { rules } = await request(server, { world }, 'readFaults')
  const existing = rules.map(({ calls: _calls, hits: _hits, ...present }) => present)
  const body = { rules: [...existing, rule] } as OperationArguments<'setFaults'>[0]['body']
  return await request(server, { world }, 'setFaults', { body })
}

async function readJournal(server: ToolServer, given: ToolArguments): Promise<unknown> {
  const { world, limit = DEFAULT_LIMIT, onlyHints, bodies, ...query } = given
  const { entries, total } = await request(server, { world }, 'readJournal', { query })
  const shown = onlyHints === true ? entries.filter(({ hints, note }) => hints.length > 0 || note !== null) : entries
  return {
    total,
    entries: shown.slice(-Number(limit)).map((entry) => {
      const { sequence, at, vendor, operation, method, target, status, note, hints, fault } = entry
      const { requestBody, responseBody } = entry
      const facts = { sequence, at, vendor, operation, method, target, status, note, hints, fault }
      return bodies === true ? { ...facts, requestBody, responseBody } : facts
    }),
  }
}

async function reportDelivery(server: ToolServer, { world, ...query }: ToolArguments): Promise<unknown> {
  const { complete, warning, clients } = await request(server, { world }, 'readDeliveryReport', { query })
  return {
    complete,
    warning,
    clients: clients.map(({ pages, ...client }) => ({ ...client, pages: pages.slice(-DEFAULT_LIMIT) })),
  }
}

async function checkTarget(_: ToolServer, given: ToolArguments): Promise<string> {
  const { vendor, url, tokenEnv, only, writes, id } = given as {
    readonly vendor: string
    readonly url: string
    readonly tokenEnv: string
    readonly only?: readonly string[]
    readonly writes?: boolean
    readonly id?: readonly string[]
  }
  let report = ''
  // Standard output belongs to the protocol.
  const io = {
    ...terminal,
    hasColor: false,
    hasProgress: false,
    print: (text: string) => void (report += text),
    log: () => undefined,
  }
  const options = { url, tokenEnv, ...omitUndefined<unknown>({ only, writes, id }) }
  await runVerify(vendor, options, io)
  return report
}
