import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lets tests fail in a project that has installed the package, one of them for a handler that was broken on purpose, and
 * types the lines that they print: one replays to the broken answer, the other without a difference.
 * @throws when a line is missing or replays otherwise
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
  const ends = lines.map(([, line = '']) => {
    const { status, stdout } = spawnSync('npx', ['--no', '--', 'flowtwin', ...line.split(' ')], {
      cwd: project,
      encoding: 'utf8',
    })
    const [said = ''] = stdout.split('\n')
    return `${status} ${said.replace(/"[^"]*"/, '…')}`
  })
  const wanted = ['2 1 of 6 answers differ from those in …: 5.', '0 6 answers are the same, byte for byte, as in ….']
  if (ends.join('\n') === wanted.join('\n')) return `${ends.length} lines`
  throw new Error([...ends, `${run.stdout}${run.stderr}`].join('\n'))
}
