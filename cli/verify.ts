import pc from 'picocolors'
import {
  consoleReport,
  exitCode,
  type Paint,
  plain,
  type Result,
  type Send,
  UnknownCheck,
  type VendorName,
  vendors,
  verify,
  type VerifyOptions,
} from '../contracts/index.ts'
import { UsageError } from './usage-error.ts'

/** The options of `flowtwin verify`, as the command line gives them. */
export interface VerifyCommandOptions {
  readonly url: string
  /** The name of the variable, never the credential itself: arguments are seen by everybody on the machine. */
  readonly tokenEnv: string
  readonly writes?: boolean
  readonly probeMethods?: boolean
  readonly only?: readonly string[]
  readonly id?: readonly string[]
  readonly json?: boolean
}

/** Where the command reads and writes. */
export interface VerifyTerminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Takes the report: what a script would read. */
  readonly print: (text: string) => void
  /** Takes what is said to people meanwhile. */
  readonly say: (text: string) => void
  readonly colour: boolean
  /** A server's own `fetch`, for a check in memory. */
  readonly send?: Send
  readonly clock?: NonNullable<VerifyOptions['clock']>
}

const terminal: VerifyTerminal = {
  env: process.env,
  print: (text) => process.stdout.write(text),
  say: (text) => process.stderr.write(text),
  colour: pc.isColorSupported && process.stdout.isTTY,
}

/**
 * Checks a target and prints the report; gives the exit code.
 * @throws {UsageError} when something is missing or wrong in what was asked for
 */
export async function runVerify(vendor: string, options: VerifyCommandOptions, io = terminal): Promise<number> {
  const name = vendorOf(vendor)
  const target = {
    baseUrl: baseUrlOf(options.url),
    credential: credentialOf(options.tokenEnv, io),
    ids: idsOf(options.id ?? [], name),
    ...(io.send === undefined ? {} : { send: io.send }),
  }
  const { writes = false, probeMethods = false } = options
  const only = (options.only ?? []).flatMap((ids) => ids.split(',')).filter((id) => id !== '')
  io.say(`Checking ${vendors[name].title} at ${target.baseUrl}, ${writes ? 'writing' : 'reading'} …\n`)
  const result = await verified(name, target, { writes, probeMethods, only, ...(io.clock && { clock: io.clock }) })
  if (result.preflight.kind === 'unconfigured') throw new UsageError(`${result.preflight.reason} with --id`)
  io.print(
    options.json === true ? `${JSON.stringify(result, null, 2)}\n` : consoleReport(result, io.colour ? painted : plain),
  )
  return exitCode(result)
}

const painted: Paint = { bad: pc.red, good: pc.green, unsure: pc.yellow, faint: pc.dim, strong: pc.bold }

async function verified(
  name: VendorName,
  target: Parameters<typeof verify>[1],
  options: VerifyOptions,
): Promise<Result> {
  try {
    return await verify(name, target, options)
  } catch (error) {
    if (error instanceof UnknownCheck) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

function vendorOf(vendor: string): VendorName {
  if (Object.hasOwn(vendors, vendor)) return vendor as VendorName
  throw new UsageError(`there is no vendor "${vendor}"; choose one of ${Object.keys(vendors).join(', ')}`)
}

function baseUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`--url "${text}" is no HTTP address; give one such as https://api.example.org`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError('--url holds a credential; put it into a variable and name that with --token-env')
  }
  return url.href.replace(/\/$/, '')
}

function credentialOf(variable: string, { env }: VerifyTerminal): string {
  const credential = env[variable]
  if (credential !== undefined && credential !== '') return credential
  throw new UsageError(`${variable} is not set; put the credential of the API into that variable`)
}

function idsOf(pairs: readonly string[], name: VendorName): Readonly<Record<string, string>> {
  const known = Object.entries(vendors[name].givens).map(([id, meaning]) => `${id} (${meaning})`)
  return Object.fromEntries(
    pairs.map((pair) => {
      const [id = '', ...value] = pair.split('=')
      if (Object.hasOwn(vendors[name].givens, id) && value.length > 0) return [id, value.join('=')]
      const choice = known.length === 0 ? 'this vendor needs none' : `give one of ${known.join(', ')} as name=value`
      throw new UsageError(`--id "${pair}" means nothing; ${choice}`)
    }),
  )
}
