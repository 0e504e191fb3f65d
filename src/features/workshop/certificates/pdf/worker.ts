import { parentPort } from 'node:worker_threads';
import type { CertificateDocument } from './certificate-document';
import { drawCertificate } from './draw-certificate';

/** What comes back: the file, or why there is none. */
export type DrawnCertificate = { file: Uint8Array } | { problem: string };

async function draw(facts: CertificateDocument): Promise<DrawnCertificate> {
  try {
    return { file: await drawCertificate(facts) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (facts: CertificateDocument) => {
  void draw(facts).then((drawn) => {
    parentPort?.postMessage(drawn);
  });
});
parentPort?.postMessage('ready');
