import { signal } from '@preact/signals'
import { scheduleOnce } from '../real-time.ts'

/** Something that has just come of what somebody did. */
export interface ToastMessage {
  readonly text: string
  readonly kind: 'plain' | 'trouble'
}

export const toastMessage = signal<ToastMessage | null>(null)

let cancelHide = () => {}

/** Says a sentence for a while, to eyes and ears. */
export function showToast(text: string, tone: ToastMessage['kind'] = 'plain'): void {
  cancelHide()
  toastMessage.value = { text, kind: tone }
  cancelHide = scheduleOnce(tone === 'trouble' ? 12_000 : 5000, () => {
    toastMessage.value = null
  })
}
