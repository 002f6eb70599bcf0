import type { FlowTexts } from '../../content/flow-texts.ts'

const YES_NO = { Yes: ['yes', 'Yes, sure'], No: ['no', 'No, sorry'] }
const SHIFT = { Early: ['early', 'mornings'], Late: ['late', 'evenings'], Night: ['night'] }

/** Flows of recruiters who message candidates. */
export const flowContent: FlowTexts = [
  {
    name: 'Warehouse shift intake',
    entryVariables: { vacancy: ['Order picker', 'Forklift driver', 'Packer'] },
    questions: [
      { key: 'shift', name: 'Shift', answers: SHIFT },
      { key: 'ownTransport', name: 'Own transport', answers: YES_NO },
      { key: 'hours', name: 'Hours', answers: { Full: ['40', '38'], Part: ['24', '16', 'three days'] } },
      { key: 'startDate', name: 'Start date', answers: { Now: ['right away', 'next Monday'], Later: ['1 March'] } },
      { key: 'callBack', name: 'Call back', answers: YES_NO },
    ],
  },
  {
    name: 'Nurse screening',
    entryVariables: { vacancy: ['Ward nurse', 'Home care nurse', 'Night nurse'] },
    questions: [
      { key: 'registered', name: 'Registered', answers: YES_NO },
      { key: 'experience', name: 'Experience', answers: { Junior: ['1 year'], Senior: ['8 years', '12'] } },
      { key: 'shift', name: 'Shift', answers: SHIFT },
      { key: 'department', name: 'Department', answers: { Surgery: ['surgery'], Care: ['elderly care', 'home care'] } },
      { key: 'callBack', name: 'Call back', answers: YES_NO },
    ],
  },
  {
    name: 'Driver licence check',
    entryVariables: { vacancy: ['Van driver', 'Lorry driver', 'Bus driver'] },
    questions: [
      { key: 'licence', name: 'Licence', answers: { B: ['B'], C: ['C', 'C1'], D: ['D'] } },
      { key: 'tachograph', name: 'Tachograph card', answers: YES_NO },
      { key: 'abroad', name: 'Abroad', answers: YES_NO },
      { key: 'hours', name: 'Hours', answers: { Full: ['full time'], Part: ['weekends only'] } },
      { key: 'callBack', name: 'Call back', answers: YES_NO },
    ],
  },
  {
    name: 'Interview planner',
    entryVariables: { vacancy: ['Store manager', 'Account manager', 'Team lead'] },
    questions: [
      { key: 'day', name: 'Day', answers: { Early: ['Monday', 'Tuesday'], Late: ['Thursday', 'Friday'] } },
      { key: 'time', name: 'Time', answers: { Morning: ['10:00', '9:30'], Afternoon: ['14:00', '15:30'] } },
      { key: 'online', name: 'Online', answers: YES_NO },
      { key: 'documents', name: 'Documents', answers: YES_NO },
      { key: 'remark', name: 'Remark', answers: { Text: ['I may come ten minutes early', 'Thank you'] } },
    ],
  },
  {
    name: 'Summer jobs',
    entryVariables: { vacancy: ['Lifeguard', 'Ice cream seller', 'Camp guide'] },
    questions: [
      { key: 'age', name: 'Age', answers: { Minor: ['16', '17'], Adult: ['18', '20'] } },
      { key: 'weeks', name: 'Weeks', answers: { Few: ['2', '3'], Many: ['6', 'all summer'] } },
      { key: 'swimming', name: 'Swimming', answers: YES_NO },
      { key: 'languages', name: 'Languages', answers: { One: ['Dutch'], More: ['Dutch and English', 'German too'] } },
      { key: 'callBack', name: 'Call back', answers: YES_NO },
    ],
  },
  {
    name: 'Reference request',
    entryVariables: { vacancy: ['Teacher', 'Accountant', 'Chef'] },
    questions: [
      { key: 'referee', name: 'Referee', answers: { Manager: ['my manager'], Colleague: ['a colleague'] } },
      { key: 'mayCall', name: 'May call', answers: YES_NO },
      { key: 'since', name: 'Since', answers: { Recent: ['2024'], Long: ['2016', '2019'] } },
      { key: 'reason', name: 'Reason', answers: { Growth: ['new challenge'], Distance: ['too far away'] } },
      { key: 'callBack', name: 'Call back', answers: YES_NO },
    ],
  },
  {
    name: 'Contract reminder',
    entryVariables: { vacancy: ['Welder', 'Electrician', 'Painter'] },
    questions: [
      { key: 'signed', name: 'Signed', answers: YES_NO },
      {
        key: 'question',
        name: 'Question',
        answers: { Pay: ['about my pay'], Leave: ['holidays'], None: ['no questions'] },
      },
      { key: 'iban', name: 'Bank account', answers: YES_NO },
      { key: 'startDate', name: 'Start date', answers: { Now: ['Monday'], Later: ['next month'] } },
      { key: 'remark', name: 'Remark', answers: { Text: ['Looking forward to it', 'See you'] } },
    ],
  },
  {
    name: 'Talent pool check-in',
    entryVariables: { vacancy: ['Any'] },
    questions: [
      { key: 'available', name: 'Available', answers: YES_NO },
      { key: 'field', name: 'Field', answers: { Logistics: ['warehouse'], Care: ['care'], Office: ['office work'] } },
      { key: 'distance', name: 'Distance', answers: { Near: ['10 km'], Far: ['30 km', 'anywhere'] } },
      { key: 'hours', name: 'Hours', answers: { Full: ['40'], Part: ['20', '24'] } },
      { key: 'callBack', name: 'Call back', answers: YES_NO },
    ],
  },
]
