import { parentPort } from 'node:worker_threads';
import { answering } from '../answer-tasks';
import { writeParticipantsWorkbook } from './write-participants-workbook';

parentPort?.on('message', answering(writeParticipantsWorkbook));
parentPort?.postMessage('ready');
