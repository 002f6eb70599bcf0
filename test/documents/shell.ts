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
import { curlOf } from '../curl.ts'
import { root } from './blocks.ts'
import { served, type Served } from './server.ts'

/** Verbs that ask a running twin, and take the usual address unless told another. */
const ASKING = 'env|world|clock|run|burst|arrivals|diff|journal|audit|wait|deliveries|fault|hazard|limits|capsule'

/** A document that starts no server finds one: at an instant that its examples can name, and with time going on. */
const USUAL = ['--limits', 'off', '--now', '2026-01-15T09:00:00Z']

/**
 * Keeps a check of a whole API short, because whole runs are for test/conformance. The last one finds something: the usual
 * server does not tell the real time.
 */
const NARROWED = ' --only "HTTP-00*" HTTP-020'

/** A credential that a reader has and a document must not. */
const CREDENTIAL = 'acredentialofmine'

/** A flow of IDnow in the usual world. */
const FLOW = '019a104b-1133-7e1d-baee-983db23334f2'

/** Runs the lines of one document in a folder of their own, against a server of their own. */
export class Shell {
  readonly #folder = mkdtempSync(join(tmpdir(), 'flowtwin-document-'))
  readonly #variables: Record<string, string> = {}
  #server: Promise<Served> | null = null

  constructor() {
    const bin = join(this.#folder, '.bin')
    mkdirSync(bin)
    const node = `exec "${process.execPath}" "${join(root, 'bin', 'flowtwin.js')}" "$@"`
    const own = `case "$1" in ${ASKING}) ${node} --url "$FLOWTWIN_URL";; *) ${node};; esac`
    const npx = '[ "$1" = flowtwin ] || exit 127; shift; exec flowtwin "$@"'
    for (const [name, text] of Object.entries({ flowtwin: own, npx })) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`)
      chmodSync(join(bin, name), 0o755)
    }
    symlinkSync(join(root, 'examples'), join(this.#folder, 'examples'))
  }

  async close(): Promise<void> {
    await (await this.#server)?.stop()
    rmSync(this.#folder, { recursive: true })
  }

  /** Puts a file where the lines find it. */
  async write(name: string, text: string): Promise<void> {
    mkdirSync(dirname(join(this.#folder, name)), { recursive: true })
    writeFileSync(join(this.#folder, name), await this.#here(text))
  }

  /** Sends what an `http` block says: a method and a path, and a body behind them. @throws when it is refused */
  async request(text: string): Promise<string> {
    const [, method = '', path = '', body = ''] = /^([A-Z]+) (\S+)\n([\s\S]*)$/.exec(text) ?? []
    const headers = { 'content-type': 'application/json' }
    const { url } = await this.#serving()
    return answered(text, await fetch(`${url}${path}`, { method, headers, ...(body === '' ? {} : { body }) }))
  }

  /** What a line prints, with the addresses that a document writes. @throws when it fails */
  async run(line: string): Promise<string> {
    const serving = servingIn(line)
    if (serving !== null) return this.#serve(serving)
    if (line.startsWith('npm ')) return scripted(line)
    const here = await this.#here(line)
    const [, name, value = ''] = /^export (\w+)=(.*)$/.exec(here) ?? []
    if (name !== undefined) {
      this.#variables[name] = value
      return ''
    }
    const { url } = await this.#serving()
    const told = await (here.startsWith('curl ') ? this.#asked(here) : this.#executed(here))
    return told.replaceAll(url, 'http://127.0.0.1:4010')
  }

  async #serve(args: readonly string[]): Promise<string> {
    await (await this.#server)?.stop()
    this.#server = served(args)
    const { url, printed } = await this.#server
    return printed.replaceAll(url, 'http://127.0.0.1:4010')
  }

  #serving(): Promise<Served> {
    this.#server ??= served(USUAL)
    return this.#server
  }

  async #here(text: string): Promise<string> {
    const { url } = await this.#serving()
    const narrowed = /flowtwin verify (?!.*--only)/.test(text) ? text.replace(/(?=( #.*)?$)/, NARROWED) : text
    return narrowed
      .replaceAll(/http:\/\/127\.0\.0\.1:4010|https:\/\/\w+\.example(\.org)?/g, url)
      .replaceAll('flowId=…', `flowId=${FLOW}`)
      .replaceAll('TOKEN=…', `TOKEN=${CREDENTIAL}`)
  }

  async #asked(line: string): Promise<string> {
    const { request, isWhole, isEndless } = curlOf(line)
    const response = await fetch(request)
    if (!isWhole && !isEndless) return answered(line, response)
    const head = [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join('')
    const body = isEndless ? await firstPart(response) : await response.text()
    return `HTTP/1.1 ${response.status} ${response.statusText}\n${head}\n${body}`
  }

  async #executed(line: string): Promise<string> {
    const { url } = await this.#serving()
    const { FLOWTWIN_TOKEN: _, ...own } = process.env
    const PATH = `${join(this.#folder, '.bin')}:${process.env['PATH'] ?? ''}`
    const env = { ...own, NO_COLOR: '1', ...this.#variables, FLOWTWIN_URL: url, PATH }
    const child = spawn('sh', ['-c', line], { cwd: this.#folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    const code = await new Promise((resolve) => child.on('close', resolve))
    const wanted = Number(/ # ends with (\d+)/.exec(line)?.[1] ?? 0)
    if (code !== wanted) throw new Error(`${line}\nended with ${String(code)}:\n${printed}`)
    return printed
  }
}

/** The arguments of the server that a line starts. */
function servingIn(line: string): readonly string[] | null {
  const found = /^(?:npm ci && npm start|npm start --|(?:npx )?flowtwin serve)(?: (.*))?$/.exec(line)
  return found === null ? null : (found[1] ?? '').split(' ').filter(Boolean)
}

/** Scripts of the repository are there; running them here would run this test inside itself. `.ci/run` runs them. */
function scripted(line: string): string {
  const [, name = ''] = /^npm (?:run )?(\w+)/.exec(line) ?? []
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: object }
  const isThere = name === 'ci' ? existsSync(join(root, 'package-lock.json')) : name in scripts
  if (!isThere) throw new Error(`package.json has no script for "${line}"`)
  return ''
}

async function answered(question: string, response: Response): Promise<string> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${question}\nwas answered with ${response.status}:\n${text}`)
  return text
}

async function firstPart(response: Response): Promise<string> {
  const reader = response.body!.getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return Buffer.from(value ?? []).toString()
}
