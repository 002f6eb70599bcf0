import { proveCousins } from './cousins/cousin.ts'
import { idnowCousins, rapidproCousins, recruboCousins } from './cousins/vendor-cousins.ts'
import { wireCousins } from './cousins/wire-cousins.ts'
import { FLOW, idnowTwin } from './twins/idnow.ts'
import { qyvoTwin } from './twins/qyvo.ts'
import { rapidproTwin } from './twins/rapidpro.ts'
import { recruboTwin } from './twins/recrubo.ts'
import { servedBy } from './twins/served.ts'

proveCousins('qyvo', wireCousins, { open: qyvoTwin, only: servedBy('qyvo') })
proveCousins('recrubo', recruboCousins, { open: () => recruboTwin(110), only: servedBy('recrubo') })
proveCousins('rapidpro', rapidproCousins, { open: () => rapidproTwin(122, 50), only: servedBy('rapidpro') })
proveCousins('idnow', idnowCousins, { open: idnowTwin, ids: { flowId: FLOW }, only: servedBy('idnow') })
