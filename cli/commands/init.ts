import type { Command } from 'commander'
import { Document, type Pair, type Scalar, visit } from 'yaml'
import { type Result, vendors, verify } from '../../contracts/index.ts'
import { ambiguities } from '../../contracts/kit/config/ambiguities.ts'
import { escapeUnprintable } from '../../contracts/kit/printable-text.ts'
import { addConnectionOptions, type ConnectionOptions, resolveOptions } from '../target-options.ts'
import { getHeaderPlaceholder } from '../../contracts/kit/http/connection.ts'
import { getFileSystem, terminal } from '../terminal.ts'
import { UsageError } from '../arguments.ts'

interface InitOptions extends ConnectionOptions {
  readonly json?: boolean
  readonly url: string
  readonly tokenEnv: string
  readonly id?: readonly string[]
  readonly out?: string
}

export function addInitCommand(program: Command): void {
  const init = program
    .command('init <vendor>')
    .description('Detect how an API behaves where the documents leave a choice, and write a configuration.')
    .requiredOption('--url <base>', 'base URL of the API')
    .requiredOption('--token-env <name>', 'environment variable with the credential')
    .option('--id <name=value...>', 'id that cannot be discovered')
    .option('--out <path>', 'file to write (default: print)')
    .option('--json', 'write JSON instead of YAML with comments')
  addConnectionOptions(init).action(async (vendor: string, options: InitOptions) => {
    process.exitCode = await runInit(vendor, options)
  })
}

/** Reads the target and writes a configuration with a comment on every choice; returns 3 when the preflight fails. */
export async function runInit(vendor: string, options: InitOptions, io = terminal): Promise<number> {
  const resolved = await resolveOptions(vendor, options, io)
  if (options.out !== undefined) getFileSystem(io).prepare(options.out)
  const result = await verify(resolved.vendor, resolved.target, resolved.options)
  if (result.preflight.kind === 'unconfigured') throw new UsageError(result.preflight.reason)
  if (result.preflight.kind !== 'ready') {
    io.log(`${escapeUnprintable(result.preflight.reason)}\n`)
    return 3
  }
  const text = formatConfig(result, { options, ids: resolved.target.ids ?? {} })
  if (options.out === undefined) io.print(text)
  else {
    getFileSystem(io).write(options.out, text)
    io.log(
      `Wrote ${options.out} after ${result.traffic.requests} requests; check it with: flowtwin verify --config ${options.out}\n`,
    )
  }
  return 0
}

function formatConfig(
  result: Result,
  { options, ids }: { readonly options: InitOptions; readonly ids: Readonly<Record<string, string>> },
): string {
  const authErrorStatuses = readAuthErrorStatuses(result)
  const { tokenEnv, caFile, clientCert, clientKey } = options
  // Values of headers are secrets, so the file names variables.
  const headers = result.connection.headers.map((name) => [name, `\${${getHeaderPlaceholder(name).slice(1)}}`])
  const tls = Object.entries({ caFile, clientCert, clientKey }).filter(([, path]) => path !== undefined)
  const document = new Document({
    api: result.vendor.name,
    target: { baseUrl: result.target },
    auth: { tokenEnv },
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
    ...(tls.length === 0 ? {} : { tls: Object.fromEntries(tls) }),
    ...(Object.keys(ids).length === 0 ? {} : { ids }),
    profile: {
      ...(authErrorStatuses.length === 0 ? {} : { authErrorStatuses }),
      skewSeconds: chooseSkewSeconds(result),
      ...Object.fromEntries(listOpenAmbiguities(result).map((id) => [id, 'tolerant'])),
    },
    limits: { requests: Math.max(200, result.traffic.requests * 2) },
  })
  document.commentBefore = ` Written by flowtwin init after ${result.traffic.requests} requests.\n${formatCapabilities(result)}`
  if (options.json === true) return `${JSON.stringify(document.toJSON(), null, 2)}\n`
  visit(document, { Pair: (_, pair) => addComment(pair, result) })
  return document.toString()
}

/** Returns the measured clock skew with a margin; more than an hour is a fault of the target, no choice. */
function chooseSkewSeconds({ profile, skewSeconds }: Result): number {
  const measured = Math.ceil(Math.abs(skewSeconds ?? 0)) + 2
  return measured > 3600 ? profile.skewSeconds : Math.max(profile.skewSeconds, measured)
}

/** Returns the ids of the vendor's ambiguities with more than one reading. */
function listOpenAmbiguities({ vendor }: Result): readonly string[] {
  return Object.entries(ambiguities)
    .filter(([, ambiguity]) => ambiguity.vendor === vendor.name && Object.keys(ambiguity.readings).length > 0)
    .map(([id]) => id)
}

function addComment(pair: Pair, { vendor }: Result): void {
  const key = pair.key as Scalar<string>
  const ambiguity = ambiguities[key.value]
  if (ambiguity !== undefined)
    key.commentBefore = ` ${ambiguity.question}: ${ambiguity.tolerant}; or ${Object.keys(ambiguity.readings).join(', ')}`
  if (key.value === 'authErrorStatuses') key.commentBefore = ' statuses for a wrong credential'
  if (key.value === 'skewSeconds') key.commentBefore = ' tolerated clock skew'
  if (key.value === 'ids')
    key.commentBefore = ` ${Object.values(vendors[vendor.name as keyof typeof vendors].requiredIds).join('; ')}`
}

function formatCapabilities({ capabilities }: Result): string {
  return capabilities
    .filter(({ source }) => source === 'probed')
    .map(({ name, value }) => ` ${name}: ${escapeUnprintable(value)}`)
    .join('\n')
}

function readAuthErrorStatuses({ capabilities }: Result): readonly number[] {
  const capability = capabilities.find(({ name }) => name === 'statuses for a wrong credential')
  return capability === undefined ? [] : capability.value.split(', ').map(Number)
}
