import { verifyLegalVariants } from './legal-variants/legal-variant.ts'
import { idnowVariants } from './legal-variants/idnow-variants.ts'
import { rapidproVariants, recruboVariants } from './legal-variants/vendor-variants.ts'
import {
  toleratedIdnowVariants,
  toleratedQyvoVariants,
  toleratedRapidproVariants,
  toleratedRecruboVariants,
} from './legal-variants/tolerated-variants.ts'
import { wireVariants } from './legal-variants/wire-variants.ts'
import { FLOW_ID, createIdnowTwin } from './twins/idnow.ts'
import { createQyvoTwin } from './twins/qyvo.ts'
import { createRapidproTwin } from './twins/rapidpro.ts'
import { createRecruboTwin } from './twins/recrubo.ts'
import { unjudgedOfTwins } from './unjudged.ts'

verifyLegalVariants('qyvo', [...wireVariants, ...toleratedQyvoVariants], {
  createTwin: createQyvoTwin,
  unjudgedChecks: unjudgedOfTwins.qyvo,
})
verifyLegalVariants('recrubo', [...recruboVariants, ...toleratedRecruboVariants], {
  createTwin: () => createRecruboTwin(110),
  unjudgedChecks: unjudgedOfTwins.recrubo,
})
verifyLegalVariants('rapidpro', [...rapidproVariants, ...toleratedRapidproVariants], {
  createTwin: () => createRapidproTwin(122, 50),
  unjudgedChecks: unjudgedOfTwins.rapidpro,
})
verifyLegalVariants('idnow', [...idnowVariants, ...toleratedIdnowVariants], {
  createTwin: createIdnowTwin,
  ids: { flowId: FLOW_ID },
  unjudgedChecks: unjudgedOfTwins.idnow,
})
