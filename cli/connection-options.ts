import { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { type Command, Option } from 'commander'
import { type Config, ConfigError, type Connection, type ProxySettings, type TlsSettings } from '../contracts/index.ts'
import { substituteVariables } from '../contracts/kit/config/config.ts'
import { findHeaderProblem } from '../contracts/kit/http/connection.ts'
import { type FileSystem, getFileSystem, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Options of every command that sends requests to a target. */
export interface ConnectionOptions {
  /** Each as `Name: value`. */
  readonly header?: readonly string[]
  readonly caFile?: string
  readonly clientCert?: string
  readonly clientKey?: string
  readonly insecure?: boolean
}

/** Adds the options of `ConnectionOptions`. */
export function addConnectionOptions(command: Command): Command {
  return command
    .optionsGroup('Connection (a proxy comes from HTTPS_PROXY, HTTP_PROXY and NO_PROXY):')
    .addOption(
      new Option('--header <header>', "header of every request, as 'X-Api-Key: ${VARIABLE}'; repeatable").argParser(
        (header, previous: readonly string[] | undefined) => [...(previous ?? []), header],
      ),
    )
    .option('--ca-file <path>', 'PEM certificates of further trusted authorities')
    .option('--client-cert <path>', 'PEM certificate of this client')
    .option('--client-key <path>', 'PEM private key of --client-cert, if another file has it')
    .option('--insecure', 'accept any certificate of the target; never for a production system')
    .optionsGroup('Options:')
}

/**
 * Merges the options with those of a configuration, reads the certificates, and finds the proxy of the base URL.
 * @throws {UsageError} for a header that cannot be sent, or a file without the expected content
 */
export async function resolveConnection(
  given: ConnectionOptions,
  { headers = {}, tls = {} }: Config,
  baseUrl: string,
  io: Terminal,
): Promise<Connection> {
  const files = getFileSystem(io)
  const insecure = given.insecure ?? tls.insecure ?? false
  const caFile = given.caFile ?? tls.caFile
  const clientCert = given.clientCert ?? tls.clientCert
  const clientKey = given.clientKey ?? tls.clientKey
  const settings: TlsSettings = {
    ...(caFile === undefined ? {} : { ca: readCertificates(caFile, files) }),
    ...readClientCertificate(clientCert, clientKey, files),
    insecure,
  }
  if (insecure) io.log('WARNING: --insecure accepts any certificate, so another server may read the credential.\n')
  const proxy = io.fetch === undefined ? await findProxy(baseUrl, settings, io) : null
  return {
    headers: resolveHeaders(given.header ?? [], headers, io),
    tls: settings,
    ...(proxy === null ? {} : { proxy }),
  }
}

function resolveHeaders(
  given: readonly string[],
  configured: Readonly<Record<string, string>>,
  { env }: Terminal,
): Readonly<Record<string, string>> {
  const parsed = given.map((text) => {
    const [, name, value] = /^([^:]+):\s*(.*)$/s.exec(text) ?? []
    if (name === undefined || value === undefined)
      throw new UsageError(`--header requires 'Name: value'; the ${text.length} characters given have no colon`)
    return [name.trim(), expandVariables(value, env)] as const
  })
  // Names are case-insensitive; the command line takes precedence, and the last one of a name.
  const byName = new Map([...Object.entries(configured), ...parsed].map((header) => [header[0].toLowerCase(), header]))
  const headers = [...byName.values()]
  const problems = headers.flatMap(([name, value]) => findHeaderProblem(name, value) ?? [])
  if (problems.length > 0) throw new UsageError(`--header or headers of the configuration: ${problems.join('; ')}`)
  return Object.fromEntries(headers)
}

function expandVariables(text: string, env: Terminal['env']): string {
  try {
    return substituteVariables(text, env) as string
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(`--header: ${error.message}`, { cause: error })
    throw error
  }
}

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----.*?-----END (?:TRUSTED )?CERTIFICATE-----/gs

function readCertificates(path: string, files: FileSystem): string {
  const text = files.read(path)
  const certificates = text.match(CERTIFICATE) ?? []
  if (certificates.length === 0)
    throw new UsageError(`${path} has no PEM certificate; convert it with: openssl x509 -in ${path} -out ca.pem`)
  try {
    return certificates.map((certificate) => new X509Certificate(certificate).toString()).join('')
  } catch (error) {
    throw new UsageError(`${path} has an invalid certificate: ${getMessage(error)}`, { cause: error })
  }
}

function readClientCertificate(
  certPath: string | undefined,
  keyPath: string | undefined,
  files: FileSystem,
): Pick<TlsSettings, 'cert' | 'key'> {
  if (certPath === undefined) {
    if (keyPath !== undefined) throw new UsageError('--client-key requires --client-cert')
    return {}
  }
  const cert = readCertificates(certPath, files)
  const keyFile = keyPath ?? certPath
  const key = files.read(keyFile)
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key))
    throw new UsageError(
      `${keyFile} has no PEM private key; give the file that has it with --client-key, decrypted and in PEM`,
    )
  if (/BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(key))
    throw new UsageError(`${keyFile} is encrypted; decrypt it with: openssl pkey -in ${keyFile} -out key.pem`)
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    throw new UsageError(`${certPath} and ${keyFile} are no certificate with its key: ${getMessage(error)}`, {
      cause: error,
    })
  }
  return { cert, key }
}

/** Returns the proxy that the environment sets for a URL; null without one, or when `NO_PROXY` excludes its host. */
async function findProxy(baseUrl: string, { ca, insecure = false }: TlsSettings, io: Terminal) {
  const { protocol } = new URL(baseUrl)
  const names = [`${protocol.slice(0, -1)}_proxy`, 'all_proxy'].flatMap((name) => [name, name.toUpperCase()])
  const source = names.find((name) => (io.env[name] ?? '') !== '')
  if (source === undefined) return null
  const { getProxyForUrl } = await import('proxy-from-env')
  if (getProxyForUrl(baseUrl) === '') return null
  const given = io.env[source] ?? ''
  const url = given.includes('://') ? given : `http://${given}`
  if (!URL.canParse(url) || !['http:', 'https:'].includes(new URL(url).protocol))
    throw new UsageError(`${source} is no URL of an HTTP proxy; give one such as http://proxy.example.org:3128`)
  const createTunnel = protocol === 'http:' ? null : await loadTunnel(url, { ca, insecure })
  return { url, source, createTunnel } satisfies ProxySettings
}

/** Loads the library that opens tunnels, and returns a function that creates its agents. */
async function loadTunnel(
  url: string,
  { ca, insecure }: { readonly ca: string | undefined; readonly insecure: boolean },
): Promise<NonNullable<ProxySettings['createTunnel']>> {
  const [{ HttpsProxyAgent }, { rootCertificates }] = await Promise.all([
    import('https-proxy-agent'),
    import('node:tls'),
  ])
  type Connect = InstanceType<typeof HttpsProxyAgent>['connect']
  /** Limits the time for a tunnel: the library waits for a silent proxy without end, and Node cannot stop it. */
  class TunnelAgent extends HttpsProxyAgent<string> {
    timeoutSeconds = 0

    override async connect(...args: Parameters<Connect>): ReturnType<Connect> {
      const connecting = new AbortController()
      const timer = setTimeout(() => connecting.abort(), this.timeoutSeconds * 1000)
      Object.assign(this.connectOpts, { signal: connecting.signal })
      try {
        return await super.connect(...args)
      } catch (error) {
        throw connecting.signal.aborted
          ? new Error(`no answer within ${this.timeoutSeconds} s`, { cause: error })
          : error
      } finally {
        clearTimeout(timer)
      }
    }
  }
  const certificates = {
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    ...(insecure ? { rejectUnauthorized: false } : {}),
  }
  return ({ keepAlive, timeoutSeconds }) =>
    Object.assign(new TunnelAgent(url, { keepAlive, ...certificates }), { timeoutSeconds })
}

function getMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
