import { answerTasks } from '../../../lib/limited-thread';
import { outcomeOf } from '../answer-tasks';
import { writeCompletionWorkbook } from './write-completion-workbook';

answerTasks(outcomeOf(writeCompletionWorkbook));
