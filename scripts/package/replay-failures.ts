import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Runs failing tests in a project with the package installed, one of them with a broken handler, and runs the replay
 * commands that they print: one replay differs from the recording, the other does not.
 * @throws when a command is missing or has another result
 */
export function verifyReplayOfFailures(project: string, cases: string, vitest: string): string {
  mkdirSync(join(project, 'failing'))
  copyFileSync(cases, join(project, 'failing', 'worlds.case.ts'))
  writeFileSync(join(project, 'failing.config.js'), `export default { test: { include: ['failing/*.case.ts'] } }`)
  const run = spawnSync(process.execPath, [vitest, 'run', '--config', 'failing.config.js'], {
    cwd: project,
    encoding: 'utf8',
  })
  const lines = [...`${run.stdout}${run.stderr}`.matchAll(/npx flowtwin (replay \S+ --until \d+)/g)]
  const results = lines.map(([, line = '']) => {
    const { status, stdout } = spawnSync('npx', ['--no', '--', 'flowtwin', ...line.split(' ')], {
      cwd: project,
      encoding: 'utf8',
    })
    const [firstLine = ''] = stdout.split('\n')
    return `${status} ${firstLine.replace(/"[^"]*"/, '…')}`
  })
  const expected = [
    '2 1 of 6 responses differ from those of …: 5.',
    '0 All 6 responses equal those of … byte for byte.',
  ]
  if (results.join('\n') === expected.join('\n')) return `${results.length} commands`
  throw new Error([...results, `${run.stdout}${run.stderr}`].join('\n'))
}
