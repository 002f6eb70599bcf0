/** The framework takes a body that is no JSON object for one without members; then what is required is missing. */
export function normalizeBody(sent: string): string {
  try {
    const value: unknown = JSON.parse(sent)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? sent : '{}'
  } catch {
    return '{}'
  }
}

/** A text that says something: the framework trims texts and takes empty ones for absent. */
export function normalizeText(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? undefined : trimmed
}
