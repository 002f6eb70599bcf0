import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digestResponses } from './digest.ts'

// Pinned, so that every version of Node, machine and time zone must give the same. It includes the names that the locked
// version of Faker chooses: only a new version of Faker may change it.
const DIGEST = 'd61fa5386e75138e442cda78'

describe('the same seed', () => {
  it('gives the same bytes for every order of sixteen clients', async () => {
    for (const shuffle of [1, 2, 3]) expect(await digestResponses(42, shuffle)).toBe(DIGEST)
  })

  it.each(['Pacific/Kiritimati', 'America/St_Johns'])('gives the same bytes in %s', (zone) => {
    const script = `import { digestResponses } from './test/digest.ts'; console.log(await digestResponses(42, 7))`
    const options = { cwd: join(import.meta.dirname, '..'), env: { ...process.env, TZ: zone, LANG: 'tr_TR.UTF-8' } }
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], options)
    expect(output.toString().trim()).toBe(DIGEST)
  })

  it('gives other bytes under another seed', async () => {
    expect(await digestResponses(43, 1)).not.toBe(DIGEST)
  })
})
