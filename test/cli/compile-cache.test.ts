import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const MAIN = `
const { greet } = require('../bundle/chunk.cjs')
exports.main = () => console.log(greet('reader'))`

/** Prints for each file of the bundle whether its code came from the cache. */
const START = `
const vm = require('node:vm')
vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options)
    const isCached = options.cachedData !== undefined && !this.cachedDataRejected
    console.log(require('node:path').basename(options.filename), isCached ? 'cached' : 'compiled')
  }
}
require('./bin/compile-cache.js').enableCompileCache(process.argv[1])
require('./dist/cli/main.cjs').main()
process.exitCode = Number(process.argv[2])`

const COMPILED = ['main.cjs compiled', 'chunk.cjs compiled', 'hello, reader']
const CACHED = ['main.cjs cached', 'chunk.cjs cached', 'hello, reader']

let folder = ''
const root = () => join(folder, 'dist', 'compile-cache', `${process.version}-${process.arch}`)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flowtwin-compile-cache-'))
  for (const part of ['bin', 'dist/cli', 'dist/bundle']) mkdirSync(join(folder, part), { recursive: true })
  copyFileSync(join(import.meta.dirname, '../../bin/compile-cache.js'), join(folder, 'bin/compile-cache.js'))
  writeFileSync(join(folder, 'dist/cli/main.cjs'), MAIN)
  writeFileSync(join(folder, 'dist/bundle/chunk.cjs'), 'exports.greet = (name) => `hello, ${name}`')
})

afterEach(() => rmSync(folder, { recursive: true }))

/** Runs a command and returns the printed lines. */
function start(command = 'serve', exitCode = 0): readonly string[] {
  const { stdout, stderr } = spawnSync(process.execPath, ['--eval', START, command, String(exitCode)], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  return stdout.trim().split('\n')
}

describe('the compile cache', () => {
  it('stores the code of each file at the end, for the next start', () => {
    expect(start()).toEqual(COMPILED)
    expect(readdirSync(join(root(), 'serve')).toSorted()).toEqual(['chunk.cjs', 'main.cjs'])
    expect(start()).toEqual(CACHED)
  })

  it('stores the code of a server that is killed later', () => {
    // The delay is over at once.
    const killed = `
      globalThis.setTimeout = (run) => ({ unref: () => setImmediate(run) })
      ${START}
      setImmediate(() => setImmediate(() => process.kill(process.pid, 'SIGKILL')))`
    const { signal } = spawnSync(process.execPath, ['--eval', killed, 'serve', '0'], { cwd: folder })
    expect(signal).toBe('SIGKILL')
    expect(start()).toEqual(CACHED)
  })

  it('has a folder for each command', () => {
    start()
    expect(start('verify')).toEqual(COMPILED)
    expect(start('verify')).toEqual(CACHED)
    expect(readdirSync(root()).toSorted()).toEqual(['serve', 'verify'])
  })

  it.each(['../../outside', 'a/b', '..', ''])('does not use the argument %j as a path', (argument) => {
    start(argument)
    expect(readdirSync(root())).toEqual(['serve'])
    expect(readdirSync(join(folder, 'dist')).toSorted()).toEqual(['bundle', 'cli', 'compile-cache'])
  })

  it('stores nothing for a command that does not exist', () => {
    expect(start('srve', 2)).toEqual(COMPILED)
    expect(existsSync(root())).toBe(false)
  })

  it('stores the code of a command that fails', () => {
    start('verify', 1)
    expect(start('verify', 1)).toEqual(CACHED)
  })

  it.each([
    ['damaged', (bytes: Buffer) => bytes.fill(0, 100, 120)],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, 200)],
    ['empty', () => Buffer.alloc(0)],
  ])('replaces a file that is %s', (_, damage) => {
    start()
    const file = join(root(), 'serve', 'chunk.cjs')
    writeFileSync(file, damage(readFileSync(file)))
    expect(start()).toEqual(['main.cjs cached', 'chunk.cjs compiled', 'hello, reader'])
    expect(start()).toEqual(CACHED)
  })

  it('replaces the code of another source', () => {
    start()
    writeFileSync(join(folder, 'dist/bundle/chunk.cjs'), 'exports.greet = (name) => `good morning, ${name}`')
    expect(start()).toEqual(['main.cjs cached', 'chunk.cjs compiled', 'good morning, reader'])
    expect(start()).toEqual(['main.cjs cached', 'chunk.cjs cached', 'good morning, reader'])
  })

  it('leaves no file behind that it could not finish', () => {
    mkdirSync(join(root(), 'serve', 'chunk.cjs', 'not-empty'), { recursive: true })
    expect(start()).toEqual(COMPILED)
    expect(readdirSync(join(root(), 'serve')).toSorted()).toEqual(['chunk.cjs', 'main.cjs'])
    expect(start()).toEqual(['main.cjs cached', 'chunk.cjs compiled', 'hello, reader'])
  })

  it('is left out where the package cannot be written to', () => {
    // A file in the place of the folder: the permissions of a folder do not hold for root.
    writeFileSync(join(folder, 'dist/compile-cache'), '')
    expect(start()).toEqual(COMPILED)
    expect(start()).toEqual(COMPILED)
  })
})
