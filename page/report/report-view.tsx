import { signal } from '@preact/signals'
import { EmptyState, Panel } from '../components/panel.tsx'
import { showToast } from '../components/toast.tsx'
import { CheckList } from './check-list.tsx'
import { loadMutants } from './mutants.ts'
import { computeScore, parseReports, type Report } from './read-report.ts'
import { WalkChart } from './walk-chart.tsx'

/** The reports of the open file; kept while other views are shown. */
const reports = signal<readonly Report[]>([])

/** A result of the contract tests from a file, which stays in the browser. */
export function ReportView() {
  return (
    <div onDragOver={(event) => event.preventDefault()} onDrop={handleDrop}>
      <Panel
        id="report"
        title="Contract test report"
        hint="A result of flowtwin verify --json; the file stays in the browser"
        tools={<FilePicker />}
      >
        {reports.value.length === 0 ? (
          <EmptyState title="Drop a result file here">
            Run <code>npx flowtwin verify qyvo --url … --json &gt; result.json</code> and open the file.
          </EmptyState>
        ) : (
          reports.value.map((report) => (
            <ReportSection key={`${report.vendor.name} ${report.target}`} report={report} />
          ))
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
  return (
    <article class="report">
      <h3>
        {report.vendor.title} <span class="muted">{report.target}</span>
      </h3>
      <p class="scores">
        <Score level="MUST" {...computeScore(report, 'MUST')} />
        <Score level="SHOULD" {...computeScore(report, 'SHOULD')} />
      </p>
      {report.walks.map((walk) => (
        <WalkChart key={walk.operation} walk={walk} />
      ))}
      <CheckList checks={report.checks} vendor={report.vendor.name} />
    </article>
  )
}

interface ScoreProps extends ReturnType<typeof computeScore> {
  readonly level: string
}

function Score({ level, passed, total }: ScoreProps) {
  return (
    <span class={passed === total ? 'score score-full' : 'score'}>
      <b>
        {passed} of {total}
      </b>{' '}
      {level} passed
    </span>
  )
}

async function openFile(file: File | undefined): Promise<void> {
  if (file === undefined) return
  const { name } = file
  try {
    const parsed = parseReports(await file.text())
    if (parsed === null) {
      showToast(`${name} contains no checks. Open a file that "flowtwin verify --json" wrote.`, 'error')
      return
    }
    reports.value = parsed
    void loadMutants()
    showToast(`Opened ${name}.`)
  } catch {
    showToast(`${name} is not valid JSON.`, 'error')
  }
}

function handleDrop(event: DragEvent): void {
  event.preventDefault()
  void openFile(event.dataTransfer?.files[0])
}
