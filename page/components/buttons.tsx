import { useState } from 'preact/hooks'
import { type ApiRequest, formatCurl, isCurlShown, requestJson, toErrorMessage } from '../control-api.ts'
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

/** The request of a control as a curl command, while calls are shown. */
export function CurlCommand({ request }: { readonly request: ApiRequest }) {
  if (!isCurlShown.value) return null
  const text = formatCurl(request)
  return (
    <div class="call">
      <code>{text}</code>
      <CopyButton text={text} />
    </div>
  )
}

interface ApiButtonProps<Body> extends Pick<ButtonProps, 'children' | 'kind' | 'disabled' | 'label'> {
  readonly request: ApiRequest
  /** Applies the response, with the world time at which the request was sent. @returns the message to show */
  readonly onDone: (body: Body, sentAt: Microseconds) => string
}

/** A button that sends one request to the control API. A read-only page does not show it. */
export function ApiButton<Body>({ request, onDone, disabled, ...button }: ApiButtonProps<Body>) {
  const [isBusy, setBusy] = useState(false)
  if (health.value?.readOnly === true) return null
  const submit = async () => {
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
  return (
    <span class="action">
      <Button {...button} disabled={disabled === true || isBusy} onClick={() => void submit()} />
      <CurlCommand request={request} />
    </span>
  )
}
