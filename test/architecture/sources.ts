import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const ROOMS = ['mock', 'client', 'testing', 'contracts', 'cli', 'bench', 'scripts', 'spec', 'test', 'page']

/** A source file of the project, with what it imports. */
export interface Source {
  /** From the project's root, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly lines: number
  /** Paths of the project's own files. */
  readonly files: readonly string[]
  /** Names of packages and of Node's modules. */
  readonly packages: readonly string[]
}

/** Every TypeScript file that is not generated. */
export function sources(): readonly Source[] {
  return ROOMS.flatMap((room) => filesBelow(join(root, room))).map(sourceAt)
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(`${sep}generated${sep}`))
}

function sourceAt(file: string): Source {
  const text = readFileSync(file, 'utf8')
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ]
  const named = specifiers.map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
  const own = named.filter((name) => name.startsWith('.'))
  return {
    path: fromRoot(file),
    text,
    lines: text.split('\n').length - 1,
    files: own.map((name) => fromRoot(join(dirname(file), name))),
    packages: named.filter((name) => !name.startsWith('.')),
  }
}

function fromRoot(file: string): string {
  return relative(root, file).split(sep).join('/')
}
