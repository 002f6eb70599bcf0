import { bestPractice, informative, type Check } from '../../check.ts'
import { dedupeExchanges } from '../../spec/declared-body.ts'
import { type Exchange, getHeader } from '../../http/exchange.ts'
import { checkEach, createNotApplicable } from '../../outcome.ts'
import { collectJson } from '../../json.ts'
import type { CheckContext } from '../../check-context.ts'
import { createExchangeCheck, createRecordCheck } from '../record-check.ts'

/** Traces of a crash: stack traces, SQL, file paths, framework error pages. */
const STACK_TRACE_PATTERNS = [
  /\bat [\w.$<>]+ \((?:\/|file:|node:|[A-Z]:\\)/,
  /Traceback \(most recent call last\)/,
  /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.+\b(?:FROM|VALUES|SET|WHERE)\b/,
  /SQLSTATE|\bPDOException|psycopg2|ORA-\d{5}|syntax error at or near/,
  /(?:\/(?:home|var\/www|usr\/src|app\/src)\/|[A-Z]:\\)[\w./\\-]+\.(?:php|py|rb|js|ts|java)/,
  /\b[\w.]+\.(?:java|kt|scala):\d+\)/,
  /Whoops, looks like something went wrong|Werkzeug Debugger|Symfony\\Component|Django Version/,
] as const
const LINK_NAMES = ['next', 'previous', 'self', 'related', 'first', 'last', 'prev']
const CREDENTIAL_IN_URL = /[?&](?:access_|api_|auth_)?(?:token|key|secret|password)=|\/\/[^/@\s]+:[^/@\s]+@/i
const SECURITY_HEADERS = ['strict-transport-security', 'x-content-type-options', 'referrer-policy'] as const

/** Checks of sensitive data in responses, over all recorded exchanges. */
export const leakChecks: readonly Check[] = [
  createExchangeCheck('SEC-001', bestPractice, {
    title: 'Responses do not contain the credential, in any encoding',
    evidence: ['response', 'let the run send requests'],
    security: true,
    select: ({ getExchanges }) => getExchanges(),
    judge: (exchange, { containsCredential }) => {
      const header = exchange.headers.find(([, value]) => containsCredential(value))
      if (header !== undefined) return { message: `the header ${header[0]} contains the credential`, exchange }
      return containsCredential(exchange.text) ? { message: 'the body contains the credential', exchange } : null
    },
  }),
  createExchangeCheck('SEC-003', bestPractice, {
    title: 'Errors contain no stack trace, SQL, file path or framework page',
    evidence: ['error with content', 'let the run send invalid requests'],
    security: true,
    select: ({ getExchanges }) => getExchanges().filter(({ status, bytes }) => status >= 400 && bytes.length > 0),
    judge: (exchange) => {
      const text = unescapeJson(exchange.text)
      const [trace] = STACK_TRACE_PATTERNS.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])
      if (trace === undefined) return null
      return { message: 'the error exposes internals', example: trace.slice(0, 80), exchange }
    },
  }),
  createRecordCheck('SEC-004', bestPractice, {
    title: 'Links contain no credential',
    evidence: ['link', 'responses with links'],
    security: true,
    run: (context) => {
      const links = collectLinks(context)
      if (links.length === 0) throw createNotApplicable('no response contains a link')
      return checkEach(links, ({ link, exchange }) =>
        CREDENTIAL_IN_URL.test(link) || context.containsCredential(link)
          ? { message: 'the link contains a credential', example: link.slice(0, 120), exchange }
          : null,
      )
    },
  }),
  createExchangeCheck('SEC-007', informative, {
    title: 'Security headers are set; server version headers are not',
    evidence: ['response', 'let the run send requests'],
    select: ({ getExchanges }) => getExchanges().slice(0, 1),
    judge: (exchange) => {
      const missing = SECURITY_HEADERS.filter((name) => getHeader(exchange, name) === null)
      return [
        ...missing.map((name) => ({ message: `no ${name}`, exchange })),
        ...['server', 'x-powered-by'].flatMap((name) => {
          const example = getHeader(exchange, name) ?? ''
          return /\d/.test(example) ? [{ message: `${name} shows a version`, example, exchange }] : []
        }),
      ]
    },
  }),
]

/** Removes the backslashes with which JSON escapes slashes, quotes and backslashes. */
function unescapeJson(text: string): string {
  return text.replaceAll(/\\(["\\/])/g, '$1')
}

function collectLinks({
  getExchanges,
}: CheckContext): readonly { readonly link: string; readonly exchange: Exchange }[] {
  return dedupeExchanges(getExchanges()).flatMap((exchange) =>
    collectJson(exchange.body, (value, name) =>
      typeof value === 'string' && LINK_NAMES.includes(name ?? '') ? [{ link: value, exchange }] : [],
    ),
  )
}
