import { getIds as idnowIds } from '../mock/vendors/idnow/ids.ts'
import { getIds as qyvoIds } from '../mock/vendors/qyvo/ids.ts'
import type { Twin as Mock, TwinOptions } from '../mock/twin.ts'
import { type ControlAdapter, createFlowtwinControl, type VendorName } from '../contracts/index.ts'
import { createTestTwin } from './support/requests.ts'
import type { Twin } from './contracts/twins/twin.ts'

/** One vendor of the mock, as the suite meets a target; it has no rows that could be spoilt, only code. */
export interface MockTarget extends Twin<never> {
  readonly mock: Mock
  /** Where clients append, after the host. */
  readonly basePath: string
  /** Lets time pass and runs arrive. */
  readonly control: ControlAdapter
  /** What the suite cannot discover by itself. */
  readonly ids: Readonly<Record<string, string>>
}

/** A mock whose clock goes on when the suite waits; errors of its own fail the test that caused them. */
export function mockTarget(vendor: VendorName, options: TwinOptions = {}): MockTarget {
  const mock = createTestTwin(options)
  const { basePath, credential } = mock.vendors.find(({ name }) => name === vendor)!.demo
  return {
    mock,
    send: mock.fetch,
    control: createFlowtwinControl({ url: 'http://twin.test', fetch: mock.fetch }),
    rows: [],
    credential,
    basePath,
    ids: givenOf(vendor, mock),
    clock: {
      now: () => mock.clock.now / 1000,
      sleep: (milliseconds) => {
        mock.clock.advance(Math.round(milliseconds * 1000))
        return Promise.resolve()
      },
    },
  }
}

function givenOf(vendor: VendorName, { world }: Mock): MockTarget['ids'] {
  if (vendor === 'idnow') return { flowId: idnowIds(world).flow.encode(0), clientId: 'flowtwin-live' }
  const draft = world.dataset.flows.findIndex(({ isPublished }) => !isPublished)
  return vendor === 'qyvo' ? { draftFlowId: qyvoIds(world).flow.encode(draft) } : {}
}
