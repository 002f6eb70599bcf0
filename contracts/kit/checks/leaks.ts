import { distinct } from '../bodies.ts'
import type { Check } from '../check.ts'
import { type Exchange, headerOf } from '../exchange.ts'
import { judgeEach, type Violation } from '../finding.ts'
import { isObject, type Json } from '../json.ts'
import type { Context } from '../observation.ts'
import { notApplicable } from '../outcome.ts'
import { recordCheck } from './record-check.ts'

/** What a crash leaves in an answer: stack lines, statements, paths of a machine, pages of frameworks. */
const TRACES = [
  /\bat [\w.$<>]+ \((?:\/|file:|node:|[A-Z]:\\)/,
  /Traceback \(most recent call last\)/,
  /\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.+\b(?:FROM|VALUES|SET|WHERE)\b/,
  /SQLSTATE|\bPDOException|psycopg2|ORA-\d{5}|syntax error at or near/,
  /(?:\/(?:home|var\/www|usr\/src|app\/src)\/|[A-Z]:\\)[\w./\\-]+\.(?:php|py|rb|js|ts|java)/,
  /\b[\w.]+\.(?:java|kt|scala):\d+\)/,
  /Whoops, looks like something went wrong|Werkzeug Debugger|Symfony\\Component|Django Version/,
] as const
const LINKS = ['next', 'previous', 'self', 'related', 'first', 'last', 'prev']
const CARRIER = /[?&](?:access_|api_|auth_)?(?:token|key|secret|password)=|\/\/[^/@\s]+:[^/@\s]+@/i
const ADVICE = ['strict-transport-security', 'x-content-type-options', 'referrer-policy'] as const

/** What must not stand in an answer, judged over everything that was exchanged. */
export const leakChecks: readonly Check[] = [
  recordCheck({
    id: 'SEC-001',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'No credential comes back in an answer, in whatever encoding',
    unit: 'answer',
    remedy: 'let the run send requests',
    security: true,
    judge: ({ exchanges, reveals }) =>
      judgeEach(exchanges(), (exchange): Violation | null => {
        const header = exchange.headers.find(([, value]) => reveals(value))
        if (header !== undefined) return { what: `the header ${header[0]} holds the credential`, exchange }
        return reveals(exchange.text) ? { what: 'the body holds the credential', exchange } : null
      }),
  }),
  recordCheck({
    id: 'SEC-003',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Errors show no stack, no statement, no path of a machine and no page of a framework',
    unit: 'error with content',
    remedy: 'let the run be refused',
    security: true,
    judge: ({ exchanges }) =>
      judgeEach(
        exchanges().filter(({ status, bytes }) => status >= 400 && bytes.length > 0),
        (exchange) => {
          const found = TRACES.map((trace) => trace.exec(unescaped(exchange.text))?.[0]).find(
            (one) => one !== undefined,
          )
          return found === undefined
            ? null
            : { what: 'an error shows what is inside', witness: found.slice(0, 80), exchange }
        },
      ),
  }),
  recordCheck({
    id: 'SEC-004',
    level: 'SHOULD',
    source: { kind: 'house' },
    title: 'Links carry no credential',
    unit: 'link',
    remedy: 'answers with links',
    security: true,
    judge: (context) => {
      const links = linksIn(context)
      if (links.length === 0) throw notApplicable('the target gives no links')
      return judgeEach(links, ({ link, exchange }) =>
        CARRIER.test(link) || context.reveals(link)
          ? { what: 'a link with a credential in it', witness: link.slice(0, 120), exchange }
          : null,
      )
    },
  }),
  recordCheck({
    id: 'SEC-007',
    level: 'INFO',
    source: { kind: 'house' },
    title: 'Headers that protect are there, and headers that tell about the server are not',
    unit: 'answer',
    remedy: 'let the run send requests',
    judge: ({ exchanges }) =>
      judgeEach(exchanges().slice(0, 1), (exchange) => [
        ...ADVICE.filter((name) => headerOf(exchange, name) === null).map((name) => ({ what: `no ${name}`, exchange })),
        ...['server', 'x-powered-by']
          .filter((name) => /\d/.test(headerOf(exchange, name) ?? ''))
          .map((name) => ({ what: `${name} tells a version`, witness: headerOf(exchange, name) ?? '', exchange })),
      ]),
  }),
]

/** The text without the bars that JSON puts before slashes, quotes and bars. */
function unescaped(text: string): string {
  return text.replaceAll(/\\(["\\/])/g, '$1')
}

function linksIn({ exchanges }: Context): readonly { readonly link: string; readonly exchange: Exchange }[] {
  return distinct(exchanges()).flatMap((exchange) => linksOf(exchange.body).map((link) => ({ link, exchange })))
}

function linksOf(body: Json | undefined): readonly string[] {
  if (Array.isArray(body)) return (body as readonly Json[]).flatMap(linksOf)
  if (!isObject(body)) return []
  return Object.entries(body).flatMap(([name, value]) =>
    LINKS.includes(name) && typeof value === 'string' ? [value] : linksOf(value),
  )
}
