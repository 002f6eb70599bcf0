import { createQuestions, type FlowText, type FlowTexts, type Question } from '../../content/flow-texts.ts'

const YES_NO = { Yes: ['yes', 'Yes, sure'], No: ['no', 'No, sorry'] }
const SHIFT = { Early: ['early', 'mornings'], Late: ['late', 'evenings'], Night: ['night'] }

const flows: readonly FlowText[] = [
  createFlow('Warehouse shift intake', ['Order picker', 'Forklift driver', 'Packer'], {
    shift: SHIFT,
    ownTransport: YES_NO,
    hours: { Full: ['40', '38'], Part: ['24', '16', 'three days'] },
    startDate: { Now: ['right away', 'next Monday'], Later: ['1 March'] },
    callBack: YES_NO,
  }),
  createFlow('Nurse screening', ['Ward nurse', 'Home care nurse', 'Night nurse'], {
    registered: YES_NO,
    experience: { Junior: ['1 year'], Senior: ['8 years', '12'] },
    shift: SHIFT,
    department: { Surgery: ['surgery'], Care: ['elderly care', 'home care'] },
    callBack: YES_NO,
  }),
  createFlow('Driver licence check', ['Van driver', 'Lorry driver', 'Bus driver'], {
    licence: { B: ['B'], C: ['C', 'C1'], D: ['D'] },
    tachograph: YES_NO,
    abroad: YES_NO,
    hours: { Full: ['full time'], Part: ['weekends only'] },
    callBack: YES_NO,
  }),
  createFlow('Interview planner', ['Store manager', 'Account manager', 'Team lead'], {
    day: { Early: ['Monday', 'Tuesday'], Late: ['Thursday', 'Friday'] },
    time: { Morning: ['10:00', '9:30'], Afternoon: ['14:00', '15:30'] },
    online: YES_NO,
    documents: YES_NO,
    remark: { Text: ['I may come ten minutes early', 'Thank you'] },
  }),
  createFlow('Summer jobs', ['Lifeguard', 'Ice cream seller', 'Camp guide'], {
    age: { Minor: ['16', '17'], Adult: ['18', '20'] },
    weeks: { Few: ['2', '3'], Many: ['6', 'all summer'] },
    swimming: YES_NO,
    languages: { One: ['Dutch'], More: ['Dutch and English', 'German too'] },
    callBack: YES_NO,
  }),
  createFlow('Reference request', ['Teacher', 'Accountant', 'Chef'], {
    referee: { Manager: ['my manager'], Colleague: ['a colleague'] },
    mayCall: YES_NO,
    since: { Recent: ['2024'], Long: ['2016', '2019'] },
    reason: { Growth: ['new challenge'], Distance: ['too far away'] },
    callBack: YES_NO,
  }),
  createFlow('Contract reminder', ['Welder', 'Electrician', 'Painter'], {
    signed: YES_NO,
    question: { Pay: ['about my pay'], Leave: ['holidays'], None: ['no questions'] },
    iban: YES_NO,
    startDate: { Now: ['Monday'], Later: ['next month'] },
    remark: { Text: ['Looking forward to it', 'See you'] },
  }),
  createFlow('Talent pool check-in', ['Any'], {
    available: YES_NO,
    field: { Logistics: ['warehouse'], Care: ['care'], Office: ['office work'] },
    distance: { Near: ['10 km'], Far: ['30 km', 'anywhere'] },
    hours: { Full: ['40'], Part: ['20', '24'] },
    callBack: YES_NO,
  }),
]

/** Flows of recruiters who message candidates. */
export const flowContent: FlowTexts = { vendor: 'recrubo', flows }

function createFlow(
  name: string,
  vacancy: readonly string[],
  answers: Readonly<Record<string, Question['answers']>>,
): FlowText {
  return { name, entryVariables: { vacancy }, questions: createQuestions(answers) }
}
