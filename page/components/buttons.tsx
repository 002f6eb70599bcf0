import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type ApiRequest, formatCurl, requestJson, toErrorMessage } from '../control-api.ts'
import { registerCall } from '../state/calls.ts'
import type { Microseconds } from '../instants.ts'
import { getWorldNow } from '../state/clock.ts'
import { health } from '../state/world.ts'
import { scheduleOnce } from '../timers.ts'
import { Button, type ButtonProps } from './inputs.tsx'
import { showToast } from './toast.tsx'

interface CopyButtonProps {
  readonly text: string | (() => string)
  readonly label?: string
}

/** Copies a text to the clipboard and confirms it for 1.5 seconds. */
export function CopyButton({ text, label = 'Copy' }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false)
  const copyText = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
    setCopied(true)
    scheduleOnce(1500, () => setCopied(false))
  }
  return (
    <Button kind="quiet" onClick={() => void copyText()}>
      <span aria-live="polite">{isCopied ? 'Copied' : label}</span>
    </Button>
  )
}

/** Lists the request of a control in the drawer of calls, as long as the control is shown. */
export function CurlCommand({ request }: { readonly request: ApiRequest }) {
  const text = formatCurl(request)
  useEffect(() => registerCall(text), [text])
  return null
}

interface ApiButtonProps<Body> extends Pick<ButtonProps, 'children' | 'kind' | 'disabled' | 'label'> {
  readonly request: ApiRequest
  /** The question before a change that loses data, such as `Delete "copy"?`; without one the first click sends the request. */
  readonly question?: string
  /** Applies the response, with the world time at which the request was sent. @returns the message to show */
  readonly onDone: (body: Body, sentAt: Microseconds) => string
}

/** A button that sends one request to the control API. A read-only page does not show it. */
export function ApiButton<Body>({ request, onDone, question, disabled, ...button }: ApiButtonProps<Body>) {
  const [isBusy, setBusy] = useState(false)
  const [isAsking, setAsking] = useState(false)
  if (health.value?.readOnly === true) return null
  const submit = async () => {
    setAsking(false)
    setBusy(true)
    const sentAt = getWorldNow()
    try {
      showToast(onDone(await requestJson<Body>(request), sentAt))
    } catch (error) {
      showToast(toErrorMessage(error), 'error')
    } finally {
      setBusy(false)
    }
  }
  if (isAsking && question !== undefined) {
    return (
      <Confirmation question={question} onCancel={() => setAsking(false)}>
        <Button {...button} kind="danger" label={undefined} onClick={() => void submit()} />
      </Confirmation>
    )
  }
  const handleClick = () => (question === undefined ? void submit() : setAsking(true))
  return (
    <span class="action">
      <Button {...button} disabled={disabled === true || isBusy} onClick={handleClick} />
      <CurlCommand request={request} />
    </span>
  )
}

interface ConfirmationProps {
  readonly question: string
  readonly onCancel: () => void
  /** The button that confirms. */
  readonly children: ComponentChildren
}

/** A question with a button that confirms and one that cancels; the first has the focus. */
function Confirmation({ question, onCancel, children }: ConfirmationProps) {
  const group = useRef<HTMLSpanElement>(null)
  useEffect(() => group.current?.querySelector('button')?.focus(), [])
  return (
    <span class="confirmation" role="group" aria-label={question} ref={group}>
      <span>{question}</span>
      {children}
      <Button kind="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </span>
  )
}

interface ApiFormProps<Body> extends Pick<ApiButtonProps<Body>, 'request' | 'onDone' | 'children'> {
  readonly label: string
  /** Title of the button that submits the form. */
  readonly submitTitle: string
}

/** A form that sends one request to the control API and shows its error. A read-only page does not show it. */
export function ApiForm<Body>({ request, onDone, label, submitTitle, children }: ApiFormProps<Body>) {
  const [error, setError] = useState<string | null>(null)
  if (health.value?.readOnly === true) return null
  const submit = async (event: Event) => {
    event.preventDefault()
    const sentAt = getWorldNow()
    try {
      const message = onDone(await requestJson<Body>(request), sentAt)
      setError(null)
      showToast(message)
    } catch (reason) {
      setError(toErrorMessage(reason))
    }
  }
  return (
    <form class="form" aria-label={label} onSubmit={(event) => void submit(event)}>
      {children}
      {error === null ? null : (
        <p class="form-error" role="alert">
          {error}
        </p>
      )}
      <button type="submit" class="primary">
        {submitTitle}
      </button>
      <CurlCommand request={request} />
    </form>
  )
}
