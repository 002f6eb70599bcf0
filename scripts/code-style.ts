/**
 * Measures names, comments and folders of the source and fails when a figure is beyond its limit.
 * `--details` also lists what lowers a figure that holds.
 */
import { dirname } from 'node:path'
import {
  type ExportedName,
  findDuplicateExports,
  findLongestImportChain,
  listExports,
  readModules,
  type SourceModule,
} from './source-modules.ts'
import { VERBS } from './verbs.ts'

const LIMITS = {
  verbFirst: 0.6,
  xOf: 0.05,
  questionComments: 0.02,
  filesPerFolder: 25,
  importChain: 20,
  // Own data is input of a world, not a part of serving one, so it counts for itself; so does the store, a topic of its own
  // behind one interface. cli has the verbs `data` (with the readers of files and of workspaces) and `mcp`, the log and
  // the texts for people; mock the hints of the log and the state that a planned stop carries over.
  files: { mock: 200, 'mock/own-data': 8, 'mock/store': 14, 'mock/store/checkpoint': 4, contracts: 160, cli: 30 },
}

const showDetails = process.argv.includes('--details')
const modules = readModules(['mock', 'contracts', 'cli', 'client', 'testing', 'page', 'bench', 'scripts', 'spec'])
let hasFailed = false

function report(label: string, value: string, holds: boolean, details: readonly string[] = []): void {
  console.log(`${holds ? 'ok' : 'FAILED'}  ${label}: ${value}`)
  if (!holds) hasFailed = true
  if (!holds || showDetails) for (const detail of details) console.log(`    ${detail}`)
}

function reportFunctionNames(): void {
  // A component of the page is a noun by convention.
  const isComponent = ({ path, name }: ExportedName) => path.endsWith('.tsx') && /^[A-Z]/.test(name)
  const functions = modules.flatMap(listExports).filter((one) => one.isFunction && !isComponent(one))
  const nouns = functions.filter(({ name }) => !VERBS.has(/^[a-z]+/.exec(name)?.[0] ?? ''))
  const lookups = functions.filter(({ name }) => /[a-z]Of$/.test(name))
  const verbFirst = functions.length - nouns.length
  const toLine = ({ path, name }: ExportedName) => `${path}: ${name}`
  report(
    'exported functions that begin with a verb, at least 60 %',
    toShare(verbFirst, functions.length),
    verbFirst / functions.length >= LIMITS.verbFirst,
    nouns.map(toLine),
  )
  report(
    'exported functions named xOf, at most 5 %',
    toShare(lookups.length, functions.length),
    lookups.length / functions.length <= LIMITS.xOf,
    lookups.map(toLine),
  )
}

function reportDocComments(): void {
  const comments = modules.flatMap(({ path, text }) =>
    (text.match(/\/\*\*[\s\S]*?\*\//g) ?? []).map((comment) => ({ path, comment })),
  )
  const questions = comments.filter(({ comment }) =>
    /^\/\*\*\s*(\*\s*)?(What|Who|How|Whether|Where|When)\b/.test(comment),
  )
  report(
    'doc comments that open with a question word, at most 2 %',
    toShare(questions.length, comments.length),
    questions.length / comments.length <= LIMITS.questionComments,
    questions.map(({ path, comment }) => `${path}: ${comment.split('\n', 2).join(' ').slice(0, 100)}`),
  )
}

function reportFolders(): void {
  const counts = new Map<string, number>()
  for (const { path } of modules) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1)
  const crowded = [...counts].filter(([, count]) => count > LIMITS.filesPerFolder)
  report(
    `folders with more than ${LIMITS.filesPerFolder} files`,
    String(crowded.length),
    crowded.length === 0,
    crowded.map(([folder, count]) => `${folder}: ${count}`),
  )
  const folders = Object.keys(LIMITS.files)
  for (const [folder, most] of Object.entries(LIMITS.files)) {
    const inner = folders.filter((other) => other.startsWith(`${folder}/`)).map(isIn)
    const { length } = modules.filter((one) => isIn(folder)(one) && !inner.some((isInside) => isInside(one)))
    report(`files in ${folder}, at most ${most}`, String(length), length <= most)
  }
}

function reportImports(): void {
  const duplicates = findDuplicateExports(modules)
  report(
    'exported names that occur twice below a folder',
    String(duplicates.length),
    duplicates.length === 0,
    duplicates,
  )
  const chain = findLongestImportChain(modules.filter(isIn('mock')))
  const holds = chain.length <= LIMITS.importChain
  report(`longest import chain in mock, at most ${LIMITS.importChain}`, String(chain.length), holds, chain)
}

function isIn(folder: string): (module: SourceModule) => boolean {
  return ({ path }) => path.startsWith(`${folder}/`)
}

function toShare(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`
}

reportFunctionNames()
reportDocComments()
reportFolders()
reportImports()
const lines = modules.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)
console.log(`    source lines outside tests and generated files: ${lines}`)
process.exitCode = hasFailed ? 1 : 0
