import { expect, it } from 'vitest'
import { playWorlds } from './play-worlds.ts'

it('two hundred worlds of one server answer eight processes at once as they answer each world alone', async () => {
  const { concurrent, alone } = await playWorlds({ clients: 8, worlds: 200, steps: 50 })
  expect(concurrent).toEqual(alone)
  expect(new Set(Object.values(concurrent)).size).toBe(200)
})
