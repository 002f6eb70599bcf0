/**
 * Follows the Dockerfile's own lines in empty folders, for machines without a container engine: what each stage copies and
 * runs, then the server as an ordinary user, and the health check. It proves the steps, not the base image.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'

/** One line of a Dockerfile, continuation lines joined. */
export interface Instruction {
  readonly name: string
  readonly rest: string
}

/** What a Dockerfile says, stage by stage; each stage begins with its FROM. */
export function parseStages(text: string): readonly (readonly Instruction[])[] {
  const stages: Instruction[][] = []
  for (const line of text.replaceAll(/\\\n/g, ' ').split('\n')) {
    const [, name, rest = ''] = /^\s*([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (name === undefined) continue
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, rest: rest.trim() })
  }
  return stages
}

/** The command in the JSON form that ENTRYPOINT, CMD and HEALTHCHECK end with. */
export function parseCommand(instruction: Instruction | undefined): readonly string[] {
  const [json] = /\[.*\]$/.exec(instruction?.rest ?? '') ?? []
  if (json === undefined) throw new Error(`${instruction?.name ?? 'a command'} is not there, or not written as JSON`)
  return JSON.parse(json) as readonly string[]
}

/** A folder that stands for a stage's file system. */
interface Stage {
  readonly name: string
  readonly files: string
  readonly workdir: string
}

const NOBODY_UID = 65_534
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'flowtwin-image-'))
const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')

function buildStage(instructions: readonly Instruction[], earlier: readonly Stage[]): Stage {
  const [from] = instructions
  const name = / AS (\S+)$/.exec(from?.rest ?? '')?.[1] ?? 'last'
  const files = join(folder, name)
  const workdir = join(files, instructions.find((one) => one.name === 'WORKDIR')?.rest ?? '/')
  mkdirSync(workdir, { recursive: true })
  for (const { name: kind, rest } of instructions) {
    if (kind === 'COPY') copyFiles(rest, { name, files, workdir }, earlier)
    if (kind === 'RUN') execFileSync('sh', ['-c', rest], { cwd: workdir, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return { name, files, workdir }
}

function copyFiles(rest: string, stage: Stage, earlier: readonly Stage[]): void {
  const words = rest.split(/\s+/)
  const from = words[0]?.startsWith('--from=') === true ? words.shift()?.slice('--from='.length) : undefined
  const source = from === undefined ? root : earlier.find(({ name }) => name === from)?.files
  if (source === undefined) throw new Error(`COPY ${rest}: there is no stage ${from}`)
  const target = words.pop() ?? '.'
  for (const path of words) {
    const into = target.endsWith('/') ? join(target, basename(path)) : target
    const isIncluded = (file: string) => from !== undefined || file === source || !isIgnored(basename(file))
    cpSync(join(source, path), join(stage.workdir, into), {
      recursive: true,
      verbatimSymlinks: true,
      filter: isIncluded,
    })
  }
}

/** Knows names and `*.ending`, which is all that .dockerignore uses. */
function isIgnored(name: string): boolean {
  return ignored.some((pattern) => (pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern))
}

/** Runs the image's command and its health check, on a free port instead of the one that it names. */
async function verifyServer(last: Stage, instructions: readonly Instruction[]): Promise<string> {
  const findInstruction = (name: string) => instructions.find((one) => one.name === name)
  const port = findInstruction('EXPOSE')?.rest ?? ''
  const [command = '', ...args] = [
    ...parseCommand(findInstruction('ENTRYPOINT')),
    ...parseCommand(findInstruction('CMD')),
  ]
  const env = { ...process.env, ...parseVariables(findInstruction('ENV')) }
  const user =
    process.getuid?.() === 0 && findInstruction('USER') !== undefined ? { uid: NOBODY_UID, gid: NOBODY_UID } : {}
  const server = spawn(command, [...args, '--port', '0', '--json'], {
    cwd: last.workdir,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  })
  const ended = once(server, 'close')
  const [line] = await Promise.race([once(createInterface(server.stdout), 'line'), ended])
  const ready = JSON.parse(String(line)) as { readonly port: number }
  const [probe = '', ...asked] = parseCommand(findInstruction('HEALTHCHECK')).map((word) =>
    word.replace(`:${port}/`, `:${ready.port}/`),
  )
  const healthy = spawnSync(probe, asked, { cwd: last.workdir, env, timeout: 10_000 }).status
  server.kill('SIGTERM')
  const [code] = await ended
  const unhealthy = spawnSync(probe, asked, { cwd: last.workdir, env, timeout: 10_000 }).status
  if (healthy !== 0 || unhealthy === 0)
    throw new Error(`health check: ${healthy} while it serves, ${unhealthy} after its end`)
  if (code !== 0) throw new Error(`the server ended with ${code} on SIGTERM`)
  return `health check 0 while it serves, ${unhealthy} after its end`
}

function parseVariables(instruction: Instruction | undefined): Readonly<Record<string, string>> {
  const pairs = (instruction?.rest ?? '').split(/\s+/).filter((pair) => pair.includes('='))
  return Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]))
}

try {
  chmodSync(folder, 0o755)
  const stages = parseStages(readFileSync(join(root, 'Dockerfile'), 'utf8'))
  const made: Stage[] = []
  for (const stage of stages) made.push(buildStage(stage, made))
  const [last, instructions] = [made.at(-1), stages.at(-1)]
  if (last === undefined || instructions === undefined) throw new Error('the Dockerfile has no stage')
  const size = execFileSync('du', ['-sm', last.workdir], { encoding: 'utf8' }).split('\t')[0]
  console.log(`ok      the Dockerfile's steps: ${made.length} stages, ${size} MB in the last`)
  console.log(`ok      the image's command: ${await verifyServer(last, instructions)}`)
} catch (error) {
  console.error('BROKEN  the Dockerfile’s steps', error)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
