import { dedupeExchanges } from '../../spec/declared-body.ts'
import type { Check } from '../../check.ts'
import { type Exchange, getHeader } from '../../http/exchange.ts'
import { checkEach, createNotApplicable, type Violation } from '../../outcome.ts'
import { isObject, type Json } from '../../json.ts'
import type { CheckContext } from '../../check-context.ts'
import { createRecordCheck } from '../record-check.ts'

/** What a crash leaves in an answer: stack lines, statements, paths of a machine, pages of frameworks. */
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

/** What must not stand in an answer, judged over everything that was exchanged. */
export const leakChecks: readonly Check[] = [
  createRecordCheck({
    id: 'SEC-001',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'No credential comes back in an answer, in whatever encoding',
    unit: 'answer',
    hint: 'let the run send requests',
    security: true,
    run: ({ getExchanges, containsCredential }) =>
      checkEach(getExchanges(), (exchange): Violation | null => {
        const header = exchange.headers.find(([, value]) => containsCredential(value))
        if (header !== undefined) return { message: `the header ${header[0]} holds the credential`, exchange }
        return containsCredential(exchange.text) ? { message: 'the body holds the credential', exchange } : null
      }),
  }),
  createRecordCheck({
    id: 'SEC-003',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Errors show no stack, no statement, no path of a machine and no page of a framework',
    unit: 'error with content',
    hint: 'let the run be refused',
    security: true,
    run: ({ getExchanges }) =>
      checkEach(
        getExchanges().filter(({ status, bytes }) => status >= 400 && bytes.length > 0),
        (exchange) => {
          const found = STACK_TRACE_PATTERNS.map((trace) => trace.exec(unescapeJson(exchange.text))?.[0]).find(
            (one) => one !== undefined,
          )
          return found === undefined
            ? null
            : { message: 'an error shows what is inside', example: found.slice(0, 80), exchange }
        },
      ),
  }),
  createRecordCheck({
    id: 'SEC-004',
    level: 'SHOULD',
    source: { kind: 'best-practice' },
    title: 'Links carry no credential',
    unit: 'link',
    hint: 'answers with links',
    security: true,
    run: (context) => {
      const links = collectLinks(context)
      if (links.length === 0) throw createNotApplicable('the target gives no links')
      return checkEach(links, ({ link, exchange }) =>
        CREDENTIAL_IN_URL.test(link) || context.containsCredential(link)
          ? { message: 'a link with a credential in it', example: link.slice(0, 120), exchange }
          : null,
      )
    },
  }),
  createRecordCheck({
    id: 'SEC-007',
    level: 'INFO',
    source: { kind: 'best-practice' },
    title: 'Headers that protect are there, and headers that tell about the server are not',
    unit: 'answer',
    hint: 'let the run send requests',
    run: ({ getExchanges }) =>
      checkEach(getExchanges().slice(0, 1), (exchange) => [
        ...SECURITY_HEADERS.filter((name) => getHeader(exchange, name) === null).map((name) => ({
          message: `no ${name}`,
          exchange,
        })),
        ...['server', 'x-powered-by']
          .filter((name) => /\d/.test(getHeader(exchange, name) ?? ''))
          .map((name) => ({ message: `${name} tells a version`, example: getHeader(exchange, name) ?? '', exchange })),
      ]),
  }),
]

/** The text without the bars that JSON puts before slashes, quotes and bars. */
function unescapeJson(text: string): string {
  return text.replaceAll(/\\(["\\/])/g, '$1')
}

function collectLinks({
  getExchanges,
}: CheckContext): readonly { readonly link: string; readonly exchange: Exchange }[] {
  return dedupeExchanges(getExchanges()).flatMap((exchange) =>
    findLinks(exchange.body).map((link) => ({ link, exchange })),
  )
}

function findLinks(body: Json | undefined): readonly string[] {
  if (Array.isArray(body)) return (body as readonly Json[]).flatMap(findLinks)
  if (!isObject(body)) return []
  return Object.entries(body).flatMap(([name, value]) =>
    LINK_NAMES.includes(name) && typeof value === 'string' ? [value] : findLinks(value),
  )
}
