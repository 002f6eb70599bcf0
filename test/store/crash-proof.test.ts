import { afterAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkFolder, crashServer, createKnowledge } from './crash-clients.ts'

const folder = mkdtempSync(join(tmpdir(), 'flowtwin-crash-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const knowledge = createKnowledge()

/** Takes 75 seconds on two cores: some 900 acknowledged writes, none of them lost. */
describe('a server that is killed 200 times while clients write to one folder', () => {
  it.each([2, 3, 4, 5])('loses no acknowledged write and stores no half of a request, seed %i', async (seed) => {
    const acknowledged = await crashServer(folder, { kills: 50, seed, sync: 'os', knowledge })
    expect(acknowledged).toBeGreaterThanOrEqual(50)
  })

  it('has every acknowledged write in the end', async () => {
    await checkFolder(folder, knowledge)
  })
})
