import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseCurl } from '../support/curl.ts'
import { root } from './blocks.ts'
import { startServer, type DocumentServer } from './document-server.ts'

/** Verbs that call a running server; the shell adds `--url`. */
const CONTROL_VERBS =
  'env|world|clock|run|burst|arrivals|diff|journal|delivery-report|wait|deliveries|fault|scenario|limits|snapshot'

/** Options of the server for documents that start none: a fixed start and a live clock. */
const DEFAULT_SERVER = ['--limits', 'off', '--now', '2026-01-15T09:00:00Z']

/**
 * Options that shorten a whole `verify` run; test/conformance has the whole runs. HTTP-020 has a finding, because the
 * server's clock differs from the real time.
 */
const VERIFY_SELECTION = ' --only "HTTP-00*" HTTP-020'

/** Stands for a reader's credential, written as `…` in documents. */
const CREDENTIAL = 'acredentialofmine'

/** Id of an IDnow flow in the default world. */
const FLOW = '019a104b-1133-7e1d-baee-983db23334f2'

/** Runs the commands of one document in a temporary folder, against a server of its own. */
export class Shell {
  readonly #folder = mkdtempSync(join(tmpdir(), 'flowtwin-document-'))
  readonly #variables: Record<string, string> = {}
  #server: Promise<DocumentServer> | null = null

  constructor() {
    const bin = join(this.#folder, '.bin')
    mkdirSync(bin)
    const node = `exec "${process.execPath}" "${join(root, 'bin', 'flowtwin.js')}" "$@"`
    const flowtwin = `case "$1" in ${CONTROL_VERBS}) ${node} --url "$FLOWTWIN_URL";; *) ${node};; esac`
    const npx = '[ "$1" = flowtwin ] || exit 127; shift; exec flowtwin "$@"'
    for (const [name, text] of Object.entries({ flowtwin, npx })) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`)
      chmodSync(join(bin, name), 0o755)
    }
    symlinkSync(join(root, 'examples'), join(this.#folder, 'examples'))
  }

  async close(): Promise<void> {
    await (await this.#server)?.stop()
    rmSync(this.#folder, { recursive: true })
  }

  /** Writes a file that later commands use. */
  async write(name: string, text: string): Promise<void> {
    mkdirSync(dirname(join(this.#folder, name)), { recursive: true })
    writeFileSync(join(this.#folder, name), await this.#replacePlaceholders(text))
  }

  /** Sends the request of an `http` block: method and path, then the body. @throws for an error status */
  async request(text: string): Promise<string> {
    const [, method = '', path = '', body = ''] = /^([A-Z]+) (\S+)\n([\s\S]*)$/.exec(text) ?? []
    const headers = { 'content-type': 'application/json' }
    const { url } = await this.#ensureServer()
    return readResponse(text, await fetch(`${url}${path}`, { method, headers, ...(body === '' ? {} : { body }) }))
  }

  /** Runs a command and returns its output, with the URL that documents use. @throws when it fails */
  async run(line: string): Promise<string> {
    const serveArgs = parseServeCommand(line)
    if (serveArgs !== null) return this.#restartServer(serveArgs)
    if (line.startsWith('npm ')) return checkScriptExists(line)
    const command = await this.#replacePlaceholders(line)
    const [, name, value = ''] = /^export (\w+)=(.*)$/.exec(command) ?? []
    if (name !== undefined) {
      this.#variables[name] = value
      return ''
    }
    const { url } = await this.#ensureServer()
    const output = await (command.startsWith('curl ') ? this.#runCurl(command) : this.#runCommand(command))
    return output.replaceAll(url, 'http://127.0.0.1:4010')
  }

  async #restartServer(args: readonly string[]): Promise<string> {
    await (await this.#server)?.stop()
    // Files of the document lie in its folder.
    this.#server = startServer(
      args.map((arg, place) => (['--data', '--store'].includes(args[place - 1] ?? '') ? join(this.#folder, arg) : arg)),
    )
    const { url, printed } = await this.#server
    return printed.replaceAll(url, 'http://127.0.0.1:4010')
  }

  #ensureServer(): Promise<DocumentServer> {
    this.#server ??= startServer(DEFAULT_SERVER)
    return this.#server
  }

  async #replacePlaceholders(text: string): Promise<string> {
    const { url } = await this.#ensureServer()
    const shortened = /flowtwin verify (?!.*--only)/.test(text) ? text.replace(/(?=( #.*)?$)/, VERIFY_SELECTION) : text
    return shortened
      .replaceAll(/http:\/\/127\.0\.0\.1:4010|https:\/\/\w+\.example(\.org)?/g, url)
      .replaceAll('flowId=…', `flowId=${FLOW}`)
      .replaceAll('TOKEN=…', `TOKEN=${CREDENTIAL}`)
  }

  async #runCurl(line: string): Promise<string> {
    const { request, includesHeaders, isStream } = parseCurl(line)
    const response = await fetch(request)
    if (!includesHeaders && !isStream) return readResponse(line, response)
    const head = [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join('')
    const body = isStream ? await readFirstChunk(response) : await response.text()
    return `HTTP/1.1 ${response.status} ${response.statusText}\n${head}\n${body}`
  }

  async #runCommand(line: string): Promise<string> {
    const { url } = await this.#ensureServer()
    const { FLOWTWIN_TOKEN: _, ...environment } = process.env
    const PATH = `${join(this.#folder, '.bin')}:${process.env['PATH'] ?? ''}`
    const env = { ...environment, NO_COLOR: '1', ...this.#variables, FLOWTWIN_URL: url, PATH }
    const child = spawn('sh', ['-c', line], { cwd: this.#folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    const code = await new Promise((resolve) => child.on('close', resolve))
    const expected = Number(/ # exits with (\d+)/.exec(line)?.[1] ?? 0)
    if (code !== expected) throw new Error(`${line}\nexited with ${String(code)}:\n${printed}`)
    return printed
  }
}

/** Returns the arguments of a command that starts the server; null for another command. */
function parseServeCommand(line: string): readonly string[] | null {
  const match = /^(?:npm ci && npm start|npm start --|(?:npx )?flowtwin serve)(?: (.*))?$/.exec(line)
  return match === null ? null : (match[1] ?? '').split(' ').filter(Boolean)
}

/** Checks that an npm script exists. It does not run: `.ci/run` runs the scripts, this test among them. */
function checkScriptExists(line: string): string {
  const [, name = ''] = /^npm (?:run )?(\w+)/.exec(line) ?? []
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: object }
  const exists = name === 'ci' ? existsSync(join(root, 'package-lock.json')) : name in scripts
  if (!exists) throw new Error(`package.json has no script for "${line}"`)
  return ''
}

async function readResponse(question: string, response: Response): Promise<string> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${question}\nreturned ${response.status}:\n${text}`)
  return text
}

async function readFirstChunk(response: Response): Promise<string> {
  const reader = response.body!.getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return Buffer.from(value ?? []).toString()
}
