import { conforms } from './conforming.ts'

conforms('idnow')
