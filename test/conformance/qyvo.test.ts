import { conforms } from './conforming.ts'

conforms('qyvo')
