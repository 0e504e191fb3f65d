import { answerTasks } from '../../../lib/limited-thread';
import { outcomeOf } from '../answer-tasks';
import { writeParticipantsWorkbook } from './write-participants-workbook';

answerTasks(outcomeOf(writeParticipantsWorkbook));
