import type { Clock, Send, Target, VendorName } from '../contracts/index.ts'

/** The mock in memory as a target; its clock advances when the suite waits. */
export interface MockTarget {
  readonly target: Target & { readonly fetch: Send }
  readonly clock: Clock
}

/** Creates a small world of one vendor without rate limits. Loads the mock, which no check of a real target needs. */
export async function createMockTarget(name: VendorName): Promise<MockTarget> {
  const [{ createTwin }, { getIds }] = await Promise.all([
    import('../mock/twin.ts'),
    import('../mock/vendors/idnow/ids.ts'),
  ])
  const twin = createTwin({ seed: 42, runs: 400, clock: 'frozen', limits: false })
  const vendor = twin.vendors.find((candidate) => candidate.name === name)
  if (vendor === undefined) throw new Error(`the mock has no vendor ${name}`)
  const { basePath, credential } = vendor.demo
  return {
    target: {
      baseUrl: `http://mock.invalid${basePath}`,
      credential,
      fetch: twin.fetch,
      ids: name === 'idnow' ? { flowId: getIds(twin.world).flow.encode(0) } : {},
    },
    clock: {
      now: () => twin.clock.now / 1000,
      sleep: (milliseconds) => {
        twin.clock.advance(Math.round(milliseconds * 1000))
        return Promise.resolve()
      },
    },
  }
}
