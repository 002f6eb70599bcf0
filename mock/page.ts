/** The page and its files below /_twin/; what serves them is loaded when the first is asked for. */
export function servePage(path: string): Promise<Response> | undefined {
  if (path === '/_twin') return Promise.resolve(new Response(null, { status: 308, headers: { location: '/_twin/' } }))
  if (!path.startsWith('/_twin/') || path.startsWith('/_twin/v1')) return undefined
  return import('./page-files.ts').then(async ({ servePageFile }) => {
    return (await servePageFile(path)) ?? new Response(`There is nothing at ${path}.`, { status: 404 })
  })
}
