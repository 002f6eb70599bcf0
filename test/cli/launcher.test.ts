import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { runCommand } from './command.ts'

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'flowtwin.js')

/** Starts the launcher on a Node that names another version. */
function launchOn(version: string) {
  const code = `
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })
    process.argv.splice(1, 0, 'flowtwin', '--version')
    await import(${JSON.stringify(pathToFileURL(launcher).href)})`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('the launcher', () => {
  it.each(['12.22.0', '18.20.0', '20.18.3', '21.7.0', '22.12.0'])('says that Node %s is too old', (version) => {
    expect(launchOn(version)).toEqual({
      status: 2,
      stdout: '',
      stderr: `flowtwin: Node ${version} is too old; install Node 20.19, 22.13, 24 or newer.\n`,
    })
  })

  it.each(['20.19.0', '22.13.0', '24.0.0', '25.1.0'])('starts on Node %s', (version) => {
    expect(launchOn(version)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })

  it('is written in syntax that Node 10 can read, without a static import', async () => {
    const text = readFileSync(launcher, 'utf8')
    const options = { target: 'es5', supported: { 'dynamic-import': true }, format: 'esm' } as const
    const { code } = await transform(text, options)
    // Nothing had to be translated.
    const asItIs = await transform(text, { target: 'esnext', format: 'esm' })
    expect(code).toBe(asItIs.code)
    expect(text).not.toMatch(/^import /m)
  })

  it('is executable, in git as well', () => {
    expect(statSync(launcher).mode & 0o111).toBe(0o111)
    const root = join(launcher, '..', '..')
    const listed = execFileSync('git', ['ls-files', '--stage', 'bin/flowtwin.js'], { cwd: root, encoding: 'utf8' })
    expect(listed).toMatch(/^100755 /)
  })
})

describe('an unknown command', () => {
  it.each([
    ['srve', 'did you mean "flowtwin serve"?'],
    ['jurnal', 'did you mean "flowtwin journal"?'],
    ['something-else', 'see flowtwin --help.'],
  ])('%s gets the nearest one or the help', async (verb, advice) => {
    expect(await runCommand([verb])).toEqual({
      code: 2,
      stdout: '',
      stderr: `flowtwin: there is no command "${verb}"; ${advice}\n`,
    })
  })

  it('below a command gets the nearest one', async () => {
    const { code, stderr } = await runCommand(['world', 'crate'])
    expect([code, stderr]).toEqual([
      2,
      'flowtwin: there is no command "world crate"; did you mean "flowtwin world create"?\n',
    ])
    expect((await runCommand(['baseline', 'updat', 'x'])).stderr).toContain('Did you mean update?')
  })

  it('is suggested for a misspelt option as well', async () => {
    const { code, stderr } = await runCommand(['serve', '--prot', '0'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('Did you mean --port?')])
  })
})
