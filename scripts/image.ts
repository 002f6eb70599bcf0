/**
 * Runs the steps of the Dockerfile in empty folders, for machines without a container engine: COPY and RUN of each stage,
 * then the server as an unprivileged user and the health check. The base image is not tested.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'

/** One line of a Dockerfile, continuation lines joined. */
export interface Instruction {
  readonly name: string
  readonly rest: string
}

/** Returns the instructions of a Dockerfile by stage; each stage begins with its FROM. */
function parseStages(text: string): readonly (readonly Instruction[])[] {
  const stages: Instruction[][] = []
  for (const line of text.replaceAll(/\\\n/g, ' ').split('\n')) {
    const [, name, rest = ''] = /^\s*([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (name === undefined) continue
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, rest: rest.trim() })
  }
  return stages
}

/** Returns the command of an ENTRYPOINT, CMD or HEALTHCHECK in JSON form. @throws for any other form */
function parseCommand(instruction: Instruction | undefined): readonly string[] {
  const [json] = /\[.*\]$/.exec(instruction?.rest ?? '') ?? []
  if (json === undefined) throw new Error(`${instruction?.name ?? 'a command'} is missing or not in JSON form`)
  return JSON.parse(json) as readonly string[]
}

/** A build stage, with a folder in place of its file system. */
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
  if (source === undefined) throw new Error(`COPY ${rest}: unknown stage ${from}`)
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

/** Matches names and `*.ending`, the only patterns in .dockerignore. */
function isIgnored(name: string): boolean {
  return ignored.some((pattern) => (pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern))
}

/** Runs the command and the health check of the image, on a free port. The host is the one that the image sets. */
async function verifyServer(last: Stage, instructions: readonly Instruction[]): Promise<string> {
  const findInstruction = (name: string) => instructions.find((one) => one.name === name)
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
  const ready = JSON.parse(String(line)) as { readonly port: number; readonly controlToken?: string }
  if (ready.controlToken === undefined) throw new Error('the server of the image listens on loopback only')
  const [probe = '', ...probeWords] = parseCommand(findInstruction('HEALTHCHECK'))
  // The check reads the port of the first process of a container, here that of a command line in a file.
  const commandLine = join(folder, 'cmdline')
  writeFileSync(commandLine, [command, ...args, `--port=${ready.port}`].join('\0'))
  const probeArgs = [...probeWords, commandLine]
  const healthy = spawnSync(probe, probeArgs, { cwd: last.workdir, env, timeout: 10_000 }).status
  server.kill('SIGTERM')
  const [code] = await ended
  const unhealthy = spawnSync(probe, probeArgs, { cwd: last.workdir, env, timeout: 10_000 }).status
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
  const built: Stage[] = []
  for (const stage of stages) built.push(buildStage(stage, built))
  const [last, instructions] = [built.at(-1), stages.at(-1)]
  if (last === undefined || instructions === undefined) throw new Error('the Dockerfile has no stage')
  const size = execFileSync('du', ['-sm', last.workdir], { encoding: 'utf8' }).split('\t')[0]
  console.log(`ok      steps of the Dockerfile: ${built.length} stages, ${size} MB in the last`)
  console.log(`ok      command of the image: ${await verifyServer(last, instructions)}`)
} catch (error) {
  console.error('FAILED  steps of the Dockerfile', error)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}
