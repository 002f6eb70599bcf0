import type { Command } from 'commander'
import { ControlApiError, ServerNotFoundError } from '../../client/control.ts'
import { FlowtwinError } from '../../contracts/kit/errors.ts'
import { createTwin } from '../../mock/twin.ts'
import { addServerOptions, parseServerUrl } from '../control-request.ts'
import { callTool, type ToolArguments, type ToolServer, tools } from '../mcp-tools.ts'
import { readVersion } from '../package-files.ts'
import { parseWholeNumber } from '../parse-value.ts'
import { UsageError } from '../usage-error.ts'

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
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error
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
