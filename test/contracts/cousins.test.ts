import { proveCousins } from './cousins/cousin.ts'
import { idnowCousins } from './cousins/page-cousins.ts'
import { rapidproCousins, recruboCousins } from './cousins/vendor-cousins.ts'
import { wireCousins } from './cousins/wire-cousins.ts'
import { FLOW, idnowTwin } from './twins/idnow.ts'
import { qyvoTwin } from './twins/qyvo.ts'
import { rapidproTwin } from './twins/rapidpro.ts'
import { recruboTwin } from './twins/recrubo.ts'
import { unjudgedOfTwins } from './unjudged.ts'

proveCousins('qyvo', wireCousins, { open: qyvoTwin, silent: unjudgedOfTwins.qyvo })
proveCousins('recrubo', recruboCousins, { open: () => recruboTwin(110), silent: unjudgedOfTwins.recrubo })
proveCousins('rapidpro', rapidproCousins, { open: () => rapidproTwin(122, 50), silent: unjudgedOfTwins.rapidpro })
proveCousins('idnow', idnowCousins, { open: idnowTwin, ids: { flowId: FLOW }, silent: unjudgedOfTwins.idnow })
