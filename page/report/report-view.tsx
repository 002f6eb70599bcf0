import { signal } from '@preact/signals'
import { EmptyState, Panel } from '../components/panel.tsx'
import { showToast } from '../components/toast.tsx'
import { CheckList } from './check-list.tsx'
import { loadMutants } from './mutants.ts'
import { type Report, parseReports, computeScore } from './read-report.ts'
import { WalkChart } from './walk-chart.tsx'

/** What was opened; kept while other parts of the page are looked at. */
const reports = signal<readonly Report[]>([])

/** A result of the contract suite, opened from a file; it stays in the browser. */
export function ReportView() {
  return (
    <div onDragOver={(event) => event.preventDefault()} onDrop={handleDrop}>
      <Panel
        id="report"
        title="Contract report"
        hint="A result of flowtwin verify --json; it is read here and sent nowhere"
        tools={<FilePicker />}
      >
        {reports.value.length === 0 ? (
          <EmptyState title="Drop a result here">
            Check an API with <code>npx flowtwin verify qyvo --url … --json &gt; result.json</code> and open the file.
          </EmptyState>
        ) : (
          reports.value.map((report) => <ReportSection key={`${report.vendor} ${report.target}`} report={report} />)
        )}
      </Panel>
    </div>
  )
}

function FilePicker() {
  return (
    <label class="button picker">
      Open a result
      <input
        class="hidden"
        type="file"
        accept="application/json,.json"
        onChange={(event) => void openFile(event.currentTarget.files?.[0])}
      />
    </label>
  )
}

function ReportSection({ report }: { readonly report: Report }) {
  const must = computeScore(report, 'MUST')
  const should = computeScore(report, 'SHOULD')
  return (
    <article class="report">
      <h3>
        {report.vendor} <span class="muted">{report.target}</span>
      </h3>
      <p class="scores">
        <Score level="MUST" {...must} />
        <Score level="SHOULD" {...should} />
      </p>
      {report.walks.map((walk) => (
        <WalkChart key={walk.operation} walk={walk} />
      ))}
      <CheckList checks={report.checks} vendor={report.vendorName} />
    </article>
  )
}

function Score({ level, held, of }: { readonly level: string; readonly held: number; readonly of: number }) {
  return (
    <span class={held === of ? 'score whole-score' : 'score'}>
      <b>
        {held} of {of}
      </b>{' '}
      {level} hold
    </span>
  )
}

async function openFile(file: File | undefined): Promise<void> {
  if (file === undefined) return
  try {
    reports.value = parseReports(await file.text())
    void loadMutants()
    showToast(`${file.name} is open.`)
  } catch (error) {
    const isOurs = error instanceof Error && error.message.startsWith('The file')
    showToast(isOurs ? error.message : `${file.name} is no JSON.`, 'trouble')
  }
}

function handleDrop(event: DragEvent): void {
  event.preventDefault()
  void openFile(event.dataTransfer?.files[0])
}
