import { describe, expect, it } from 'vitest'
import { checkFolder, crashServer, createKnowledge } from './crash-clients.ts'
import { createFolder } from './store-twin.ts'

describe('a server that is killed while clients write', () => {
  it.each(['os', 'disk'] as const)(
    'loses no acknowledged write and stores no half of a request, with --sync %s',
    async (sync) => {
      const [folder, knowledge] = [createFolder(), createKnowledge()]
      const acknowledged = await crashServer(folder, { kills: 4, seed: 1, sync, knowledge })
      expect(acknowledged).toBeGreaterThanOrEqual(4)
      await checkFolder(folder, knowledge)
    },
  )
})
