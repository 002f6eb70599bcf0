import { signal } from '@preact/signals'
import { later } from '../real-time.ts'

/** Something that has just come of what somebody did. */
export interface Announcement {
  readonly text: string
  readonly tone: 'plain' | 'trouble'
}

export const announcement = signal<Announcement | null>(null)

let forget = () => {}

/** Says a sentence for a while, to eyes and ears. */
export function say(text: string, tone: Announcement['tone'] = 'plain'): void {
  forget()
  announcement.value = { text, tone }
  forget = later(tone === 'trouble' ? 12_000 : 5000, () => {
    announcement.value = null
  })
}
