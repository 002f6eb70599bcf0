import { defineQuirks } from '../../http/quirk.ts'

const MESSAGE_FIELDS = {
  message: 'in message, as the framework does',
  error: 'in error, as the errors page says of every error',
  both: 'in both',
} as const

/** How Qyvo refuses: its documents speak of two families of bodies, and each page of another. */
export const errorQuirks = defineQuirks({
  unauthenticatedBody: {
    id: 'qyvo.unauthenticated-body',
    question:
      'Which member says why a caller is not let in? The Me page shows message, the errors page lists an error.',
    source: 'Me; errors page',
    evidence: 'documented',
    defaultPosition: 'message',
    positions: MESSAGE_FIELDS,
  },
  forbiddenBody: {
    id: 'qyvo.forbidden-body',
    question: 'Which member says that a scope is missing?',
    source: 'Errors page: status only',
    evidence: 'inferred',
    defaultPosition: 'message',
    positions: MESSAGE_FIELDS,
  },
  throttledBody: {
    id: 'qyvo.throttled-body',
    question: 'Which member says that the quota is used up?',
    source: 'Rate limits page: status and headers only',
    evidence: 'inferred',
    defaultPosition: 'message',
    positions: MESSAGE_FIELDS,
  },
  throttledHeaders: {
    id: 'qyvo.throttled-headers',
    question:
      'Does a 429 carry the X-RateLimit headers? They are promised on success; the framework sends them always.',
    source: 'Rate limits page',
    evidence: 'documented',
    defaultPosition: 'retry-after-only',
    positions: {
      'retry-after-only': 'Retry-After alone',
      all: 'X-RateLimit-Limit and X-RateLimit-Remaining beside it',
    },
  },
  acceptWithoutJson: {
    id: 'qyvo.accept-without-json',
    question: 'How is a client refused that does not ask for JSON? The framework would send it to a page.',
    source: 'Inferred from the framework; the Me page documents JSON for a request without Accept',
    evidence: 'inferred',
    defaultPosition: 'json',
    positions: { json: 'in JSON all the same', redirect: '302, to the login page or back' },
  },
  validationMessage: {
    id: 'qyvo.validation-message',
    question: 'What does message say beside errors? Newer versions of the framework repeat the first error.',
    source: 'Errors page',
    evidence: 'documented',
    defaultPosition: 'documented',
    positions: { documented: '“The given data was invalid.”', 'first-error': 'the first error, and how many follow' },
  },
})
