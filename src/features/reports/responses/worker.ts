import { answerTasks } from '../../../lib/limited-thread';
import { outcomeOf } from '../answer-tasks';
import { writeResponsesWorkbook } from './write-responses-workbook';

answerTasks(outcomeOf(writeResponsesWorkbook));
