import { answerTasks } from '../../../lib/limited-thread';
import { outcomeOf } from '../answer-tasks';
import { writeIndicatorsWorkbook } from './write-indicators-workbook';

answerTasks(outcomeOf(writeIndicatorsWorkbook));
