import { proveCousins } from './legal-variants/legal-variant.ts'
import { idnowCousins } from './legal-variants/idnow-variants.ts'
import { rapidproCousins, recruboCousins } from './legal-variants/vendor-variants.ts'
import { wireCousins } from './legal-variants/wire-variants.ts'
import { FLOW, idnowTwin } from './twins/idnow.ts'
import { qyvoTwin } from './twins/qyvo.ts'
import { rapidproTwin } from './twins/rapidpro.ts'
import { recruboTwin } from './twins/recrubo.ts'
import { unjudgedOfTwins } from './unjudged.ts'

proveCousins('qyvo', wireCousins, { open: qyvoTwin, silent: unjudgedOfTwins.qyvo })
proveCousins('recrubo', recruboCousins, { open: () => recruboTwin(110), silent: unjudgedOfTwins.recrubo })
proveCousins('rapidpro', rapidproCousins, { open: () => rapidproTwin(122, 50), silent: unjudgedOfTwins.rapidpro })
proveCousins('idnow', idnowCousins, { open: idnowTwin, ids: { flowId: FLOW }, silent: unjudgedOfTwins.idnow })
