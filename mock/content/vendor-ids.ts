import type { IdCodec } from '../world/dataset/id-codec.ts'
import type { Run } from '../world/model/run.ts'
import type { World } from '../world/world.ts'
import { type FlowTexts, getFlowText } from './flow-texts.ts'

interface IdCodecs {
  readonly run: IdCodec
  readonly flow: IdCodec
}

/** Creates the translation between a vendor's ids and the numbers of runs and flows. Ids are parsed in either case. */
export function createVendorIds(flowTexts: FlowTexts, getCodecs: (world: World) => IdCodecs) {
  return {
    runs: {
      formatId: ({ number, createdAt }: Run, world: World) => getCodecs(world).run.encode(number, createdAt),
      parseId: (id: string, world: World) => getCodecs(world).run.decode(id.toLowerCase()),
    },
    flows: {
      formatId: (flow: number, world: World) => getCodecs(world).flow.encode(flow),
      parseId: (id: string, world: World) => getCodecs(world).flow.decode(id.toLowerCase()),
      getName: (flow: number, world: World) => getFlowText(flowTexts, world, flow).name,
    },
  }
}
