import { useSignal } from '@preact/signals'
import { Button } from '../components/inputs.tsx'
import { showToast } from '../components/toast.tsx'
import { buildWorldPath, getJson, toErrorMessage } from '../control-api.ts'
import { type JournalEntry, worldName } from '../state/world.ts'

type Headers = readonly { readonly name: string; readonly value: string }[]

/** The used part of an entry of the HTTP archive. */
interface HarEntry {
  readonly _sequence: number
  readonly request: { readonly headers: Headers; readonly postData?: { readonly text: string } }
  readonly response: {
    readonly headers: Headers
    readonly content: { readonly text?: string; readonly encoding?: string }
  }
}

/** Characters of a body that the journal's list contains. */
const EXCERPT_LENGTH = 1000

/** Headers and bodies of one request: the start of each body, and on demand everything that the journal stores. */
export function Exchange({ entry }: { readonly entry: JournalEntry }) {
  const full = useSignal<HarEntry | null>(null)
  const loadFull = async () => {
    try {
      const path = buildWorldPath(worldName.value, '/journal.har')
      const { log } = await getJson<{ readonly log: { readonly entries: readonly HarEntry[] } }>(path)
      full.value = log.entries.find(({ _sequence }) => _sequence === entry.sequence) ?? null
      if (full.value === null) showToast('The journal has dropped this request.', 'error')
    } catch (error) {
      showToast(toErrorMessage(error), 'error')
    }
  }
  const requestHeaders = Object.entries(entry.requestHeaders ?? {}).map(([name, value]) => ({ name, value }))
  const { request, response } = full.value ?? {}
  const responseBody = response?.content.encoding === undefined ? response?.content.text : undefined
  return (
    <>
      <HeaderTable title="Request headers" headers={request?.headers ?? requestHeaders} />
      <BodyBlock title="Request body" text={request?.postData?.text ?? entry.requestBody} />
      {response === undefined ? null : <HeaderTable title="Response headers" headers={response.headers} />}
      <BodyBlock title="Response body" text={responseBody ?? entry.responseBody} size={entry.responseSize} />
      {full.value === null ? (
        <Button kind="quiet" onClick={() => void loadFull()}>
          Show all
        </Button>
      ) : null}
    </>
  )
}

function HeaderTable({ title, headers }: { readonly title: string; readonly headers: Headers }) {
  if (headers.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <dl class="headers">
        {headers.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

interface BodyBlockProps {
  readonly title: string
  readonly text: string | null
  /** Bytes of the whole body, if known. */
  readonly size?: number
}

function BodyBlock({ title, text, size }: BodyBlockProps) {
  if (text === null || text === '') return null
  const isExcerpt = text.length === EXCERPT_LENGTH && (size === undefined || size > EXCERPT_LENGTH)
  const length = size === undefined ? '' : `, ${formatSize(size)}`
  return (
    <>
      <h3>
        {title}
        {isExcerpt ? `, first 1 kB${size === undefined ? '' : ` of ${formatSize(size)}`}` : length}
      </h3>
      <pre tabIndex={0}>{formatBody(text)}</pre>
    </>
  )
}

/** Indents JSON; another body, or a part of one, stays as it is. */
function formatBody(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function formatSize(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`
}
