import { parentPort } from 'node:worker_threads';
import { answering } from '../answer-tasks';
import { writeIndicatorsWorkbook } from './write-indicators-workbook';

parentPort?.on('message', answering(writeIndicatorsWorkbook));
parentPort?.postMessage('ready');
