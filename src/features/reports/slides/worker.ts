import { answerTasks } from '../../../lib/limited-thread';
import { outcomeOf } from '../answer-tasks';
import { writeSlides } from './write-slides';

answerTasks(outcomeOf(writeSlides));
