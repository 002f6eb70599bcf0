import { describe, expect, it } from 'vitest'
import { prepareWorlds, type WorldDeps } from '../../mock/control/worlds.ts'
import { createTestTwin } from '../support/requests.ts'

/** A registry with one stored world, which is in memory once it has been opened. */
class FakeRegistry {
  readonly #served = { world: createTestTwin().world }
  openCount = 0
  #isInMemory = false

  getWorld() {
    return this.#isInMemory ? this.#served : undefined
  }

  openExistingWorld(): Promise<unknown> | undefined {
    if (this.#isInMemory) return undefined
    return Promise.resolve().then(() => {
      this.openCount++
      this.#isInMemory = true
    })
  }

  drop(): void {
    this.#isInMemory = false
  }
}

/** Calls the functions to which a handler resolves, as the pipeline does. */
async function finish(result: unknown): Promise<unknown> {
  const settled = await result
  return typeof settled === 'function' ? finish(settled()) : settled
}

describe('the handlers of the control API', () => {
  it('find their world in memory, also when it has left it while they waited', async () => {
    const registry = new FakeRegistry()
    const found: boolean[] = []
    const { updateClock } = prepareWorlds({ worlds: registry } as unknown as WorldDeps, {
      updateClock: async (_input: { readonly path: { readonly world: string } }) => {
        found.push(registry.getWorld() !== undefined)
        await Promise.resolve()
        registry.drop()
        return () => {
          found.push(registry.getWorld() !== undefined)
          return 'updated'
        }
      },
    })
    expect(await finish(updateClock({ path: { world: 'one' } }))).toBe('updated')
    expect(found).toEqual([true, true])
    expect(registry.openCount).toBe(2)
  })

  it('are called once for a world that does not exist', async () => {
    let calls = 0
    const worlds = { getWorld: () => undefined, openExistingWorld: () => Promise.resolve(undefined) }
    const { readClock } = prepareWorlds({ worlds } as unknown as WorldDeps, {
      readClock: (_input: { readonly path: { readonly world: string } }) => `call ${++calls}`,
    })
    expect(await finish(readClock({ path: { world: 'none' } }))).toBe('call 1')
  })
})
