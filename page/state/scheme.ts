import { effect, signal } from '@preact/signals'

/** How the page is coloured. */
export type Scheme = 'auto' | 'light' | 'dark'

const KEPT = 'flowtwin scheme'
const prefersDark = matchMedia('(prefers-color-scheme: dark)')

export const wished = signal<Scheme>(kept())

/** What is in use: it changes with the machine while nothing else is wished. */
export const scheme = signal<'light' | 'dark'>('light')

/** Follows what is wished and what the machine prefers. */
export function followScheme(): void {
  const follow = () => {
    const auto = prefersDark.matches ? 'dark' : 'light'
    const used = wished.value === 'auto' ? auto : wished.value
    document.documentElement.dataset['scheme'] = used
    scheme.value = used
  }
  prefersDark.addEventListener('change', follow)
  effect(follow)
}

export function wish(next: Scheme): void {
  wished.value = next
  try {
    localStorage.setItem(KEPT, next)
  } catch {
    // A browser that keeps nothing still shows the scheme until it is closed.
  }
}

function kept(): Scheme {
  try {
    const text = localStorage.getItem(KEPT)
    return text === 'light' || text === 'dark' ? text : 'auto'
  } catch {
    return 'auto'
  }
}
