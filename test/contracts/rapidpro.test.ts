import { verifyTwin } from './twins/verify-twin.ts'
import { createRapidproTwin } from './twins/rapidpro.ts'

verifyTwin('rapidpro', { createTwin: () => createRapidproTwin() })
verifyTwin('rapidpro', { createTwin: () => createRapidproTwin(122, 50) })
