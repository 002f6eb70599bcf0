import { effect, signal } from '@preact/signals'

/** How the page is coloured. */
export type ColorScheme = 'auto' | 'light' | 'dark'

const STORAGE_KEY = 'flowtwin scheme'
const prefersDark = matchMedia('(prefers-color-scheme: dark)')

export const preferredScheme = signal<ColorScheme>(readStoredScheme())

/** What is in use: it changes with the machine while nothing else is wished. */
export const colorScheme = signal<'light' | 'dark'>('light')

/** Follows what is wished and what the machine prefers. */
export function followColorScheme(): void {
  const applyScheme = () => {
    const auto = prefersDark.matches ? 'dark' : 'light'
    const used = preferredScheme.value === 'auto' ? auto : preferredScheme.value
    document.documentElement.dataset['scheme'] = used
    colorScheme.value = used
  }
  prefersDark.addEventListener('change', applyScheme)
  effect(applyScheme)
}

export function setColorScheme(next: ColorScheme): void {
  preferredScheme.value = next
  try {
    localStorage.setItem(STORAGE_KEY, next)
  } catch {
    // A browser that keeps nothing still shows the scheme until it is closed.
  }
}

function readStoredScheme(): ColorScheme {
  try {
    const text = localStorage.getItem(STORAGE_KEY)
    return text === 'light' || text === 'dark' ? text : 'auto'
  } catch {
    return 'auto'
  }
}
