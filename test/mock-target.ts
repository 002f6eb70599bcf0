import { type ControlAdapter, createFlowtwinControl, type VendorName } from '../contracts/index.ts'
import type { Twin as Mock, TwinOptions } from '../mock/twin.ts'
import { getIds as getIdnowIds } from '../mock/vendors/idnow/ids.ts'
import { getIds as getQyvoIds } from '../mock/vendors/qyvo/ids.ts'
import type { Twin } from './contracts/twins/twin.ts'
import { createTestTwin } from './support/requests.ts'

/** One vendor of the mock as a target of the suite. It has no rows; mutants change its code or its responses. */
export interface MockTarget extends Twin<never> {
  readonly mock: Mock
  /** Path of the base URL. */
  readonly basePath: string
  /** Advances the clock and inserts runs. */
  readonly control: ControlAdapter
  /** Ids that the suite cannot discover. */
  readonly ids: Readonly<Record<string, string>>
}

/** Creates a mock whose clock advances when the suite sleeps. Its internal errors fail the test. */
export function createMockTarget(vendor: VendorName, options: TwinOptions = {}): MockTarget {
  const mock = createTestTwin(options)
  const { basePath, credential } = mock.vendors.find(({ name }) => name === vendor)!.demo
  return {
    mock,
    fetch: mock.fetch,
    control: createFlowtwinControl({ url: 'http://twin.test', fetch: mock.fetch }),
    rows: [],
    credential,
    basePath,
    ids: getTestIds(vendor, mock),
    clock: {
      now: () => mock.clock.now / 1000,
      sleep: (milliseconds) => {
        mock.clock.advance(Math.round(milliseconds * 1000))
        return Promise.resolve()
      },
    },
  }
}

function getTestIds(vendor: VendorName, { world }: Mock): MockTarget['ids'] {
  if (vendor === 'idnow') return { flowId: getIdnowIds(world).flow.encode(0), clientId: 'flowtwin-live' }
  if (vendor !== 'qyvo') return {}
  const draft = world.dataset.flows.findIndex(({ isPublished }) => !isPublished)
  return { draftFlowId: getQyvoIds(world).flow.encode(draft) }
}
