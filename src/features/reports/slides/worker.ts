import { parentPort } from 'node:worker_threads';
import { answering } from '../answer-tasks';
import { writeSlides } from './write-slides';

parentPort?.on('message', answering(writeSlides));
parentPort?.postMessage('ready');
