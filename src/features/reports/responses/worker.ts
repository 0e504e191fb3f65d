import { parentPort } from 'node:worker_threads';
import { answering } from '../answer-tasks';
import { writeResponsesWorkbook } from './write-responses-workbook';

parentPort?.on('message', answering(writeResponsesWorkbook));
parentPort?.postMessage('ready');
