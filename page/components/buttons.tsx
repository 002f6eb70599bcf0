import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { ApiError, type ApiRequest, formatCurl, isCurlShown, requestJson } from '../control-api.ts'
import type { Microseconds } from '../instants.ts'
import { showToast } from './toast.tsx'
import { getWorldNow } from '../state/clock.ts'
import { health } from '../state/world.ts'
import { scheduleOnce } from '../timers.ts'

/** Puts a text into the clipboard, and says so. */
export function CopyButton({
  text,
  label = 'Copy',
}: {
  readonly text: string | (() => string)
  readonly label?: string
}) {
  const [done, setDone] = useState(false)
  const copyText = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
    setDone(true)
    scheduleOnce(1500, () => setDone(false))
  }
  return (
    <button type="button" class="quiet" onClick={() => void copyText()}>
      <span aria-live="polite">{done ? 'Copied' : label}</span>
    </button>
  )
}

/** The call that a control makes, for whoever has asked to see calls. */
export function CurlCommand({ call }: { readonly call: ApiRequest }) {
  if (!isCurlShown.value) return null
  const line = formatCurl(call)
  return (
    <div class="call">
      <code>{line}</code>
      <CopyButton text={line} />
    </div>
  )
}

interface ApiButtonProps<Answer> {
  readonly request: ApiRequest
  readonly children: ComponentChildren
  /** What to do with the answer, and what to say of it; `asked` is the world's time at which it was asked for. */
  readonly onDone?: (answer: Answer, asked: Microseconds) => string | undefined
  readonly kind?: 'primary' | 'danger' | 'quiet'
  readonly disabled?: boolean
  readonly label?: string
}

/** A button that makes one call of the control API; nothing is to be seen of it where nobody may change anything. */
export function ApiButton<Answer>({
  request,
  children,
  onDone,
  kind,
  disabled = false,
  label,
}: ApiButtonProps<Answer>) {
  const [busy, setBusy] = useState(false)
  if (health.value?.readOnly === true) return null
  const submit = async () => {
    setBusy(true)
    const asked = getWorldNow()
    try {
      const said = onDone?.(await requestJson<Answer>(request), asked)
      if (said !== undefined) showToast(said)
    } catch (error) {
      showToast(error instanceof ApiError ? `Refused: ${error.message}` : 'The server cannot be reached.', 'trouble')
    } finally {
      setBusy(false)
    }
  }
  return (
    <span class="action">
      <button type="button" class={kind} disabled={disabled || busy} aria-label={label} onClick={() => void submit()}>
        {children}
      </button>
      <CurlCommand call={request} />
    </span>
  )
}
