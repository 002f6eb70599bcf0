import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTwin, openStore } from 'flowtwin'
import { expect, it } from 'vitest'

it('keeps the time of a world', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'worlds-'))
  const first = createTwin({ store: await openStore(folder) })
  await first.ready()
  const time = first.clock.advance('90m')
  await first.close()

  const second = createTwin({ store: await openStore(folder) })
  await second.ready()
  expect(second.clock.now).toBe(time)
  await second.close()
})
