import { type ApiRequest, formatCurl, isCurlShown } from '../control.ts'
import { CopyButton } from './copy.tsx'

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
